"""Drives a practice cloud with clients that this project did not write: the Azure SDK for Python and the Azure CLI's own functions.

Reads one JSON object on standard input, runs the scenario that it names, and prints one JSON object. Host names are the real ones;
only their addresses are the loopback, so every check that the clients make of names and certificates is made.
"""

import hashlib
import json
import socket
import sys
import time
import types
import uuid

job = json.load(sys.stdin)

real_getaddrinfo = socket.getaddrinfo


def loopback(host, port, *args, **kwargs):
    return real_getaddrinfo("127.0.0.1", job["port"], *args, **kwargs)


socket.getaddrinfo = loopback
# The clients wait between status queries; the practice cloud counts queries, not seconds.
real_sleep = time.sleep
time.sleep = lambda seconds: real_sleep(0)

from azure.identity import ClientSecretCredential  # noqa: E402
from azure.keyvault.administration import (  # noqa: E402
    KeyVaultAccessControlClient,
    KeyVaultBackupClient,
    KeyVaultRoleScope,
    KeyVaultSetting,
    KeyVaultSettingsClient,
)
from azure.keyvault.keys import (  # noqa: E402
    KeyClient,
    KeyRotationLifetimeAction,
    KeyRotationPolicy,
    KeyRotationPolicyAction,
)
from azure.keyvault.keys.crypto import CryptographyClient, KeyWrapAlgorithm, SignatureAlgorithm  # noqa: E402
from azure.keyvault.securitydomain import SecurityDomainClient  # noqa: E402

trust = {"connection_verify": job["ca"]}
credential = ClientSecretCredential(
    job["tenant"], job["principal"], "practice", disable_instance_discovery=True, **trust
)


def domain_client(hsm):
    return SecurityDomainClient(hsm, credential, **trust)


def backup_client(hsm):
    return KeyVaultBackupClient(hsm, credential, **trust)


def inventory(hsm):
    keys = KeyClient(hsm, credential, **trust)
    return [
        {"name": key.name, "version": version.version, "enabled": version.enabled, "tags": version.tags}
        for key in keys.list_properties_of_keys()
        for version in keys.list_properties_of_key_versions(key.name)
    ]


def roles(hsm):
    access = KeyVaultAccessControlClient(hsm, credential, **trust)
    return {
        "assignments": sorted(
            [one.properties.principal_id, one.properties.scope] for one in access.list_role_assignments(KeyVaultRoleScope.GLOBAL)
        ),
        "definitions": [one.role_name for one in access.list_role_definitions(KeyVaultRoleScope.GLOBAL)],
    }


def fill(hsm):
    """Makes keys in HSM A and uses them."""
    keys = KeyClient(hsm, credential, **trust)
    signer = keys.create_ec_key("signer", curve="P-256", hardware_protected=True, tags={"use": "invoices"})
    keys.create_ec_key("signer", curve="P-256", hardware_protected=True)
    wrapper = keys.create_rsa_key("wrapper", size=2048, hardware_protected=True)
    keys.create_oct_key("aes", size=256, hardware_protected=True)
    digest = hashlib.sha256(b"message").digest()
    signature = CryptographyClient(signer, credential, **trust).sign(SignatureAlgorithm.es256, digest).signature
    wrapped = CryptographyClient(wrapper, credential, **trust).wrap_key(KeyWrapAlgorithm.rsa_oaep_256, b"k" * 32)
    access = KeyVaultAccessControlClient(hsm, credential, **trust)
    user = next(one for one in access.list_role_definitions(KeyVaultRoleScope.GLOBAL) if "Crypto User" in one.role_name)
    access.create_role_assignment(KeyVaultRoleScope.KEYS, user.id, str(uuid.uuid4()))
    return {"signer": signer.id, "signature": signature, "wrapper": wrapper.id, "wrapped": wrapped.encrypted_key}


