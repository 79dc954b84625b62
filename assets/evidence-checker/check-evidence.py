#!/usr/bin/env python3
"""Checks a Lifeboat evidence package with nothing but Python (3.8 or later) and openssl (1.1.1 or later).

Usage: check-evidence.py FOLDER [SHA256-OF-THE-PLAN] [--journal-head MACHINE=SHA256]...
MACHINE is offline, operator-1 or operator-2. Hashes are taken as they stand on paper, in groups or not.
"""
import base64, datetime, hashlib, json, os, re, stat, subprocess, sys, tempfile

FOLDERS = "journals bundles certificates verdicts documents service lists".split()
PATH = re.compile(r"(?:plan|manifest)\.dsse\.json|(?:%s)/[A-Za-z0-9][A-Za-z0-9._-]{0,150}" % "|".join(FOLDERS))
MAX_FILES, MAX_FILE, MAX_READ, MAX_TOTAL = 2001, 64 << 20, 256 << 20, 1 << 30
KINDS = {  # version of the payload, and who signs; the first of them is the machine that sends it
    "plan": (2, ["operator-1"]), "activation-certificates": (2, ["offline"]), "security-domain": (3, ["operator-1"]),
    "exchange-key": (4, ["operator-1", "operator-2"]), "restore-blob": (2, ["offline"]), "outcome": (2, ["operator-1"])}
ROOTS = {  # SHA-256 of the SubjectPublicKeyInfo of the root that vouches for the HSM's processor, by whether it is practice
    False: "a0af031289f5d5d4132f9186068a7fc13628633ba235777472e29b6b6c67a49e",
    True: "572afc1be164e551f05195c41a4654a031751f9d720e507f2ff6dfee5c13641d"}
QUOTING_ENCLAVE = "8c4f5775d796503e96137f77c68a829a0056ac8ded70140b081b094490c57bff"
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
OIDS = {"cn": "0603550403", "quote": "06092a864886f7140a0101", "newer": "06092b0601040182376901", "rsa": "06092a864886f70d010101"}


class NotGood(Exception):
    pass

def fail(text):
    raise NotGood(text)

def same(what, expected, found):
    if expected != found:
        fail(f"{what}: expected {expected}, found {found}")

def sha256(data):
    return hashlib.sha256(data).hexdigest()

# --- JSON, envelopes and signatures ---

def once(pairs):
    return dict(pairs) if len(pairs) == len(dict(pairs)) else fail("a member stands twice in one JSON object")

def parse(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=fail, parse_float=fail)

def parse_canonical(name, data):
    value = parse(data)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    return value if text == data else fail(f"{name}: it is not written in its one form")

