#!/usr/bin/env python3
"""Checks a Lifeboat evidence package with nothing but Python (3.8 or later) and openssl (1.1.1 or later).

Usage: check-evidence.py FOLDER [SHA256-OF-THE-PLAN] [--journal-head MACHINE=SHA256]...
MACHINE is offline, operator-1 or operator-2. Hashes are taken as they stand on paper, in groups or not. An emergency has no plan.

How to read this file: main() and check_ceremony() name every check in the order in which it is made, and what it proves. Each of the sections
behind them says how one of them works, and needs nothing of the others but the helpers at the end. fail() refuses the package, good() says what was
proven, and OPEN holds what the package cannot show.
"""
import base64, datetime, hashlib, json, os, re, stat, subprocess, sys, tempfile

def main(arguments):
    options = [at for at, each in enumerate(arguments[:-1]) if each == "--journal-head" and arguments[at + 1].count("=") == 1]
    heads = {role.strip(): digits(head) for role, head in (arguments[at + 1].split("=") for at in options)}
    rest = [each for at, each in enumerate(arguments) if at not in options and at - 1 not in options]
    len(rest) in (1, 2) and not rest[0].startswith("-") or sys.exit(f"NOT GOOD: {__doc__}")
    root, paper = os.path.abspath(rest[0]), digits(rest[1]) if len(rest) == 2 else None
    # The folder holds regular files under names that every system can have, and not too much of them. None is opened yet.
    sizes = sizes_in(root)
    is_emergency = "SHA256SUMS" in sizes and "manifest.dsse.json" not in sizes
    (check_emergency if is_emergency else check_ceremony)(root, sizes, paper, heads)
    for text in OPEN:
        print(f"open: {visible(text)}")
    for text in LOST:
        print(f"INCOMPLETE: {visible(text)}", file=sys.stderr)
    sys.exit(2 if LOST else 0)

def check_ceremony(root, sizes, paper, heads):
    """A ceremony has a plan that two people approved, and the identities of the plan signed everything else."""
    # The plan is the one on paper, and two people whom it names have signed it.
    plan, plan_sha256, keys = check_plan(root, sizes, paper)
    # Identities of the plan have signed the list. Each file is there with its size and its SHA-256, and there is no other.
    files, digests = check_list(root, sizes, plan, plan_sha256, keys)
    # There is one journal for each machine. Its lines follow from each other, it is of this plan, nothing comes before
    # what it needs, and its end is the one on paper.
    journals = read_journals(files, heads, lambda journal: check_of_plan(journal, plan, plan_sha256, keys))
    # Each bundle is signed by those who must sign it, is of this plan and its HSM, and follows the one before it.
    bundles = check_bundles(files, plan, plan_sha256, keys)
    # Each bundle is the one that the journals of its machines name, in its place. Each operator's own journal has the fetch
    # that stands in that operator's name, and no other before the signature.
    compare_with_journals(bundles, journals)
    # Each exchange key that a journal says was verified is one: its form, Intel's attestation, the name of the HSM,
    # revocation lists. Every blob is for such a key.
    judge_keys(bundles, journals, plan)
    # Every other file has the hash that a journal, a bundle or the plan names, and is of this ceremony where it says whose it is.
    said = [plan, *bundles, *(hash_of(each["certificate"]) for bundle in bundles if bundle["type"] == "activation-certificates"
                              for each in bundle["body"]["certificates"])]
    hsms = [each["uri"] for each in (plan["source"], plan["target"]) if each]
    check_files(files, digests, journals, said, (plan["ceremony"], plan_sha256, plan["target"]["uri"]), plan["practice"],
                hsms, plan["securityDomain"], True)
    # Listed for people: who is named and not in the plan, how each journal ended, times that do not fit, machines without a journal.
    check_ends(journals, bundles, {person["name"] for person in plan["people"]})
    for role in {role for _, role in keys.values()} - {journal.role for journal in journals} - {"witness"}:
        OPEN.append(f"there is no journal of {role}")

# --- the plan and the list ---

def check_plan(root, sizes, paper):
    {"plan.dsse.json", "manifest.dsse.json"} <= set(sizes) or fail("the plan or the list is missing")
    data = read(root, "plan.dsse.json", 1 << 20, True)[1]
    plan, plan_sha256, approvers, keys = open_envelope("plan", data, "approved-plan.v1")
    people = {each["person"] for each in plan["identities"] if hash_of(each["spki"]) in approvers}
    len(people) >= 2 and len(keys) == len(plan["identities"]) or fail("the plan is not approved by two")
    same("the plan on paper", paper or plan_sha256, plan_sha256)
    paper or OPEN.append(f"compare the hash of the plan with the paper: {plan_sha256}")
    good(f"plan {plan_sha256}, approved by {len(people)}")
    return plan, plan_sha256, keys

def check_list(root, sizes, plan, plan_sha256, keys):
    listing, _, _, _ = open_envelope("list", read(root, "manifest.dsse.json", 1 << 20, True)[1], "evidence.v1", keys)
    same("plan and ceremony of the list", (plan_sha256, plan["ceremony"], plan["practice"]),
         (listing["plan"]["sha256"], listing["ceremony"], listing["practice"]))
    paths = [entry["path"] for entry in listing["files"]]
    same("form of the list", ({"format": "lifeboat-evidence", "v": 1}, sorted({*paths}), ["app", "ceremony", "files", "format", "plan", "practice", "v"], True),
         ({name: listing[name] for name in ("format", "v")}, paths, sorted(listing), all(sorted(each) == ["bytes", "path", "sha256"] for each in listing["files"])))
    del sizes["manifest.dsse.json"]
    sizes == {entry["path"]: entry["bytes"] for entry in listing["files"]} or fail("files differ from the list in name or size")
    files, digests = read_files(root, sizes, {entry["path"]: entry["sha256"] for entry in listing["files"]})
    good(f"{len(digests)} files as listed")
    return files, digests

# --- the folder: regular files only, the list first, hashes by stream ---

FOLDERS = "journals bundles certificates verdicts documents service lists".split()
NAME = r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9][a-z0-9._-]{0,150}(?<!\.)"  # that every system can have
PATH = re.compile(r"SHA256SUMS|(?:plan|manifest)\.dsse\.json|(?:%s)/(?i:%s)" % ("|".join(FOLDERS), NAME), re.ASCII)
MAX_FILES, MAX_FILE, MAX_READ, MAX_TOTAL = 2001, 64 << 20, 256 << 20, 1 << 30

