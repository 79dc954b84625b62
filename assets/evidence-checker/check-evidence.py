#!/usr/bin/env python3
"""Checks a Lifeboat evidence package with nothing but Python (3.8 or later).

Usage: check-evidence.py FOLDER [SHA256-OF-THE-PLAN] [--journal-head MACHINE=SHA256]...
MACHINE is offline, operator-1 or operator-2. Hashes are taken as they stand on paper, in groups or not. An emergency has no plan.

How to read this file: RULES.md beside it lists every rule, with its id. The rules are here in the same order, each beside its id, so the page and
this file are read side by side. The helpers at the end know no rule. The folder schemas/ has the members of every file, and the characters of names.
The verdict depends on the package and on what was typed, and on nothing else of this machine.
"""
import os, sys
if __name__ == "__main__" and not sys.flags.isolated:  # no module, variable or setting of this machine changes what follows
    command = [sys.executable, "-I", "-S", "-X", "utf8", os.path.abspath(__file__), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(sys.executable, command)
    import subprocess
    sys.exit(subprocess.run(command).returncode)
import base64, functools, hashlib, json, re, stat, unicodedata

def main(arguments):
    options = [at for at, each in enumerate(arguments[:-1]) if each == "--journal-head" and arguments[at + 1].count("=") == 1]
    heads = {role.strip(): digits(head) for role, head in (arguments[at + 1].split("=") for at in options)}
    rest = [each for at, each in enumerate(arguments) if at not in options and at - 1 not in options]
    len(rest) in (1, 2) and not rest[0].startswith("-") and set(heads) <= {"offline", "operator-1", "operator-2"} or refuse("usage", "", __doc__)
    package = Package(os.path.abspath(rest[0]), digits(rest[1]) if len(rest) == 2 else None, heads)
    incomplete, is_bad = (check_emergency if package.is_emergency else check_ceremony)(package)
    for each in package.good:
        say("good", each)
    for identifier, value in package.open:
        say("open", f"{identifier}: {value}")
    for each in incomplete:
        print(f"INCOMPLETE: {visible(each)}", file=sys.stderr)
    return 3 if is_bad else 2 if incomplete else 0

def check_ceremony(package):
    """A ceremony has a plan that two people approved, and the identities of the plan signed everything else."""
    plan = Plan(package)
    check_list(package, plan)
    package.read_files()
    journals = [PlannedJournal(path, data, plan) for path, data in package.under("journals/")]
    check_machines(package, journals)
    bundles = check_bundles(package, plan, journals)
    incomplete = check_second_operator(package, plan, bundles, journals)
    keys = check_keys(package, plan, bundles, journals)
    files = check_files(package, journals, keys, plan, hashes_of_plan(plan, bundles))
    words = list(own_words(journals, bundles))
    leave_open(package, plan, journals, bundles, keys, files, words)
    return incomplete, Story(package, plan, journals, words).say()

# --- package: the folder, before anything in it is believed ---

FOLDERS = "journals bundles certificates verdicts documents service lists".split()
MAX_FILES, MAX_REGISTER, MAX_ENVELOPE, MAX_FILE, MAX_READ, MAX_TOTAL = 2001, 128 << 10, 1 << 20, 64 << 20, 256 << 20, 1 << 30

class Package:
    def __init__(self, root, paper, heads):
        self.root, self.paper, self.heads, self.good, self.open, self.files, self.digests, self.listed = root, paper, heads, [], [], {}, {}, {}
        self.sizes = dict(self.walk())
        self.is_emergency = "SHA256SUMS" in self.sizes and "manifest.dsse.json" not in self.sizes
        in_memory = sum(size for path, size in self.sizes.items() if not path.startswith("documents/"))
        sum(self.sizes.values()) <= MAX_TOTAL and in_memory <= MAX_READ or refuse("package-size", root)

    def walk(self):
        """Regular files alone, in the folders that a package has. None is opened yet."""
        count, names = 0, set()
        for at in ["", *FOLDERS]:
            folder = os.path.join(self.root, at)
            for entry in os.scandir(folder) if at == "" or os.path.isdir(folder) and not os.path.islink(folder) else []:
                path, status = f"{at}/{entry.name}".lstrip("/"), entry.stat(follow_symlinks=False)
                if at == "" and entry.name in FOLDERS and stat.S_ISDIR(status.st_mode):
                    continue
                count += 1
                stat.S_ISREG(status.st_mode) and count <= MAX_FILES and path.lower() not in names or refuse("package-files", path)
                names.add(path.lower())
                yield path, status.st_size

    def read(self, path, limit, keep=True):
        """The bytes of a file, which is not followed elsewhere and does not grow; its SHA-256 alone where nobody reads it."""
        handle = os.open(os.path.join(self.root, path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            stat.S_ISREG(os.fstat(handle).st_mode) or refuse("package-files", path)
            data = file.read(limit + 1)
        len(data) <= limit or refuse("package-size", path)
        self.digests[path] = sha256(data)
        holds_key(data) and refuse("no-private-key", path)
        return data if keep else b""

    def read_files(self):
        """Each file as it is listed. Papers are searched and hashed, and not kept."""
        for path, digest in sorted(self.listed.items()):
            data = self.read(path, min(self.sizes[path], MAX_FILE), not path.startswith("documents/"))
            self.digests[path] == digest or refuse("file-as-listed", path)
            if not path.startswith("documents/"):
                self.files[path] = data
        self.prove("files-whole", len(self.listed))

    def under(self, folder):
        return [(path, data) for path, data in sorted(self.files.items()) if path.startswith(folder)]

    def prove(self, identifier, value):
        """What was checked from the files alone."""
        self.good.append(f"{identifier}: {value}")

    def leave(self, identifier, value=""):
        """What the package cannot show."""
        self.open.append((identifier, value))

MARKERS = [b"PRIVATE KEY-----", b"Private-Key: ("] + [bytes.fromhex(each) for each in (  # PKCS#8, PKCS#8 encrypted, PKCS#12, SEC 1
    "020100300d06092a864886f70d010101", "020100301006072a8648ce3d0201", "020100301306072a8648ce3d0201", "06092a864886f70d01050d",
    "060a2a864886f70d010c01", "060b2a864886f70d010c0a01", "0201010420", "0201010430")]
RSA_KEY = re.compile(rb"\x30\x82..\x02\x01\x00\x02(?:\x81[\x80-\xff]|\x82[\x01-\x04])", re.DOTALL)
JWK_MEMBER = re.compile(rb'"(?:d|p|q|dp|dq|qi|k)"[ \t\r\n]{0,64}:[ \t\r\n]{0,64}"[A-Za-z0-9_-]{22,}"')

def holds_key(data, depth=0):
    """A private key in any form in which programs write one, four encodings deep."""
    if any(marker in data for marker in MARKERS) or RSA_KEY.search(data) or JWK_MEMBER.search(data):
        return True
    if depth == 4:
        return False
    if depth == 0 and b"\0" in data and holds_key(data.replace(b"\0", b""), 1):  # UTF-16, as some shells write
        return True
    joined = re.sub(rb"(?<=[A-Za-z0-9+/_-]{16})(?:\\r|\\n|\r|\n)+(?=[A-Za-z0-9+/_=-])", b"", data)
    joined = re.sub(rb"\\[bfnrt]", b" ", joined)
    runs = (each.translate(URL_SAFE) for each in re.findall(rb"[A-Za-z0-9+/_-]{24,}", joined))
    texts = (base64.b64decode(each[at:len(each) - ((len(each) - at) % 4 == 1)] + b"==") for each in runs for at in range(4))
    pairs = re.findall(rb"[0-9A-Fa-f]{32,}", joined.translate(None, b":- \t\r\n"))
    numbers = (bytes.fromhex(each[at:len(each) - (len(each) - at) % 2].decode()) for each in pairs for at in range(2))
    return any(holds_key(each, depth + 1) for readings in (texts, numbers) for each in readings)

URL_SAFE = bytes.maketrans(b"-_", b"+/")

# --- plan: its form, its rules, its approvals ---

class Plan:
    def __init__(self, package):
        {"plan.dsse.json", "manifest.dsse.json"} <= set(package.sizes) or refuse("plan-and-list", "plan.dsse.json")
        envelope = Envelope("plan.dsse.json", package.read("plan.dsse.json", MAX_ENVELOPE))
        self.approve(envelope)
        print(f"{'PRACTICE' if self.facts['practice'] else 'REAL'} evidence of {self.facts['ceremony']}")
        self.sha256 == (package.paper or self.sha256) or refuse("plan-on-paper", self.sha256)

    def approve(self, envelope):
        """A plan names the identities that count: it proves nothing about itself until its hash is compared with the paper."""
        envelope.of_type("approved-plan.v1")
        plan = self.facts = form("plan", envelope.payload, 128 << 10, "plan-form", envelope.path)
        self.sha256 = sha256(envelope.payload)
        self.keys = {hash_of(each["spki"]): each for each in plan["identities"]}
        self.names = {each["id"]: each["name"] for each in plan["people"]}
        for rule, is_kept in plan_rules(plan):
            is_kept or refuse("plan-rules", envelope.path, rule)
        self.approvers = [each["person"] for each in envelope.signers(self.keys)]
        len(self.approvers) >= 2 or refuse("plan-approved", envelope.path)
        self.machines = {each["role"]: key for key, each in self.keys.items()}
        self.certificates = {each["id"]: each["certificateSha256"] for each in plan["custodians"] if each["certificateSha256"]}
        self.hsms = [each["uri"] for each in (plan["target"], plan["source"]) if each]

    def adopted(self, event):
        """What a journal must have of its plan. One of an earlier version has no source, and no grade."""
        plan = self.facts
        later = {name: value for name, value in (("source", plan["source"]), ("grade", plan.get("grade", "full"))) if name in event and value}
        return {"kind": "plan-adopted", "planSha256": self.sha256, "ceremony": plan["ceremony"], "practice": plan["practice"],
                "ceremonyKind": plan["kind"], "approvers": self.approvers, "targetName": plan["target"]["name"], "targetUri": plan["target"]["uri"],
                "required": plan["quorum"]["required"], "custodianCertificates": list(self.certificates.values()),
                "custodians": plan["quorum"]["custodians"], "sdSha256": (plan["securityDomain"] or {}).get("sha256"),
                "backupFolder": (plan["backup"] or {}).get("folder"), **later}

PRACTICE, PRACTICE_HSM = "PRACTICE-", ".managedhsm.practice.invalid"
CLOUDS = {".managedhsm.azure.net": ".blob.core.windows.net", ".managedhsm.usgovcloudapi.net": ".blob.core.usgovcloudapi.net",
          ".managedhsm.azure.cn": ".blob.core.chinacloudapi.cn", PRACTICE_HSM: ".blob.practice.invalid"}
ROLE_OF = {"operator-1": "RO1", "operator-2": "RO2", "offline": "OP", "witness": "W1"}
CONFLICTS = {  # roles that one person does not hold together, and whether a waiver helps
    **{("RO1", "RO2"): False, ("OP", "RO1"): False, ("OP", "RO2"): False, ("C", "RO1"): False, ("C", "RO2"): False},
    **{("CA", each): True for each in ("C", "W1")}, ("OP", "W1"): True, **{("C", each): True for each in ("W1", "ADM", "MC")},
    **{("W1", each): True for each in ("RO1", "RO2", "MC")}, **{("W2", each): True for each in "CA OP C RO1 RO2 MC W1".split()}}
CONFLICTS = {frozenset(pair): helps for pair, helps in CONFLICTS.items()}

def plan_rules(plan):
    """The rules over a whole plan, in the order of the page."""
    kind, people, custodians, identities = plan["kind"], plan["people"], plan["custodians"], plan["identities"]
    target, source, backup, makes_keys = plan["target"], plan["source"], plan["backup"], plan["kind"] in ("activation", "re-wrap")
    holds = {each["id"]: each["roles"] for each in reversed(people)}
    held = {each: {*roles, *(["C"] if each in [c["person"] for c in custodians] else [])} for each, roles in holds.items()}
    holders = lambda role: sum(role in each["roles"] for each in people)
    once = lambda values: len([each for each in values if each is not None]) == len({each for each in values if each is not None})
    pairs = lambda roles: [pair for pair in CONFLICTS if pair <= roles]
    waived = lambda person, pair: any(each["person"] == person and pair <= set(each["roles"]) for each in plan["waivers"])
    label = lambda uri: uri[len("https://"):].split(".")[0]
    alike = lambda one, other: one.lower() == other.lower()
    yield "left-blank", not any(each.strip().upper().startswith("FILL IN") for each in texts_in(plan))
    yield "quorum-above-custodians", plan["quorum"]["required"] <= plan["quorum"]["custodians"]
    yield "custodian-count", len(custodians) == plan["quorum"]["custodians"]
    yield "given-twice", all(once([each[name] for each in entries]) for entries, names in (
        (custodians, ("id", "person", "certificateSha256")), (identities, ("role", "person", "spki"))) for name in names) and once(
        [person_key(each["name"]) for each in people]) and once([each["token"]["serial"] for each in custodians if "token" in each])
    yield "person-unknown", all(each["person"] in held for each in [*custodians, *identities, *plan["waivers"]])
    yield "role-missing", all(holders(role) for role in (("CA", "OP", "W1") if kind == "drill" else ("CA", "OP", "RO1", "RO2", "W1")))
    yield "role-twice", all(holders(role) <= 1 for role in ("CA", "OP", "RO1", "RO2", "W1"))
    yield "role-conflict", all(CONFLICTS[pair] and waived(person, pair) for person, roles in held.items() for pair in pairs(roles))
    yield "waiver-needless", all(set(each["roles"]) <= held[each["person"]] and frozenset(each["roles"]) in CONFLICTS for each in plan["waivers"])
    yield "waiver-not-allowed", all(CONFLICTS[frozenset(each["roles"])] for each in plan["waivers"])
    yield "role-missing", kind == "drill" or {"operator-1", "operator-2", "offline"} <= {each["role"] for each in identities}
    yield "identity-role", all(ROLE_OF[each["role"]] in held[each["person"]] for each in identities)
    yield "needed-for-kind", not makes_keys or backup is not None
    yield "needed-for-kind", kind != "recovery" or bool(source and backup and backup["folder"] and plan["securityDomain"]) and all(
        each["certificateSha256"] for each in custodians)
    yield "not-for-kind", not makes_keys or not plan["securityDomain"] and not any(each["certificateSha256"] for each in custodians)
    yield "nothing-created", "creation" not in plan or kind != "re-wrap"
    network = plan.get("creation", {}).get("network")
    yield "addresses-needless", not network or not network["allowedAddresses"] or network["publicAccess"] and network["defaultAction"] == "deny"
    yield "needed-for-kind", not backup or backup["method"] != "identity" or backup["identity"] is not None
    parts = target["resourceId"].split("/")
    yield "names-differ", all(alike(*each) for each in [(target["name"], label(target["uri"])), (target["name"], parts[8]), (target["subscription"], parts[2]),
        (target["resourceGroup"], parts[4]), *([(source["name"], label(source["uri"]))] if source else [])])
    yield "names-equal", not source or source["uri"] != target["uri"]
    yield "practice-address", all(each["uri"].endswith(PRACTICE_HSM) == plan["practice"] for each in (source, target) if each)
    yield "practice-id", plan["ceremony"].startswith(PRACTICE) == plan["practice"]
    yield "key-not-p384", all(is_signing_key(each["spki"]) for each in identities)
    yield "other-cloud", not backup or all(backup["account"].endswith(blob) for hsm, blob in CLOUDS.items() if target["uri"].endswith(hsm))

def texts_in(value):
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from texts_in(each)

SIGNING_KEY = bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004")  # SubjectPublicKeyInfo of P-384, up to the point

def is_signing_key(spki):
    data = if_so(lambda: base64_of(spki), b"")
    return len(data) == 120 and data.startswith(SIGNING_KEY) and P384.has(*point_of(data[-96:]))

# --- list: what is in the package ---

def check_list(package, plan):
    envelope = Envelope("manifest.dsse.json", package.read("manifest.dsse.json", MAX_ENVELOPE))
    envelope.of_type("evidence.v1")
    signers = envelope.signers(plan.keys)
    listing = form("list", envelope.payload, MAX_ENVELOPE, "list-form", envelope.path)
    paths = [each["path"] for each in listing["files"]]
    paths == sorted({*paths}) or refuse("list-form", envelope.path)
    sizes = {path: size for path, size in package.sizes.items() if path != envelope.path}
    sizes == {each["path"]: each["bytes"] for each in listing["files"]} or refuse("files-as-listed", envelope.path, listed_otherwise(sizes, listing))
    same("list-of-plan", envelope.path, [plan.sha256, plan.facts["ceremony"], plan.facts["practice"]],
         [listing["plan"]["sha256"], listing["ceremony"], listing["practice"]])
    package.listed = {each["path"]: each["sha256"] for each in listing["files"]}
    package.prove("plan-approved", ", ".join(plan.names[each] for each in plan.approvers))
    package.prove("manifest-signed", ", ".join(each["role"] for each in signers))

def listed_otherwise(sizes, listing):
    listed = {each["path"]: each["bytes"] for each in listing["files"]}
    return sorted(path for path in {*sizes, *listed} if sizes.get(path) != listed.get(path))[0]

# --- envelopes: who signed ---

class Envelope:
    def __init__(self, path, data):
        value = form("envelope", data, MAX_ENVELOPE, "envelope-form", path, 4)
        self.path, self.type, self.payload = path, value["payloadType"], base64_of(value["payload"])
        self.signatures = [(each["keyid"], base64_of(each["sig"])) for each in value["signatures"]]
        all(is_only_signature(each) for _, each in self.signatures) or refuse("signature-form", path)

    def of_type(self, kind):
        self.type == f"application/vnd.lifeboat.{kind}+json" or refuse("envelope-type", self.path)

    def signers(self, keys):
        """The pinned identities that signed, in their order: each once, each good, and nobody else."""
        names = [key for key, _ in self.signatures]
        set(names) <= set(keys) and len(names) == len(set(names)) or refuse("signers-known", self.path)
        for key, signature in self.signatures:
            has_signed(keys[key], self.type, self.payload, signature) or refuse("signatures-good", self.path)
        return [keys[key] for key in names]

def has_signed(identity, kind, payload, signature):
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    return P384.verifies(point_of(base64_of(identity["spki"])[-96:]), "sha384", signed, signature)

def is_only_signature(data):
    """SEQUENCE of r and s in their one encoding, s in the lower half: the other half is as good, in another file."""
    numbers = if_so(lambda: [positive(each) for each in children(whole(SEQUENCE, data))], [])
    return len(numbers) == 2 and all(0 < each < P384.order for each in numbers) and numbers[1] <= P384.order // 2

# --- journal: its lines ---

JOURNAL_VERSION, MAX_LINE = 4, 16 << 10
ROLES = ("offline", "operator-1", "operator-2")

class Journal:
    """One event a line, each with the hash of the line before it. Events are numbered from 1."""
    def __init__(self, path, data):
        self.path, self.events, self.times, self.hashes, self.state = path, [], [], [], State()
        path.endswith(".jsonl") or refuse("journal-name", path)
        lines = data.split(b"\n")
        lines.pop() == b"" or refuse("journal-torn", path)
        for number, line in enumerate(lines, 1):
            entry = form("journal-line", line, MAX_LINE, "journal-line", f"{path}, event {number}", 6)
            [entry["n"], entry["prev"]] == [number, self.hashes[-1] if self.hashes else "0" * 64] or refuse("journal-chain", f"{path}, event {number}")
            self.state.advance(entry["event"], moment(entry["at"]), f"{path}, event {number}")
            self.events.append(entry["event"])
            self.times.append(moment(entry["at"]))
            self.hashes.append(sha256(line))
        self.check_beginning(self.events[0] if self.events else {"kind": "none"})
        self.noted = {event["seq"]: number for number, event in self.numbered("bundle-written", "bundle-accepted")}
        self.signed_by = {event["payloadSha256"]: number for number, event in reversed(self.numbered("exchange-key-countersigned"))}

    def numbered(self, *kinds):
        return [(number, event) for number, event in enumerate(self.events, 1) if not kinds or event["kind"] in kinds]

    def of(self, *kinds):
        return [event for _, event in self.numbered(*kinds)]

    def hash_of_line(self, number):
        return self.hashes[number - 1] if 1 <= number <= len(self.hashes) else None

    def is_end_signed(self):
        return self.events[-1]["kind"] == "journal-signed"

    def compare_with_paper(self, package):
        """Lines are chained, not signed: what is on paper is the hash of one of them, or this is another journal."""
        head = package.heads.get(self.role)
        head is None or head in self.hashes or refuse("end-on-paper", self.path)
        self.after_paper = None if head is None else len(self.hashes) - 1 - max(at for at, each in enumerate(self.hashes) if each == head)
        if self.after_paper and self.is_end_signed():  # the signature may have been added after the end went to paper
            self.after_paper -= 1
        package.prove("journal-whole", f"{self.path} ({len(self.events)}), {self.hashes[-1]}")

class PlannedJournal(Journal):
    """A journal of a ceremony: of this plan, and written by a machine of it."""
    def __init__(self, path, data, plan):
        self.plan = plan
        super().__init__(path, data)

    def check_beginning(self, opened):
        plan, path = self.plan, self.path
        opened["kind"] == "journal-opened" or refuse("journal-of-ceremony", path)
        same("journal-of-ceremony", path, [plan.facts["ceremony"], plan.facts["practice"]], [opened["ceremony"], opened["practice"]])
        for adopted in self.of("plan-adopted"):
            same("journal-of-plan", path, plan.adopted(adopted), adopted)
        for event in self.of("custodian-key-made"):
            if "attestation" in event.get("token", {}):
                if_so(lambda: is_attested(event, plan.facts["practice"]), False) or refuse("token-attested", path, event["custodian"])
        self.role, self.key = opened["role"], opened["keyId"]
        plan.machines.get(self.role) == self.key or refuse("journal-of-machine", path)
        for role, key in self.state.peers.items():
            plan.keys.get(key, {"role": None})["role"] == role or refuse("paired-machines", path, role)
        self.check_end()

    def check_end(self):
        """The machine signs the line that closes its journal: nobody writes it again without its key."""
        if not self.is_end_signed():
            return
        opened, end = self.events[0], self.events[-1]
        body = canonical({"ceremony": opened["ceremony"], "events": len(self.events) - 1, "format": "lifeboat-journal-end",
                          "head": self.hashes[-2], "practice": opened["practice"], "role": opened["role"], "v": 1})
        signature = base64_of(end["sig"])
        is_good = is_only_signature(signature) and has_signed(
            self.plan.keys[self.key], "application/vnd.lifeboat.journal-end.v1+json", body, signature)
        is_good or refuse("end-signed", self.path)

def is_attested(made, practice):
    """What the vendor of a token has signed of a new key is of this key, on this token. YubiKeys copy the dates of their own certificate."""
    token, kept = made["token"], made["token"]["attestation"]
    own, statement, attesting = (Certificate(base64_of(kept[each])) for each in ("certificate", "statement", "attesting"))
    facts = [statement.extensions.get(YUBICO + each, b"") for each in ("3", "8", "7")]
    (serial,) = children(facts[2]) or [None]
    signs = lambda key, one: one.algorithm in HASHES and verifies(key, HASHES[one.algorithm], one.tbs, one.signature)
    authorities = [(name, base64_of(key)) for name, key in (*YUBICO_AUTHORITIES, *([PRACTICE_AUTHORITY] if practice else []))]
    return own.sha256 == made["certificateSha256"] and statement.spki == own.spki and [len(each) for each in facts[:2]] == [3, 2] \
        and (serial is None or str(positive(serial)) == token["serial"]) and statement.issuer == attesting.subject and signs(attesting.spki, statement) \
        and any(name_of(children(attesting.issuer)[0]) == [(CN, name)] and signs(key, attesting) for name, key in authorities)

YUBICO = "1.3.6.1.4.1.41482.3."  # 3: firmware, 7: serial number, 8: policies of PIN and touch
RSA_2048 = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA%sIDAQAB"  # a key of 2048 bits with the exponent 65537, but for its modulus
YUBICO_AUTHORITIES = [(name, RSA_2048 % modulus) for name, modulus in (
    ("Yubico PIV Root CA Serial 263751",
     "w3ZwxM1HpgJ1xMVHG4/LfU9ptGfmbqkn6dITQdFamhozx9zzAcL5OZv3yOY2+FY0TYSKVTzm5gp8QU/13pDYabK2oGfFmwBrcqpmIILHYvBDiJgQ5vWWWCi1Wv/CESl1U6qOhTQ/l7WP"
     "XLs5/A6+TL/4Bcg3/1enRUWVhGTa1D0Zx1goOapT51v2IrCkDOJ3igcFUsiGYPem+RZpEDYfcMD23sf8c2rm/c6I7WPItl4qpmgxs85uvGoOD71851KHOB/AKqBPddWZN6LC8FJNy3KL"
     "2YdB9h3YPCRqrFGcts1XIr3OX4PONIan0iFU+JW0Z61fTZ3GFCcZLsroE7RB7w"),
    ("Yubico PIV Attestation A 1",
     "yGCyrZjNrdPfChdDe4JWd+4TMLr8nbugcKJz12egglWi7oy5L9GT99/if9i1OrONdpEt0YrCa+qMb+dJJ0WUa8M5zXYnUDpn72vhFjH+Anb9P9+v+ZrRqaj/jnR/MYP7NpVpeLHiH2dR"
     "Ce/PX/NH1XE41GvdUEncDtqUUGaXUea0DfDYMcRDpPT2Qn5e8rn9FjzDA37SbOVuws5VlFTDzDdqR0FnqeWeIW0DFu17rzCqXcaBVRDnQLTc5EEPDTpiRrQE/Ag+7Wg9ieLrueos75YM"
     "Q1EIkfjL49OBVogU1A7kwRGvOnG8l7sYaY8LZ2b5FROe2hKqmsIy600qjn6b/Q"),
    ("Yubico PIV Attestation B 1",
     "v7WBL9/5AKxSpCMoL63183WqRtFrOHY7tdyuGtoidoYWQrxVaV9S+ZwH0aynh0IzD5A/PvCtuxdtL5w2cAI3tgsborOlEert4IZ904CZQfq3ooar1an/wssbtMpPOQkC3MQiqrUyHlFS"
     "2BTbuwbBXY66lSVX/tGRuUgnBdfBJtcQKS6MO4bU5ndPQqhGPyzcyY1LvlfzK7KJ1r/bixCRFqjhJRnPs0Czpg6rkRrFgC6cd5bK1UgTsJy+3wrIqkv4CeV3EhSVnhnQjZgIrdIcI5WZ"
     "8T1Oq3OhMlWmY0K0dy/oZdP/bpbG2qbyHLa6gprLT/qChQWLmffxn6D2DAB1zQ"),
    ("Yubico PIV Attestation B2 1",
     "sajWvNlxzw/0DKmH3xfCuGvWqCSFe0lPTSl7t4QYfupxdPxzz1LUrvwoU3T6ApNS4tks+4JFs4oyVQgkqOrkYEU9rFKE2/MYyqPNDeUMQAt01TUaQJRoeAWuSsWpp163+rO/LQe96E5U"
     "5DAVHoVcL20GRkabLdNMOfEsQz9Jxe6zuqhfofDPpFeMnHfM1LLDKussVoQwFGfoE+JdEsLwRL1IifKu6YRRiT8jI6ystW4nwudBlsXSyyau1kbMGjcTrEPIaiVUbKEPaZ2Qwr6NlkZE"
     "84t1Kzz6eUqMsvmlDpTbNIMBbtOx++Rp7MHrfsH36XgxV2TNiEx90jdC66Woqw"))]
PRACTICE_AUTHORITY = ("PRACTICE PIV Root CA",  # anybody has its key
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKUb9odzj0RFyd/NonASEu6PCuBEK7Q+StOdj60OSc3Zgi5Ah85h+/9SPoelchVB6QvfhKRLyixa5VOyZvvfgeQ==")

def check_machines(package, journals):
    """One journal for each machine, and the ends that are on paper."""
    for journal in journals:
        [each.role for each in journals].count(journal.role) == 1 or refuse("one-journal-each", journal.path)
    set(package.heads) <= {each.role for each in journals} or refuse("journal-missing", ", ".join(package.heads))
    for journal in journals:
        journal.compare_with_paper(package)

# --- order: what may follow what, in a journal ---

SUCCEEDED, FAILED, UNKNOWN = "succeeded", "failed", "unknown"

class State:
    """What a journal amounts to after some of its events."""
    def __init__(self):
        self.opened = self.emergency = self.plan = self.target = self.domain = self.key = self.approved = self.confirmed = None
        self.compared = self.canary = self.differ = self.chosen = self.blob_read = self.backup = self.restore_point = self.changes = None
        self.closed, self.given_up, self.gap_closed, self.canary_left_out, self.ended = False, None, False, False, None
        self.blob, self.built_for, self.seq, self.exceptions = ("none", None, None), set(), 0, 0
        self.peers, self.written, self.accepted, self.fetched, self.read_back, self.wrong, self.calls, self.made, self.tokens = {}, {}, {}, {}, {}, {}, {}, {}, {}
        self.shares, self.failures, self.decisions, self.replaced, self.countersigned = [], [], [], set(), set()
        self.two_sticks, self.checked, self.proven, self.done, self.pending = set(), set(), set(), {}, {}

    def advance(self, event, at, where):
        event["kind"] != "session-opened" or refuse("journal-of-ceremony", where)
        emergency = self.emergency or event["kind"] == "emergency-opened" and not self.opened
        for rule, kinds, holds in IN_EMERGENCY if emergency else IN_CEREMONY:
            if kinds is ANY or event["kind"] in kinds:
                holds(self, event) or refuse(rule, where)
        event["kind"] != "hold-over" or hold_as_timed(self, event, at) or refuse("hold-as-timed", where)
        self.apply(event, at)

    # What is asked of a state.
    opening = property(lambda self: self.opened or self.emergency)
    machine = property(lambda self: (self.opening or {}).get("machine"))
    gives_keys = property(lambda self: bool(self.plan) and self.plan["ceremonyKind"] in ("activation", "re-wrap"))
    required = property(lambda self: (self.plan or self.emergency and self.domain or {}).get("required", 99))
    folder = property(lambda self: self.plan["backupFolder"] if self.plan else (self.backup or {}).get("folder"))
    all_proven = property(lambda self: len(self.made) == (self.plan or {}).get("custodians") and self.both(self.proven))

    def both(self, copies):
        return all((made, copy) in copies for custodian, made in self.made.items() for copy in ((1,) if custodian in self.tokens else (1, 2)))

    def on_token(self, certificate):
        return any(self.made[custodian] == certificate for custodian in self.tokens)

    def hsm_named(self, target, call=None):
        """The name of the HSM at an address; one that was deleted is the lost one, too."""
        planned = {"hsmUri": self.plan["targetUri"], "name": self.plan["targetName"]} if self.plan else self.target
        if planned and planned["hsmUri"] == target:
            return planned["name"]
        source = (self.plan or {}).get("source")
        return source["name"] if call in ("recover", "purge") and source and source["uri"] == target else None

    def may_use(self, exception, step):
        """An exception that two people decided at a step serves once."""
        found = self.decisions[exception - 1] if exception <= len(self.decisions) else None
        step = EMERGENCY_STEPS.get(step, step) if self.emergency else step
        return bool(found) and found["step"] == step and people(found["decidedBy"]) >= 2 and not found["used"]

    def use(self, exception):
        if exception is not None and exception <= len(self.decisions):
            self.decisions[exception - 1]["used"] = True

    def without_shares(self):
        self.shares, self.approved = [], None
        self.blob = ("none", None, None) if self.blob[0] == "intended" else self.blob

    def without_key(self):
        self.key = self.approved = None

    def apply(self, event, at):
        """What an event changes; the two tables below have those that are only remembered, and those that use an exception up."""
        kind, certificate = event["kind"], event.get("certificateSha256")
        if kind in ("journal-closed", "given-up"):
            self.closed, self.given_up = True, event if kind == "given-up" else None
        elif kind == "peer-paired":
            self.peers[event["role"]] = event["keyId"]
        elif kind in BUNDLES:
            self.seq = event["seq"]
            (self.written if kind == "bundle-written" else self.accepted)[event["type"]] = event
            self.failures += ["outcome"] if event.get("verdict") else []
        elif kind == "check-failed":
            self.failures.append(event["check"])
        elif kind == "exception":
            self.exceptions = event["number"]
            if event["check"] in self.failures:
                self.failures.remove(event["check"])
            self.wrong = {subject: tries for subject, tries in self.wrong.items() if f"read-back-{subject}" != event["check"]}
            self.decisions.append({**event, "used": False})
        elif kind == "read-back":
            subject = event["subject"]
            self.read_back.pop(subject, None)
            self.wrong.pop(subject, None)
            if event["outcome"] == "agreed":
                self.read_back[subject] = event["sha256"]
            else:
                self.wrong[subject] = (event["sha256"], event["attempt"])
                self.failures += [f"read-back-{subject}"] if event["attempt"] >= 2 else []
        elif kind == "air-gap":
            self.gap_closed = event["closed"]
            event["closed"] or self.without_shares()
        elif kind == "security-domain-loaded":
            if self.domain is None or self.domain["sha256"] != event["sha256"]:
                self.proven = set()
                not self.emergency or self.without_key()
            self.without_shares()
        elif kind == "exchange-key-verified":
            self.approved = None
        elif kind == "share-accepted":
            self.shares.append(certificate)
        elif kind == "shares-gone":
            self.without_shares()
        elif kind == "build-approved":
            self.approved = certificate
        elif kind == "blob-intended":
            self.blob = ("intended", certificate, None)
        elif kind == "blob-built":
            self.without_shares()
            self.blob = ("built", certificate, event["blobSha256"])
            self.built_for.add(certificate)
        elif kind == "custodian-key-made":
            self.made[event["custodian"]] = certificate
            self.tokens.pop(event["custodian"], None)
            if "token" in event:
                self.tokens[event["custodian"]] = event["token"]["serial"]
                self.checked.add((certificate, 1))
        elif kind == "custodian-sticks-differ":
            self.two_sticks.add(certificate)
        elif kind in ("custodian-copy-checked", "custodian-proven"):
            (self.checked if kind == "custodian-copy-checked" else self.proven).add((certificate, event["copy"]))
        elif kind == "exchange-key-fetched":
            last = self.fetched.get(event["observer"], event)
            if fetch_id(last) != fetch_id(event):
                self.replaced.add(fetch_id(last))
            self.fetched[event["observer"]], self.compared = event, None
        elif kind == "exchange-key-countersigned":
            self.countersigned.add(event["payloadSha256"])
        elif kind == "blob-compared":
            blob, times = self.changes or (None, 0)
            is_same = event["fetched"] == event["inBlob"]
            self.changes = None if is_same else (event["blobSha256"], (times if blob == event["blobSha256"] else 0) + 1)
        elif kind == "canary-left-out":
            self.canary_left_out = True
        elif kind == "call-intended":
            self.confirmed = None
            self.calls[event["id"]] = self.pending[event["id"]] = {**event, "phase": "intended", "settled": None, "held": False}
        elif kind == "call-answered":
            self.calls[event["id"]]["phase"] = "answered"
        elif kind == "hold-over":
            self.calls[event["id"]]["held"] = True
        elif kind == "call-settled":
            self.settle(self.calls[event["id"]], event["verdict"], at)
        elif kind == "target-typed":
            self.target and self.target["hsmUri"] == event["hsmUri"] or self.without_key()
        elif kind == "exchange-key-refused":
            self.without_key()
        elif kind == "blob-read":
            self.compared = None
        if kind in REMEMBERED:
            setattr(self, REMEMBERED[kind], event)
        if kind in USING:
            self.use(event["exception"])

    def settle(self, call, verdict, at):
        call["phase"], call["settled"] = verdict, at
        if verdict in (SUCCEEDED, FAILED):
            del self.pending[call["id"]]
        self.failures += ["upload-refused"] if verdict == FAILED and call["call"] == "upload" else []
        if verdict == SUCCEEDED:
            self.done.setdefault(call["call"], call)
            self.restore_point = call if call["call"] == "backup" and "upload" in self.done else self.restore_point

REMEMBERED = {
    "journal-opened": "opened", "emergency-opened": "emergency", "journal-signed": "ended", "plan-adopted": "plan", "target-confirmed": "confirmed",
    "security-domain-loaded": "domain", "exchange-key-verified": "key", "exchange-keys-differ": "differ", "exchange-key-chosen": "chosen",
    "blob-compared": "compared", "canary-proven": "canary", "target-typed": "target", "blob-read": "blob_read", "backup-named": "backup"}
USING = ("exchange-key-chosen", "blob-compared", "canary-left-out", "hold-over")
BUNDLES = ("bundle-written", "bundle-accepted")

def fetch_id(event, observer=None):
    return observer or event["observer"], event["requestId"], event["fetchedAt"], event["answerSha256"]

ANY = None

def call_rule(rule, calls, holds):
    """A rule about the intent of some calls."""
    return rule, ("call-intended",), lambda state, event: event["call"] not in calls or holds(state, event)

OPENINGS = ("journal-opened", "emergency-opened", "session-opened")
DURING_FAILURE = set("""exception check-failed tail-closed-off wall-clock note file-written air-gap stick-role self-test shares-gone share-refused
    call-answered call-queried call-settled blob-built restore-verified""".split())
EMERGENCY_ONLY = ("emergency-opened", "target-typed", "exchange-key-refused", "blob-read", "backup-named", "restore-verified")
SESSION_ONLY = ("session-opened", "session-resumed", "clock-read", "alarm", "key-made", "session-finished")
CONFIRMED = ("create", "init-recovery", "download", "upload", "delete", "recover", "purge", "restore", "key-restore")
ONCE = ("create", "init-recovery", "download", "canary", "upload", "restore")
RESTORES = ("restore", "key-restore")

EVERY_JOURNAL = [
    ("opened-first", ANY, lambda s, e: (s.opening is None) == (e["kind"] in OPENINGS)),
    ("nothing-after-the-end", ANY, lambda s, e: not s.closed or e["kind"] == "journal-signed" and s.ended is None),
    ("practice-gap-in-practice", ("air-gap",), lambda s, e: not e["detail"].startswith("PRACTICE: ") or bool(s.opening) and s.opening["practice"]),
    ("failed-check-stands", ANY, lambda s, e: not s.failures or e["kind"] in DURING_FAILURE),
    ("few-failures-stand", ("check-failed",), lambda s, e: len(s.failures) < 256),
    ("exceptions-are-counted", ("exception",), lambda s, e: e["number"] == s.exceptions + 1),
    ("exception-leaves-a-failure", ("exception",), lambda s, e: e["check"] is None or e["check"] in s.failures),
    ("exception-initialled-by-two", ("exception",), lambda s, e: len({*e["initials"]}) >= 2),
    ("failure-left-by-two", ("exception",), lambda s, e: e["check"] is None or people(e["decidedBy"]) >= 2),
    ("tail-closed-by-exception", ("tail-closed-off",), lambda s, e: e["exception"] == s.exceptions),
    ("tail-closed-by-two", ("tail-closed-off",), lambda s, e: bool(s.decisions) and people(s.decisions[-1]["decidedBy"]) >= 2),
    ("read-back-by-two", ("read-back",), lambda s, e: people(e["by"]) >= 2),
    ("tries-are-counted", ("read-back",), lambda s, e: e["attempt"] == next_try(s.wrong.get(e["subject"]), e["sha256"])),
    ("closed-by-two", ("journal-closed",), lambda s, e: people(e["by"]) >= 2),
    ("signed-after-the-end", ("journal-signed",), lambda s, e: s.closed and bool(s.opened) and s.opened["keyId"] == e["keyId"]),
    ("no-call-open-at-the-end", ("journal-closed",), lambda s, e: not s.pending)]

def next_try(wrong, value):
    return wrong[1] + 1 if wrong and wrong[0] == value else 1

WITH_PLAN = [
    ("not-of-an-emergency", EMERGENCY_ONLY, lambda s, e: s.opened is None),
    ("not-of-a-session", SESSION_ONLY, lambda s, e: s.opened is None),
    ("one-plan", ("plan-adopted",), lambda s, e: s.plan is None),
    ("plan-of-this-ceremony", ("plan-adopted",), lambda s, e: [e["ceremony"], e["practice"]] == [s.opened["ceremony"], s.opened["practice"]]),
    ("plan-approved-by-two", ("plan-adopted",), lambda s, e: people(e["approvers"]) >= 2),
    ("plan-first", """challenge-issued challenge-noted peer-paired security-domain-loaded exchange-key-verified exchange-key-fetched share-accepted
        share-refused build-approved blob-intended custodian-key-made custodian-sticks-differ custodian-copy-checked custodian-proven
        target-confirmed call-intended""".split(), lambda s, e: s.plan is not None),
    ("plan-before-bundles", BUNDLES, lambda s, e: s.plan is not None or e["type"] == "plan"),
    ("bundle-in-sequence", BUNDLES, lambda s, e: e["seq"] == s.seq + 1),
    ("exchange-key-seen-twice", ("bundle-written",), lambda s, e: e["type"] != "exchange-key" or is_seen_twice(s, e["exchange"])),
    ("countersigned-by-the-second", ("exchange-key-countersigned",), lambda s, e: s.opened["role"] == "operator-2"),
    ("countersigned-for-the-last-fetch", ("exchange-key-countersigned",), lambda s, e: "operator-2" in s.fetched
     and fetch_id(s.fetched["operator-2"]) == fetch_id(e, "operator-2")),
    ("countersigned-once", ("exchange-key-countersigned",), lambda s, e: e["payloadSha256"] not in s.countersigned),
    ("differences-are-counted", ("exchange-keys-differ",), lambda s, e: e["round"] == (s.differ or {"round": 0})["round"] + 1 and e["first"] != e["second"]),
    ("chosen-of-two-that-differed-twice", ("exchange-key-chosen",), lambda s, e: s.differ is not None and s.differ["round"] >= 2
     and [s.differ["first"], s.differ["second"]] == [e["first"], e["second"]] and e["chosen"] in (e["first"], e["second"])),
    ("chosen-by-two", ("exchange-key-chosen",), lambda s, e: s.may_use(e["exception"], "C9")),
    ("exchange-key-over-seen-connections", ("bundle-written",), lambda s, e: e["type"] != "exchange-key"
     or all(each["tlsServerSha256"] for each in s.fetched.values())),
    ("exchange-key-signed-twice", ("bundle-accepted",), lambda s, e: e["type"] != "exchange-key" or len({*e["signers"]}) >= 2),
    ("only-a-built-blob-leaves", ("bundle-written",), lambda s, e: e["type"] != "restore-blob" or s.blob == ("built", e["exchange"], e["content"])),
    ("registered-domain", ("security-domain-loaded",), lambda s, e: (s.plan["sdSha256"] or e["sha256"]) == e["sha256"]),
    ("planned-quorum", ("security-domain-loaded",), lambda s, e: [s.plan["required"], s.plan["custodians"]] == [e["required"], e["custodians"]]),
    ("exchange-key-from-its-bundle", ("exchange-key-verified",),
     lambda s, e: s.accepted.get("exchange-key", {}).get("exchange") == e["certificateSha256"]),
    ("exchange-key-of-the-target", ("exchange-key-verified",), lambda s, e: s.plan["targetUri"] == e["hsmUri"]),
    ("share-of-a-planned-custodian", ("share-accepted",), lambda s, e: e["certificateSha256"] in s.plan["custodianCertificates"]),
    ("refusal-of-a-planned-custodian", ("share-refused",), lambda s, e: e["certificateSha256"] in [None, *s.plan["custodianCertificates"]]),
    ("share-after-exchange-key", ("share-accepted",), lambda s, e: s.plan["ceremonyKind"] != "recovery" or s.key is not None
     and s.read_back.get("exchange-key") == s.key["certificateSha256"]),
    ("built-after-read-back", ("blob-intended",), lambda s, e: s.read_back.get("exchange-key") == e["certificateSha256"])]

def is_seen_twice(state, exchange):
    seen = [state.fetched.get(each, {}).get("certificateSha256") for each in ("operator-1", "operator-2")]
    chosen = state.chosen or {"chosen": ""}
    return seen == [exchange, exchange] or chosen["chosen"] == exchange and [chosen["first"], chosen["second"]] == seen

BLOB = [
    ("attested-or-excepted", ("exchange-key-verified",), lambda s, e: e["attested"] or bool(e["exception"]) and people(e["exception"]["approvers"]) >= 2),
    ("share-behind-the-gap", ("share-accepted",), lambda s, e: s.gap_closed),
    ("share-of-a-domain", ("share-accepted",), lambda s, e: s.domain is not None),
    ("share-given-once", ("share-accepted",), lambda s, e: e["certificateSha256"] not in s.shares),
    ("approved-by-two", ("build-approved",), lambda s, e: people(e["by"]) >= 2),
    ("approved-with-quorum", ("build-approved",), lambda s, e: len(s.shares) >= s.required),
    ("built-from-the-gap", ("blob-intended",), lambda s, e: s.gap_closed and s.machine == "offline"),
    ("built-from-a-domain", ("blob-intended",), lambda s, e: s.domain is not None),
    ("built-for-the-verified-key", ("blob-intended",), lambda s, e: s.key is not None and s.key["certificateSha256"] == e["certificateSha256"]),
    ("built-with-quorum", ("blob-intended",), lambda s, e: len(s.shares) >= s.required),
    ("built-with-approval", ("blob-intended",), lambda s, e: s.approved == e["certificateSha256"]),
    ("built-once-for-a-key", ("blob-intended",), lambda s, e: s.blob[0] != "intended" and e["certificateSha256"] not in s.built_for),
    ("built-as-intended", ("blob-built",), lambda s, e: s.blob == ("intended", e["certificateSha256"], None))]

NEW_KEYS = [
    ("key-in-its-ceremony", ("custodian-key-made",), lambda s, e: s.gives_keys),
    ("key-behind-the-gap", ("custodian-key-made",), lambda s, e: s.gap_closed),
    ("key-before-certificates", ("custodian-key-made",), lambda s, e: "activation-certificates" not in s.written),
    ("key-made-once", ("custodian-key-made",), lambda s, e: e["certificateSha256"] not in s.made.values()),
    ("token-of-one-custodian", ("custodian-key-made",), lambda s, e: "token" not in e
     or all(custodian == e["custodian"] or serial != e["token"]["serial"] for custodian, serial in s.tokens.items())),
    ("one-copy-on-a-token", ("custodian-sticks-differ", "custodian-copy-checked", "custodian-proven"),
     lambda s, e: not s.on_token(e["certificateSha256"]) or e.get("copy") == 1),
    ("sticks-of-a-made-key", ("custodian-sticks-differ",), lambda s, e: e["certificateSha256"] in s.made.values()),
    ("sticks-by-two", ("custodian-sticks-differ",), lambda s, e: "by" not in e or people(e["by"]) >= 2),
    ("check-of-a-made-key", ("custodian-copy-checked",), lambda s, e: e["certificateSha256"] in s.made.values()),
    ("second-copy-on-second-stick", ("custodian-copy-checked",), lambda s, e: e["copy"] != 2 or e["certificateSha256"] in s.two_sticks),
    ("certificates-of-checked-keys", ("bundle-written",), lambda s, e: e["type"] != "activation-certificates" or not s.made
     or len(s.made) == (s.plan or {}).get("custodians") and s.both(s.checked)),
    ("domain-from-its-bundle", ("security-domain-loaded",), lambda s, e: not s.gives_keys
     or s.accepted.get("security-domain", {}).get("content") == e["sha256"]),
    ("proof-behind-the-gap", ("custodian-proven",), lambda s, e: not s.gives_keys or s.gap_closed),
    ("proof-after-read-back", ("custodian-proven",), lambda s, e: not s.gives_keys or s.domain is not None
     and s.read_back.get("security-domain") == s.domain["sha256"]),
    ("proof-of-a-custodian", ("custodian-proven",), lambda s, e: not s.gives_keys or "onItsWord" not in e and e["certificateSha256"] in s.made.values()),
    ("all-custodians-proven", ("journal-closed",), lambda s, e: s.machine != "offline" or not s.gives_keys or s.all_proven),
    ("old-set-until-proven", ("step-done",), lambda s, e: e["step"] != "A26R" or s.all_proven),
    ("given-up-with-new-keys", ("given-up",), lambda s, e: s.machine == "offline" and s.gives_keys),
    ("given-up-unproven", ("given-up",), lambda s, e: not s.all_proven),
    ("given-up-by-two", ("given-up",), lambda s, e: people(e["by"]) >= 2),
    ("given-up-by-exception", ("given-up",), lambda s, e: any(each["number"] == e["exception"] and people(each["decidedBy"]) >= 2 for each in s.decisions))]

CALLS = [
    ("first-fetch-is-the-call", ("exchange-key-fetched",), lambda s, e: e["observer"] != "operator-1" or "init-recovery" in s.done),
    ("fetch-not-replaced", ("exchange-key-fetched",), lambda s, e: fetch_id(e) not in s.replaced),
    ("calls-from-online", ("call-intended",), lambda s, e: s.machine == "online"),
    ("call-to-the-target", ("call-intended",), lambda s, e: s.hsm_named(e["target"], e["call"]) is not None),
    ("one-call-at-a-time", ("call-intended",), lambda s, e: not s.pending),
    ("call-has-a-new-name", ("call-intended",), lambda s, e: e["id"] not in s.calls),
    call_rule("call-once", ONCE, lambda s, e: e["call"] not in s.done),
    call_rule("call-confirmed-by-two", CONFIRMED, lambda s, e: s.confirmed is not None and s.confirmed["call"] == e["call"]
              and people(s.confirmed["by"]) >= 2 and s.confirmed["typedName"] == s.hsm_named(e["target"], e["call"])),
    call_rule("delete-of-a-failed-creation", ("delete",), lambda s, e: not {"create", "download", "upload"} & set(s.done)),
    call_rule("purge-of-the-lost-after-restore", ("purge",), lambda s, e: not s.plan or s.plan.get("source", {}).get("uri") != e["target"]
              or "restore" in s.done),
    ("answer-to-an-intent", ("call-answered",), lambda s, e: s.calls.get(e["id"], {}).get("phase") == "intended"),
    ("query-of-a-call", ("call-queried",), lambda s, e: e["id"] in s.calls),
    ("verdict-on-an-open-call", ("call-settled",), lambda s, e: e["id"] in s.pending)]

COMPARING = [
    ("comparison-left-by-two", ("blob-compared",), lambda s, e: e["exception"] is None
     or s.changes is not None and s.changes[0] == e["blobSha256"] and s.changes[1] >= 2 and s.may_use(e["exception"], "C14"))]

accepted_blob = lambda state: state.accepted.get("restore-blob", {"exchange": None, "content": None, "payloadSha256": None})

def is_compared(state, subject, exchange):
    compared = state.compared
    return compared is not None and (compared["fetched"] == compared["inBlob"] or compared["exception"] is not None) \
        and compared["inBlob"] == exchange and compared["blobSha256"] == subject

SECURITY_DOMAIN = [
    call_rule("certificates-before-download", ("download",), lambda s, e: "activation-certificates" in s.accepted
              and s.read_back.get("activation-certificates") == s.accepted["activation-certificates"]["payloadSha256"]),
    call_rule("upload-after-exchange-key", ("upload",), lambda s, e: "exchange-key" in s.written
              and s.written["exchange-key"]["exchange"] == s.accepted.get("restore-blob", {}).get("exchange")),
    call_rule("upload-of-the-accepted-blob", ("upload",), lambda s, e: e["subject"] is not None and accepted_blob(s)["content"] == e["subject"]),
    call_rule("upload-after-comparison", ("upload",), lambda s, e: is_compared(s, e["subject"], accepted_blob(s)["exchange"])),
    *COMPARING,
    call_rule("upload-after-read-back", ("upload",), lambda s, e: "restore-blob" in s.accepted
              and s.read_back.get("restore-blob") == accepted_blob(s)["payloadSha256"])]

CANARY = [
    call_rule("canary-after-download", ("canary",), lambda s, e: "download" in s.done),
    call_rule("canary-before-the-backup", ("canary",), lambda s, e: "backup" not in s.done),
    call_rule("backup-after-canary", ("backup",), lambda s, e: (s.plan or {}).get("ceremonyKind") != "activation" or s.canary or s.canary_left_out),
    ("canary-made-here", ("canary-proven",), lambda s, e: "canary" in s.done),
    ("canary-proven-once", ("canary-proven",), lambda s, e: s.canary is None),
    ("canary-left-out-unproven", ("canary-left-out",), lambda s, e: s.canary is None),
    ("canary-left-out-by-two", ("canary-left-out",), lambda s, e: s.may_use(e["exception"], "A26"))]

RESTORING = [
    call_rule("restore-after-upload", RESTORES, lambda s, e: "upload" in s.done),
    call_rule("restore-after-restore-point", RESTORES, lambda s, e: s.restore_point is not None),
    call_rule("restore-after-hold", RESTORES, lambda s, e: s.restore_point is not None and s.restore_point["held"]),
    call_rule("restore-of-the-planned-folder", RESTORES, lambda s, e: e["folder"] is not None and s.folder == e["folder"]),
    call_rule("restore-folder-confirmed", RESTORES, lambda s, e: s.confirmed is not None and s.confirmed["typedFolder"] == e["folder"]),
    ("hold-after-a-restore-point", ("hold-over",), lambda s, e: [s.calls.get(e["id"], {}).get(each) for each in ("call", "phase")] == ["backup", SUCCEEDED]),
    ("hold-long-enough", ("hold-over",), lambda s, e: e["minutes"] >= 30 if e["exception"] is None else s.may_use(e["exception"], "C19"))]

def hold_as_timed(state, event, at):
    """Rule hold-as-timed: in production the minutes of a hold that nobody has shortened lie between two lines."""
    if event["exception"] is not None or state.opening["practice"]:
        return True
    return at - state.calls[event["id"]]["settled"] >= event["minutes"] * 60_000

# What an emergency, which has a script of its own, calls the steps of a ceremony at which an exception serves.
EMERGENCY_STEPS = {"C14": "F4", "C19": "F7"}
ON_EITHER = set("""emergency-opened target-typed wall-clock self-test note step-done check-failed exception tail-closed-off file-written
    journal-closed""".split())
KINDS_OF = {
    "offline": ON_EITHER | set("""air-gap security-domain-loaded exchange-key-refused exchange-key-verified share-accepted share-refused shares-gone
        build-approved blob-intended blob-built""".split()),
    "online": ON_EITHER | set("""exchange-key-fetched blob-read blob-compared backup-named target-confirmed call-intended call-answered call-queried
        call-settled hold-over restore-verified""".split())}

EMERGENCY = [
    ("nothing-of-a-plan", ANY, lambda s, e: s.emergency is None or e["kind"] in KINDS_OF[s.emergency["machine"]]),
    ("emergency-domain-names-custodians", ("security-domain-loaded",), lambda s, e: len({*e.get("certificates", [])}) == e["custodians"]),
    ("key-of-the-typed-address", ("exchange-key-verified", "exchange-key-refused"), lambda s, e: s.target is not None and s.target["hsmUri"] == e["hsmUri"]),
    ("fetch-by-its-own-operator", ("exchange-key-fetched",), lambda s, e: e["observer"] == "operator-1"),
    ("share-after-accepted-key", ("share-accepted",), lambda s, e: s.key is not None),
    ("share-of-the-domain", ("share-accepted",), lambda s, e: e["certificateSha256"] in (s.domain or {}).get("certificates", [])),
    ("refusal-of-the-domain", ("share-refused",), lambda s, e: e["certificateSha256"] in [None, *(s.domain or {}).get("certificates", [])]),
    ("practice-by-its-name", ("emergency-opened",), lambda s, e: e["ceremony"].startswith(PRACTICE) == e["practice"]),
    ("practice-apart", ("target-typed",), lambda s, e: e["hsmUri"].endswith(PRACTICE_HSM) == s.emergency["practice"]),
    ("one-target", ("target-typed",), lambda s, e: not s.calls or [s.target["hsmUri"], s.target["name"]] == [e["hsmUri"], e["name"]]),
    ("target-by-its-name", ("target-typed",), lambda s, e: e["hsmUri"].startswith(f"https://{e['name']}.")),
    ("blob-read-before-its-upload", ("blob-read",), lambda s, e: "upload" not in s.done and all(each["call"] != "upload" for each in s.pending.values())),
    call_rule("upload-of-the-blob-read", ("upload",), lambda s, e: s.blob_read is not None and s.blob_read["blobSha256"] == e["subject"]),
    call_rule("upload-after-comparing", ("upload",), lambda s, e: is_compared(s, e["subject"], (s.blob_read or {}).get("certificateSha256"))),
    call_rule("no-new-keys", ("download", "canary"), lambda s, e: False),
    ("verified-after-restore", ("restore-verified",), lambda s, e: "restore" in s.done)]

IN_CEREMONY = [*EVERY_JOURNAL, *WITH_PLAN, *BLOB, *NEW_KEYS, *CALLS, *SECURITY_DOMAIN, *CANARY, *RESTORING]
IN_EMERGENCY = [*EVERY_JOURNAL, *EMERGENCY, *BLOB, *CALLS, *COMPARING, *RESTORING]

# --- bundles: what crossed the air gap ---

KINDS = {  # version of the payload, and who signs, in this order; the first of them is the machine that sends it
    "plan": (2, ["operator-1"]), "activation-certificates": (2, ["offline"]), "security-domain": (3, ["operator-1"]),
    "exchange-key": (5, ["operator-1", "operator-2"]), "restore-blob": (2, ["offline"]), "outcome": (2, ["operator-1"])}

class Bundle:
    def __init__(self, path, data, plan):
        envelope = Envelope(path, data)
        types = {f"application/vnd.lifeboat.{kind}.v{version}+json": kind for kind, (version, _) in KINDS.items()}
        self.path, self.name, self.type = path, path[len("bundles/"):], types.get(envelope.type) or refuse("bundle-kind", path)
        signers = envelope.signers(plan.keys)
        payload = self.payload = form("bundle", envelope.payload, MAX_ENVELOPE, "bundle-form", path)
        payload["type"] == self.type or refuse("bundle-kind", path)
        roles = KINDS[self.type][1]
        same("bundle-signers", path, roles, [each["role"] for each in signers])
        self.signers, self.body, self.seq, self.journal = [plan.machines[each] for each in roles], payload["body"], payload["seq"], payload["journal"]
        direction, receiver = ("offline-to-online", "operator-1") if roles[0] == "offline" else ("online-to-offline", "offline")
        self.sender, self.receiver = self.signers[0], plan.machines.get(receiver)
        same("bundle-direction", path, [direction, self.sender, self.receiver], [payload["dir"], payload["from"], payload["to"]])
        self.name == f"lifeboat-{payload['ceremony']}-{self.seq:04}-{self.type}.bundle.json" or refuse("bundle-name", path)
        target = plan.facts["target"]
        same("bundle-of-plan", path, [plan.facts["ceremony"], plan.facts["practice"], plan.sha256, {name: target[name] for name in ("uri", "resourceId", "tenant")}],
             [payload["ceremony"], payload["practice"], payload["plan"]["sha256"], payload["hsm"]])
        domain = plan.facts["securityDomain"]
        not domain or not payload["sd"] or domain["sha256"] == payload["sd"]["sha256"] or refuse("bundle-of-plan", path)
        self.sha256, self.file, self.exchange, self.content = sha256(envelope.payload), sha256(data), payload["exchange"], None
        is_whole = if_so(lambda: CHECK_BODY[self.type](self, plan), "damaged")
        is_whole is not False and is_whole != "damaged" or refuse("bundle-body", path)

    def check_plan(self, plan):
        again = object.__new__(Plan)
        again.approve(Envelope(self.path, self.body["approvedPlan"].encode()))
        return [again.sha256, again.facts["ceremony"], again.facts["practice"]] == [plan.sha256, plan.facts["ceremony"], plan.facts["practice"]]

    def check_certificates(self, plan):
        entries = self.body["certificates"]
        return all(len({each[name] for each in entries}) == len(entries) for name in ("custodian", "certificate")) and self.body["required"] <= len(entries)

    def check_domain(self, plan):
        self.content = sha256(self.body["securityDomain"].encode())
        return isinstance(parse_json(self.body["securityDomain"].encode(), 8 << 20, floats=True), dict) and self.content == self.payload["sd"]["sha256"]

    def check_exchange_key(self, plan):
        """Both operators fetched the key, each on an own machine within a day of the other; of two keys two people chose one."""
        first, second, decision = self.body["first"], self.body["second"], self.body["decision"]
        keys = [reference_of(certificate_of_answer(base64_of(each["answer"]))) for each in (first, second)]
        times = [moment(each["fetchedAt"]) for each in (first, second)]
        return [first["observer"], second["observer"]] == ["operator-1", "operator-2"] and first["journal"]["head"] != second["journal"]["head"] \
            and (keys[0][0] != keys[1][0]) == (decision is not None) and (not decision or people(decision["decidedBy"]) >= 2) \
            and rounded_hours(abs(times[0] - times[1])) <= 24 \
            and keys[bool(decision) and decision["key"] == "operator-2"] == (self.exchange["certificateSha256"], self.exchange["spkiSha256"])

    def check_blob(self, plan):
        self.content = sha256(self.body["restoreBlob"].encode())
        inside = parse_json(self.body["restoreBlob"].encode(), 8 << 20, floats=True)["WrappedKey"]["x5t_256"]
        keys = [base64_url(inside).hex(), base64_url(self.body["x5tS256"]).hex()]
        return self.body["blobSha256"] == self.content and keys == [self.exchange["certificateSha256"]] * 2

CHECK_BODY = {"plan": Bundle.check_plan, "activation-certificates": Bundle.check_certificates, "security-domain": Bundle.check_domain,
              "exchange-key": Bundle.check_exchange_key, "restore-blob": Bundle.check_blob, "outcome": lambda bundle, plan: True}

def check_bundles(package, plan, journals):
    bundles = sorted((Bundle(path, data, plan) for path, data in package.under("bundles/")), key=lambda each: each.seq)
    for number, bundle in enumerate(bundles, 1):
        before = bundles[number - 2].sha256 if number > 1 else None
        same("bundles-in-sequence", bundle.path, [number, before], [bundle.seq, bundle.payload["prev"]])
    for journal in journals:
        for _, event in journal.numbered("bundle-written", "bundle-accepted"):
            check_noted(journal, event, next((each for each in bundles if each.seq == event["seq"]), None))
    for bundle in bundles:
        sender, receiver = (next((each for each in journals if each.key == key), None) or refuse("journal-missing", bundle.path)
                            for key in (bundle.sender, bundle.receiver))
        check_journal_end(bundle, sender)
        check_challenge(bundle, receiver)
        bundle.type != "outcome" or check_outcome(bundle, sender, receiver)
        for observation in [bundle.body["first"], bundle.body["second"]] if bundle.type == "exchange-key" else []:
            for own in [each for each in journals if each.role == observation["observer"]]:
                check_own_fetch(bundle, observation, own)
        package.prove("bundle-signed", bundle.name)
    return bundles

def check_noted(journal, event, bundle):
    """A bundle that a journal names is in the package, the same in all that is noted, and was this machine's to send or to take."""
    where = f"{journal.path}, bundle {event['seq']}"
    bundle or refuse("bundles-as-noted", where)
    noted = {"type": bundle.type, "payloadSha256": bundle.sha256, "fileSha256": bundle.file, "content": bundle.content,
             "exchange": (bundle.exchange or {}).get("certificateSha256"), "journal": bundle.journal}
    same("bundles-as-noted", where, noted, {name: event[name] for name in noted})
    side = bundle.sender if event["kind"] == "bundle-written" else bundle.receiver
    signers = event.get("signers", bundle.signers)
    journal.key == side and sorted(signers) == sorted(bundle.signers) or refuse("bundles-as-noted", where)

def check_journal_end(bundle, journal):
    """The end of the sender's journal when it was signed is a line of it, behind the bundle before and ahead of this one."""
    written, end = journal.noted.get(bundle.seq), bundle.journal
    is_written = written and journal.events[written - 1]["kind"] == "bundle-written"
    is_written and journal.hash_of_line(end["events"]) == end["head"] or refuse("end-in-its-place", bundle.path)
    journal.noted.get(bundle.seq - 1, 0) <= end["events"] < written or refuse("end-in-its-place", bundle.path)

def is_accepted(bundle, journal):
    number = journal.noted.get(bundle.seq)
    return bool(number) and journal.events[number - 1]["kind"] == "bundle-accepted"

def check_challenge(bundle, receiver):
    """A bundle that was taken has a challenge that the receiver's journal issued, if that has one."""
    issued = [each["challenge"] for each in receiver.of("challenge-issued")]
    not is_accepted(bundle, receiver) or not issued or bundle.payload["challenge"] in issued or refuse("challenge-issued", bundle.path)

def check_outcome(bundle, sender, receiver):
    """An outcome says of the call what its sender's journal said before, and its receiver's journal says the same."""
    before = sender.events[:bundle.journal["events"]]
    calls = [each["id"] for each in before if each["kind"] == "call-intended" and each["call"] == bundle.body["call"]]
    said = [each["verdict"] for each in before if each["kind"] == "call-settled" and [each["id"]] == calls[-1:]]
    if is_accepted(bundle, receiver):
        said.append(receiver.events[receiver.noted[bundle.seq] - 1].get("verdict", SUCCEEDED))
    {*said} <= {bundle.body["verdict"]} or refuse("outcome-as-noted", bundle.path)

def check_own_fetch(bundle, observation, own):
    """Each operator's journal has the fetch in its place, and the signature after it; no other fetch of this operator lies between."""
    where, end = f"{bundle.path}, {own.path}", observation["journal"]
    answer = base64_of(observation["answer"])
    certificate, spki = reference_of(certificate_of_answer(answer))
    fetch = {"kind": "exchange-key-fetched", **{name: observation[name] for name in ("observer", "requestId", "fetchedAt", "serverDate")}, "spkiSha256": spki,
             "certificateSha256": certificate, "answerSha256": sha256(answer), "tlsServerSha256": hash_of(observation["tlsChain"][0])}
    is_this = lambda event: {name: value for name, value in event.items() if name != "envelopeSha256"} == fetch
    event = own.events[end["events"] - 1] if end["events"] <= len(own.events) else {}
    is_this(event) and own.hash_of_line(end["events"]) == end["head"] or refuse("fetch-in-its-place", where)
    signed = own.signed_by.get(bundle.sha256) if own.role == "operator-2" else own.noted.get(bundle.seq)
    signed or refuse("fetch-then-signed", where)
    last = [each for number, each in own.numbered("exchange-key-fetched") if number < signed and each["observer"] == observation["observer"]][-1:]
    all(is_this(each) for each in last) or refuse("fetch-then-signed", where)

def check_second_operator(package, plan, bundles, journals):
    """
    What keeps the package from being whole: a machine whose journal is not here, or whose end it has not signed. The second operator's machine sends and
    takes no bundle. Where it fetched a key, its journal may be lost: then two people say so.
    """
    there = {each.role: each for each in journals}
    lost = None
    if "operator-2" not in there and any(each.type == "exchange-key" for each in bundles):
        found = [each for journal in journals for each in journal.state.decisions if journal.state.may_use(each["number"], "Z1R")]
        found or refuse("journal-missing", "operator-2")
        lost = f"the journal of operator-2 is lost; {', '.join(found[0]['decidedBy'])} answer for it (EX-{found[0]['number']})"
    incomplete = []
    for role in ROLES:
        is_asked = role in plan.machines and (role != "operator-2" or plan.facts["kind"] == "recovery")
        if role == "operator-2" and lost:
            incomplete.append(lost)
        elif role in there and not there[role].is_end_signed():
            incomplete.append(f"the end of the journal of {role} is not signed")
        elif role not in there and is_asked:
            incomplete.append(f"there is no journal of {role}")
    return incomplete

# --- exchange key: checked again, by the bundle that brought it and the policy of the plan ---

class Key:
    """An exchange key that a journal says was verified, or that was fetched in an emergency (event is None)."""
    def __init__(self, source, event, certificate, lists):
        self.source, self.event, self.certificate, self.lists = source, event, certificate, lists

def check_keys(package, plan, bundles, journals):
    keys = [key for journal in journals for key in keys_of(package, journal, plan, bundles)]
    for bundle in bundles:
        is_known = bundle.type != "restore-blob" or bundle.exchange["certificateSha256"] in [each.certificate for each in keys]
        is_known or refuse("blob-for-a-verified-key", bundle.path)
    return keys

def keys_of(package, journal, plan, bundles):
    taken = reading = None
    for event, at in zip(journal.events, journal.times):
        if event["kind"] == "bundle-accepted" and event["type"] == "exchange-key":
            taken = event["seq"]
        if event["kind"] == "wall-clock":
            reading = moment(event["wall"]) - at
        if event["kind"] != "exchange-key-verified":
            continue
        bundle = next((each for each in bundles if each.receiver == journal.key and each.seq == taken), None)
        bundle and bundle.type == "exchange-key" or refuse("key-from-its-bundle", journal.path)
        body, decision, excepted = bundle.body, bundle.body["decision"], event["exception"]
        chosen = body["second" if decision and decision["key"] == "operator-2" else "first"]
        policy = Policy(bundle.path, plan.facts["target"]["uri"], plan.facts["practice"], plan.facts["enclaveSigners"], plan.certificates.values(),
                        excepted and {**excepted, "fingerprint": bundle.exchange["certificateSha256"]}, [base64_of(each) for each in body["revocationLists"]],
                        None if reading is None else at + reading)
        key, lists = policy.check(base64_of(chosen["answer"]))
        policy.check_fetches(key, [body["first"], body["second"]], decision)
        reference = {"certificateSha256": key.sha256, "spkiSha256": sha256(key.spki)}
        same("key-as-verified", journal.path, [bundle.exchange, reference["spkiSha256"], plan.facts["target"]["uri"], excepted is None],
             [reference, event["spkiSha256"], event["hsmUri"], event["attested"]])
        package.prove("exchange-key-judged-anew", f"{bundle.name}, {key.sha256}")
        yield Key(bundle.name, event, key.sha256, lists)

ROOTS = {  # of the processor's chain, by whether it is practice: SHA-256 of the root's key, and the names from root to leaf
    False: ("a0af031289f5d5d4132f9186068a7fc13628633ba235777472e29b6b6c67a49e", ["Intel SGX Root CA"],
            ["Intel SGX PCK Platform CA", "Intel SGX PCK Processor CA"], ["Intel SGX PCK Certificate"]),
    True: ("572afc1be164e551f05195c41a4654a031751f9d720e507f2ff6dfee5c13641d", ["PRACTICE SGX Root CA"],
           ["PRACTICE SGX PCK Platform CA"], ["PRACTICE SGX PCK Certificate"])}
ENCLAVE = "db55904b231f08298eb093180562d07631c3cab9b7706b2efa53da58b42c943a"  # of the HSM, where no plan names others
QUOTING_ENCLAVE = "8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff"
VENDOR = bytes.fromhex("939a7233f79c4ca9940a0db3957f0607")  # of the quoting enclave
QUOTE, NEWER_QUOTE, PROCESSOR = "1.2.840.113556.10.1.1", "1.3.6.1.4.1.311.105.1", "1.2.840.113741.1.13.1"
CN, USAGE, ALTERNATIVE_NAME, CONSTRAINTS = "2.5.4.3", "2.5.29.15", "2.5.29.17", "2.5.29.19"
DIGITAL_SIGNATURE, KEY_ENCIPHERMENT, CERTIFICATE_SIGN = 0, 2, 5
YEAR = 366 * 24 * 3_600_000
SMALL_PRIMES = [n for n in range(3, 2048, 2) if all(n % d for d in range(3, int(n ** 0.5) + 1, 2))]

class Policy:
    def __init__(self, path, hsm, practice, enclaves, custodians, excepted, lists, wall_clock):
        self.path, self.hsm, self.practice, self.enclaves, self.custodians = path, hsm, practice, enclaves, custodians
        self.excepted, self.lists, self.wall_clock = excepted, lists, wall_clock

    def check(self, file):
        """@returns the certificate, and what is known of revocation lists"""
        certificate = if_so(lambda: Certificate(exchange_key_in(file), True), None) or refuse("key-file", self.path)
        for rule, holds in (("key-form", self.form), ("key-usage", self.usage), ("key-self-signed", self.self_signed), ("key-in-time", self.in_time)):
            if_so(lambda: holds(certificate), False) or refuse(rule, self.path)
        if self.excepted and not {QUOTE, NEWER_QUOTE} & set(certificate.extensions):
            if_so(lambda: self.answered_for(certificate), False) or refuse("key-answered-for", self.path)
            return certificate, "none"
        not self.excepted or refuse("key-exception-needless", self.path)
        NEWER_QUOTE not in certificate.extensions and QUOTE in certificate.extensions or refuse("key-attested", self.path, "no attestation that is understood")
        try:
            chain = check_quote(certificate, self.practice, self.enclaves)
        except (ValueError, IndexError, KeyError, TypeError):
            refuse("key-attested", self.path, "form")
        except NotGood as error:
            refuse("key-attested", self.path, error.text)
        host = host_of(self.hsm, self.practice)
        certificate.names(CN) == [host] or refuse("key-of-its-hsm", self.path)
        return certificate, if_so(lambda: check_revocation(chain, self.lists), None) or refuse("revocation-lists", self.path)

    def form(self, key):
        """RSA of 2048 to 4096 bits, e = 65537, no small factor; none of the custodians' certificates."""
        modulus, exponent = rsa_numbers(key.spki)
        return 2048 <= modulus.bit_length() <= 4096 and exponent == 65537 and modulus % 2 and all(modulus % prime for prime in SMALL_PRIMES) \
            and key.sha256 not in self.custodians

    def usage(self, key):
        """It may encrypt keys, each extension is there once, and what must be understood is."""
        return len(key.extensions) == key.count and key.critical <= {CONSTRAINTS, USAGE} and (
            USAGE not in key.extensions or KEY_ENCIPHERMENT in key.usage())

    def self_signed(self, key):
        return key.issuer == key.subject and RSA_HASHES.get(key.algorithm) and verifies(key.spki, RSA_HASHES[key.algorithm], key.tbs, key.signature)

    def in_time(self, key):
        """No year outside its validity by the clock on the wall; where people answer for it, and where nobody read the clock, it is not asked."""
        off = 0 if self.wall_clock is None else max(key.not_before - self.wall_clock, self.wall_clock - key.not_after, 0)
        return self.excepted or off <= YEAR

    def answered_for(self, key):
        """No attestation: two people whose names can be told apart, and a reason."""
        names = self.excepted["approvers"]
        return self.excepted["fingerprint"] == key.sha256 and person_key(self.excepted["reason"]) and len(names) >= 2 \
            and people(names) == len(names) and all(person_key(each) and is_person_name(each) for each in names)

    def check_fetches(self, key, fetches, decision):
        """The connection of each operator: the HSM's name, each certificate signed by the next one, all of them in time."""
        for fetch in fetches:
            if_so(lambda: is_good_path(fetch, host_of(self.hsm, self.practice)), False) or refuse("connections", self.path, fetch["observer"])
        other = fetches[decision["key"] == "operator-1"] if decision else None
        for fetch in fetches:
            answer = base64_of(fetch["answer"])
            if sha256(exchange_key_in(answer, False)) != key.sha256:
                fetch is other or refuse("keys-of-one-hsm", self.path)
                self.check(answer)

def is_good_path(fetch, host):
    chain = [Certificate(base64_of(each)) for each in fetch["tlsChain"]]
    names = chain[0].alternative_names()
    covers = lambda name: name.lower() == host or name.startswith("*.") and name[1:].lower() == host[host.index("."):]
    links = all(one.issuer == other.subject and one.algorithm in HASHES and verifies(other.spki, HASHES[one.algorithm], one.tbs, one.signature)
                and other.is_authority() for one, other in zip(chain, chain[1:]))
    at = moment(fetch["fetchedAt"])
    return any(covers(each) for each in names) and links and len(chain) > 1 and chain[-1].issuer == chain[-1].subject \
        and all(each.not_before <= at <= each.not_after for each in chain)

def check_quote(certificate, practice, enclaves):
    """An Intel SGX quote, version 3 with ECDSA P-256: the HSM's enclave says that the key is its own. @returns leaf, middle and root"""
    value = certificate.extensions[QUOTE]
    quote = value[16:]
    report, qe_report, key, auth = quote[48:432], quote[564:948], quote[500:564], 1014 + int.from_bytes(quote[1012:1014], "little")
    sized = lambda at: len(quote) >= at + 4 and int.from_bytes(quote[at:at + 4], "little") == len(quote) - at - 4
    is_whole = value[:16] == b"\1\0\0\0\2\0\0\0" + len(quote).to_bytes(8, "little") and sized(432) and sized(auth + 2) and len(quote) >= 1020
    is_whole and quote[:8] + quote[12:28] == b"\3\0\2\0\0\0\0\0" + VENDOR and quote[auth:auth + 2] == b"\5\0" or refuse("form", "")
    leaf, middle, root = chain = chain_in(quote[auth + 6:])
    pinned, *names = ROOTS[practice]
    checks = {
        "key": report[320:384] == hashlib.sha256(certificate.spki).digest() + bytes(32),
        "enclave": report[128:160].hex() in enclaves and not report[48] & 2,
        "signature": P256.verifies_raw(point_of(key), quote[:432], quote[436:500]),
        "quoting enclave": qe_report[128:160].hex() == QUOTING_ENCLAVE and not qe_report[48] & 2,
        "binding": qe_report[320:384] == hashlib.sha256(key + quote[1014:auth]).digest() + bytes(32),
        "root": sha256(root.spki) == pinned,
        "chain": all(one.issuer == other.subject and one.algorithm == ECDSA_SHA256 and verifies(other.spki, "sha256", one.tbs, one.signature)
                     for one, other in ((root, root), (middle, root), (leaf, middle))),
        "names": all(each.names(CN) in [[name] for name in allowed] for each, allowed in zip((root, middle, leaf), names)),
        "authorities": all(each.is_authority() and CERTIFICATE_SIGN in each.usage() for each in (root, middle)),
        "conditions": all(each.critical <= {CONSTRAINTS, USAGE} and len(each.extensions) == each.count for each in chain),
        "leaf": PROCESSOR in leaf.extensions and not leaf.is_authority() and DIGITAL_SIGNATURE in leaf.usage(),
        "processor": P256.verifies_raw(point_of_key(leaf.spki, P256), qe_report, quote[948:1012])}
    for part, is_good in checks.items():
        is_good or refuse(part, "")
    return chain

def chain_in(data):
    """Three certificates in PEM, one NUL at the very end, and not a byte besides."""
    re.fullmatch(rb"[A-Za-z0-9+/=\r\n -]+\0", data) or refuse("chain", "")
    blocks = pem_blocks(data[:-1])
    rest = functools.reduce(lambda left, block: left.replace(block[2], b"", 1), blocks, data[:-1])
    [label for label, _, _ in blocks] == [b"CERTIFICATE"] * 3 and re.fullmatch(rb"[\r\n]*", rest) or refuse("chain", "")
    chain = [Certificate(der) for _, der, _ in blocks]
    all(point_of_key(each.spki, P256) for each in chain) or refuse("chain", "")
    return chain

def check_revocation(chain, lists):
    """Each list is one that an authority of the chain signed, all of it is understood, and it revokes none of the chain. @returns what is said of them"""
    leaf, middle, root = chain
    said = []
    for data in lists:
        tbs, algorithm, issuer, signature, start, until, revoked = revocation_list(data)
        signs = lambda each: each.subject == issuer and algorithm == ECDSA_SHA256 and verifies(each.spki, "sha256", tbs, signature)
        issued = [root, middle] if signs(root) else [leaf] if signs(middle) else None
        issued and not revoked & {each.serial for each in issued} or refuse("form", "")
        said.append((start, until))
    ends = [until for _, until in said]
    return f"CRL {len(lists)}/2, {iso(min(start for start, _ in said))} – {'?' if None in ends else iso(min(ends))}" if said else "none"

def revocation_list(data):
    """RFC 5280, section 5, version 2."""
    tbs, outer, signature = children(whole(SEQUENCE, data))
    version, inner, issuer, start, *rest = children(of_tag(SEQUENCE, tbs))
    integer(version) == b"\1" and inner[2] == outer[2] and inner[0] == issuer[0] == SEQUENCE or refuse("form", "")
    until = time_of(rest.pop(0)) if rest and rest[0][0] in (0x17, 0x18) else None
    entries = children(rest.pop(0)[1]) if rest and rest[0][0] == SEQUENCE else []
    extensions = children(rest.pop(0)[1]) if rest and rest[0][0] == 0xA0 else None
    is_clear = lambda found: all(part[0] != 1 for each in children(found) for part in children(each[1])[1:2])
    extensions is None or len(extensions) == 1 and is_clear(extensions[0][1]) or refuse("form", "")
    not rest or refuse("form", "")
    revoked = set()
    for entry in entries:
        serial, time, *others = children(of_tag(SEQUENCE, entry))
        time_of(time) is not None and len(others) <= 1 and all(is_clear(of_tag(SEQUENCE, each)) for each in others) or refuse("form", "")
        revoked.add(integer(serial))
    return tbs[2], algorithm_of(outer), issuer[2], bits(signature), time_of(start), until, revoked

def host_of(uri, practice):
    found = re.fullmatch(r"https://([a-z0-9][a-z0-9-]{1,22}[a-z0-9])(\.[a-z.]+)", uri)
    is_known = found and found[2] in CLOUDS and (practice or found[2] != PRACTICE_HSM) and found[1][2:4] != "--"
    return found[1] + found[2] if is_known else refuse("key-of-its-hsm", uri)

def exchange_key_in(file, is_compared=True):
    """The one certificate of a file that is an exchange key: DER, PEM, a JWK or the service's answer."""
    len(file) <= 256 << 10 or refuse("form", "")
    if file[:1] == b"\x30" and file[1:2] >= b"\x80":
        return file
    if file.lstrip(b" \t\n\r")[:1] == b"{":
        return jwk_certificate(parse_json(file, 256 << 10, floats=True), is_compared)
    (label, der, _), = pem_blocks(file)
    return der if label == b"CERTIFICATE" else refuse("form", "")

PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth"}  # members of a JWK

def jwk_of(answer, limit):
    """The key in the service's answer, as an object or as the text of one."""
    answer.get("key_format") in (None, "jwk") or refuse("form", "")
    jwk = answer["transfer_key"]
    return parse_json(jwk.encode(), limit, floats=True) if isinstance(jwk, str) else jwk

def jwk_certificate(value, is_compared):
    kinds = {"WrappedKey", "SharedKeys", "SplitKeys", "payloadType"} & set(value) and not {"transfer_key", "kty"} & set(value)
    jwk = jwk_of(value, 256 << 10) if "transfer_key" in value else value
    is_public = jwk["kty"] == "RSA" and not PRIVATE & set(jwk) and len(jwk["x5c"]) == 1 and isinstance(jwk["x5c"], list)
    is_public and not kinds or refuse("form", "")
    der = base64_of(jwk["x5c"][0])
    numbers = [int.from_bytes(base64_url(jwk[name]), "big") for name in "ne" if jwk[name]]
    labels = {"x5t": hashlib.sha1(der), "x5t#S256": hashlib.sha256(der)}
    labels = {name: base64.urlsafe_b64encode(label.digest()).decode().rstrip("=") for name, label in labels.items()}
    all(isinstance(jwk.get(name, ""), str) for name in labels) and len(numbers) == 2 or refuse("form", "")
    is_same = not is_compared or numbers == list(rsa_numbers(Certificate(der, True).spki)) and all(jwk.get(name, label) == label for name, label in labels.items())
    return der if is_same else refuse("form", "")

def certificate_of_answer(answer):
    """The certificate in the service's answer, which nobody has looked at yet."""
    jwk = jwk_of(parse_json(answer, 64 << 10, floats=True), 64 << 10)
    is_public = not (PRIVATE | {"k"}) & set(jwk) and isinstance(jwk["x5c"], list)
    return base64_of(jwk["x5c"][0]) if is_public else refuse("form", "")

def reference_of(der):
    tbs, *_ = children(whole(SEQUENCE, der))
    spki = children(tbs[1])[6]
    return (sha256(der), sha256(spki[2])) if spki[0] == SEQUENCE else refuse("form", "")

# --- files: every other file, by the hashes that journals, bundles and plan have ---

class Answer:
    """An answer of the service as the program keeps it."""
    def __init__(self, path, value, digest):
        self.path, self.value, self.digest, self.call, self.status = path, value, digest, value["call"], value["status"]
        self.body = if_so(lambda: base64_of(value["body"]), None)
        self.hash = None if self.body is None else sha256(self.body)

    def ends_well(self):
        """Whether the status of a job does not say otherwise."""
        return members(self.body).get("status") not in ("Failed", "Canceled")

def kept_answers(package):
    return [(path, value) for path, data in package.under("service/") for value in [members(data)] if value.get("format") == "lifeboat-answer"]

def answers_in(package, owner):
    """Those that say what they are: of this ceremony, plan and HSM. An emergency has no plan; there all name what was typed alike."""
    found = []
    for path, value in kept_answers(package):
        owner or refuse("journal-missing", path)
        plan = owner[1] or (found[0].value["planSha256"] if found else value.get("planSha256"))
        texts = [value.get(name) if isinstance(value.get(name), str) else "" for name in ("ceremony", "planSha256", "hsm")]
        texts == [owner[0], plan if isinstance(plan, str) else "", owner[2]] or refuse("answer-of-ceremony", path)
        form = [type(value.get(name)) for name in ("call", "requestId", "status", "body")]
        form == [str, str, int, str] or refuse("answer-form", path)
        found.append(Answer(path, value, package.digests[path]))
    return found

class Files:
    def __init__(self):
        self.unnamed, self.missing, self.twice = [], [], []

def check_files(package, journals, keys, plan, known, owner=None, practice=None):
    files, is_planned = Files(), plan is not None
    practice = plan.facts["practice"] if is_planned else practice
    owner = (plan.facts["ceremony"], plan.sha256, plan.facts["target"]["uri"]) if is_planned else owner
    events = [event for journal in journals for event in journal.events]
    answers = answers_in(package, owner)
    known = known | hashes_in(*(text_of(event) for event in events)) | {each.value["planSha256"] for each in answers}
    check_verdicts(package, keys)
    check_answers(answers, events)
    written = {}
    for event in events:
        if event["kind"] == "file-written":
            written.setdefault(event["name"], set()).add(event["sha256"])
    bodies = {each.path: each.hash for each in answers}
    contents = {}
    for path, digest in sorted(package.digests.items()):
        folder, _, name = path.rpartition("/")
        if folder in ("", "journals", "bundles"):
            continue
        data = package.files.get(path, b"")
        folder not in ("documents", "lists") or digest in written.get(name, {digest}) or refuse("file-as-written", path)
        found = {digest, bodies.get(path), *(certificates_in(data) if folder == "certificates" else [])}
        contents[path] = found
        if not found & known:
            is_closed = is_planned and folder in ("verdicts", "certificates") or "SharedKeys" in members(data)
            not is_closed or refuse("file-named", path)
            files.unnamed.append(path)
        check_subject(path, members(data), practice, plan)
    if is_planned:
        check_custodians(plan, events, contents, files)
    note_missing(package, keys, events, answers, files)
    return files

def hashes_of_plan(plan, bundles):
    certificates = [each["certificate"] for bundle in bundles if bundle.type == "activation-certificates" for each in bundle.body["certificates"]]
    return hashes_in(text_of(plan.facts), *(text_of(bundle.payload) for bundle in bundles)) | {hash_of(each) for each in certificates}

def text_of(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

HASH = re.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")

def hashes_in(*texts):
    return {each for text in texts for each in HASH.findall(text)}

def certificates_in(data):
    """A certificate is known by its DER, however its file spells it; an exchange key may also be an answer of the service."""
    pem = if_so(lambda: [sha256(der) for label, der, _ in pem_blocks(data)[:1] if label == b"CERTIFICATE"], [])
    return [*pem, *if_so(lambda: [sha256(exchange_key_in(data))], [])]

def check_verdicts(package, keys):
    """A verdict says what the journal says that it says."""
    of_verdicts = {key.event["verdictSha256"]: key for key in reversed(keys) if key.event}
    for path, data in package.files.items():
        key = of_verdicts.get(package.digests[path])
        claim = key and [True, key.certificate, "unattested" if key.event["exception"] else "attested"]
        not key or same("verdict-as-noted", path, claim, [members(data).get(name) for name in ("accepted", "certificateSha256Hex", "claim")])

def check_answers(answers, events):
    """To a call that was answered there is the answer that the journal names, if there is any; and to each good fetch of the key a line of a journal."""
    for event in events:
        to_call = [each for each in answers if each.call == event.get("id")] if event["kind"] == "call-answered" else []
        named = [each for each in to_call if each.hash == event["answerSha256"]]
        not to_call or event["requestId"] in [each.value["requestId"] for each in named] or refuse("answer-as-noted", to_call[0].path)
        is_settled = event["kind"] == "call-settled"
        kept = [each for each in answers if each.call == f"{event['id']}-end"] if is_settled else to_call
        if event["kind"] == "exchange-key-fetched":
            is_own = lambda call: (call == "observe-operator-2") == (event["observer"] == "operator-2")
            kept = [each for each in answers if is_own(each.call) and each.hash == event["answerSha256"]]
        expected = event.get("finalSha256" if is_settled else "envelopeSha256")
        not kept or expected is None or expected in [each.digest for each in kept] or refuse("answer-as-kept", kept[0].path)
        found = [each for each in kept if each.digest == expected] if expected else named
        if event["kind"] == "call-answered":
            found = [each for each in found if each.value["requestId"] == event["requestId"]]
        is_good = (lambda each: each.ends_well() or event["verdict"] != "succeeded") if is_settled else lambda each: each.status < 400
        not found or any(is_good(each) for each in found) or refuse("success-as-kept", found[0].path)
    fetched = {event["answerSha256"] for event in events if event["kind"] == "exchange-key-fetched"}
    for each in answers:
        is_fetch = re.fullmatch("observe-operator-[12]", each.call) and each.status < 400
        not is_fetch or each.hash in fetched or refuse("fetch-as-noted", each.path)

def check_subject(path, about, practice, plan):
    """An inventory, a map of consumers, key attestations and a register say themselves whose they are."""
    kind = about.get("format")
    of_hsm = ("lifeboat-inventory", "lifeboat-key-attestations", "lifeboat-consumers")
    if kind in of_hsm and plan:
        about.get("hsm") in plan.hsms or refuse("inventory-of-hsm", path)
    if kind in (*of_hsm, "lifeboat-custody"):
        about.get("practice") is practice or refuse("practice-of-file", path)
    domain = plan.facts["securityDomain"] if plan else None
    if kind == "lifeboat-custody" and domain and about.get("securityDomainSha256", "") is not None:
        about.get("securityDomainSha256") == domain["sha256"] or refuse("register-of-domain", path)

def check_custodians(plan, events, contents, files):
    """A file that has a custodian's name holds that one's certificate, no certificate is there twice, and each one that is missing is named."""
    owned = {**plan.certificates, **{event["custodian"]: event["certificateSha256"] for event in events if event["kind"] == "custodian-key-made"}}
    seen = {}
    for path, found in contents.items():
        if not path.startswith("certificates/"):
            continue
        name = re.match(r"certificates/(C(?:[1-9]|10))(?![0-9a-z])", path, re.IGNORECASE | re.ASCII)
        whose = {custodian for custodian, certificate in owned.items() if certificate in found}
        not name or not whose or name[1].upper() in whose or refuse("custodian-of-certificate", path)
        for other in sorted(found - {None}):
            if seen.setdefault(other, path) != path:
                files.twice.append(f"{seen[other]}, {path}")
                break
    files.missing.extend(("certificate", f"{custodian} {certificate}") for custodian, certificate in owned.items() if certificate not in seen)

def note_missing(package, keys, events, answers, files):
    """What a journal names, and no file of the package is."""
    digests, bodies, certificates = set(package.digests.values()), {each.hash for each in answers}, files.missing
    verdicts = [("verdict", key.event["verdictSha256"]) for key in keys if key.event and key.event["verdictSha256"] not in digests]
    refused = [("exchange key", event["fileSha256"]) for event in events if event["kind"] == "exchange-key-refused" and event["fileSha256"] not in digests]
    calls = [(event["id"], event["answerSha256"]) for event in events if event["kind"] == "call-answered" and event["answerSha256"] not in bodies]
    inventories = [("inventory", digest) for digest in unique(each for event in events for each in inventories_named(event)) if digest not in digests]
    consumers = [("consumers", digest) for digest in unique(each for event in events for each in noted(event, "Consumers ")) if digest not in digests]
    ends = [(f"{event['id']} end", event["finalSha256"]) for event in events
            if event["kind"] == "call-settled" and "finalSha256" in event and event["finalSha256"] not in digests]
    fetches = unique((f"fetch of {event['observer']}", event["envelopeSha256"]) for event in events
                     if event["kind"] == "exchange-key-fetched" and event.get("envelopeSha256", "") not in {"", *digests})
    files.missing = [*ends, *verdicts, *refused, *calls, *fetches, *certificates, *inventories, *consumers]

def inventories_named(event):
    if event["kind"] == "restore-verified":
        return [each for each in (event["baselineSha256"], event["inventorySha256"]) if each]
    return noted(event, "Inventory ")

def noted(event, beginning):
    """The hashes in a note of the program that begins so."""
    is_note = event["kind"] == "note" and event["by"] == "Lifeboat" and event["text"].startswith(beginning)
    return HASH.findall(event["text"]) if is_note else []

# --- people: what the package says and cannot show ---

def leave_open(package, plan, journals, bundles, keys, files, words):
    """In the order in which an auditor asks."""
    leave = package.leave
    for journal in journals:
        given_up = journal.state.given_up
        not given_up or leave("given-up", f"EX-{given_up['exception']}, {', '.join(given_up['by'])}: {given_up['reason']}")
    package.paper or leave("plan-hash-not-compared", plan.sha256)
    leave_ends(package, journals)
    leave("plan-read-before-approval")
    for each in plan.facts["identities"]:
        each["role"] in ["witness", *(journal.role for journal in journals)] or leave("journal-missing", each["role"])
    leave_words(package, words)
    for journal in journals:
        leave_spoken(package, journal)
    planned = {each["name"] for each in plan.facts["people"]}
    for journal in journals:
        for name in unique(name for event in journal.events for name in names_in(event)):
            name in planned or leave("name-not-in-plan", f"{journal.path}, {name}")
    for key in keys:
        leave("revocation-lists", key.lists)
    for bundle in bundles:
        any(journal.key == bundle.receiver and is_accepted(bundle, journal) for journal in journals) or leave("bundle-not-accepted", bundle.name)
    leave_beside_the_signature(package, bundles, journals)
    leave_differences(package, {each.role: {*facts_of(each)} and unique(facts_of(each)) for each in journals})
    leave_times(package, journals, bundles)
    leave_files(package, files)

def leave_words(package, words):
    for role, first, last, kinds in words:
        package.leave("own-word", f"{role}, {first}-{last}: {kinds}")

def leave_ends(package, journals):
    for journal in journals:
        journal.after_paper is not None or package.leave("journal-head-not-compared", f"{journal.role}, {journal.hashes[-1]}")
    for journal in journals:
        not journal.after_paper or package.leave("journal-went-on", f"{journal.path}, {journal.after_paper}")

def leave_files(package, files):
    for each in files.twice:
        package.leave("certificate-twice", each)
    for path in files.unnamed:
        package.leave("file-not-named", path)
    for what, digest in files.missing:
        package.leave("named-file-missing", f"{what} {digest}")

def leave_spoken(package, journal):
    """What one journal records of people's words and actions."""
    leave, made = package.leave, {certificate: custodian for custodian, certificate in journal.state.made.items()}
    for event in journal.events:
        kind, by = event["kind"], event.get("by", [])
        if kind == "peer-paired":
            leave("identities-paired", event["role"])
        elif kind == "wall-clock":
            leave("clocks-read", event["readBy"])
        elif kind == "read-back" and event["outcome"] == "agreed":
            leave("words-read-back", f"{event['subject']}, {', '.join(by)}")
        elif kind == "custodian-sticks-differ" and by:
            leave("sticks-looked-at", f"{made.get(event['certificateSha256'], event['certificateSha256'])}, {', '.join(by)}")
        elif kind == "custodian-key-made" and "attestation" not in event.get("token", {"attestation": None}):
            leave("unattested-token", event["custodian"])
        elif kind == "exception":
            leave("exception", f"EX-{event['number']}, {event['step']}: {', '.join(event['decidedBy'])}")
        elif kind == "exchange-key-verified" and event["exception"]:
            leave("unattested-key", ", ".join(event["exception"]["approvers"]))
    journal.state.closed or leave("journal-not-closed", journal.path)

def names_in(event):
    """Who answers for something; a note may be of anybody, and what the program read itself is done by its own name."""
    kind, by = event["kind"], event.get("by", [])
    if kind in ("note", "plan-adopted"):
        return []
    by = [each for each in by if kind != "step-done" or each != "Lifeboat"]
    excepted = event.get("exception") if kind == "exchange-key-verified" else None
    return [*by, *event.get("decidedBy", []), *([event["readBy"]] if "readBy" in event else []), *(excepted or {}).get("approvers", [])]

def leave_beside_the_signature(package, bundles, journals):
    """A bundle that the second operator signed and that is not here, and a fetch after the last signature, for which nobody stands."""
    made = {each.sha256 for each in bundles}
    for journal in journals:
        last = max([number for number, event in journal.numbered("exchange-key-countersigned") if event["payloadSha256"] in made], default=1 << 60)
        for number, event in journal.numbered("exchange-key-countersigned", "exchange-key-fetched"):
            if event["kind"] == "exchange-key-countersigned":
                event["payloadSha256"] in made or package.leave("signed-bundle-missing", f"{journal.path}, {number}")
            elif journal.role == "operator-2" and number > last:
                package.leave("fetched-after-signing", f"{journal.path}, {number}")

def facts_of(journal):
    """What two machines of one ceremony must know the same."""
    for event in journal.of("journal-opened", "plan-adopted", "bundle-written", "bundle-accepted"):
        if event["kind"] == "journal-opened":
            yield f"ceremony {event['ceremony']}{' PRACTICE' if event['practice'] else ''}"
        elif event["kind"] == "plan-adopted":
            yield f"plan {event['planSha256']}"
        else:
            yield "bundle {seq} {type} payload {payloadSha256} file {fileSha256} exchange key {key}".format(key=event["exchange"] or "none", **event)

def leave_differences(package, facts):
    sides = [("offline", facts.get("offline")), ("online", facts.get("operator-1"))]
    if all(found is not None for _, found in sides):
        for (side, found), (_, others) in (sides, sides[::-1]):
            for fact in found:
                fact in others or package.leave("journals-differ", f"{side}: {fact}")

def leave_times(package, journals, bundles):
    issued = {each.seq: moment(each.payload["issued"]) for each in bundles}
    for journal in journals:
        times = [None, *journal.times]
        for number, event in journal.numbered():
            is_back = number > 1 and times[number] < times[number - 1]
            is_off = event["kind"] == "wall-clock" and abs(times[number] - moment(event["wall"])) > 600_000
            not is_back and not is_off or package.leave("times-differ", f"{journal.path}, {number}")
        for number, event in journal.numbered("bundle-written"):
            is_apart = event["seq"] in issued and abs(times[number] - issued[event["seq"]]) > 86_400_000
            not is_apart or package.leave("times-differ", f"{journal.path}, {number}")

# --- one word: what no other machine has signed ---

def own_words(journals, bundles):
    """Of each journal the events after the last one that another machine has signed. @returns role, first, last and their kinds"""
    by_key = {journal.key: journal for journal in journals if journal.key}
    for journal in sorted(journals, key=lambda each: ROLES.index(each.role)):
        last = len(journal.events) - journal.is_end_signed()
        first = fixed_in(journal, bundles, by_key) + 1
        kinds = unique(event["kind"] for event in journal.events[first - 1:last])
        if kinds:
            yield journal.role, first, last, ", ".join(kinds)

def ends_in(journal, bundles):
    """The ends of a journal that bundles tell: of its own, and of the second operator's fetch."""
    for bundle in bundles:
        if bundle.sender == journal.key:
            yield bundle, bundle.journal["events"]
        elif journal.role == "operator-2" and bundle.type == "exchange-key":
            yield bundle, bundle.body["second"]["journal"]["events"]

def signed_in(journal, bundles):
    return len(journal.events) if journal.is_end_signed() else max((events for _, events in ends_in(journal, bundles)), default=0)

def fixed_in(journal, bundles, by_key):
    """Two machines sign an exchange key; what was accepted is signed by its receiver as far as that one's journal is."""
    def is_fixed(bundle):
        receiver = by_key.get(bundle.receiver)
        return bundle.type == "exchange-key" or receiver is not None and is_accepted(bundle, receiver) \
            and receiver.noted[bundle.seq] <= signed_in(receiver, bundles)
    return max((events for bundle, events in ends_in(journal, bundles) if is_fixed(bundle)), default=0)

# --- story: one page that says what happened, in the words of both checkers ---

KIND_WORDS = {"recovery": "a recovery", "activation": "an activation", "re-wrap": "a re-wrap", "drill": "a drill"}
BAD_ENDINGS = ("failed", "partly", "unknown", "not-made")

class Story:
    """What journals and plan tell. An emergency has no plan; there the address is what was typed last."""
    def __init__(self, package, plan, journals, own_words):
        self.package, self.plan, self.own_words, self.lines = package, plan, own_words, []
        self.journals = sorted(journals, key=lambda each: ROLES.index(each.role))
        self.facts = plan.facts if plan else None
        self.offline, self.online = (next((each for each in journals if each.role == role), None) for role in ("offline", "operator-1"))
        self.is_recovery = plan is None or self.facts["kind"] == "recovery"
        self.ending = "succeeded"

    def tell(self, identifier, text):
        self.lines.append((identifier, text))

    def events(self, *kinds):
        return [(journal, event) for journal in self.journals for event in journal.of(*kinds)]

    def say(self):
        self.tell_subject()
        self.tell_people()
        self.tell_shares()
        self.tell_restore()
        self.tell_decisions()
        self.tell_comparisons()
        for identifier, text in self.lines:
            say("story", f"{identifier}: {text}")
        return self.ending in BAD_ENDINGS

    def tell_subject(self):
        named = [self.facts["ceremony"]] if self.plan else [each.opened["ceremony"] for each in self.journals]
        self.tell("ceremony", f"Ceremony {' and '.join(named)}: {KIND_WORDS[self.facts['kind']] if self.plan else 'an emergency without a plan'}.")
        for _, event in self.events("given-up"):
            self.tell("given-up", f"GIVEN UP by {', '.join(event['by'])} (EX-{event['exception']}), because “{event['reason']}”.")
        if self.is_recovery:
            source = self.plan and self.facts["source"]
            self.tell("lost", f"Lost HSM: {source['uri'] if source else 'not named'}.")
        typed = [event["hsmUri"] for journal in (self.online, self.offline) if journal for event in journal.of("target-typed")[-1:]]
        self.tell("hsm", f"{'New HSM' if self.is_recovery else 'HSM'}: {self.facts['target']['uri'] if self.plan else (typed or ['not named'])[0]}.")
        if self.is_recovery:
            named = [event["folder"] for event in (self.online.of("backup-named") if self.online else [])]
            folder = (self.facts["backup"] or {}).get("folder") if self.plan else (named or [None])[-1]
            self.tell("backup", f"Backup: {folder or 'not named'}{taken_at(folder or '')}.")

    def tell_people(self):
        names = unique(name for journal in self.journals for event in journal.events for name in names_in(event))
        planned = {each["name"]: ", ".join(each["roles"]) or "no role" for each in self.facts["people"]} if self.plan else {}
        for name in [*(each for each in planned if each in names), *(each for each in names if each not in planned)]:
            self.tell("acted", f"{name}: {planned.get(name, 'not in the plan' if self.plan else 'no plan says in which role')}.")

    def custodian(self, certificate):
        """Who holds a certificate: by the plan, in an emergency by a register in the package."""
        if certificate is None:
            return "nobody named"
        registers = [] if self.plan else [members(data) for _, data in self.package.under("lists/") if len(data) <= MAX_REGISTER]
        register = self.facts or next((each for each in registers if each.get("format") == "lifeboat-custody"), {})
        names = {each["id"]: each["name"] for each in reversed(texts_of(register.get("people"), "id", "name")) if is_person_name(each["name"])}
        found = [(each["id"], names[each["person"]]) for each in texts_of(register.get("custodians"), "id", "person", "certificateSha256")
                 if re.fullmatch("C(?:[1-9]|10)", each["id"]) and each["certificateSha256"] == certificate and each["person"] in names]
        return f"{found[0][0]} ({found[0][1]})" if found else f"certificate {certificate}"

    def tell_shares(self):
        if self.offline and self.is_recovery:
            self.tell_custodians()
        dropped = [event["reason"] for _, event in self.events("shares-gone") if event["reason"] != "built"]
        not dropped or self.tell("dropped-shares", f"Shares dropped: {len(dropped)} ({', '.join(dropped)}).")
        opened = [event for _, event in self.events("air-gap") if not event["closed"]]
        not opened or self.tell("open-gap", f"Air gap found open: {len(opened)}.")

    def tell_custodians(self):
        given = unique(event["certificateSha256"] for event in self.offline.of("share-accepted"))
        self.tell("shares", f"Shares given by: {', '.join(self.custodian(each) for each in given) or 'nobody'}.")
        refused = [f"{self.custodian(event['certificateSha256'])} {event['fault']}" for event in self.offline.of("share-refused")]
        not refused or self.tell("refused-shares", f"Shares refused: {len(refused)} ({', '.join(refused)}).")

    def tell_restore(self):
        if not self.is_recovery:
            return
        self.ending = self.outcome() if self.online else "not-told"
        self.tell("restore", {
            "not-told": "No journal here tells of a restore.", "not-made": "NO RESTORE WAS MADE.", "succeeded": "The restore succeeded.",
            "partly": "THE RESTORE SUCCEEDED IN PART.", "failed": "THE RESTORE FAILED.",
            "unknown": "NOBODY KNOWS WHETHER THE RESTORE SUCCEEDED."}[self.ending])

    def outcome(self):
        calls = [(number, event) for number, event in self.online.numbered("call-intended") if event["call"] in RESTORES]
        if not calls:
            return "not-made"
        verdicts = {event["id"]: event["verdict"] for event in self.online.of("call-settled")}
        of = lambda name: [verdicts.get(event["id"], UNKNOWN) for _, event in calls if event["call"] == name]
        whole, keys = of("restore")[-1:], of("key-restore")
        verified = [event["differences"] for event in self.online.of("restore-verified")][-1:]
        failed = [number for number, event in self.online.numbered("check-failed") if event["check"] == "inventory" and number > calls[-1][0]]
        differs = bool(verified[0]) if verified else bool(failed)
        if whole == [SUCCEEDED]:
            return "partly" if differs else SUCCEEDED
        if SUCCEEDED in keys:
            return "partly"
        return FAILED if (whole or keys[-1:]) == [FAILED] else UNKNOWN

    def tell_decisions(self):
        for _, event in self.events("hold-over"):
            how = "kept" if event["exception"] is None else f"shortened by EX-{event['exception']}"
            self.tell("hold", f"Hold after {event['id']}: {event['minutes']} minutes, {how}.")
        for journal, event in self.events("exception"):
            self.tell("exception", f"EX-{event['number']} of {journal.role} at {event['step']}, because “{event['happened']}”: "
                      f"“{event['decision']}”, decided by {', '.join(event['decidedBy'])}.")
        for _, event in self.events("exchange-key-verified"):
            excepted = event["exception"]
            not excepted or self.tell("unattested", f"The exchange key has no attestation, because “{excepted['reason']}”: "
                                      f"{', '.join(excepted['approvers'])} answer for it.")

    def tell_comparisons(self):
        if self.is_recovery and self.online:
            self.tell("compared", f"Compared after the restore: {self.comparison()}.")
            self.tell_consumers()
        typed = [(self.package.paper is not None, "the plan")] if self.plan else []
        typed += [(journal.after_paper is not None, f"the journal of {journal.role}") for journal in self.journals]
        self.tell("paper", f"Compared with paper: {', '.join(what for is_typed, what in typed if is_typed) or 'nothing'}.")
        missing = ", ".join(what for is_typed, what in typed if not is_typed)
        not missing or self.tell("not-on-paper", f"Not compared with paper: {missing}.")
        for role, first, last, kinds in self.own_words:
            self.tell("own-word", f"Only the word of {role}: events {first} to {last} ({kinds}).")
        self.tell("people", "Everything else that rests on people is listed below.")

    def tell_consumers(self):
        notes = [event["text"] for event in self.online.of("note") if event["by"] == "Lifeboat"]
        counts = [found for found in (re.match(r"Consumers (?:listed: |checked: ([0-9]{1,6}) of )([0-9]{1,6})[ ;]", text) for text in notes) if found]
        for back, of in (found.groups() for found in counts[-1:]):
            told = f"{int(of)} listed; nobody asked Azure who is back" if back is None else f"{int(back)} of {int(of)} back on the new HSM"
            self.tell("consumers", f"Consumers: {told}.")

    def comparison(self):
        for event in self.online.of("restore-verified")[-1:]:
            listed = f"{event['keys']} keys, {event['versions']} versions"
            return f"{listed} listed, and compared with nothing" if event["differences"] is None else f"{listed}, {event['differences']} differences"
        notes = [event["text"] for event in self.online.of("note") if event["by"] == "Lifeboat"]
        compared = [text for text in notes if text.startswith(("Inventory compared: ", "Inventory listed, and compared with nothing"))][-1:]
        for text in compared:
            return text[len("Inventory compared: "):].split(";")[0] if text.startswith("Inventory compared: ") else "nothing; the inventory was only listed"
        return "nothing"

def texts_of(rows, *names):
    """The rows of a list in which these members are texts: nobody signed a register, and nothing else in it is read."""
    rows = rows if isinstance(rows, list) else []
    return [each for each in rows if isinstance(each, dict) and all(isinstance(each.get(name), str) for name in names)]

def taken_at(folder):
    """When a backup was taken, by the digits at the end of its name."""
    found = re.search(r"-([0-9]{14,18})\Z", folder)
    parts = re.match(r"(....)(..)(..)(..)(..)(..)", found[1]).groups() if found else ()
    return ", taken {}-{}-{}T{}:{}:{}Z by its name".format(*parts) if found else ""

# --- emergency: no plan, no identities; nobody signed any of it ---

class EmergencyJournal(Journal):
    def check_beginning(self, opened):
        opened["kind"] == "emergency-opened" or refuse("journal-of-emergency", self.path)
        self.opened, self.role, self.key = opened, "offline" if opened["machine"] == "offline" else "operator-1", None

SUMS = "SHA256SUMS"
LIST_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]{0,200})", re.ASCII)

def check_emergency(package):
    package.paper is None or refuse("plan-on-paper", "an emergency has no plan")
    lines = package.read(SUMS, MAX_FILE).decode("latin-1").split("\n")
    matches = [LIST_LINE.fullmatch(each) for each in lines[:-1]]
    lines[-1] == "" and all(matches) or refuse("sums-form", SUMS)
    package.listed = {each[2]: each[1] for each in matches}
    0 < len(package.listed) == len(matches) or refuse("sums-form", SUMS)
    path_form = re.compile(SCHEMAS["list"]["properties"]["files"]["items"]["properties"]["path"]["pattern"], re.ASCII)
    is_fit = lambda path: path_form.fullmatch(path) and path != "plan.dsse.json" and not path.startswith("bundles/")
    all(is_fit(each) for each in package.listed) or refuse("sums-form", SUMS)
    {*package.listed, SUMS} == set(package.sizes) or refuse("files-as-listed", SUMS)
    package.read_files()
    journals = sorted((EmergencyJournal(path, data) for path, data in package.under("journals/")), key=lambda each: each.role)
    journals or refuse("journal-missing", "offline")
    practice = journals[0].opened["practice"]
    print(f"{'PRACTICE' if practice else 'REAL'} evidence of {journals[0].opened['ceremony']}")
    check_machines(package, journals)
    offline, online = (next((each for each in journals if each.role == role), None) for role in ("offline", "operator-1"))
    facts = check_one_emergency(offline, online) if offline and online else {}
    keys = [*(offline_keys(package, offline) if offline else []), *(online_keys(package, online) if online else [])]
    owner = online and (online.opened["ceremony"], None, online.state.target["hsmUri"] if online.state.target else "none")
    files = check_files(package, journals, keys, None, set(), owner, practice)
    absent = None if offline and online else "offline" if online else "operator-1"
    package.leave("no-plan", ", ".join(unique(each for journal in journals for each in journal.opened["missing"])))
    leave_ends(package, journals)
    absent is None or package.leave("journal-missing", absent)
    words = list(own_words(journals, []))
    leave_words(package, words)
    for journal in journals:
        leave_spoken(package, journal)
    for said in unique(key.lists for key in keys):
        package.leave("revocation-lists", said)
    leave_differences(package, facts)
    leave_times(package, journals, [])
    leave_files(package, files)
    incomplete = [f"there is no journal of {absent}: the package is that of one machine"] if absent else []
    return incomplete, Story(package, None, journals, words).say()

def check_one_emergency(offline, online):
    """What was sent to the HSM is what was built. @returns the facts of either side"""
    offline.opened["practice"] == online.opened["practice"] or refuse("one-emergency", online.path)
    built, read = ({event["blobSha256"]: event["certificateSha256"] for event in journal.of(kind)}
                   for journal, kind in ((offline, "blob-built"), (online, "blob-read")))
    for event in online.of("call-intended"):
        if event["call"] == "upload" and event["subject"] is not None:
            event["subject"] in built and built[event["subject"]] == read.get(event["subject"]) or refuse("one-emergency", online.path)
    named = lambda journal, kind, text, member: [f"{text} {event[member]}" for event in journal.of(kind)]
    verified = [fact for event in offline.of("exchange-key-verified") for fact in (f"exchange key {event['certificateSha256']}", f"HSM {event['hsmUri']}")]
    return {"offline": unique([*named(offline, "blob-built", "blob", "blobSha256"), *verified]),
            "operator-1": unique([*named(online, "blob-read", "blob", "blobSha256"), *named(online, "exchange-key-fetched", "exchange key", "certificateSha256"),
                                  *named(online, "target-typed", "HSM", "hsmUri")])}

def key_hash(data):
    return if_so(lambda: sha256(exchange_key_in(data, False)), None)

def offline_keys(package, journal):
    """Every key that was verified is checked again for the typed address, with the lists that the journal notes right before it."""
    by_hash = {package.digests[path]: data for path, data in reversed(list(package.files.items()))}
    by_key = {key_hash(data): (path, data) for path, data in reversed(package.under("certificates/"))}
    lists, certificates = [], []
    for event in journal.events:
        noted = event["kind"] == "note" and re.fullmatch("Revocation list ([0-9a-f]{64})", event["text"])
        if event["kind"] == "security-domain-loaded":
            certificates = event.get("certificates", [])
        if event["kind"] in ("exchange-key-verified", "exchange-key-refused"):
            all(each in by_hash for each in lists) or refuse("lists-in-package", journal.path)
        if event["kind"] == "exchange-key-verified":
            excepted = event["exception"]
            path, file = by_key.get(event["certificateSha256"]) or refuse("key-in-package", journal.path)
            policy = Policy(path, event["hsmUri"], journal.opened["practice"], [ENCLAVE], certificates,
                            excepted and {**excepted, "fingerprint": event["certificateSha256"]}, [by_hash[each] for each in lists], None)
            key, said = policy.check(file)
            same("key-as-verified", journal.path, [sha256(key.spki), excepted is None], [event["spkiSha256"], event["attested"]])
            package.prove("exchange-key-judged-anew", f"{path}, {key.sha256}")
            yield Key(path, event, key.sha256, said)
        lists = [*lists, noted[1]] if noted else []

def online_keys(package, journal):
    """Each key that was fetched is the one in the answer that was kept, and good for the typed address unless the journal says that it was not."""
    bodies = {}
    for path, value in kept_answers(package):
        body = if_so(lambda: base64_of(value["body"]), None)
        if body is not None:
            bodies[sha256(body)] = (path, body)
    outcomes = [event for event in journal.of("exchange-key-fetched", "check-failed") if event.get("check", "exchange-key") == "exchange-key"]
    for event, after in zip(outcomes, [*outcomes[1:], {"kind": "none"}]):
        path, body = bodies.get(event.get("answerSha256"), (None, b""))
        if path is None:
            continue
        event["certificateSha256"] == key_hash(body) or refuse("key-as-verified", path)
        if after["kind"] == "check-failed":
            continue
        policy = Policy(path, journal.state.target["hsmUri"], journal.opened["practice"], [ENCLAVE], [], None, [], None)
        key, said = policy.check(body)
        event["spkiSha256"] == sha256(key.spki) or refuse("key-as-verified", path)
        package.prove("exchange-key-judged-anew", f"{path}, {key.sha256}")
        yield Key(path, None, key.sha256, said)

# === helpers: they know no rule of the page ===

# --- forms: JSON, and what JSON Schema says of it ---

def form(name, data, limit, rule, where, depth=32):
    """A value of the form that schemas/NAME.json has, in its one spelling."""
    try:
        value = parse_json(data, limit, depth)
    except (ValueError, RecursionError, NotGood):
        refuse(rule, where, "it is no JSON of this size and depth")
    problem = misfit(SCHEMAS[name], SCHEMAS[name].get("$defs"), value, "")
    problem is None or refuse(rule, where, f"wrong form at {problem or 'its top'}")
    return value if canonical(value) == data else refuse(rule, where, "it is not written in its one form")

def parse_json(data, limit, depth=32, floats=False):
    """One meaning for each text: no member twice, no half character, no number that another reader would round."""
    len(data) <= limit or refuse("form", "")
    value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=refuse_number, parse_int=whole_number,
                       parse_float=finite if floats else refuse_number)
    check_depth(value, depth)
    return value

def once(pairs):
    return dict(pairs) if len(pairs) == len(dict(pairs)) else refuse("form", "")

def refuse_number(text):
    refuse("form", text)

def whole_number(text):
    return int(text) if len(text) <= 17 and text != "-0" and abs(int(text)) < 1 << 53 else refuse("form", "")

def finite(text):
    value = float(text)
    return value if abs(value) < float("inf") and not (value.is_integer() and abs(value) >= 1 << 53) else refuse("form", "")

def check_depth(value, depth):
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, (dict, list)):
        depth > 0 or refuse("form", "")
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            check_depth(each, depth - 1)

def canonical(value):
    return json.dumps(in_order(value), separators=(",", ":"), ensure_ascii=False).encode("utf-8")

def in_order(value):
    """Members in the order of their UTF-16 code units (RFC 8785)."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value, key=lambda each: each.encode("utf-16-be"))}
    return [in_order(each) for each in value] if isinstance(value, list) else value

def members(data):
    """The members of a file that is a JSON object; none of any other."""
    return if_so(lambda: parse_json(data, len(data)), {}) if data[:1] == b"{" else {}

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemas")

def load(name):
    with open(os.path.join(HERE, f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)

SCHEMAS = {name: load(name) for name in ("plan", "list", "envelope", "bundle", "journal-line", "answer")}
TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None), "integer": int, "number": int}

def misfit(schema, named, value, path):
    """Where a value does not have the form; None where it does. As much of JSON Schema as the files in schemas/ use."""
    if schema is False:
        return path
    if "$ref" in schema:
        return misfit(named[schema["$ref"].rpartition("/")[2]], named, value, path)
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            problems = [misfit(each, named, value, path) for each in choices(schema, choice, value)]
            return path if not problems else None if None in problems else problems[0]
    if "type" in schema and type(value) is not TYPES[schema["type"]]:
        return path
    if "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        return path
    if isinstance(value, str):
        return None if fits_text(schema, value) else path
    if isinstance(value, int):
        return None if schema.get("minimum", value) <= value <= schema.get("maximum", value) else path
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", False)
        if not {*schema.get("required", [])} <= set(value):
            return path
        return next((f"{path}.{name}" for name, each in value.items() if misfit(known.get(name, others), named, each, path) is not None
                     or misfit(schema.get("propertyNames", {}), named, name, path) is not None), None)
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        items = [*first, *[schema.get("items", {})] * (len(value) - len(first))]
        is_long = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        return next((f"{path}[{at}]" for at, each in enumerate(value) if misfit(items[at], named, each, path) is not None), None) if is_long else path
    return None

def choices(schema, choice, value):
    """Of several forms the one that has the value's kind or type; all where they are not told apart so."""
    table = schema.get("choices")
    if table is None:
        told = [(name, each) for each in schema[choice] for name in ("kind", "type") if "const" in each.get("properties", {}).get(name, {})]
        table = schema["choices"] = {(name, each["properties"][name]["const"]): each for name, each in told}
    if not table or not isinstance(value, dict):
        return schema[choice]
    return [table[key] for key in (("kind", value.get("kind")), ("type", value.get("type"))) if isinstance(key[1], str) and key in table]

def fits_text(schema, text):
    return schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)) and FORMATS[schema.get("format")](text) \
        and ("pattern" not in schema or pattern(schema["pattern"]).match(text) is not None)