def openssl(arguments, **files):
    """Runs openssl in a folder that holds these files. Whether it says yes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        return subprocess.run(["openssl", *arguments.split()], cwd=folder, capture_output=True).returncode == 0

def pem(label, der):
    return b"-----BEGIN %s-----\n%s-----END %s-----\n" % (label, base64.encodebytes(der), label)

def verifies(digest, spki, signed, signature):
    return openssl(f"dgst -{digest} -verify key -signature signature signed", key=pem(b"PUBLIC KEY", spki), signed=signed, signature=signature)

def open_envelope(name, data, keys=None):
    """The payload type, the payload, and whose keys have signed; without keys, those that the payload (the plan) names are used."""
    envelope = parse_canonical(name, data)
    kind, payload = envelope["payloadType"], base64.b64decode(envelope["payload"], validate=True)
    if keys is None:
        keys = {sha256(spki): (spki, each["role"]) for each in parse(payload)["identities"] for spki in [base64.b64decode(each["spki"])]}
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signers = [signature["keyid"] for signature in envelope["signatures"]]
    if not signers or len(signers) != len(set(signers)):
        fail(f"{name}: signatures missing or doubled")
    for signature in envelope["signatures"]:
        spki, _ = keys.get(signature["keyid"]) or fail(f"{name}: signed by a key that the plan does not name")
        if not verifies("sha384", spki, signed, base64.b64decode(signature["sig"], validate=True)):
            fail(f"{name}: a signature is wrong")
    return kind, payload, signers, keys

# --- the folder: regular files only, the list first, hashes by stream ---

def read(root, path, limit, keep):
    """The SHA-256 of a file, and its bytes where they are kept."""
    handle = os.open(os.path.join(root, path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            fail(f"{path}: it is no regular file, or too large")
        digest, kept = hashlib.sha256(), []
        for block in iter(lambda: file.read(1 << 20), b""):
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
    return sizes

# --- the exchange key: form, attestation, name of the HSM ---

def der(data):
    """The elements of DER data: tag, content and all bytes of each."""
    found, at = [], 0
    while at < len(data):
        tag, length, start = data[at], data[at + 1], at + 2
        if length & 0x80:
            start, length = start + (length & 0x7F), int.from_bytes(data[start:start + (length & 0x7F)], "big")
        end = start + length
        found.append((tag, data[start:end], data[at:end]) if end <= len(data) else fail("DER is cut off"))
        at = end
    return found

def certificate(data):
    """The signed part, the signature, the subject, the SubjectPublicKeyInfo and the extensions of an X.509 certificate."""
    tbs, _, signature = der(der(data)[0][1])
    fields = der(tbs[1])
    extensions = der(der(fields[-1][1])[0][1]) if fields[-1][0] == 0xA3 else []
    return tbs[2], signature[1][1:], fields[5], fields[6][2], {parts[0][2]: parts[-1][1] for parts in (der(each[1]) for each in extensions)}

def check_key(name, data, plan, x5t, spki_sha256, excepted):
    """Judges an exchange certificate again, as the policy of the plan has it. Whether it is attested."""
    if sha256(data) != x5t or len(der(data)) != 1:
        fail(f"{name}: the exchange certificate is not the one that is named")
    tbs, signature, subject, spki, extensions = certificate(data)
    same(f"{name}: key of the exchange certificate", spki_sha256, sha256(spki))
    algorithm, key = der(der(spki)[0][1])
    modulus, exponent = (int.from_bytes(part[1], "big") for part in der(der(key[1][1:])[0][1]))
    if der(algorithm[1])[0][2].hex() != OIDS["rsa"] or not 2048 <= modulus.bit_length() <= 4096 or exponent != 65537 or modulus % 2 == 0:
        fail(f"{name}: the exchange key is no RSA key of the right form")
    if not verifies("sha256", spki, tbs, signature):
        fail(f"{name}: the exchange certificate is not signed by its own key")
    quote = next((value for oid, value in extensions.items() if oid.hex() == OIDS["quote"]), None)
    if OIDS["newer"] in [oid.hex() for oid in extensions]:
        fail(f"{name}: the attestation has a form that is not understood")
    if quote is None:
        return False if excepted else fail(f"{name}: the exchange key has no attestation, and nobody answers for it")
    if excepted:
        fail(f"{name}: people answer for an exchange key that has an attestation")
    host = re.fullmatch(r"https://([a-z0-9.-]+)", plan["target"]["uri"]).group(1).encode()
    names = [parts[1][1] for part in der(subject[1]) for each in der(part[1]) for parts in [der(each[1])] if parts[0][2].hex() == OIDS["cn"]]
    same(f"{name}: HSM of the exchange key", [host], names)
    check_quote(name, quote, spki, plan)
    return True

def check_quote(name, value, spki, plan):
    """An Intel SGX quote, version 3 with ECDSA P-256: the HSM's enclave says that the key is its own."""
    if value[:8] != b"\1\0\0\0\2\0\0\0" or int.from_bytes(value[8:16], "little") != len(value) - 16:
        fail(f"{name}: the attestation has a form that is not understood")
    quote = value[16:]
    report, qe_report, key = quote[48:432], quote[564:948], quote[500:564]
    auth = int.from_bytes(quote[1012:1014], "little")
    chain = re.findall(rb"-----BEGIN CERTIFICATE-----\s(.*?)-----END CERTIFICATE-----", quote[1020 + auth:], re.DOTALL)
    leaf, middle, root = (base64.b64decode(each) for each in chain) if len(chain) == 3 else fail(f"{name}: the attestation has no chain")
    good = {
        "form": quote[:8] == b"\3\0\2\0\0\0\0\0" and quote[1014 + auth:1016 + auth] == b"\5\0",
        "key": report[320:384] == hashlib.sha256(spki).digest() + bytes(32),
        "enclave": report[128:160].hex() in plan["enclaveSigners"] and not report[48] & 2,
        "signature": verifies("sha256", P256 + key, quote[:432], raw(quote[436:500])),
        "quoting enclave": qe_report[128:160].hex() == QUOTING_ENCLAVE and not qe_report[48] & 2,
        "binding": qe_report[320:384] == hashlib.sha256(key + quote[1014:1014 + auth]).digest() + bytes(32),
        "processor": verifies("sha256", certificate(leaf)[3], qe_report, raw(quote[948:1012])),
        "root": sha256(certificate(root)[3]) == ROOTS[plan["practice"]],
        "chain": openssl("verify -no_check_time -CAfile root -untrusted middle leaf", root=pem(b"CERTIFICATE", root),
                         middle=pem(b"CERTIFICATE", middle), leaf=pem(b"CERTIFICATE", leaf))}
    for part, is_good in good.items():
        is_good or fail(f"{name}: the attestation of the exchange key is wrong: {part}")