def read(root, path, limit, keep):
    """The SHA-256 of a file, and its bytes where they are kept."""
    handle = os.open(os.path.join(root, path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            fail(f"{path}: it is no regular file, or too large")
        digest, kept = hashlib.sha256(), []
        for block in iter(lambda: file.read(1 << 20), b""):
            file.tell() <= limit or fail(f"{path}: it grew while it was read")
            digest.update(block)
            kept.append(block if keep else b"")
        return digest.hexdigest(), b"".join(kept)

def sizes_in(root):
    sizes = {}
    for at in ["", *FOLDERS]:
        for entry in os.scandir(os.path.join(root, at)) if os.path.isdir(os.path.join(root, at)) else []:
            path, status = f"{at}/{entry.name}".lstrip("/"), entry.stat(follow_symlinks=False)
            if not (at == "" and path in FOLDERS and stat.S_ISDIR(status.st_mode)):
                if not stat.S_ISREG(status.st_mode) or not PATH.fullmatch(path) or len(sizes) >= MAX_FILES:
                    fail(f"{path!a}: a package has no such file")
                sizes[path] = status.st_size
    in_memory = sum(size for path, size in sizes.items() if not path.startswith("documents/"))
    sum(sizes.values()) <= MAX_TOTAL and in_memory <= MAX_READ or fail("the package is too large")
    return sizes

def read_files(root, sizes, listed):
    """The files and the SHA-256 of each, which is the one of the list. Papers are hashed and not kept."""
    files, digests = {}, {}
    for path, expected in listed.items():
        keep = not path.startswith("documents/")
        digests[path], data = read(root, path, min(sizes[path], MAX_FILE), keep)
        same(f"{path}: SHA-256", expected, digests[path])
        files.update({path: data} if keep else {})
    return files, digests

# --- journals ---

JOURNAL_VERSION = 4
GUARDED = ("create", "init-recovery", "download", "upload", "restore", "key-restore")  # calls that two people confirm
EMERGENCY_ONLY = ("emergency-opened", "target-typed", "exchange-key-refused", "blob-read", "backup-named", "restore-verified")
IN_CEREMONY = {  # what must come before what, by the kind of the event or the name of the call
    "never": EMERGENCY_ONLY, "exchange-key-verified": ["bundle-accepted exchange-key"], "build-approved": ["shares"],
    "blob-intended": ["read-back exchange-key agreed {certificateSha256}", "approved {certificateSha256}", "air-gap True"], "blob-built": ["blob-intended"],
    "blob-compared": ["bundle-accepted restore-blob"], "upload": ["read-back restore-blob agreed", "compared {subject}", "target {target}"],
    "restore": ["upload", "hold-over", "target {target}"]}
IN_EMERGENCY = {
    "never": ("journal-opened", "plan-adopted", "exchange-key-countersigned", "peer-paired", "read-back", "bundle-written", "bundle-accepted", "given-up"),
    "exchange-key-fetched": ["init-recovery"], "exchange-key-verified": ["target-typed"],
    "share-accepted": ["air-gap True", "security-domain-loaded", "exchange-key-verified"], "build-approved": ["shares"],
    "blob-intended": ["exchange-key-verified", "approved {certificateSha256}", "air-gap True"], "blob-built": ["blob-intended"],
    "blob-compared": ["blob {blobSha256}"], "upload": ["blob {subject}", "compared {subject}", "target {target}"],
    "restore": ["upload", "hold-over", "backup-named", "target {target}"]}
MARKS = {  # what an event leaves for those after it, besides its kind
    "bundle-written": "{kind} {type}", "bundle-accepted": "{kind} {type}", "read-back": "{kind} {subject} {outcome}|{kind} {subject} {outcome} {sha256}",
    "blob-built": "blob {blobSha256}", "blob-read": "blob {blobSha256}", "air-gap": "{kind} {closed}",
    "plan-adopted": "target {targetUri}|domain {sdSha256}", "target-typed": "target {hsmUri}", "build-approved": "approved {certificateSha256}", "blob-compared": "compared {blobSha256}"}
STOPPED = ("journal-closed", "call-intended", "blob-intended", "bundle-written", "bundle-accepted")  # by a failed check
OF_TWO = ("target-confirmed", "read-back", "build-approved")
OF_CALLS = ("call-answered", "call-queried", "call-settled", "hold-over")

def moment(text):
    re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", text, re.ASCII) or fail("a time has another form")
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))

class Journal:
    def __init__(self, path, data):
        self.path, self.events, self.times, self.hashes, previous = path, [], [], [], "0" * 64
        lines = data.split(b"\n")
        path.endswith(".jsonl") and lines.pop() == b"" or fail(f"{path}: it is no journal, or its last line is torn")
        for number, line in enumerate(lines, 1):
            entry = parse_canonical(path, line)
            b"\\" not in re.sub(rb'\\[\\"]', b"", line) or fail(f"{path}: event {number} has a control character")
            chain = (JOURNAL_VERSION, number, previous)
            (entry["v"], entry["n"], entry["prev"]) == chain or fail(f"{path}: the chain is broken at event {number}")
            previous = sha256(line)
            self.events.append(entry["event"])
            self.times.append(moment(entry["at"]))
            self.hashes.append(previous)
        self.events or fail(f"{path}: it is empty")
        numbered = list(enumerate(self.events, 1))
        self.noted = {(event["kind"], event["seq"]): number for number, event in numbered if event["kind"].startswith("bundle-")}
        self.signed = {event["payloadSha256"]: number for number, event in reversed(numbered) if event["kind"] == "exchange-key-countersigned"}

    def of(self, *kinds):
        return [event for event in self.events if event["kind"] in kinds]

    def check_order(self, needs, required, custodians):
        """The least that must come before what; `lifeboat evidence verify` checks every rule."""
        done, confirmed, calls, fetches, unsettled, failed, shares = set(), {}, {}, {}, set(), set(), set()
        count = dict.fromkeys(["bundle", "exception", "share-accepted"], 0)
        for number, event in enumerate(self.events, 1):
            kind, group = event["kind"], event["kind"].split("-")[0] if event["kind"].startswith("bundle-") else event["kind"]
            is_call, call = kind == "call-intended", event["call"] if kind == "call-intended" else calls.get(event.get("id"))
            count[group] = count.get(group, 0) + 1
            if kind == "security-domain-loaded" and "certificates" in event:
                required, custodians, shares, count["share-accepted"] = event["required"], set(event["certificates"]), set(), 0
            need = [each.format(**event) for each in needs.get(call if is_call else kind, [])]
            need += [f"blob {event['content']}"] if kind == "bundle-written" and event["type"] == "restore-blob" else []
            fetch = [event.get(name) for name in ("requestId", "fetchedAt", "answerSha256")]
            if kind == "exchange-key-fetched":
                fetches[event["observer"]] = fetch
            rules = {
                "signature": kind != "exchange-key-countersigned" or fetches.get(self.events[0].get("role")) == fetch
                and self.events[0]["role"] == "operator-2" and self.signed[event["payloadSha256"]] == number,
                "place": "closed" not in done and (kind == self.events[0]["kind"]) == (number == 1) and kind not in needs["never"],
                "what must come before": done.issuperset(need),
                "failed check": not failed or kind not in STOPPED,
                "number": {"bundle": event.get("seq"), "exception": event.get("number")}.get(group, count[group]) == count[group],
                "custodian": kind != "share-accepted" or event["certificateSha256"] in custodians - shares,
                "comparison": kind != "blob-compared" or event["fetched"] == event["inBlob"] or event["exception"] is not None,
                "hold": kind != "hold-over" or event["minutes"] >= 30 or event["exception"] is not None,
                "two people": kind not in OF_TWO or len({*event["by"]}) >= 2,
                "call": not is_call or not unsettled and event["id"] not in calls,
                "confirmed": not is_call or call not in GUARDED or confirmed.pop(call, "none") == event["folder"],
                "call that it belongs to": kind not in OF_CALLS or call is not None,
                "open calls": kind != "journal-closed" or not unsettled}
            for rule, is_kept in rules.items():
                is_kept or fail(f"{self.path}: event {number} is out of order: {rule}")
            if is_call:
                calls[event["id"]] = call
                unsettled.add(event["id"])
            if kind == "call-settled":
                unsettled.discard(event["id"])
                done |= {call} if event["verdict"] == "succeeded" else set()
            failed |= {event["check"]} if kind == "check-failed" else set()
            failed |= {"upload-refused"} if kind == "call-settled" and (call, event["verdict"]) == ("upload", "failed") else set()
            failed |= {"outcome"} if kind == "bundle-accepted" and "verdict" in event else set()
            failed -= {event["check"]} if kind == "exception" and len({*event["decidedBy"]}) >= 2 else set()
            confirmed.update({event["call"]: event["typedFolder"]} if kind == "target-confirmed" else {})
            done |= {kind, *MARKS.get(kind, kind).format(**event).split("|")}
            done -= {"air-gap True"} if event.get("closed") is False else set()
            shares |= {event["certificateSha256"]} if kind == "share-accepted" else set()
            done |= {"shares"} if required and count["share-accepted"] >= required else set()
            done |= {"closed"} if kind in ("journal-closed", "given-up") else set()

    def begin(self, role, key, heads):
        """Whose it is; and its end, compared with the paper."""
        self.role, self.key, end = role, key, self.hashes[-1]
        good(f"{self.path}, {len(self.events)} events of {role}, ends at {end}")
        head = heads.pop(role, None)
        if head is None:
            OPEN.append(f"{self.path}: compare its end with the paper: {end}")
        elif head not in self.hashes:
            fail(f"{self.path}: it was written anew or cut off: the end that is on paper is not in it")
        elif head != end:
            OPEN.append(f"{self.path}: it has {len(self.hashes) - 1 - self.hashes.index(head)} events after the end that is on paper")