@functools.lru_cache(maxsize=None)
def pattern(source):
    """As JavaScript reads it: $ is the end of the text, and \\d and \\w are of ASCII."""
    return re.compile(re.sub(r"(?<!\\)\$", r"\\Z", source).replace(r"\/", "/"), re.ASCII)

def if_so(read, otherwise):
    """What a reader finds in something of its form; another form is no fault here."""
    try:
        return read()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, NotGood):
        return otherwise

# --- text: names, and what cannot be seen, by the characters in schemas/characters.json ---

def ranges(numbers):
    return frozenset(point for first, last in zip(numbers[::2], numbers[1::2]) for point in range(first, last + 1))

CHARACTERS = load("characters")
SCRIPTS = {name: ranges(numbers) for name, numbers in CHARACTERS.pop("scripts").items()}
UNPRINTED, IGNORABLE, SPACES, MARKS, CAPITALS, LETTERS, SILENT = (ranges(CHARACTERS[name]) for name in (
    "unprinted", "ignorable", "spaces", "marks", "capitals", "letters", "silent"))
UNSEEN = UNPRINTED | IGNORABLE
BLANK = (SPACES - {0x20}) | {0x2800, 0x1D159, 0x16FE4}
MIXTURES = [{"Latin", "Han", "Hiragana", "Katakana"}, {"Latin", "Han", "Bopomofo"}, {"Latin", "Han", "Hangul"}]

