// The proof that a restored HSM is the old one: the same keys, versions, attributes, tags and public halves, and what the old one
// signed or wrapped, the new one verifies or unwraps.
import { createHash, randomBytes } from 'node:crypto';
import { equalBytes } from '../../core/encoding/bytes.ts';
import { keyIdentifierParts } from '../../online/keys-client.ts';
import type { ManagedHsm } from '../../online/managed-hsm.ts';

/** One version of a key, as the HSM lists it, without the host name. */
interface KeyRecord {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** What was made with the old HSM's keys, to be undone with the new one's. */
export interface KeyProof {
  readonly records: readonly KeyRecord[];
  readonly digest: Buffer;
  readonly signatures: ReadonlyMap<string, Buffer>;
  readonly secret: Buffer;
  readonly wrapped: Buffer;
}

/** Fills a practice HSM with keys as a company might have: several kinds, several versions, tags, an expiry, one disabled. */
export async function fillWithKeys({ keys }: ManagedHsm): Promise<void> {
  await keys.createKey('invoice-signing', { kty: 'EC-HSM', crv: 'P-256', tags: { owner: 'billing' } });
  await keys.createKey('invoice-signing', { kty: 'EC-HSM', crv: 'P-256', tags: { owner: 'billing' } });
  await keys.createKey('disk-encryption', { kty: 'RSA-HSM', key_size: 2048, attributes: { exp: 4_000_000_000 } });
  await keys.createKey('payload-wrapping', { kty: 'oct-HSM', key_size: 256 });
  await keys.createKey('retired', { kty: 'RSA-HSM', key_size: 2048, attributes: { enabled: false } });
}

/** Uses the keys once, and writes down what there is. */
export async function takeProof(hsm: ManagedHsm): Promise<KeyProof> {
  const digest = createHash('sha256').update('practice').digest();
  const secret = randomBytes(32);
  return {
    records: await listRecords(hsm),
    digest,
    signatures: new Map([
      ['invoice-signing', await hsm.keys.sign('invoice-signing', '', 'ES256', digest)],
      ['disk-encryption', await hsm.keys.sign('disk-encryption', '', 'RS256', digest)],
    ]),
    secret,
    wrapped: await hsm.keys.wrapKey('payload-wrapping', '', 'A256KW', secret),
  };
}

/**
 * @returns how many key versions were compared
 * @throws Error naming the first difference
 */
export async function checkProof(hsm: ManagedHsm, proof: KeyProof): Promise<number> {
  const records = await listRecords(hsm);
  if (records.length !== proof.records.length) throw new Error('the restored HSM has another number of key versions');
  proof.records.forEach((before, i) => {
    if (records[i]?.description !== before.description) throw new Error(`key ${before.name}/${before.version} differs`);
  });
  for (const [name, signature] of proof.signatures) {
    const alg = name === 'invoice-signing' ? 'ES256' : 'RS256';
    if (!(await hsm.keys.verify(name, '', alg, proof.digest, signature)))
      throw new Error(`key ${name} does not verify`);
  }
  const unwrapped = await hsm.keys.unwrapKey('payload-wrapping', '', 'A256KW', proof.wrapped);
  if (!equalBytes(unwrapped, proof.secret)) throw new Error('key payload-wrapping does not unwrap');
  return records.length;
}

async function listRecords({ keys }: ManagedHsm): Promise<KeyRecord[]> {
  const records: KeyRecord[] = [];
  for await (const { kid } of keys.listKeys()) {
    const { name } = keyIdentifierParts(kid);
    for await (const version of keys.listKeyVersions(name)) {
      const { version: id } = keyIdentifierParts(version.kid);
      const { key, ...rest } = await keys.getKey(name, id);
      const publicHalf = Object.entries(key).filter(([member]) => member !== 'kid');
      records.push({ name, version: id, description: JSON.stringify([name, id, publicHalf, rest]) });
    }
  }
  return records.sort((a, b) => (`${a.name}/${a.version}` < `${b.name}/${b.version}` ? -1 : 1));
}