def read_journals(files, heads, check_one):
    journals = []
    for path in sorted(each for each in files if each.startswith("journals/")):
        journal = Journal(path, files[path])
        role, key = check_one(journal)
        role not in [each.role for each in journals] or fail(f"{path}: a second journal of {role}")
        journal.begin(role, key, heads)
        journals.append(journal)
    not heads or fail(f"the journal of {', '.join(heads)} is missing")
    return journals

def check_of_plan(journal, plan, plan_sha256, keys):
    """A journal of a ceremony: of this plan, and written by a machine of it."""
    path, opened = journal.path, journal.events[0]
    expected = ("journal-opened", plan["ceremony"], plan["practice"], opened.get("role"))
    same(f"{path}: beginning", expected, (opened["kind"], opened["ceremony"], opened["practice"], keys.get(opened.get("keyId"), "??")[1]))
    for adopted in journal.of("plan-adopted"):
        facts = {"planSha256": plan_sha256, "ceremonyKind": plan["kind"], "targetName": plan["target"]["name"], "targetUri": plan["target"]["uri"],
                 "required": plan["quorum"]["required"], "custodians": plan["quorum"]["custodians"], "sdSha256": (plan["securityDomain"] or {}).get("sha256"),
                 "custodianCertificates": [each["certificateSha256"] for each in plan["custodians"] if each["certificateSha256"]],
                 "backupFolder": (plan["backup"] or {}).get("folder"), **{name: value for name, value in (("source", plan["source"]), ("grade", plan.get("grade", "full"))) if name in adopted}}
        same_members(f"{path}: facts of the plan", facts, adopted)
    for paired, key in {each["role"]: each["keyId"] for each in journal.of("peer-paired")}.items():  # the last of each counts
        same(f"{path}: role of the machine that was paired", paired, keys.get(key, "??")[1])
    custodians = {each["certificateSha256"] for each in [*plan["custodians"], *journal.of("custodian-key-made")]}
    needs = {"security-domain-loaded": ["domain {sha256}"] if plan["securityDomain"] else [], "share-accepted": ["air-gap", "security-domain-loaded", *(["read-back exchange-key agreed"] if plan["kind"] == "recovery" else [])]}
    journal.check_order({**IN_CEREMONY, **needs}, plan["quorum"]["required"], custodians)
    return opened["role"], opened["keyId"]

# --- bundles ---

KINDS = {  # version of the payload, and who signs; the first of them is the machine that sends it
    "plan": (2, ["operator-1"]), "activation-certificates": (2, ["offline"]), "security-domain": (3, ["operator-1"]),
    "exchange-key": (5, ["operator-1", "operator-2"]), "restore-blob": (2, ["offline"]), "outcome": (2, ["operator-1"])}

def check_bundles(files, plan, plan_sha256, keys):
    bundles = []
    for path in sorted(each for each in files if each.startswith("bundles/")):
        bundles.append(check_bundle(path, files[path], plan, plan_sha256, keys, bundles))
    return bundles

def check_bundle(path, data, plan, plan_sha256, keys, before):
    header, payload_sha256, signers, _ = open_envelope(path, data, None, keys)
    roles = {role: key for key, (_, role) in keys.items()}
    version, wanted = KINDS.get(header["type"]) or fail(f"{path}: no such kind of bundle")
    same(f"{path}: signers", wanted, [keys[each][1] for each in signers])
    same(f"{path}: name", f"bundles/lifeboat-{plan['ceremony']}-{header['seq']:04}-{header['type']}.bundle.json", path)
    sender, receiver = ("operator-1", "offline") if header["dir"] == "online-to-offline" else ("offline", "operator-1")
    same(f"{path}: sender", wanted[0], sender)
    expected = {"v": version, "ceremony": plan["ceremony"], "practice": plan["practice"], "plan": {"sha256": plan_sha256},
                "hsm": {name: plan["target"][name] for name in ("uri", "resourceId", "tenant")}, "from": roles[sender], "to": roles[receiver],
                "seq": len(before) + 1, "prev": before[-1]["sha256"] if before else None}
    same_members(f"{path}: header", expected, header)
    if plan["securityDomain"] and header["sd"]:
        same(f"{path}: security domain", plan["securityDomain"]["sha256"], header["sd"]["sha256"])
    body, content = header["body"], None
    if header["type"] == "restore-blob":
        content = sha256(body["restoreBlob"].encode())
        inside = parse(body["restoreBlob"].encode())["WrappedKey"]["x5t_256"]
        key = base64.urlsafe_b64encode(bytes.fromhex(header["exchange"]["certificateSha256"])).decode().rstrip("=")
        same(f"{path}: blob", (body["blobSha256"], key, key), (content, inside, body["x5tS256"]))
    if header["type"] == "security-domain":
        content = sha256(body["securityDomain"].encode())
        same(f"{path}: security domain", header["sd"]["sha256"], content)
    good(f"{path}, signed and in sequence")
    return {**header, "path": path, "sha256": payload_sha256, "file": sha256(data), "content": content, "signers": sorted(signers)}

