// What people keep, write and carry beside bundles and keys: registers, inventories, sheets, rehearsals, observations, identities; and what
// comes with an exchange key: revocation lists and the certificates of a connection.
import { sign } from 'node:crypto';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { serverChain } from '../../support/server-chains.ts';
import { encodeTokenFile, parseTokenFile } from '#core/custodian-key/token-file.ts';
import { DER, encodeDer } from '#core/encoding/der.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { readPckChain } from '#core/exchange-key/pck-chain.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { checkRevocation, readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import { claim, forge, forgeJwk, host, madeAt } from '#core/exchange-key/testdata/forge.ts';
import { encodeBackupRecord, parseBackupRecord } from '#core/backup-record/backup-record.ts';
import { record } from '#core/backup-record/testdata/records.ts';
import { encodeConsumerMap, parseConsumerMap } from '#core/consumers/map-file.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import { checkKeyAttestation, encodeKeyAttestations, parseKeyAttestations } from '#core/inventory/key-attestation.ts';
import { emptyInventory } from '#core/inventory/testdata/sample-inventory.ts';
import { parseExceptionSheet } from '#core/journal/close-off.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { encodeRehearsalFile, parseReport } from '#core/rehearsal/rehearsal-files.ts';
import { reportOfTests } from '#shared/rehearsal/testdata/rehearsals.ts';
import { readObservation } from '#core/transfer/contents.ts';
import { readPublicIdentity } from '#core/transfer/identity.ts';
import { observed, offline } from '#core/transfer/testdata/samples.ts';
import { OID } from '#core/x509/certificate.ts';
import {
  algorithmIdentifier,
  encodeBitString,
  encodeCertificate,
  encodeName,
  encodeTime,
} from '#core/x509/certificate-writer.ts';
import {
  authorityExtensions,
  chainParts,
  encodePckChain,
  newKey,
  practiceRootKey,
  processorExtensions,
} from '#simulator/attestation-root.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson } from './mutate-json.ts';
import { means, saysTheSame, type Target } from './target.ts';

const backupRecordSeed = encodeBackupRecord({
  ...record,
  inventory: { file: 'lifeboat-inventory.json', sha256: '0'.repeat(64), keys: 2, roles: 1 },
});

const tokenFileSeed = encodeTokenFile(
  { serial: '1395', model: 'YubiKey YK5', manufacturer: null, firmware: null, label: null, keyId: '03' },
  {
    certificateDer: Buffer.from('certificate'),
    attestation: { statement: Buffer.from('statement'), attesting: Buffer.from('attesting') },
  },
);

const attestationsSeed = encodeKeyAttestations({
  ...{ format: 'lifeboat-key-attestations', v: 1, practice: false, hsm: 'https://one.managedhsm.azure.net' },
  ...{ taken: '2026-10-13T12:00:00Z' },
  keys: [
    {
      ...{ key: 'disk', version: 'a'.repeat(32), form: null },
      ...{ spki: 'AAAA', certificates: 'AAAA', privateHalf: 'A'.repeat(400), publicHalf: null },
    },
  ],
});

const inventorySeed = encodeInventory({
  ...emptyInventory,
  roles: { read: false, reason: 'forbidden' },
  settings: { read: true, items: [{ name: 'a', value: 'true' }] },
  regions: { read: true, items: [{ name: 'westeurope', isPrimary: true }] },
  rotationPolicies: {
    read: true,
    items: [
      { key: 'key-1', actions: [{ action: 'Rotate', afterCreate: 'P90D', beforeExpiry: null }], expiryTime: null },
    ],
  },
  keys: [1, 2].map((n) => ({
    name: `key-${n}`,
    versions: [
      {
        version: String(n).padStart(32, '0'),
        enabled: true,
        created: 1_700_000_000 + n,
        notBefore: null,
        expires: null,
        exportable: false,
        tags: { team: 'a' },
        publicSha256: null,
      },
    ],
  })),
});

const [subscription, identity] = ['11111111-2222-4333-8444-555555555555', '22222222-2222-4333-8444-555555555555'];
const consumerMapSeed = encodeConsumerMap({
  ...{ format: 'lifeboat-consumers', v: 1, practice: false, hsm: 'https://one.managedhsm.azure.net', hsmId: null },
  ...{ taken: '2026-10-13T12:00:00Z', plannedRegion: 'westeurope', seen: [subscription], notSeen: [] },
  consumers: ['a', 'b'].map((name) => ({
    id: `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/${name}`,
    ...{ type: 'microsoft.storage/storageaccounts', region: 'westeurope', owner: null, states: ['Succeeded'] },
    ...{ identities: [identity], identity: null, disks: null },
    uses: [{ path: 'properties.encryption.keyvaultproperties', key: 'key-1', version: null }],
  })),
});