def is_line(text):
    """One line that people wrote: nothing that is not printed, no blank at its ends."""
    return not any(ord(each) in UNPRINTED for each in text) and text[:1] != "" and not {ord(text[0]), ord(text[-1])} & SPACES

def is_person_name(name):
    """A name that people can tell from others on paper: nothing unseen, no blank but the space, letters of scripts that are written together."""
    text = unicodedata.normalize("NFC", name).replace("\xa0", " ")
    marks = "".join("m" if ord(each) in MARKS else "." for each in unicodedata.normalize("NFD", text))
    letters = [ord(each) for each in text if ord(each) in LETTERS]
    if any(ord(each) in UNSEEN or ord(each) in BLANK for each in text) or "mmmm" in marks or not letters:
        return False
    fits = lambda scripts: all(any(letter in SCRIPTS[name] for name in scripts) for letter in letters)
    return any(fits([name]) for name in SCRIPTS) or any(fits(each) for each in MIXTURES)

DRAWN_ALIKE = {each: to for to, alike in {
    "A": "АΑᎪᴀ", "B": "ВΒᏴʙ", "C": "СϹᏟᴄ", "D": "ԀᎠᴅ", "E": "ЕΕᎬᴇ", "F": "Ϝꜰ", "G": "ԌᏀɢ", "H": "НΗҺᎻՀʜ", "I": "LІΙӀᎥᏞ1|ɪꞮʟ", "J": "ЈͿᎫᴊ", "K": "КΚᏦᴋ", "M": "МΜᎷᴍ",
    "N": "Νɴ", "O": "ОΟՕ0ᴏ", "P": "РΡᏢᴘ", "Q": "Ԛ", "R": "ᎡʀƦ", "S": "ЅՏᏚꜱ", "T": "ТΤᎢᴛ", "U": "Սᴜ", "V": "ѴᏙᴠ", "W": "ԜᎳᴡ", "X": "ХΧ", "Y": "УΥҮʏ", "Z": "ΖᏃᴢ",
    "'": "ʼʻʹꞋ"}.items() for each in alike}

