#!/usr/bin/env python3
"""Checks a Lifeboat evidence package with nothing but Python and openssl.  Usage: check-evidence.py FOLDER [SHA256-OF-THE-PLAN]"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def fail(text):
    sys.exit(f"NOT GOOD: {text}")

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def once(pairs):
    return dict(pairs) if len(pairs) == len(dict(pairs)) else fail("a member stands twice in one JSON object")

def parse(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=once)

def openssl_verifies(spki, signed, signature):
    with tempfile.TemporaryDirectory() as folder:
        pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(spki) + b"-----END PUBLIC KEY-----\n"
        for name, data in (("key", pem), ("signed", signed), ("signature", signature)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        command = ["openssl", "dgst", "-sha384", "-verify", "key", "-signature", "signature", "signed"]
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0

def open_envelope(name, data, keys=None):
    """Returns payload type, payload and key ids; without keys, those that the payload (the plan) names are used."""
    envelope = parse(data)
    kind, payload = envelope["payloadType"], base64.b64decode(envelope["payload"], validate=True)
    if keys is None:
        keys = {sha256(spki): spki for spki in (base64.b64decode(each["spki"]) for each in parse(payload)["identities"])}
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signers = [signature["keyid"] for signature in envelope["signatures"]]
    if not signers or len(signers) != len(set(signers)):
        fail(f"{name}: signatures missing or doubled")
    for signature in envelope["signatures"]:
        spki = keys.get(signature["keyid"]) or fail(f"{name}: signed by a key that the plan does not name")
        if not openssl_verifies(spki, signed, base64.b64decode(signature["sig"], validate=True)):
            fail(f"{name}: a signature is wrong")
    return kind, payload, signers, keys

def check_journal(name, data, ceremony):
    previous, lines = "0" * 64, data.split(b"\n")
    lines.pop() == b"" or fail(f"{name}: the last line is torn")
    for number, line in enumerate(lines, 1):
        entry = parse(line)
        if entry["n"] != number or entry["prev"] != previous:
            fail(f"{name}: the chain is broken at event {number}")
        if number == 1 and entry["event"].get("ceremony") != ceremony:
            fail(f"{name}: it is of another ceremony")
        previous = sha256(line)
    print(f"good: {name}, {len(lines)} events, ends at {previous}")

def main(folder, paper=None):
    root = os.path.abspath(folder)
    paths = [os.path.relpath(os.path.join(at, name), root).replace(os.sep, "/") for at, _, names in os.walk(root) for name in names]
    files = {path: open(os.path.join(root, path), "rb").read() for path in paths if not os.path.islink(os.path.join(root, path))}
    {"plan.dsse.json", "manifest.dsse.json"} <= set(files) or fail("the plan or the list is missing")
    kind, plan, approvers, keys = open_envelope("plan", files["plan.dsse.json"])
    if kind != "application/vnd.lifeboat.approved-plan.v1+json" or len(approvers) < 2 or sha256(plan) != (paper or sha256(plan)):
        fail("the plan is not approved by two, or is not the one on paper")
    kind, payload, _, _ = open_envelope("manifest", files["manifest.dsse.json"], keys)
    manifest, ceremony = parse(payload), parse(plan)["ceremony"]
    if kind != "application/vnd.lifeboat.evidence.v1+json" or (manifest["plan"]["sha256"], manifest["ceremony"]) != (sha256(plan), ceremony):
        fail("the list is of another plan or ceremony")
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    if {path: sha256(data) for path, data in files.items() if path != "manifest.dsse.json"} != listed or len(files) != len(paths):
        fail("files differ from the list")
    print(f"good: {len(listed)} files as listed; plan {sha256(plan)}, approved by {len(approvers)}" + ("" if paper else ": compare it with the paper"))
    for path, data in sorted(files.items()):
        if path.startswith("journals/"):
            check_journal(path, data, ceremony)
        if path.startswith("bundles/"):
            header = parse(open_envelope(path, data, keys)[1])
            if (header["ceremony"], header["plan"]["sha256"]) != (ceremony, sha256(plan)):
                fail(f"{path}: it is of another plan or ceremony")
            print(f"good: {path}, signatures")

if __name__ == "__main__":
    main(*sys.argv[1:3]) if len(sys.argv) in (2, 3) else sys.exit(__doc__)