def raw(signature):
    """DER of an ECDSA signature of two numbers of 32 bytes each."""
    numbers = b"".join(b"\2%c%s" % (len(n), n) for n in (integer(signature[:32]), integer(signature[32:])))
    return b"\x30%c%s" % (len(numbers), numbers)

def integer(number):
    number = number.lstrip(b"\0") or b"\0"
    return b"\0" + number if number[0] & 0x80 else number

# --- journals ---

def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))

class Journal:
    def __init__(self, path, data, plan, plan_sha256, keys):
        self.path, self.events, self.times, self.hashes, previous = path, [], [], [], "0" * 64
        lines = data.split(b"\n")
        lines.pop() == b"" or fail(f"{path}: the last line is torn")
        for number, line in enumerate(lines, 1):
            entry = parse_canonical(path, line)
            if entry["n"] != number or entry["prev"] != previous:
                fail(f"{path}: the chain is broken at event {number}")
            previous = sha256(line)
            self.events.append(entry["event"])
            self.times.append(moment(entry["at"]))
            self.hashes.append(previous)
        opened = self.events[0] if self.events else fail(f"{path}: it is empty")
        same(f"{path}: first event", "journal-opened", opened["kind"])
        same(f"{path}: ceremony", (plan["ceremony"], plan["practice"]), (opened["ceremony"], opened["practice"]))
        self.role, self.key = opened["role"], opened["keyId"]
        self.custodians = {each["certificateSha256"] for each in plan["custodians"]} | {each["certificateSha256"] for each in self.of("custodian-key-made")}
        if keys.get(self.key, (None, None))[1] != self.role:
            fail(f"{path}: it is of a machine that the plan does not name")
        for adopted in self.of("plan-adopted"):
            facts = {"planSha256": plan_sha256, "ceremonyKind": plan["kind"], "targetName": plan["target"]["name"], "targetUri": plan["target"]["uri"],
                     "required": plan["quorum"]["required"], "custodians": plan["quorum"]["custodians"], "sdSha256": (plan["securityDomain"] or {}).get("sha256"),
                     "custodianCertificates": [each["certificateSha256"] for each in plan["custodians"] if each["certificateSha256"]],
                     "backupFolder": (plan["backup"] or {}).get("folder")}
            facts.update({name: value for name, value in (("source", plan["source"]), ("grade", plan.get("grade", "full"))) if name in adopted})
            same(f"{path}: facts of the plan", facts, {name: adopted[name] for name in facts})
        self.noted = {(event["kind"], event["seq"]): number for number, event in enumerate(self.events, 1) if event["kind"].startswith("bundle-")}
        self.check_order(plan)

    def of(self, *kinds):
        return [event for event in self.events if event["kind"] in kinds]

    def check_order(self, plan):
        """The least that must come before what; `lifeboat evidence verify` checks every rule."""
        calls, done, last, failed, exceptions, shares = {}, set(), 0, [], 0, 0
        for number, event in enumerate(self.events, 1):
            kind, where = event["kind"], f"{self.path}: event {number} is out of order"
            if "closed" in done or (kind == "journal-opened") != (number == 1):
                fail(where)
            if kind in ("bundle-written", "bundle-accepted"):
                last = event["seq"] if event["seq"] == last + 1 else fail(where)
                done.add(f"{kind} {event['type']}")
            need = {
                "exchange-key-verified": ["bundle-accepted exchange-key"], "blob-intended": ["read-back exchange-key", "build-approved", "air-gap"],
                "blob-built": ["blob-intended"], "share-accepted": ["air-gap", "security-domain-loaded", *(["read-back exchange-key"] if plan["kind"] == "recovery" else [])],
                "build-approved": ["shares"], "blob-compared": ["bundle-accepted restore-blob"]}.get(kind, [])
            if kind == "call-intended":
                call = event["call"]
                need = {"upload": ["read-back restore-blob", "blob-compared"], "restore": ["upload", "hold-over"]}.get(call, [])
                need = need + ([f"confirmed {call}"] if call in ("create", "init-recovery", "download", "upload", "restore", "key-restore") else [])
                if any(state != "settled" for _, state in calls.values()) or event["id"] in calls:
                    fail(where)
            if kind == "bundle-written" and event["type"] == "restore-blob":
                need = [f"blob-built {event['content']}"]
            if kind == "share-accepted" and event["certificateSha256"] not in self.custodians:
                fail(where)
            if any(each not in done for each in need):
                fail(where)
            if kind == "call-intended":
                calls[event["id"]] = (event["call"], "intended")
                done.discard(f"confirmed {event['call']}")
            if kind in ("call-answered", "call-queried", "call-settled", "hold-over") and event["id"] not in calls:
                fail(where)
            if kind == "call-settled":
                calls[event["id"]] = (calls[event["id"]][0], "settled")
                done |= {calls[event["id"]][0]} if event["verdict"] == "succeeded" else set()
                failed += ["upload-refused"] if (calls[event["id"]][0], event["verdict"]) == ("upload", "failed") else []
            if kind == "check-failed":
                failed.append(event["check"])
            if kind == "exception":
                exceptions = event["number"] if event["number"] == exceptions + 1 else fail(where)
                failed = [each for each in failed if each != event["check"]]
            if failed and kind in ("journal-closed", "call-intended", "blob-intended", "bundle-written", "bundle-accepted"):
                fail(where)
            failed += ["outcome"] if kind == "bundle-accepted" and "verdict" in event else []
            shares += kind == "share-accepted"
            done |= {"shares"} if shares >= plan["quorum"]["required"] else set()
            done |= {"closed"} if kind in ("journal-closed", "given-up") else set()
            if kind == "journal-closed" and any(state != "settled" for _, state in calls.values()):
                fail(where)
            done |= {f"blob-built {event.get('blobSha256')}"} if kind == "blob-built" else set()
            done.add({"read-back": f"read-back {event.get('subject')}" if event.get("outcome") == "agreed" else kind,
                      "target-confirmed": f"confirmed {event.get('call')}"}.get(kind, kind))