/** A file that nobody signs means what every other reader of JSON finds in it. */
const plain = (name: string, seed: Buffer, read: (bytes: Buffer) => unknown): Target => ({
  name,
  seed,
  mutate: mutateJson,
  read: (bytes) => saysTheSame(bytes, read(bytes)),
  weight: 6,
});

const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
const platform = { name: 'PRACTICE SGX PCK Platform CA', key: newKey() };
const processor = { name: 'PRACTICE SGX PCK Certificate', key: newKey() };
const chain = readPckChain(
  encodePckChain(
    [
      chainParts(processor, platform, madeAt, processorExtensions),
      chainParts(platform, root, madeAt, authorityExtensions(0)),
      chainParts(root, root, madeAt, authorityExtensions(1)),
    ].map(encodeCertificate),
  ),
);

/** A list of the platform's authority that revokes a certificate of somebody else. */
function revocationSeed(): Buffer {
  const sequence = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);
  const ecdsa = algorithmIdentifier(OID.ecdsaWithSha256, 'none');
  const time = encodeTime(madeAt);
  const tbs = sequence(
    encodeDer(DER.integer, Buffer.from([1])),
    ecdsa,
    encodeName([{ oid: OID.commonName, value: platform.name }]),
    time,
    time,
    sequence(sequence(encodeDer(DER.integer, Buffer.from('0a09', 'hex')), time)),
  );
  return sequence(tbs, ecdsa, encodeBitString(sign('sha256', tbs, platform.key)));
}

const exchange = forge();
const answer = Buffer.from(
  JSON.stringify({ key_format: 'jwk', transfer_key: forgeJwk({}, exchange).toString('utf8') }),
).toString('base64');
const [server = '', ...issuers] = await serverChain({ names: [host] });
const serverSeed = Buffer.from(server, 'base64');

/** What was fetched over a connection that showed this certificate. */
function readServer(certificate: Buffer): string | undefined {
  const tlsChain = [certificate.toString('base64'), ...issuers];
  const fetch = {
    observer: 'operator-1',
    answer,
    tlsChain,
    fetchedAt: '2026-03-01T09:00:00Z',
    serverDate: null,
  } as const;
  verifyExchangeKey(claim(exchange, { observed: { hsmUri: `https://${host}`, fetches: [fetch] } }));
  return means(sha256(serverSeed).toString('hex'), sha256(certificate).toString('hex'));
}

const base64Of = (bytes: number): string => Buffer.alloc(bytes, 1).toString('base64');
/** Put together by hand: to make one takes 128 MiB, which would hide how large a process of this proof grows. */
const identitySeed = encodeCanonicalJson({
  format: 'lifeboat-identity',
  v: 1,
  role: 'offline',
  holder: 'Offline operator',
  spki: offline.spkiDer.toString('base64'),
  kdf: { name: 'scrypt', N: 1 << 17, r: 8, p: 1, salt: base64Of(32) },
  cipher: { name: 'aes-256-gcm', iv: base64Of(12), tag: base64Of(16) },
  encryptedKey: base64Of(185),
});

/** The public half of an identity file, which is read without its passphrase. */
function readPublicHalf(bytes: Buffer): string | undefined {
  const { role, holder, spkiDer } = readPublicIdentity(bytes);
  const said = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  const found = [role, holder, spkiDer.toString('base64')];
  return means(JSON.stringify([said['role'], said['holder'], said['spki']]), JSON.stringify(found));
}

export const peopleTargets: readonly Target[] = [
  plain('register of custody', encodeRegister(registerOf(3, 2)), parseRegister),
  plain('description of a token', tokenFileSeed, parseTokenFile),
  plain('inventory', inventorySeed, parseInventory),
  plain('map of consumers', consumerMapSeed, parseConsumerMap),
  plain('key attestations', attestationsSeed, (bytes) => {
    const read = parseKeyAttestations(bytes);
    // Whatever is in one, it is checked without a stumble.
    for (const each of read.keys) checkKeyAttestation(each);
    return read;
  }),
  plain('record of a backup', backupRecordSeed, parseBackupRecord),
  plain('exception sheet', Buffer.from(JSON.stringify(sheet)), parseExceptionSheet),
  plain('report of a rehearsal', encodeRehearsalFile(reportOfTests), parseReport),
  plain('observation', Buffer.from(JSON.stringify(observed('operator-2'))), readObservation),
  { name: 'identity file', seed: identitySeed, mutate: mutateJson, read: readPublicHalf, weight: 6 },
  {
    name: 'revocation list',
    seed: revocationSeed(),
    mutate: mutateDer,
    read: (bytes) =>
      means(
        JSON.stringify({ coversWholeChain: false, oldest: madeAt, until: madeAt }),
        JSON.stringify(checkRevocation(chain, [readRevocationListFile(bytes)])),
      ),
    weight: 6,
  },
  { name: 'certificate of a server', seed: serverSeed, mutate: mutateDer, read: readServer, weight: 4 },
];