def still_works(hsm, made):
    """The same keys on HSM B: the old signature verifies, the old wrapping opens."""
    keys = KeyClient(hsm, credential, **trust)
    digest = hashlib.sha256(b"message").digest()
    signer = keys.get_key("signer", made["signer"].rsplit("/", 1)[1])
    wrapper = keys.get_key("wrapper", made["wrapper"].rsplit("/", 1)[1])
    verified = CryptographyClient(signer, credential, **trust).verify(SignatureAlgorithm.es256, digest, made["signature"])
    opened = CryptographyClient(wrapper, credential, **trust).unwrap_key(KeyWrapAlgorithm.rsa_oaep_256, made["wrapped"])
    return {"verified": verified.is_valid, "unwrapped": opened.key == b"k" * 32}


def az_activate():
    """`az keyvault security-domain download` on HSM A; keys; a backup."""
    from azure.cli.command_modules.keyvault import custom

    status = custom.security_domain_download(domain_client(job["a"]), job["certificates"], job["securityDomain"], 2)
    made = fill(job["a"])
    backup = backup_client(job["a"]).begin_backup(job["container"], use_managed_identity=True).result()
    works = still_works(job["a"], made)
    return {
        "status": status.status,
        "folder": backup.folder_url,
        "inventory": inventory(job["a"]),
        "roles": roles(job["a"]),
        "works": works,
        "made": {name: value.hex() if isinstance(value, bytes) else value for name, value in made.items()},
    }


def az_roles_and_keys():
    """`az keyvault role definition` and `role assignment`; PSS; on an HSM that is active."""
    from azure.cli.command_modules.keyvault import custom

    # Names of people come from a directory, which is another service than the HSM.
    custom._get_principal_dics = lambda *_: {}
    command = types.SimpleNamespace(cli_ctx=None)
    hsm = job["a"]
    access = KeyVaultAccessControlClient(hsm, credential, **trust)
    made = custom.create_role_definition(
        access, None, json.dumps({"roleName": "Readers of keys", "description": "d", "dataActions": ["Microsoft.KeyVault/managedHsm/keys/read/action"]})
    )
    changed = custom.update_role_definition(
        access, None, json.dumps({"id": made.id, "roleName": "Readers", "dataActions": ["Microsoft.KeyVault/managedHsm/keys/read/action"]})
    )
    shown = custom.show_role_definition(access, None, role_id=made.id)
    listed = [one.role_name for one in custom.list_role_definitions(access, custom_role_only=True)]
    assigned = custom.create_role_assignment(command, access, "Readers", None, assignee_object_id=job["reader"])
    reader_credential = ClientSecretCredential(
        job["tenant"], job["reader"], "practice", disable_instance_discovery=True, **trust
    )
    reader = KeyClient(hsm, reader_credential, **trust)
    read = len(list(reader.list_properties_of_keys()))
    refused = ""
    try:
        reader.create_oct_key("never", size=256, hardware_protected=True)
    except Exception as error:  # noqa: BLE001
        refused = str(getattr(error, "status_code", error))
    in_use = ""
    try:
        custom.delete_role_definition(access, None, role_id=made.id)
    except Exception as error:  # noqa: BLE001
        in_use = str(getattr(error, "status_code", error))
    found = custom.list_role_assignments(command, access, role="Readers")
    custom.delete_role_assignment(command, access, role_assignment_name=found[0]["name"])
    custom.delete_role_definition(access, None, role_id=made.id)
    left = [one.role_name for one in custom.list_role_definitions(access, custom_role_only=True)]

    keys = KeyClient(hsm, credential, **trust)
    made_here = keys.create_rsa_key("for-pss", size=2048, hardware_protected=True)
    pss = {}
    for name, algorithm in (("sha256", "PS256"), ("sha384", "PS384"), ("sha512", "PS512")):
        digest = hashlib.new(name, b"message").digest()
        remote = CryptographyClient(made_here, credential, **trust)
        signature = remote.sign(SignatureAlgorithm(algorithm), digest).signature
        # The public half alone, on this machine, and the HSM by its own means.
        local = CryptographyClient.from_jwk(made_here.key).verify(SignatureAlgorithm(algorithm), digest, signature).is_valid
        pss[algorithm] = [local, keys.get_cryptography_client("for-pss").verify(SignatureAlgorithm(algorithm), digest, signature).is_valid]
    return {
        "changed": changed.role_name,
        "shown": [shown.role_name, shown.role_type, shown.permissions[0].data_actions],
        "listed": listed,
        "read": read,
        "assigned": [assigned["roleName"], len(found)],
        "refused": refused,
        "inUse": in_use,
        "left": left,
        "pss": pss,
    }