# --- bundles ---

def check_bundle(path, data, plan, plan_sha256, keys, before):
    kind, payload, signers, _ = open_envelope(path, data, keys)
    header, roles = parse_canonical(path, payload), {role: key for key, (_, role) in keys.items()}
    version, wanted = KINDS.get(header["type"]) or fail(f"{path}: no such kind of bundle")
    same(f"{path}: type", f"application/vnd.lifeboat.{header['type']}.v{version}+json", kind)
    same(f"{path}: signers", sorted(wanted), sorted(keys[each][1] for each in signers))
    same(f"{path}: name", f"bundles/lifeboat-{plan['ceremony']}-{header['seq']:04}-{header['type']}.bundle.json", path)
    sender, receiver = ("operator-1", "offline") if header["dir"] == "online-to-offline" else ("offline", "operator-1")
    same(f"{path}: sender", wanted[0], sender)
    target = {name: plan["target"][name] for name in ("uri", "resourceId", "tenant")}
    expected = {"v": version, "ceremony": plan["ceremony"], "practice": plan["practice"], "plan": {"sha256": plan_sha256}, "hsm": target,
                "from": roles[sender], "to": roles[receiver], "seq": len(before) + 1, "prev": before[-1]["sha256"] if before else None}
    same(f"{path}: header", expected, {name: header[name] for name in expected})
    if plan["securityDomain"] and header["sd"]:
        same(f"{path}: security domain", plan["securityDomain"]["sha256"], header["sd"]["sha256"])
    body, content = header["body"], None
    if header["type"] == "restore-blob":
        content = sha256(body["restoreBlob"].encode())
        inside = base64.urlsafe_b64decode(json.loads(body["restoreBlob"])["WrappedKey"]["x5t_256"] + "=").hex()
        same(f"{path}: blob", (body["blobSha256"], header["exchange"]["certificateSha256"]), (content, inside))
    if header["type"] == "security-domain":
        content = sha256(body["securityDomain"].encode())
        same(f"{path}: security domain", header["sd"]["sha256"], content)
    header.update(path=path, sha256=sha256(payload), file=sha256(data), content=content, signers=sorted(signers))
    return header