def person_key(name):
    """Two names with one key are one person: no matter of case, accents, letters that are drawn alike, and of what nobody reads out."""
    seen = unicodedata.normalize("NFD", "".join(each for each in unicodedata.normalize("NFKC", name) if ord(each) not in UNSEEN))
    seen = "".join(each for each in seen if not "\u0300" <= each <= "\u036f").upper()
    seen = "".join(DRAWN_ALIKE.get(each, each) for each in seen).replace("RN", "M").replace("VV", "W")
    return unicodedata.normalize("NFC", "".join(each for each in seen if ord(each) not in SILENT))

def people(names):
    return len({person_key(each) for each in names})

FORMATS = {None: lambda text: True, "line": is_line, "person-name": lambda text: is_line(text) and is_person_name(text),
           "initials": lambda text: 1 <= len(text) <= 4 and all(ord(each) in CAPITALS for each in text)}

# --- times, in milliseconds since 1970 ---

def moment(text):
    return milliseconds(*(int(each) for each in re.split("[-T:.Z]", text)[:6])) + int((text[20:-1] + "000")[:3] if text[19] == "." else 0)

def milliseconds(year, month, day, hour, minute, second):
    """Days by the calendar of ISO 8601, whatever the machine knows of it."""
    year, month = (year - 1, month + 12) if month < 3 else (year, month)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 1 - 719468
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000