def compare_with_journals(bundles, journals):
    made = {each["sha256"] for each in bundles}
    for journal in journals:
        for event in journal.of("bundle-written", "bundle-accepted"):
            what, is_written = f"{journal.path}: bundle {event['seq']}", event["kind"] == "bundle-written"
            bundle = next((each for each in bundles if each["seq"] == event["seq"]), None) or fail(f"{what} is not in the package")
            found = {"type": bundle["type"], "payloadSha256": bundle["sha256"], "fileSha256": bundle["file"], "content": bundle["content"],
                     "exchange": (bundle["exchange"] or {}).get("certificateSha256"), "journal": bundle["journal"]}
            same_members(what, found, event)
            same(f"{what}: machine", bundle["from" if is_written else "to"], journal.key)
            same(f"{what}: signers", bundle["signers"], bundle["signers"] if is_written else sorted(event["signers"]))
        for payload, number in journal.signed.items():
            if payload not in made:
                OPEN.append(f"{journal.path}: event {number} says that another bundle was signed, which is not in the package")
    for bundle in bundles:
        path, end, seq = bundle["path"], bundle["journal"], bundle["seq"]
        sender, receiver = (next((each for each in journals if each.key == bundle[side]), None) or
                            fail(f"{path}: the journal of the machine that it is {side} is missing") for side in ("from", "to"))
        sent = sender.noted.get(("bundle-written", seq)) or fail(f"{path}: {sender.path} does not say that it was sent")
        before = max(sender.noted.get((kind, seq - 1), 0) for kind in ("bundle-written", "bundle-accepted"))
        if not before <= end["events"] < sent or sender.hashes[end["events"] - 1] != end["head"]:
            fail(f"{sender.path}: it was written anew: the line with which it ended when {path} was signed is not in its place")
        accepted, body = receiver.noted.get(("bundle-accepted", seq)), bundle["body"]
        accepted or OPEN.append(f"{path}: {receiver.path} does not say that it was accepted")
        issued = [each["challenge"] for each in receiver.of("challenge-issued")]
        not accepted or not issued or bundle["challenge"] in issued or fail(f"{path}: {receiver.path} did not issue its challenge")
        if bundle["type"] == "outcome":
            check_outcome(path, body, sender.events[:end["events"]], receiver.events[accepted - 1] if accepted else None)
        observations = [body["first"], body["second"]] if bundle["type"] == "exchange-key" else []
        if observations:
            same(f"{path}: observers", ["operator-1", "operator-2"], [each["observer"] for each in observations])
            len({each["journal"]["head"] for each in observations}) == 2 or fail(f"{path}: both operators give the end of one journal")
        for observation in observations:
            check_fetch(bundle, observation, journals)
    if any(bundle["type"] == "exchange-key" for bundle in bundles) and "operator-2" not in [each.role for each in journals]:
        lost = [event for each in journals for event in each.of("exception") if event["step"] == "Z1R" and len(set(event["decidedBy"])) >= 2]
        lost or fail("the journal of operator-2 is missing, who fetched the exchange key, too, and nobody answers for it")
        LOST.append(f"the journal of operator-2 is lost; {', '.join(lost[0]['decidedBy'])} answer for it (EX-{lost[0]['number']})")

def check_outcome(path, body, before, accepted):
    """An outcome says of the call what its sender's journal said before, and its receiver's journal says the same."""
    calls = [each["id"] for each in before if each["kind"] == "call-intended" and each["call"] == body["call"]]
    verdicts = [each["verdict"] for each in before if each["kind"] == "call-settled" and [each["id"]] == calls[-1:]]
    verdicts += [accepted.get("verdict", "succeeded")] if accepted else []
    same(f"{path}: verdict of the call in the journals", [body["verdict"]] * len(verdicts), verdicts)

def check_fetch(bundle, observation, journals):
    """Each operator's own journal says that this operator made this fetch, and then signed the bundle before any other."""
    path, answer = bundle["path"], base64_of(observation["answer"])
    fetch = {name: observation[name] for name in ("observer", "requestId", "fetchedAt", "serverDate")}
    fetch.update(certificateSha256=sha256(key_in(answer)), answerSha256=sha256(answer), tlsServerSha256=hash_of(observation["tlsChain"][0]))
    end = observation["journal"]
    for own in [each for each in journals if each.role == observation["observer"]]:
        event = own.events[end["events"] - 1] if 0 < end["events"] <= len(own.events) else {}
        if {name: event.get(name) for name in fetch} != fetch:
            fail(f"{path}: {own.path} does not say in its place that {own.role} made this fetch")
        same(f"{path}: end of {own.path} at this fetch", end["head"], own.hashes[end["events"] - 1])
        later = [number for number, each in enumerate(own.events, 1) if number > end["events"]
                 and each != event and (each["kind"], each.get("observer")) == (event["kind"], own.role)]
        signed = own.signed.get(bundle["sha256"]) if own.role == "operator-2" else own.noted.get(("bundle-written", bundle["seq"]))
        signed or fail(f"{path}: {own.path} does not say that operator-2 signed it")
        if later and later[0] < signed:
            fail(f"{path}: {own.path} says in event {later[0]} that {own.role} fetched the key again before it was signed")
        if own.role == "operator-2" and signed == max(own.signed.values()):
            OPEN.extend(f"{own.path}: the key was fetched again in event {number}, after it was signed" for number in later)

def verified_in(journal):
    """Each exchange key that was verified, with the number of the bundle that brought it: the last one that was accepted before."""
    seq = None
    for event in journal.of("bundle-accepted", "exchange-key-verified"):
        if event["kind"] == "exchange-key-verified":
            yield event, seq
        elif event["type"] == "exchange-key":
            seq = event["seq"]

