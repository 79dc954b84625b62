// What an HSM does beside keeping keys: chance, attestation of a key, and the refusal to release one.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { type Answer, badParameter, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call } from './call.ts';
import { findVersion, keyBundle } from './key-bodies.ts';
import { needActivation } from './one-at-a-time.ts';

const RandomBody = z.object({ count: z.int() });
const mostBytes = 128;

/** POST /rng */
export function getRandomBytes(call: Call): Answer {
  needActivation(call.hsm.state);
  const { count } = bodyAs(RandomBody, call);
  if (count < 1 || count > mostBytes) throw badParameter(`The count is 1 to ${mostBytes}.`);
  return ok({ value: encodeBase64url(randomBytes(count)) });
}

/** GET /keys/NAME/VERSION/attestation: what would prove that the key is in an HSM says here that it is practice, and of which key. */
export function getKeyAttestation(call: Call): Answer {
  const { key, version } = findVersion(call);
  const bundle = keyBundle(call, key.name, version) as { readonly attributes: object };
  const words = (half: 'private' | 'public'): string => {
    const digest = createHash('sha256').update(version.material).digest('hex');
    return encodeBase64url(
      Buffer.from(`LIFEBOAT PRACTICE ATTESTATION\n${half} half of ${version.version}\n${digest}\n`),
    );
  };
  const attestation = {
    certificatePemFile: encodeBase64url(Buffer.from('LIFEBOAT PRACTICE: no certificate\n')),
    privateKeyAttestation: words('private'),
    publicKeyAttestation: words('public'),
  };
  return ok({ ...bundle, attributes: { ...bundle.attributes, attestation } });
}

/** POST /keys/NAME/VERSION/release: nothing on this machine can attest what the service would believe. */
export function releaseKey(call: Call): Answer {
  const { version } = findVersion(call);
  if (!version.attributes.exportable) throw badParameter('The key is not exportable.');
  throw new ServiceRefusal(403, 'Forbidden', 'The target environment attestation statement cannot be verified.');
}