def az_re_wrap():
    """`az keyvault security-domain download` on HSM A once more, with the certificates of other custodians."""
    from azure.cli.command_modules.keyvault import custom

    return {"status": custom.security_domain_download(domain_client(job["a"]), job["certificates"], job["newFile"], 2).status}


def az_init_recovery():
    """`az keyvault security-domain init-recovery` and `restore-blob` for HSM B."""
    from azure.cli.command_modules.keyvault import custom

    custom.security_domain_init_recovery(domain_client(job["b"]), job["exchangeKey"])
    custom.security_domain_restore_blob(job["securityDomain"], job["exchangeKey"], job["keys"], job["blobOfAz"])
    return {}


def az_upload():
    """`az keyvault security-domain upload --restore-blob` on HSM B alone."""
    from azure.cli.command_modules.keyvault import custom

    return {"status": custom.security_domain_upload(domain_client(job["b"]), job["blob"], restore_blob=True).status}


def az_recover():
    """`az keyvault security-domain upload --restore-blob`, `backup start`, `restore start` on HSM B."""
    from azure.cli.command_modules.keyvault import custom

    status = custom.security_domain_upload(domain_client(job["b"]), job["blob"], restore_blob=True)
    client = backup_client(job["b"])
    backup = custom.full_backup(None, client, storage_resource_uri=job["container"], use_managed_identity=True)
    checked = client.begin_pre_restore(job["folder"], use_managed_identity=True).result()
    container, folder = job["folder"].rsplit("/", 1)
    custom.full_restore(
        None, client, folder, storage_resource_uri=container, use_managed_identity=True
    ).wait()
    made = {
        name: bytes.fromhex(value) if name in ("signature", "wrapped") else value for name, value in job["made"].items()
    }
    return {
        "status": status.status,
        "backup": backup["status"],
        "preRestore": checked.status,
        "inventory": inventory(job["b"]),
        "roles": roles(job["b"]),
        "works": still_works(job["b"], made),
    }


def sdk_clients():
    """The SDK's clients alone: transfer key, upload, pre-backup and a SAS token, one key."""
    client = domain_client(job["b"])
    transfer_key = client.get_transfer_key()["transfer_key"]
    if "blob" not in job:
        return {"transferKey": transfer_key}
    with open(job["blob"], encoding="utf-8") as file:
        client.begin_upload({"value": file.read()}).result()
    backups = backup_client(job["b"])
    checked = backups.begin_pre_backup(job["container"], sas_token=job["sas"]).result()
    backups.begin_backup(job["container"], sas_token=job["sas"]).wait()
    backups.begin_restore(job["folder"], sas_token=job["sas"], key_name="signer").wait()
    return {"status": client.get_upload_status().status, "preBackup": checked.status, "inventory": inventory(job["b"])}


def refusal_of(attempt):
    """Status and code of what the service refuses."""
    from azure.core.exceptions import HttpResponseError

    try:
        attempt()
    except HttpResponseError as error:
        return [error.status_code, error.error.code]
    return "accepted"