def judge_keys(bundles, journals, plan):
    judged = set()
    for journal, event, seq in [(journal, *each) for journal in journals for each in verified_in(journal)]:
        bundle = next((each for each in bundles if (each["seq"], each["to"], (each["exchange"] or {}).get("certificateSha256"))
                       == (seq, journal.key, event["certificateSha256"])), None)
        bundle or fail(f"{journal.path}: no bundle has the exchange key that it verified")
        body, decision, path = bundle["body"], bundle["body"]["decision"], bundle["path"]
        seen = {side: key_in(base64_of(body[side]["answer"])) for side in ("first", "second")}
        same(f"{path}: keys of the observers, and a decision", seen["first"] != seen["second"], bool(decision and len({*decision["decidedBy"]}) >= 2))
        chosen = seen["second" if decision and decision["key"] == "operator-2" else "first"]
        lists = [base64_of(each) for each in body["revocationLists"]]
        check_verified(path, chosen, journal, event, plan["target"]["uri"], plan["practice"], plan["enclaveSigners"], lists)
        same(f"{journal.path}: exchange key", (bundle["exchange"]["spkiSha256"], plan["target"]["uri"]), (event["spkiSha256"], event["hsmUri"]))
        judged.add(event["certificateSha256"])
    for bundle in bundles:
        if bundle["type"] == "restore-blob" and bundle["exchange"]["certificateSha256"] not in judged:
            fail(f"{bundle['path']}: it is for an exchange key that no journal verified")

def check_verified(name, data, journal, event, hsm, practice, enclaves, lists):
    """An exchange key that a journal says was verified."""
    excepted = event["exception"]
    attested = check_key(name, data, event, hsm, practice, enclaves, excepted, lists)
    lists or OPEN.append(f"{name}: no revocation lists came with the exchange key")
    same(f"{journal.path}: attestation", attested, event["attested"])
    if excepted:
        len(set(excepted["approvers"])) >= 2 or fail(f"{journal.path}: one person answers for the exchange key")
        OPEN.append(f"the exchange key has no attestation; {', '.join(excepted['approvers'])} answer for it")
    good(f"{name}, exchange key checked again" + (", attested" if attested else ""))

# --- the exchange key: form, attestation, name of the HSM, revocation lists ---

ROOTS = {  # SHA-256 of the SubjectPublicKeyInfo of the root that vouches for the HSM's processor, by whether it is practice
    False: "a0af031289f5d5d4132f9186068a7fc13628633ba235777472e29b6b6c67a49e",
    True: "572afc1be164e551f05195c41a4654a031751f9d720e507f2ff6dfee5c13641d"}
ENCLAVE = "db55904b231f08298eb093180562d07631c3cab9b7706b2efa53da58b42c943a"  # of the HSM, where no plan names others
QUOTING_ENCLAVE = "8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff"
VENDOR = bytes.fromhex("939a7233f79c4ca9940a0db3957f0607")  # of the quoting enclave
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
CN, QUOTE, NEWER_QUOTE, RSA = "0603550403", "06092a864886f7140a0101", "06092b0601040182376901", "06092a864886f70d010101"
USAGE, UNDERSTOOD = "0603551d0f", {"0603551d0f", "0603551d13"}  # keyUsage; it and basicConstraints
SHA256_RSA = "06092a864886f70d01010b"

def der(data):
    """The elements of DER data: tag, content and all bytes of each."""
    found, at = [], 0
    while at < len(data):
        tag, length, start = data[at], data[at + 1], at + 2
        if length & 0x80:
            start, length = start + (length & 0x7F), int.from_bytes(data[start:start + (length & 0x7F)], "big")
            length >> 8 * (start - at - 3) and length >= 0x80 or fail("a length in DER has another spelling than its own")
        end = start + length
        found.append((tag, data[start:end], data[at:end]) if end <= len(data) else fail("DER is cut off"))
        at = end
    return found

def certificate(data):
    """The signed part, signature, algorithms, issuer, subject, SubjectPublicKeyInfo and extensions of an X.509 certificate, and which of them are critical."""
    tbs, outer, signature = der(der(data)[0][1])
    fields = der(tbs[1])
    extensions = [der(each[1]) for each in der(der(fields[-1][1])[0][1])] if fields[-1][0] == 0xA3 else []
    found = {parts[0][2].hex(): parts[-1][1] for parts in extensions}
    len(found) == len(extensions) or fail("a certificate has an extension twice")
    critical = {parts[0][2].hex() for parts in extensions if len(parts) == 3}
    return tbs[2], signature[1][1:], (fields[2][2], outer[2]), fields[3], fields[5], fields[6][2], found, critical

def numbers_in(spki):
    """Modulus and exponent of an RSA key."""
    public = der(der(spki)[0][1])[1][1]
    return [int.from_bytes(part[1], "big") for part in der(der(public[1:])[0][1])]

def check_key(name, data, key, hsm, practice, enclaves, excepted, lists=()):
    """Judges an exchange certificate again. Key has the hashes that it must have. Whether it is attested."""
    same(f"{name}: exchange certificate", (key["certificateSha256"], 1), (sha256(data), len(der(data))))
    tbs, signature, algorithms, issuer, subject, spki, extensions, critical = certificate(data)
    same(f"{name}: key of the exchange certificate", key["spkiSha256"], sha256(spki))
    modulus, exponent = numbers_in(spki)
    is_rsa = der(der(der(spki)[0][1])[0][1])[0][2].hex() == RSA and 2048 <= modulus.bit_length() <= 4096
    is_rsa and exponent == 65537 and modulus % 2 or fail(f"{name}: the exchange key is no RSA key of the right form")
    is_own = algorithms[0] == algorithms[1] and algorithms[0][2:13].hex() == SHA256_RSA and issuer == subject and verifies("sha256", spki, tbs, signature)
    is_own or fail(f"{name}: the exchange certificate is not signed by its own key")
    usage = der(extensions[USAGE])[0][1][1] if USAGE in extensions else 0x20  # keyEncipherment
    usage & 0x20 and critical <= UNDERSTOOD or fail(f"{name}: the exchange certificate is for another use, or has a condition that is not understood")
    NEWER_QUOTE in extensions and fail(f"{name}: the attestation has a form that is not understood")
    if QUOTE not in extensions:
        return False if excepted else fail(f"{name}: the exchange key has no attestation, and nobody answers for it")
    excepted and fail(f"{name}: people answer for an exchange key that has an attestation")
    host = re.fullmatch(r"https://([a-z0-9.-]+)", hsm).group(1).encode()
    parts = [der(each[1]) for part in der(subject[1]) for each in der(part[1])]
    same(f"{name}: HSM of the exchange key", [host], [value[1] for oid, value in parts if oid[2].hex() == CN])
    check_quote(name, extensions[QUOTE], spki, practice, enclaves, lists)
    return True