def seen_key(observation):
    """The certificate in an answer of the service."""
    return base64.b64decode(parse(parse(base64.b64decode(observation["answer"]))["transfer_key"].encode())["x5c"][0])

def compare_with_journals(bundles, journals, plan, opened):
    for journal in journals:
        for event in journal.of("bundle-written", "bundle-accepted"):
            what, written = f"{journal.path}: bundle {event['seq']}", event["kind"] == "bundle-written"
            bundle = next((each for each in bundles if each["seq"] == event["seq"]), None) or fail(f"{what} is not in the package")
            found = {"type": bundle["type"], "payloadSha256": bundle["sha256"], "fileSha256": bundle["file"], "content": bundle["content"],
                     "exchange": (bundle["exchange"] or {}).get("certificateSha256"), "journal": bundle["journal"]}
            same(what, found, {name: event.get(name) for name in found})
            same(f"{what}: machine", bundle["from" if written else "to"], journal.key)
            same(f"{what}: signers", bundle["signers"], bundle["signers"] if written else sorted(event["signers"]))
    for bundle in bundles:
        sender, receiver = (next((each for each in journals if each.key == bundle[end]), None) or
                            fail(f"{bundle['path']}: the journal of the machine that it is {end} is missing") for end in ("from", "to"))
        sent = sender.noted.get(("bundle-written", bundle["seq"])) or fail(f"{bundle['path']}: {sender.path} does not say that it was sent")
        before = max(sender.noted.get((kind, bundle["seq"] - 1), 0) for kind in ("bundle-written", "bundle-accepted"))
        end = bundle["journal"]
        if not before <= end["events"] < sent or sender.hashes[end["events"] - 1] != end["head"]:
            fail(f"{sender.path}: it was written anew: the line with which it ended when {bundle['path']} was signed is not in its place")
        if not any(event["seq"] == bundle["seq"] for event in receiver.of("bundle-accepted")):
            opened(f"{bundle['path']}: {receiver.path} does not say that it was accepted")
        for observation in [bundle["body"]["first"], bundle["body"]["second"]] if bundle["type"] == "exchange-key" else []:
            fetch = {"requestId": observation["requestId"], "fetchedAt": observation["fetchedAt"], "serverDate": observation["serverDate"],
                     "certificateSha256": sha256(seen_key(observation)), "answerSha256": sha256(base64.b64decode(observation["answer"])),
                     "tlsServerSha256": sha256(base64.b64decode(observation["tlsChain"][0]))}
            own = [each for each in journals if each.role == observation["observer"]]
            if own and not any({name: event[name] for name in fetch} == fetch for event in own[0].of("exchange-key-fetched")):
                fail(f"{bundle['path']}: {own[0].path} does not say that {observation['observer']} made this fetch")

