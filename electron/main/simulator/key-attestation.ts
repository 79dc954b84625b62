// The attestation of a practice key.
import { createHash } from 'node:crypto';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { type Answer, ok } from './answers.ts';
import type { Call } from './call.ts';
import { findVersion, keyBundle } from './key-bodies.ts';

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