def check_quote(name, value, spki, practice, enclaves, lists):
    """An Intel SGX quote, version 3 with ECDSA P-256: the HSM's enclave says that the key is its own."""
    quote = value[16:]
    report, qe_report, key = quote[48:432], quote[564:948], quote[500:564]
    auth = int.from_bytes(quote[1012:1014], "little")
    block = rb"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----[\r\n]*"
    chain = re.fullmatch(block * 3 + rb"\0", quote[1020 + auth:]) or fail(f"{name}: the attestation has no chain")
    leaf, middle, root = (base64_of(re.sub(r"\s", "", each.decode())) for each in chain.groups())
    chain = {role: pem(b"CERTIFICATE", data) for role, data in (("leaf", leaf), ("middle", middle), ("root", root))}
    checks = {
        "header": value[:16] == b"\1\0\0\0\2\0\0\0" + len(quote).to_bytes(8, "little"),
        "form": quote[:8] + quote[12:28] == b"\3\0\2\0\0\0\0\0" + VENDOR and quote[1014 + auth:1016 + auth] == b"\5\0"
        and all(quote[at:at + 4] == (len(quote) - at - 4).to_bytes(4, "little") for at in (432, 1016 + auth)),
        "key": report[320:384] == hashlib.sha256(spki).digest() + bytes(32),
        "enclave": report[128:160].hex() in enclaves and not report[48] & 2,
        "signature": verifies("sha256", P256 + key, quote[:432], raw(quote[436:500])),
        "quoting enclave": qe_report[128:160].hex() == QUOTING_ENCLAVE and not qe_report[48] & 2,
        "binding": qe_report[320:384] == hashlib.sha256(key + quote[1014:1014 + auth]).digest() + bytes(32),
        "processor": verifies("sha256", certificate(leaf)[5], qe_report, raw(quote[948:1012])),
        "root": sha256(certificate(root)[5]) == ROOTS[practice],
        "chain": openssl("verify -no_check_time -CAfile root -untrusted middle leaf", **chain).returncode == 0}
    for part, is_good in checks.items():
        is_good or fail(f"{name}: the attestation of the exchange key is wrong: {part}")
    for data in lists:
        check_revocation_list(name, data, chain)

def check_revocation_list(name, data, chain):
    """RFC 5280, section 5, by openssl: an authority of the chain has signed it, all of it is understood, and it revokes none of the chain."""
    bad, files = f"{name}: the revocation list {sha256(data)}", {"list": pem(b"X509 CRL", data), **chain}
    text = openssl("crl -in list -noout -text", **files).stdout.decode("latin-1")
    form = re.search(r"Version 2 .*?Last Update: (.*?)\n\s*(?:Next Update: (.*?)\n)?", text, re.DOTALL)
    len(der(data)) == 1 and form or fail(f"{bad} has a form that is not understood")
    said = [openssl(f"verify -no_check_time -crl_check -CRLfile list -CAfile root {issued}", **files) for issued in ("middle", "-untrusted middle leaf")]
    any(b"certificate revoked" in each.stdout for each in said) and fail(f"{bad} revokes a certificate of the attestation")
    any(b"critical" in each.stdout for each in said) and fail(f"{bad} has a form that is not understood")
    any(each.returncode == 0 for each in said) or fail(f"{bad} is of no authority of the chain")
    OPEN.append(f"{name}: a revocation list came with it that holds from {form[1]} to {form[2]}")

def raw(signature):
    """DER of an ECDSA signature of two numbers of 32 bytes each."""
    halves = [half.lstrip(b"\0") or b"\0" for half in (signature[:32], signature[32:])]
    numbers = [b"\0" + half if half[0] & 0x80 else half for half in halves]
    joined = b"".join(b"\2%c%s" % (len(number), number) for number in numbers)
    return b"\x30%c%s" % (len(joined), joined)

def if_so(read, otherwise):
    """What a reader finds in a file of its form; another form is no fault here."""
    try:
        return read()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, NotGood):
        return otherwise