def judge_keys(bundles, journals, plan, opened):
    judged = set()
    for journal in journals:
        for event in journal.of("exchange-key-verified"):
            named = [each for each in bundles if each["type"] == "exchange-key" and each["to"] == journal.key and each["exchange"]["certificateSha256"] == event["certificateSha256"]]
            bundle = named[0] if named else fail(f"{journal.path}: no bundle has the exchange key that it verified")
            body, decision = bundle["body"], bundle["body"]["decision"]
            mine, other = (body["second"], body["first"]) if decision and decision["key"] == "operator-2" else (body["first"], body["second"])
            if not decision:
                same(f"{bundle['path']}: key of the second observer", sha256(seen_key(mine)), sha256(seen_key(other)))
            excepted = event["exception"]
            attested = check_key(bundle["path"], seen_key(mine), plan, event["certificateSha256"], event["spkiSha256"], excepted)
            same(f"{journal.path}: exchange key", (bundle["exchange"]["spkiSha256"], plan["target"]["uri"], attested),
                 (event["spkiSha256"], event["hsmUri"], event["attested"]))
            if excepted:
                len(set(excepted["approvers"])) >= 2 or fail(f"{journal.path}: one person answers for the exchange key")
                opened(f"the exchange key has no attestation; {', '.join(excepted['approvers'])} answer for it")
            body["revocationLists"] or opened(f"{bundle['path']}: no revocation lists came with the exchange key")
            judged.add(event["certificateSha256"])
            print(f"good: {bundle['path']}, exchange key judged again" + (", attested" if attested else ""))
    for bundle in bundles:
        if bundle["type"] == "restore-blob" and bundle["exchange"]["certificateSha256"] not in judged:
            fail(f"{bundle['path']}: it is for an exchange key that no journal verified")

# --- what else lies in the package ---

def members(data):
    try:
        value = json.loads(data.decode("utf-8"))
        return value if isinstance(value, dict) else {}
    except (ValueError, RecursionError):
        return {}

def certificate_hash(data):
    block = re.search(rb"-----BEGIN CERTIFICATE-----(.*?)-----END", data, re.DOTALL)
    return sha256(base64.b64decode(block.group(1)) if block else data)