def iso(at):
    """As JavaScript writes it."""
    seconds, rest = divmod(at, 1000)
    days, clock = divmod(seconds, 86400)
    days += 719468
    era, day = divmod(days, 146097)
    of_era = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * of_era + of_era // 4 - of_era // 100
    shifted = (5 * day + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = of_era + era * 400 + (month <= 2)
    return f"{year:04}-{month:02}-{day - (153 * shifted + 2) // 5 + 1:02}T{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}.{rest:03}Z"

def rounded_hours(span):
    return (span + 1_800_000) // 3_600_000

# --- DER, X.509 and PEM ---

SEQUENCE, INTEGER, BIT_STRING, OCTETS, OID, BOOLEAN, SET = 0x30, 0x02, 0x03, 0x04, 0x06, 0x01, 0x31

def children(element):
    """The elements in some bytes, or inside an element: tag, content and all bytes of each; definite and shortest lengths only."""
    data = element if isinstance(element, bytes) else element[1]
    found, at = [], 0
    while at < len(data):
        tag, length, start = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            0 < count <= 4 and data[start] or refuse("form", "")
            start, length = start + count, int.from_bytes(data[start:start + count], "big")
            length >= 0x80 and start <= len(data) or refuse("form", "")
        tag & 0x1F != 0x1F and start + length <= len(data) or refuse("form", "")
        found.append((tag, data[start:start + length], data[at:start + length]))
        at = start + length
    return found

def whole(tag, data):
    """The content of bytes that are exactly one element."""
    (element,) = children(data)
    return of_tag(tag, element)

def of_tag(tag, element):
    return element[1] if element[0] == tag else refuse("form", "")

def integer(element):
    data = of_tag(INTEGER, element)
    is_padded = len(data) > 1 and (data[0] == 0 and data[1] < 0x80 or data[0] == 0xFF and data[1] >= 0x80)
    return data if data and not is_padded else refuse("form", "")

def positive(element):
    data = integer(element)
    return int.from_bytes(data, "big") if data[0] < 0x80 else refuse("form", "")

def bits(element):
    data = of_tag(BIT_STRING, element)
    return data[1:] if data[0] == 0 else refuse("form", "")

def oid(element):
    data, arcs, arc, is_first = of_tag(OID, element), [], 0, True
    for octet in data:
        not (is_first and octet == 0x80) and arc < 1 << 35 or refuse("form", "")
        arc, is_first = arc * 128 + (octet & 0x7F), octet < 0x80
        if is_first:
            arcs.append(arc)
            arc = 0
    is_first and arcs or refuse("form", "")
    root = min(2, arcs[0] // 40)
    return ".".join(str(each) for each in [root, arcs[0] - root * 40, *arcs[1:]])

def algorithm_of(element):
    name, *parameters = children(of_tag(SEQUENCE, element))
    return oid(name) if len(parameters) <= 1 else refuse("form", "")

def time_of(element):
    form = {0x17: r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", 0x18: r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z"}[element[0]]
    year, *others = (int(each) for each in re.fullmatch(form, element[1].decode("ascii"), re.ASCII).groups())
    year += 0 if element[0] == 0x18 else 1900 if year >= 50 else 2000
    at = milliseconds(year, *others)
    return at if iso(at).startswith("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(year, *others)) else refuse("form", "")

def text_in(element):
    tag, data, _ = element
    tag in (0x0C, 0x13, 0x16) or refuse("form", "")
    return data.decode("utf-8" if tag == 0x0C else "ascii")

class Certificate:
    """RFC 5280: version 1 without extensions or version 3, no unique identifiers, one signature algorithm inside and outside."""
    def __init__(self, der, may_be_empty=False):
        tbs, outer, signature = children(whole(SEQUENCE, der))
        parts = children(of_tag(SEQUENCE, tbs))
        is_version_3 = parts[0][0] == 0xA0 and whole(INTEGER, parts.pop(0)[1]) == b"\2"
        extensions = whole(SEQUENCE, parts.pop()[1]) if parts[-1][0] == 0xA3 else None
        found = [extension_of(each) for each in children(extensions or b"")]
        extensions is None or is_version_3 and (found or may_be_empty) or refuse("form", "")
        parts[0][0] != 0xA0 or refuse("form", "")
        serial, inner, issuer, validity, subject, spki = parts
        inner[2] == outer[2] and issuer[0] == subject[0] == spki[0] == SEQUENCE or refuse("form", "")
        self.not_before, self.not_after = (time_of(each) for each in children(of_tag(SEQUENCE, validity)))
        self.sha256, self.tbs, self.algorithm, self.signature = sha256(der), tbs[2], algorithm_of(outer), bits(signature)
        self.serial, self.issuer, self.subject, self.spki = integer(serial), issuer[2], subject[2], spki[2]
        self.attributes, _ = name_of(subject), name_of(issuer)
        self.extensions, self.count = {name: value for name, _, value in reversed(found)}, len(found)
        self.critical = {name for name, is_critical, _ in found if is_critical}

    def names(self, kind):
        return [value for name, value in self.attributes if name == kind]

    def usage(self):
        """The bits of keyUsage; a named bit list ends with its last one bit."""
        if USAGE not in self.extensions:
            return set()
        unused, *octets = whole(BIT_STRING, self.extensions[USAGE])
        found = {8 * at + bit for at, octet in enumerate(octets) for bit in range(8) if octet & 0x80 >> bit}
        return found if unused <= 7 and 1 <= len(octets) <= 2 and max(found) == len(octets) * 8 - 1 - unused else refuse("form", "")

    def is_authority(self):
        first = children(whole(SEQUENCE, self.extensions[CONSTRAINTS]))[:1] if CONSTRAINTS in self.extensions else []
        return [each[:2] for each in first] == [(BOOLEAN, b"\xff")]

    def alternative_names(self):
        found = children(whole(SEQUENCE, self.extensions[ALTERNATIVE_NAME])) if ALTERNATIVE_NAME in self.extensions else []
        names = [data for tag, data, _ in found if tag == 0x82]
        return [each.decode("ascii") if re.fullmatch(rb"[\x21-\x7e]+", each) else refuse("form", "") for each in names]

def extension_of(element):
    name, *rest = children(of_tag(SEQUENCE, element))
    is_critical = bool(rest) and rest[0][0] == BOOLEAN and (rest.pop(0)[1] == b"\xff" or refuse("form", ""))
    (value,) = rest
    return oid(name), is_critical, of_tag(OCTETS, value)

def name_of(element):
    found = []
    for each in children(of_tag(SEQUENCE, element)):
        attributes = [children(of_tag(SEQUENCE, part)) for part in children(of_tag(SET, each))]
        attributes and all(len(part) == 2 for part in attributes) or refuse("form", "")
        found.extend((oid(name), text_in(value)) for name, value in attributes)
    return found

def pem_blocks(data):
    """Every PEM block: label, decoded body and the whole block (RFC 7468, with the headers of RFC 1421)."""
    blocks, at = [], data.find(b"-----BEGIN ")
    while at >= 0:
        begin = re.compile(rb"-----BEGIN ([A-Z0-9#.]+(?:[ -][A-Z0-9#.]+)*)-----").match(data, at)
        stop = data.find(b"-----END ", begin.end())
        closing = b"-----END " + begin[1] + b"-----"
        stop >= 0 and data.startswith(closing, stop) or refuse("form", "")
        body = data[begin.end():stop]
        body = re.sub(rb"[ \t\n\v\f\r]", b"", body[header_length(body):])
        blocks.append((begin[1], base64_of(body.decode("ascii")) if body else refuse("form", ""), data[at:stop + len(closing)]))
        at = data.find(b"-----BEGIN ", stop + len(closing))
    return blocks

def header_length(body):
    """Headers have a colon, which base64 has not, and end at the first empty line."""
    colon = body.find(b":")
    empty = re.compile(rb"(?:\r\n?|\n)[ \t\v\f]*(?:\r\n?|\n)").search(body, colon) if colon >= 0 else None
    return empty.end() if empty else 0

# --- signatures: RSA (RFC 8017, 8.2.2) and ECDSA (SEC 1, 4.1.4); everything in them is public, so nothing need be hidden from a clock ---

RSA, EC = "1.2.840.113549.1.1.1", "1.2.840.10045.2.1"
RSA_HASHES = {"1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512"}
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
HASHES = {**RSA_HASHES, ECDSA_SHA256: "sha256", "1.2.840.10045.4.3.3": "sha384", "1.2.840.10045.4.3.4": "sha512"}
DIGEST_INFO = {"sha256": "3031300d060960864801650304020105000420", "sha384": "3041300d060960864801650304020205000430",
               "sha512": "3051300d060960864801650304020305000440"}

class Curve:
    """y² = x³ - 3x + b modulo p, in Jacobian coordinates (X / Z², Y / Z³); Z = 0 is the point at infinity."""
    def __init__(self, name, size, p, b, order, x, y):
        self.name, self.size, self.p, self.b, self.order, self.base = name, size, p, b, order, (x, y)

    def has(self, x, y):
        return x < self.p and y < self.p and (y * y - x * x * x + 3 * x - self.b) % self.p == 0

    def double(self, point):
        x, y, z = point
        p, squared = self.p, y * y % self.p
        s, m = 4 * x * squared % p, 3 * (x - z * z) * (x + z * z) % p
        nx = (m * m - 2 * s) % p
        return nx, (m * (s - nx) - 8 * squared * squared) % p, 2 * y * z % p

    def add(self, one, other):
        if not one[2] or not other[2]:
            return other if not one[2] else one
        (x1, y1, z1), (x2, y2, z2), p = one, other, self.p
        u1, u2 = x1 * z2 * z2 % p, x2 * z1 * z1 % p
        s1, s2 = y1 * z2 * z2 * z2 % p, y2 * z1 * z1 * z1 % p
        if u1 == u2:
            return self.double(one) if s1 == s2 else (1, 1, 0)
        h, r = u2 - u1, s2 - s1
        cubed, v = h * h * h % p, u1 * h * h % p
        x = (r * r - cubed - 2 * v) % p
        return x, (r * (v - x) - s1 * cubed) % p, h * z1 * z2 % p

    def verifies_numbers(self, key, digest, r, s):
        if key is None or not self.has(*key) or not 0 < r < self.order or not 0 < s < self.order:
            return False
        number = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - self.order.bit_length())
        inverse = pow(s, self.order - 2, self.order)
        u, v = number * inverse % self.order, r * inverse % self.order
        base, other, point = (*self.base, 1), (*key, 1), (1, 1, 0)
        table = [None, base, other, self.add(base, other)]
        for at in range(self.order.bit_length() - 1, -1, -1):
            point, index = self.double(point), (u >> at & 1) + 2 * (v >> at & 1)
            point = self.add(point, table[index]) if index else point
        x, _, z = point
        return z != 0 and x * pow(z * z, self.p - 2, self.p) % self.p % self.order == r

    @functools.lru_cache(maxsize=4096)
    def verifies(self, key, name, data, signature):
        """A signature in DER, in its one encoding."""
        numbers = if_so(lambda: [positive(each) for each in children(whole(SEQUENCE, signature))], [])
        return len(numbers) == 2 and self.verifies_numbers(key, hashlib.new(name, data).digest(), *numbers)

    def verifies_raw(self, key, data, signature):
        numbers = [int.from_bytes(signature[:self.size], "big"), int.from_bytes(signature[self.size:], "big")]
        return len(signature) == 2 * self.size and self.verifies_numbers(key, hashlib.sha256(data).digest(), *numbers)

P256 = Curve("1.2.840.10045.3.1.7", 32, 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff,
             0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
             0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)
P384 = Curve("1.3.132.0.34", 48,
             0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff,
             0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef,
             0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973,
             0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7,
             0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f)
P521 = Curve("1.3.132.0.35", 66, (1 << 521) - 1,
             0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00,
             0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409,
             0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66,
             0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650)

def point_of(data):
    half = len(data) // 2
    return int.from_bytes(data[:half], "big"), int.from_bytes(data[half:], "big")

def curve_of(spki):
    (name, parameter), key = (children(of_tag(SEQUENCE, each)) if each[0] == SEQUENCE else bits(each) for each in children(whole(SEQUENCE, spki)))
    curve = next((each for each in (P256, P384, P521) if oid(name) == EC and oid(parameter) == each.name), None)
    is_whole = curve and key[:1] == b"\4" and len(key) == 2 * curve.size + 1 and curve.has(*point_of(key[1:]))
    return (curve, point_of(key[1:])) if is_whole else refuse("form", "")

def point_of_key(spki, curve):
    """The point of a key on this curve; None of any other."""
    found = if_so(lambda: curve_of(spki), (None, None))
    return found[1] if found[0] is curve else None

def rsa_numbers(spki):
    """Modulus and exponent."""
    algorithm, key = children(whole(SEQUENCE, spki))
    name, null = children(of_tag(SEQUENCE, algorithm))
    oid(name) == RSA and null[0] == 5 or refuse("form", "")
    modulus, exponent = children(whole(SEQUENCE, bits(key)))
    return positive(modulus), positive(exponent)

@functools.lru_cache(maxsize=4096)
def verifies(spki, name, data, signature):
    """By the kind of the key: another kind has signed nothing."""
    curve, point = if_so(lambda: curve_of(spki), (None, None))
    if curve:
        return curve.verifies(point, name, data, signature)
    modulus, exponent = if_so(lambda: rsa_numbers(spki), (0, 0))
    size = (modulus.bit_length() + 7) // 8
    info = bytes.fromhex(DIGEST_INFO[name]) + hashlib.new(name, data).digest()
    expected = b"\0\1" + b"\xff" * (size - 3 - len(info)) + b"\0" + info
    number = int.from_bytes(signature, "big")
    return size >= len(info) + 11 and len(signature) == size and number < modulus and pow(number, exponent, modulus).to_bytes(size, "big") == expected

# --- what is said, and how ---

class NotGood(Exception):
    def __init__(self, rule, where, detail):
        super().__init__(rule)
        self.rule, self.text = rule, ": ".join(each for each in (rule, where, detail) if each)

def refuse(rule, where, detail=""):
    raise NotGood(rule, where, detail)

def same(rule, where, expected, found):
    """No number is a truth value, as it would be to Python."""
    canonical(expected) == canonical(found) or refuse(rule, where, f"expected {text_of(expected)}, found {text_of(found)}")

def unique(values):
    return list(dict.fromkeys(values))

def visible(text):
    """No character of a package moves the cursor of whoever reads this."""
    return "".join(f"\\u{{{ord(each):x}}}" if ord(each) in UNSEEN else each for each in str(text))

def say(kind, text):
    print(f"{kind}: {visible(text)}")

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def base64_of(text):
    """The bytes, of the one spelling that they have."""
    data = base64.b64decode(text, validate=True)
    return data if base64.b64encode(data).decode() == text else refuse("form", "")

def base64_url(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return data if base64.urlsafe_b64encode(data).decode().rstrip("=") == text else refuse("form", "")

def hash_of(text):
    return sha256(base64_of(text))

def digits(text):
    text = re.sub(r"[\s:-]", "", text).lower()
    return text if re.fullmatch("[0-9a-f]{64}", text) else refuse("usage", "", "a hash from paper has 64 digits")

def run(arguments):
    """@returns the exit code, after everything was said"""
    try:
        return main(arguments)
    except NotGood as refusal:
        print(f"NOT GOOD: {visible(refusal.text)}", file=sys.stderr)
    except Exception as error:  # whatever a damaged or hostile package leads to is a refusal in the promised words
        print(f"NOT GOOD: form: the package does not have its form ({type(error).__name__}: {visible(error)[:200]})", file=sys.stderr)
    return 1

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(run(sys.argv[1:]))