def key_in(data):
    """The certificate in a file that is an exchange key: DER, PEM, a JWK or an answer of the service; nothing in any other."""
    def in_json():
        value = parse(data)
        jwk = parse(value["transfer_key"].encode()) if "transfer_key" in value else value
        found = base64_of(jwk["x5c"][0])
        numbers = [int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=" * (-len(jwk[name]) % 4)), "big") for name in "ne"]
        labels = {"x5t": hashlib.sha1(found), "x5t#S256": hashlib.sha256(found)}
        labels = {name: base64.urlsafe_b64encode(label.digest()).decode().rstrip("=") for name, label in labels.items()}
        is_same = numbers == numbers_in(certificate(found)[5]) and {**labels, **{name: jwk[name] for name in labels if name in jwk}} == labels
        return found if is_same else b""
    def in_pem():
        label, text, end = re.search(rb"-----BEGIN ([^-]*)-----(?:\s+[\w-]+:[^\n]*)*([A-Za-z0-9+/=\s]*)-----END ([^-]*)-----", data).groups()
        return base64_of(re.sub(r"\s", "", text.decode())) if label == end == b"CERTIFICATE" else b""
    return if_so(in_json if data.lstrip()[:1] == b"{" else in_pem if data[:1] != b"\x30" else lambda: data, b"")

# --- every other file ---

WANTED = {  # hashes in journals that a later reader wants to see the file of
    "call-answered": ("answerSha256", "the answer to {id}"), "exchange-key-verified": ("verdictSha256", "the verdict"),
    "exchange-key-refused": ("fileSha256", "the exchange key that was refused")}

def members(data):
    """The members of a file that is a JSON object."""
    return if_so(lambda: dict(parse(data)) if data[:1] == b"{" else {}, {})

def answers_in(files):
    """The answers of the service as the program keeps them, with the SHA-256 of their bodies."""
    kept = {path: members(data) for path, data in files.items() if path.startswith("service/")}
    return {path: {**each, "hash": hash_of(each["body"])} for path, each in kept.items() if each.get("format") == "lifeboat-answer"}

def check_files(files, digests, journals, said, owner, practice, inventories_of, sd, is_strict):
    """Every other file by the hashes that are in journals and in what else was said: bundles and plan."""
    events = lambda kind: [event for journal in journals for event in journal.of(kind)]
    answers = answers_in(files)
    bodies, all_digests = {each["hash"] for each in answers.values()}, set(digests.values())
    for kind, (field, what) in WANTED.items():
        there = bodies if field == "answerSha256" else all_digests
        OPEN.extend(f"{what.format(**event)} ({event[field]}) is not in the package" for event in events(kind) if event[field] not in there)
    check_answers(answers, events, owner)
    for event in events("exchange-key-verified"):
        for path in [each for each in files if digests[each] == event["verdictSha256"]]:
            claim = {"accepted": True, "certificateSha256Hex": event["certificateSha256"], "claim": "unattested" if event["exception"] else "attested"}
            same_members(f"{path}: the verdict on the exchange key", claim, members(files[path]))
    text = json.dumps([*said, *(journal.events for journal in journals)], ensure_ascii=False)
    known = set(re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", text)) | {each["planSha256"] for each in answers.values()}
    written_as = {}
    for event in events("file-written"):
        written_as.setdefault(event["name"], set()).add(event["sha256"])
    for path, digest in sorted(digests.items()):
        folder, _, name = path.rpartition("/")
        if folder in ("", "journals", "bundles"):
            continue
        about = members(files.get(path, b""))
        check_subject(path, about, practice, inventories_of, sd)
        if folder in ("documents", "lists") and digest not in written_as.get(name, {digest}):
            fail(f"{path}: it is not the file that the journal names so")
        inside = sha256(key_in(files[path])) if folder == "certificates" else answers[path]["hash"] if path in answers else digest
        if {digest, inside} & known:
            continue
        if is_strict and folder in ("verdicts", "certificates") or "SharedKeys" in about:
            fail(f"{path}: nothing in the package says what it is")
        OPEN.append(f"{path}: no journal, no bundle and not the plan names it")

def check_answers(answers, events, owner):
    """The service's answers are of this ceremony, and to a call that was answered there is the one that the journal names."""
    for path, each in answers.items():
        form = [type(each.get(name)) for name in ("call", "requestId", "status")]
        form == [str, str, int] or fail(f"{path}: nothing in the package says what it is")
        owner or fail(f"{path}: there is no journal of the machine that it came to")
        plan_sha256 = owner[1] or next(iter(answers.values()))["planSha256"]
        same_members(f"{path}: owner", {"ceremony": owner[0], "planSha256": plan_sha256, "hsm": owner[2]}, each)
    to_call = {}
    for path, each in answers.items():
        to_call.setdefault(each["call"], {})[path] = each
    for event in events("call-answered"):
        kept = to_call.get(event["id"], {})
        named = [(path, each["requestId"]) for path, each in kept.items() if each["hash"] == event["answerSha256"]]
        not kept or named or fail(f"{next(iter(kept))}: it is not the answer that the journal names")
        not named or event["requestId"] in dict(named).values() or fail(f"{named[0][0]}: it is the answer to another request")
    fetched = {event["answerSha256"] for event in events("exchange-key-fetched")}
    for path, each in answers.items():
        if re.fullmatch("observe-operator-[12]", each["call"]) and each["status"] < 400 and each["hash"] not in fetched:
            fail(f"{path}: it is not the answer that a journal names")

def check_subject(path, about, practice, inventories_of, sd):
    """An inventory and a register say themselves whose they are."""
    kind = about.get("format")
    if kind in ("lifeboat-inventory", "lifeboat-custody"):
        same(f"{path}: practice", practice, about["practice"])
    if kind == "lifeboat-inventory" and inventories_of:
        about["hsm"] in inventories_of or fail(f"{path}: it is of another HSM")
    if kind == "lifeboat-custody" and sd and about["securityDomainSha256"]:
        same(f"{path}: security domain", sd["sha256"], about["securityDomainSha256"])

def names_in(event):
    excepted = event.get("exception") if event["kind"] == "exchange-key-verified" else None
    return [*event.get("by", []), *event.get("decidedBy", []), *filter(None, [event.get("readBy")]), *(excepted or {}).get("approvers", [])]

def check_ends(journals, bundles, planned):
    """Who is named, how it ended, and times that do not fit; a ceremony has a plan that names its people."""
    for journal in journals:
        path = journal.path
        names = {name for event in journal.events if event["kind"] not in ("note", "plan-adopted") for name in names_in(event)
                 if (event["kind"], name) != ("step-done", "Lifeboat")}  # what the program read itself
        all(name.isprintable() for name in names) or fail(f"{path}: a name has a character that nobody sees")
        OPEN.extend(f"{path}: the plan does not name {name!a}" for name in sorted(names - planned) if planned)
        journal.of("journal-closed", "given-up") or OPEN.append(f"{path}: it was not closed")
        journal.of("given-up") and OPEN.append(f"{path}: THIS CEREMONY WAS GIVEN UP")
        for number, (event, at) in enumerate(zip(journal.events, journal.times), 1):
            apart = lambda other, seconds: abs((at - moment(other)).total_seconds()) > seconds
            issued = [each["issued"] for each in bundles if each["seq"] == event["seq"]] if event["kind"] == "bundle-written" else []
            is_back = number > 1 and at < journal.times[number - 2]
            if is_back or event["kind"] == "wall-clock" and apart(event["wall"], 600) or any(apart(each, 86400) for each in issued):
                OPEN.append(f"{path}: the time of event {number} does not fit")

# --- an emergency: no plan, no identities; nobody signed any of it ---

def check_emergency(root, sizes, paper, heads):
    paper and fail("an emergency has no plan")
    OPEN.append("NO PLAN: an emergency, whose list and journals nobody signed")
    lines = read(root, "SHA256SUMS", 1 << 20, True)[1].decode().split("\n")
    listed = dict(re.fullmatch("([0-9a-f]{64})  (.+)", line).group(2, 1) for line in lines[:-1])
    lines[-1] == "" and {*listed, "SHA256SUMS"} == set(sizes) and len(listed) == len(lines) - 1 or fail("files differ from the list in name")
    not [path for path in listed if not path.startswith(tuple(f"{each}/" for each in FOLDERS if each != "bundles"))] or fail("no file of an emergency")
    files, digests = read_files(root, sizes, listed)
    good(f"{len(digests)} files as listed in SHA256SUMS {read(root, 'SHA256SUMS', 1 << 20, False)[0]}")
    machines = {each.role: each for each in read_journals(files, heads, check_of_emergency)}
    machines or fail("there is no journal")
    offline, online = machines.get("offline"), machines.get("operator-1")
    practice = next(iter(machines.values())).events[0]["practice"]
    if offline and online:
        check_one_emergency(offline, online)
    LOST.extend(f"there is no journal of {role}: the package is that of one machine" for role in {"offline", "operator-1"} - set(machines))
    by_hash, lists = {digests[path]: data for path, data in files.items()}, []
    by_key = {sha256(key_in(files[path])): path for path in reversed([*files]) if path.startswith("certificates/")}
    for event in offline.events if offline else []:
        noted = event["kind"] == "note" and re.fullmatch("Revocation list ([0-9a-f]{64})", event["text"])
        if noted:  # those right before a key are the ones with which it was judged
            lists.append(by_hash.get(noted.group(1)) or fail(f"{offline.path}: revocation list {noted.group(1)} is missing"))
            continue
        if event["kind"] == "exchange-key-verified":
            name = by_key.get(event["certificateSha256"]) or fail(f"{offline.path}: the exchange key that it verified is not in the package")
            check_verified(name, key_in(files[name]), offline, event, event["hsmUri"], practice, [ENCLAVE], lists)
        lists = []
    bodies = {each["hash"]: (path, base64_of(each["body"])) for path, each in answers_in(files).items()}
    outcomes = [event for event in online.of("exchange-key-fetched", "check-failed") if event.get("check", "exchange-key") == "exchange-key"] if online else []
    for event, after in zip(outcomes, [*outcomes[1:], {}]):
        path, body = bodies.get(event.get("answerSha256"), (None, b""))
        path and same(f"{path}: exchange key", event["certificateSha256"], sha256(key_in(body)))
        if path and after.get("kind") != "check-failed":  # before the next fetch: it was refused there
            check_key(path, key_in(body), event, online.of("target-typed")[-1]["hsmUri"], practice, [ENCLAVE], None)
            good(f"{path}, exchange key checked again, attested")
    owner = online and (online.events[0]["ceremony"], None, (online.of("target-typed") or [{"hsmUri": None}])[-1]["hsmUri"])
    check_files(files, digests, list(machines.values()), [], owner, practice, None, None, False)
    check_ends(list(machines.values()), [], set())

def check_of_emergency(journal):
    opened = journal.events[0]
    same(f"{journal.path}: beginning", ("emergency-opened", "lifeboat-emergency-journal"), (opened["kind"], opened.get("format")))
    opened["practice"] == opened["ceremony"].startswith("PRACTICE-") or fail(f"{journal.path}: practice by its name, or not at all")
    for event in journal.of("target-typed"):
        event["hsmUri"].endswith(".practice.invalid") == opened["practice"] or fail(f"{journal.path}: practice and production meet")
    for event in journal.of("exchange-key-fetched"):
        same(f"{journal.path}: observer", "operator-1", event["observer"])
    journal.check_order(IN_EMERGENCY, None, set())
    return ("offline" if opened["machine"] == "offline" else "operator-1"), None

def check_one_emergency(offline, online):
    """What was sent to the HSM is what was built; what else one has and the other has not is said."""
    same(f"{online.path}: practice", offline.events[0]["practice"], online.events[0]["practice"])
    built, sent = ({event["blobSha256"]: event["certificateSha256"] for event in journal.of(kind)}
                   for journal, kind in ((offline, "blob-built"), (online, "blob-read")))
    for event in online.of("call-intended"):
        if event["call"] == "upload":
            event["subject"] in built or fail(f"{online.path}: the blob that it uploaded was not built in {offline.path}")
            same(f"{online.path}: exchange key of the blob", built[event["subject"]], sent.get(event["subject"]))
    values = lambda journal, kind, member: {event[member] for event in journal.of(kind)}
    inside = {*built, *values(offline, "exchange-key-verified", "certificateSha256"), *values(offline, "exchange-key-verified", "hsmUri")}
    outside = {*sent, *values(online, "exchange-key-fetched", "certificateSha256"), *values(online, "target-typed", "hsmUri")}
    OPEN.extend(f"one journal has a fact that the other has not: {fact}" for fact in sorted(inside ^ outside))

# --- signatures and JSON ---

def once(pairs):
    return dict(pairs) if len(pairs) == len(dict(pairs)) else fail("a member stands twice in one JSON object")

def whole(digits):
    return int(digits) if len(digits) <= 17 and digits != "-0" and abs(int(digits)) < 1 << 53 else fail("a number is out of bounds")

def check_value(value, depth):
    """What other readers of JSON refuse: half characters, and more than 32 levels."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, (dict, list)):
        depth < 32 or fail("a JSON value is too deep")
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            check_value(each, depth + 1)

def parse(data):
    value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=fail, parse_float=fail, parse_int=whole)
    check_value(value, 0)
    return value

def parse_canonical(name, data):
    value = parse(data)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return value if text.encode("utf-8") == data else fail(f"{name}: it is not written in its one form")

def openssl(arguments, **files):
    """What openssl says in a folder that holds these files. A journal may ask the same as often as it has lines: it's asked once."""
    asked = sha256(repr((arguments, files)).encode())
    if asked not in ANSWERED:
        with tempfile.TemporaryDirectory() as folder:
            for name, data in files.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
            ANSWERED[asked] = subprocess.run(["openssl", *arguments.split()], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return ANSWERED[asked]

def pem(label, data):
    return b"-----BEGIN %s-----\n%s-----END %s-----\n" % (label, base64.encodebytes(data), label)

def verifies(digest, spki, signed, signature):
    return openssl(f"dgst -{digest} -verify key -signature signature signed",
                   key=pem(b"PUBLIC KEY", spki), signed=signed, signature=signature).returncode == 0

P384_ORDER = 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973

def open_envelope(name, data, kind, keys=None):
    """The payload and whose keys have signed; without keys, those that the payload (the plan) names are used."""
    envelope = parse_canonical(name, data)
    same(f"{name}: members", (["payload", "payloadType", "signatures"], True),
         (sorted(envelope), all(sorted(each) == ["keyid", "sig"] for each in envelope["signatures"])))
    payload = base64_of(envelope["payload"])
    if keys is None:
        keys = {hash_of(each["spki"]): (base64_of(each["spki"]), each["role"]) for each in parse(payload)["identities"]}
    signed = b"DSSEv1 %d %s %d %s" % (len(envelope["payloadType"]), envelope["payloadType"].encode(), len(payload), payload)
    signers = [signature["keyid"] for signature in envelope["signatures"]]
    signers and len(signers) == len(set(signers)) or fail(f"{name}: signatures missing or doubled")
    for signature in envelope["signatures"]:
        spki, _ = keys.get(signature["keyid"]) or fail(f"{name}: signed by a key that the plan does not name")
        is_low = int.from_bytes(der(der(base64_of(signature["sig"]))[0][1])[-1][1], "big") <= P384_ORDER // 2  # the other half is as good, in another file
        is_low and verifies("sha384", spki, signed, base64_of(signature["sig"])) or fail(f"{name}: a signature is wrong")
    value = parse_canonical(name, payload)
    same(f"{name}: type", f"application/vnd.lifeboat.{kind or '{type}.v{v}'.format(**value)}+json", envelope["payloadType"])
    return value, sha256(payload), signers, keys

# --- what is said, and how ---

ANSWERED = {}  # by openssl
OPEN, LOST = [], []  # what the package cannot show, and what is lost of it: printed at the end

class NotGood(Exception):
    pass

def fail(text):
    raise NotGood(text)

def same(what, expected, found):
    """No number is a truth value, as it would be to Python."""
    in_json = lambda value: json.dumps(value, sort_keys=True, default=repr)
    in_json(expected) == in_json(found) or fail(f"{what}: expected {expected}, found {found}")

def same_members(what, expected, found):
    same(what, expected, {name: found.get(name) for name in expected})

def visible(text):
    """No character of a package moves the cursor of whoever reads this."""
    return "".join(each if each.isprintable() else f"<{ord(each):04x}>" for each in str(text))

def good(text):
    print(f"good: {visible(text)}")

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def base64_of(text):
    """The bytes, of the one spelling that they have."""
    data = base64.b64decode(text, validate=True)
    return data if base64.b64encode(data).decode() == text else fail("base64 has another spelling than its own")

def hash_of(text):
    return sha256(base64_of(text))


def digits(text):
    text = re.sub(r"[\s:-]", "", text).lower()
    return text if re.fullmatch("[0-9a-f]{64}", text) else fail("a hash from paper has 64 digits")

if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except NotGood as refusal:
        sys.exit(f"NOT GOOD: {visible(refusal)}")
    except Exception as error:  # whatever a damaged or hostile package leads to is a refusal in the promised words
        sys.exit(f"NOT GOOD: the package does not have its form ({type(error).__name__}: {visible(error)[:200]})")
