// The proof that a restored HSM is the old one: the same keys, versions, attributes, tags and public halves, and what the old one
// signed or wrapped, the new one verifies or unwraps.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { equalBytes } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '#core/encoding/canonical-json.ts';
import { keyIdentifierParts } from '#azure/keys-client.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';

const bytes = z.base64();
const keyProof = z.strictObject({
  /** Every version of every key, as the HSM lists it, without the host name. */
  records: z.array(z.strictObject({ name: z.string(), version: z.string(), description: z.string() })),
  digest: bytes,
  signatures: z.array(z.strictObject({ name: z.string(), alg: z.string(), signature: bytes })),
  /** Nobody's secret: a number drawn to be wrapped here and unwrapped there. */
  drawn: bytes,
  wrapped: bytes,
});

/** What was made with the old HSM's keys, to be undone with the new one's; bytes in base64. */
export type KeyProof = z.infer<typeof keyProof>;
type KeyRecord = KeyProof['records'][number];

export const encodeKeyProof = (proof: KeyProof): Buffer => encodeCanonicalJson(proof);
export const parseKeyProof = (file: Uint8Array): KeyProof =>
  keyProof.parse(readCanonicalJson(file, { maxBytes: 1 << 20 }).value);

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
  const drawn = randomBytes(32);
  const sign = async (name: string, alg: string): Promise<KeyProof['signatures'][number]> => {
    const signature = await hsm.keys.sign(name, '', alg, digest);
    return { name, alg, signature: signature.toString('base64') };
  };
  const wrapped = await hsm.keys.wrapKey('payload-wrapping', '', 'A256KW', drawn);
  return {
    records: await listRecords(hsm),
    digest: digest.toString('base64'),
    signatures: [await sign('invoice-signing', 'ES256'), await sign('disk-encryption', 'RS256')],
    drawn: drawn.toString('base64'),
    wrapped: wrapped.toString('base64'),
  };
}

/**
 * @returns how many key versions were compared
 * @throws Error naming the first difference
 */
export async function checkProof(hsm: ManagedHsm, proof: KeyProof): Promise<number> {
  const { keys } = hsm;
  const records = await listRecords(hsm);
  if (records.length !== proof.records.length) throw new Error('the restored HSM has another number of key versions');
  proof.records.forEach((before, i) => {
    if (records[i]?.description !== before.description) throw new Error(`key ${before.name}/${before.version} differs`);
  });
  const digest = decodeBase64(proof.digest);
  for (const { name, alg, signature } of proof.signatures) {
    if (!(await keys.verify(name, '', alg, digest, decodeBase64(signature)))) {
      throw new Error(`key ${name} does not verify`);
    }
  }
  const unwrapped = await keys.unwrapKey('payload-wrapping', '', 'A256KW', decodeBase64(proof.wrapped));
  if (!equalBytes(unwrapped, decodeBase64(proof.drawn))) throw new Error('key payload-wrapping does not unwrap');
  return records.length;
}

async function listRecords({ keys }: ManagedHsm): Promise<KeyRecord[]> {
  const records: KeyRecord[] = [];
  for await (const { kid } of keys.listKeys()) {
    const { name } = keyIdentifierParts(kid);
    for await (const version of keys.listKeyVersions(name)) {
      const { version: id } = keyIdentifierParts(version.kid);
      const { key, ...rest } = await keys.getKey(name, id);
      // The operations are in another order in each answer.
      const same = { ...key, key_ops: [...key.key_ops].sort() };
      const publicHalf = Object.entries(same).filter(([member]) => member !== 'kid');
      records.push({ name, version: id, description: JSON.stringify([name, id, publicHalf, rest]) });
    }
  }
  return records.sort((a, b) => (`${a.name}/${a.version}` < `${b.name}/${b.version}` ? -1 : 1));
}