def check_files(files, digests, journals, bundles, plan, plan_sha256, opened):
    texts = [json.dumps(event) for journal in journals for event in journal.events] + [json.dumps(each) for each in [*bundles, plan]]
    known = {each for text in texts for each in re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", text)}
    known |= {sha256(base64.b64decode(each["certificate"])) for bundle in bundles if bundle["type"] == "activation-certificates" for each in bundle["body"]["certificates"]}
    events = lambda kind: [event for journal in journals for event in journal.of(kind)]
    answers = {}
    for path, data in files.items():
        json_of = members(data) if not path.startswith(("journals/", "bundles/")) else {}
        if path.startswith("service/") and json_of.get("format") == "lifeboat-answer":
            same(f"{path}: owner", (plan["ceremony"], plan_sha256, plan["target"]["uri"]), (json_of["ceremony"], json_of["planSha256"], json_of["hsm"]))
            answers[path] = {**json_of, "hash": sha256(base64.b64decode(json_of["body"]))}
        if json_of.get("format") == "lifeboat-inventory":
            hosts = [each["uri"] for each in (plan["source"], plan["target"]) if each]
            (json_of["hsm"] in hosts and json_of["practice"] == plan["practice"]) or fail(f"{path}: it is of another HSM")
        if json_of.get("format") == "lifeboat-custody":
            same(f"{path}: practice", plan["practice"], json_of["practice"])
            if plan["securityDomain"] and json_of["securityDomainSha256"]:
                same(f"{path}: security domain", plan["securityDomain"]["sha256"], json_of["securityDomainSha256"])
    for event in events("call-answered"):
        kept = {path: each for path, each in answers.items() if each["call"] == event["id"]}
        good = [path for path, each in kept.items() if each["hash"] == event["answerSha256"]]
        if kept and not good:
            fail(f"{next(iter(kept))}: it is not the answer that the journal names")
        if good:
            same(f"{good[0]}: request", event["requestId"], kept[good[0]]["requestId"])
        if event["answerSha256"] not in {each["hash"] for each in answers.values()}:
            opened(f"the answer to {event['id']} ({event['answerSha256']}) is not in the package")
    fetched = {event["answerSha256"] for event in events("exchange-key-fetched")}
    for path, each in answers.items():
        if re.fullmatch("observe-operator-[12]", each["call"]) and each["status"] < 400 and each["hash"] not in fetched:
            fail(f"{path}: it is not the answer that a journal names")
    for event in events("exchange-key-verified"):
        found = [data for path, data in files.items() if path.startswith("verdicts/") and sha256(data) == event["verdictSha256"]]
        if found:
            says, claim = members(found[0]), "attested" if event["exception"] is None else "unattested"
            same("the verdict on the exchange key", (True, event["certificateSha256"], claim), tuple(says.get(each) for each in ("accepted", "certificateSha256Hex", "claim")))
        elif event["verdictSha256"] not in digests.values():
            opened(f"the verdict {event['verdictSha256']} is not in the package")
    written_as = {}
    for event in events("file-written"):
        written_as.setdefault(event["name"], set()).add(event["sha256"])
    for path, digest in sorted(digests.items()):
        folder, _, name = path.partition("/")
        written = written_as.get(name)
        if folder in ("documents", "lists") and written and digest not in written:
            fail(f"{path}: it is not the file that the journal names so")
        hashes = {digest, *([certificate_hash(files[path])] if folder == "certificates" else []), *([answers[path]["hash"]] if path in answers else [])}
        if folder in ("", "journals", "bundles") or path.endswith(".dsse.json") or hashes & known:
            continue
        if folder in ("verdicts", "certificates") or "SharedKeys" in members(files.get(path, b"")):
            fail(f"{path}: nothing in the package says what it is")
        opened(f"{path}: no journal, no bundle and not the plan names it")

def check_people(journals, plan, opened):
    planned = {person["name"] for person in plan["people"]}
    for journal in journals:
        names = [name for event in journal.events if event["kind"] not in ("note", "plan-adopted") for name in
                 [*event.get("by", []), *event.get("decidedBy", []), *filter(None, [event.get("readBy")]), *((event.get("exception") or {}).get("approvers", [])
                  if event["kind"] == "exchange-key-verified" else [])]]
        for name in sorted(set(names) - planned):
            opened(f"{journal.path}: the plan does not name {name!a}")
        if not journal.of("journal-closed", "given-up"):
            opened(f"{journal.path}: it was not closed")
        if journal.of("given-up"):
            opened(f"{journal.path}: THIS CEREMONY WAS GIVEN UP")

def check_times(journals, bundles, opened):
    for journal in journals:
        for number, (event, at) in enumerate(zip(journal.events, journal.times), 1):
            back = number > 1 and at < journal.times[number - 2]
            off = event["kind"] == "wall-clock" and abs((at - moment(event["wall"])).total_seconds()) > 600
            issued = [moment(each["issued"]) for each in bundles if event["kind"] == "bundle-written" and each["seq"] == event["seq"]]
            if back or off or any(abs((at - each).total_seconds()) > 86400 for each in issued):
                opened(f"{journal.path}: the time of event {number} does not fit")

# --- all of it ---

def read_package(root):
    sizes = sizes_in(root)
    {"plan.dsse.json", "manifest.dsse.json"} <= set(sizes) or fail("the plan or the list is missing")
    frame = {path: read(root, path, 1 << 20, True) for path in ("plan.dsse.json", "manifest.dsse.json")}
    kind, plan_bytes, approvers, keys = open_envelope("plan", frame["plan.dsse.json"][1])
    plan, plan_sha256 = parse_canonical("plan", plan_bytes), sha256(plan_bytes)
    people = {each["person"] for each in plan["identities"] if sha256(base64.b64decode(each["spki"])) in approvers}
    if kind != "application/vnd.lifeboat.approved-plan.v1+json" or len(people) < 2 or len(keys) < len(plan["identities"]):
        fail("the plan is not approved by two")
    kind, payload, _, _ = open_envelope("manifest", frame["manifest.dsse.json"][1], keys)
    manifest = parse_canonical("manifest", payload)
    same("type of the list", "application/vnd.lifeboat.evidence.v1+json", kind)
    same("plan and ceremony of the list", (plan_sha256, plan["ceremony"], plan["practice"]), (manifest["plan"]["sha256"], manifest["ceremony"], manifest["practice"]))
    listed = {entry["path"]: entry for entry in manifest["files"]}
    if {path: size for path, size in sizes.items() if path != "manifest.dsse.json"} != {path: entry["bytes"] for path, entry in listed.items()}:
        fail("files differ from the list in name or size")
    if sum(sizes.values()) > MAX_TOTAL or sum(size for path, size in sizes.items() if not path.startswith("documents/")) > MAX_READ:
        fail("the package is too large")
    files, digests = {}, {}
    for path, entry in listed.items():
        digests[path], data = read(root, path, MAX_FILE, not path.startswith("documents/"))
        same(f"{path}: SHA-256", entry["sha256"], digests[path])
        if not path.startswith("documents/"):
            files[path] = data
    return plan, plan_sha256, keys, len(people), files, digests

def check(folder, paper, heads):
    opens = []
    opened = lambda text: opens.append(text)
    plan, plan_sha256, keys, approvers, files, digests = read_package(os.path.abspath(folder))
    same("the plan on paper", paper or plan_sha256, plan_sha256)
    print(f"good: {len(digests)} files as listed; plan {plan_sha256}, approved by {approvers}")
    paper or opened(f"compare the hash of the plan with the paper: {plan_sha256}")
    journals = []
    for path in sorted(each for each in files if each.startswith("journals/")):
        path.endswith(".jsonl") or fail(f"{path}: it is no journal")
        journal = Journal(path, files[path], plan, plan_sha256, keys)
        journal.key not in [each.key for each in journals] or fail(f"{path}: a second journal of {journal.role}")
        journals.append(journal)
        print(f"good: {path}, {len(journal.events)} events of {journal.role}, ends at {journal.hashes[-1]}")
        head = heads.pop(journal.role, None)
        if head is None:
            opened(f"{path}: compare its end with the paper: {journal.hashes[-1]}")
        elif head not in journal.hashes:
            fail(f"{path}: it was written anew or cut off: the end that is on paper is not in it")
        elif head != journal.hashes[-1]:
            opened(f"{path}: it has {len(journal.hashes) - 1 - journal.hashes.index(head)} events after the end that is on paper")
    not heads or fail(f"the journal of {', '.join(heads)} is missing")
    bundles = []
    for path in sorted(each for each in files if each.startswith("bundles/")):
        bundles.append(check_bundle(path, files[path], plan, plan_sha256, keys, bundles))
        print(f"good: {path}, signed and in sequence")
    compare_with_journals(bundles, journals, plan, opened)
    judge_keys(bundles, journals, plan, opened)
    check_files(files, digests, journals, bundles, plan, plan_sha256, opened)
    check_people(journals, plan, opened)
    check_times(journals, bundles, opened)
    for role in {role for _, role in keys.values()} - {journal.role for journal in journals} - {"witness"}:
        opened(f"there is no journal of {role}")
    for text in opens:
        print(f"open: {text}")

def digits(text):
    text = re.sub(r"[\s:-]", "", text).lower()
    return text if re.fullmatch("[0-9a-f]{64}", text) else fail("a hash from paper has 64 digits: " + __doc__)

def main(arguments):
    heads, rest = {}, []
    while arguments:
        first = arguments.pop(0)
        if first == "--journal-head" and arguments and arguments[0].count("=") == 1:
            role, head = arguments.pop(0).split("=")
            heads[role.strip()] = digits(head)
        else:
            rest.append(first)
    if len(rest) not in (1, 2) or rest[0].startswith("-"):
        fail(__doc__)
    check(rest[0], digits(rest[1]) if len(rest) == 2 else None, heads)

if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except NotGood as refusal:
        sys.exit(f"NOT GOOD: {refusal}")
    except Exception as error:  # whatever a damaged or hostile package leads to is a refusal in the promised words
        sys.exit(f"NOT GOOD: the package does not have its form ({type(error).__name__}: {str(error)[:200]!a})")