def sdk_rest():
    """What no other scenario asks: the other curves, rotation, chance, settings, and the life of one role assignment."""
    hsm = job["a"]
    keys = KeyClient(hsm, credential, **trust)
    curves = {}
    for curve, algorithm, name in (("P-521", "ES512", "sha512"), ("P-256K", "ES256K", "sha256")):
        key = keys.create_ec_key(f"curve-{curve.lower()}", curve=curve, hardware_protected=True)
        digest = hashlib.new(name, b"message").digest()
        signature = CryptographyClient(key, credential, **trust).sign(SignatureAlgorithm(algorithm), digest).signature
        # The public half alone, on this machine.
        local = CryptographyClient.from_jwk(key.key)
        other = hashlib.new(name, b"another").digest()
        curves[curve] = [
            key.key.crv,
            len(signature),
            local.verify(SignatureAlgorithm(algorithm), digest, signature).is_valid,
            local.verify(SignatureAlgorithm(algorithm), other, signature).is_valid,
        ]

    before = keys.get_key_rotation_policy("signer")
    rotate = KeyRotationLifetimeAction(KeyRotationPolicyAction.rotate, time_after_create="P60D")
    policy = KeyRotationPolicy(lifetime_actions=[rotate], expires_in="P90D")
    updated = keys.update_key_rotation_policy("signer", policy)
    read = keys.get_key_rotation_policy("signer")
    notify = KeyRotationLifetimeAction(KeyRotationPolicyAction.notify, time_before_expiry="P30D")
    rotation = {
        "before": [before.expires_in, len(before.lifetime_actions)],
        "updated": [updated.expires_in, updated.lifetime_actions[0].action, updated.lifetime_actions[0].time_after_create],
        "same": [read.expires_in, read.updated_on] == [updated.expires_in, updated.updated_on],
        "notify": refusal_of(
            lambda: keys.update_key_rotation_policy("signer", KeyRotationPolicy(lifetime_actions=[notify]))
        ),
    }

    settings = KeyVaultSettingsClient(hsm, credential, **trust)
    [setting] = settings.list_settings()
    changed = settings.update_setting(KeyVaultSetting(setting.name, "false", setting.setting_type))
    seen = settings.get_setting(setting.name)
    settings.update_setting(KeyVaultSetting(setting.name, "true", setting.setting_type))

    access = KeyVaultAccessControlClient(hsm, credential, **trust)
    auditor = next(one for one in access.list_role_definitions(KeyVaultRoleScope.GLOBAL) if "Auditor" in one.role_name)
    name = str(uuid.uuid4())
    made = access.create_role_assignment(KeyVaultRoleScope.KEYS, auditor.id, job["reader"], name=name)
    got = access.get_role_assignment(KeyVaultRoleScope.KEYS, name)
    listed = [one.name for one in access.list_role_assignments(KeyVaultRoleScope.KEYS)]
    again = refusal_of(lambda: access.create_role_assignment(KeyVaultRoleScope.KEYS, auditor.id, job["reader"]))
    access.delete_role_assignment(KeyVaultRoleScope.KEYS, name)
    left = [one.name for one in access.list_role_assignments(KeyVaultRoleScope.KEYS)]
    gone = refusal_of(lambda: access.get_role_assignment(KeyVaultRoleScope.KEYS, name))
    return {
        "curves": curves,
        "rotation": rotation,
        "settings": [setting.name, setting.setting_type, setting.value, changed.value, seen.value],
        "assignment": [
            made.name == name and made.role_assignment_id == got.role_assignment_id,
            got.properties.principal_id == job["reader"],
            got.properties.scope,
            listed.count(name),
            again,
            left.count(name),
            gone,
        ],
    }


def strict_context():
    """The context that Python 3.13 makes unless told: it asks of a chain what RFC 5280 asks, key identifiers included."""
    import ssl

    context = ssl.create_default_context(cafile=job["ca"])
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    host = job["a"].removeprefix("https://")
    leaves = set()
    for _ in range(4):
        with socket.create_connection((host, 443)) as plain, context.wrap_socket(plain, server_hostname=host) as tls:
            leaves.add(hashlib.sha256(tls.getpeercert(binary_form=True)).hexdigest())
    return {"leaves": len(leaves)}


print(json.dumps(globals()[job["scenario"]]()))
