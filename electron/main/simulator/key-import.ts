// PUT /keys/NAME: a key that was made elsewhere comes into the HSM, as a JWK with its private half.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { decodeBase64url } from '#core/encoding/base64.ts';
import { type Answer, badParameter } from './answers.ts';
import { bodyAs, type Call } from './call.ts';
import type { StoredKeyVersion } from './hsm-state.ts';
import { addVersion, KeyAttributes, KeyTags, ReleasePolicy } from './key-calls.ts';
import { curveOf, jwkCurve, rsaBits } from './key-kinds.ts';
import { needActivation } from './one-at-a-time.ts';

const member = z.string().nullish();
const ImportBody = z.object({
  key: z.object({
    kty: z.string(),
    key_ops: z.array(z.string()).nullish(),
    crv: member,
    n: member,
    e: member,
    d: member,
    p: member,
    q: member,
    dp: member,
    dq: member,
    qi: member,
    x: member,
    y: member,
    k: member,
  }),
  attributes: KeyAttributes.nullish(),
  tags: KeyTags.nullish(),
  release_policy: ReleasePolicy.nullish(),
});
type ImportedKey = z.infer<typeof ImportBody>['key'];

/** Every key of an HSM is one of an HSM, whatever the request calls it. */
export function importKey(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const { key, ...rest } = bodyAs(ImportBody, call);
  return addVersion(call, materialOf(key), { ...rest, key_ops: key.key_ops });
}

function materialOf(key: ImportedKey): Pick<StoredKeyVersion, 'kty' | 'material'> {
  const kind = key.kty.replace(/-HSM$/, '');
  if (kind === 'oct') return { kty: 'oct-HSM', material: secretOf(key.k ?? '').toString('base64') };
  if (kind !== 'RSA' && kind !== 'EC') throw badParameter('kty is RSA-HSM, EC-HSM or oct-HSM');
  const privateKey = readPrivateKey({ ...key, kty: kind });
  const isKnown =
    kind === 'RSA'
      ? rsaBits.includes(privateKey.asymmetricKeyDetails?.modulusLength ?? 0)
      : curveOf(privateKey) !== undefined;
  if (!isKnown) throw badParameter('the key has a size or curve that this HSM does not take');
  return { kty: `${kind}-HSM`, material: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

function secretOf(text: string): Buffer {
  const secret = decoded(text);
  if (![16, 24, 32].includes(secret.length)) throw badParameter('k has 16, 24 or 32 bytes');
  return secret;
}

function decoded(text: string): Buffer {
  try {
    return decodeBase64url(text);
  } catch {
    throw badParameter('k is not base64url');
  }
}

/** What it may do is the HSM's matter, not the key's. */
function readPrivateKey(jwk: ImportedKey): KeyObject {
  const members = Object.entries(jwk).filter(([, value]) => typeof value === 'string');
  const crv = jwkCurve(jwk.crv ?? '');
  try {
    return createPrivateKey({ key: { ...Object.fromEntries(members), ...crv }, format: 'jwk' });
  } catch {
    throw badParameter('the key is not a whole private key');
  }
}
