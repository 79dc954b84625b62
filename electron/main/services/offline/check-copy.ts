// Checks one copy of a new key before anything depends on it: a share like those of an HSM is wrapped to its certificate, and the copy
// must open it, in the same process and in the same way as on the day of a recovery.
import { createPublicKey, randomBytes } from 'node:crypto';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import { parseCompactJwe, sealWrappedJwe } from '#core/security-domain/jwe.ts';
import { encodeShare, secretLength, splitSecret } from '#core/security-domain/shamir.ts';
import { parseX509 } from '#core/x509/certificate.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { type CustodianTurn, proveShare } from './custodian-turn.ts';

/**
 * @param certificateDer of the key that the copy should hold
 * @param fileName for people, where the copy holds another key
 * @throws CUSTODIAN_COPY_OTHER_KEY, of a token TOKEN_OTHER_KEY; the faults of the key file, the passphrase and the worker
 */
export async function checkCopy(
  host: ProcessHost,
  certificateDer: Buffer,
  turn: CustodianTurn,
  fileName: string,
): Promise<void> {
  const { spkiDer } = parseX509(certificateDer);
  const secret = randomBytes(secretLength);
  const shares = splitSecret(secret, 3, 2).map((share) => encodeShare(share));
  const text = sealWrappedJwe(
    shares[0] ?? Buffer.alloc(0),
    createPublicKey({ key: spkiDer, format: 'der', type: 'spki' }),
  );
  wipe(secret, ...shares);
  const thumbprintS256 = encodeBase64url(sha256(certificateDer));
  const sample = { version: 2 as const, shares: [{ thumbprintS256, jwe: parseCompactJwe(text) }] };
  try {
    await proveShare(host, sample, { ...turn, certificateDer });
  } catch (error) {
    if (isFaultOf(error, 'KEY_OPENS_NO_SHARE')) {
      if (turn.token !== undefined) refuse({ code: 'TOKEN_OTHER_KEY' }, error);
      refuse({ code: 'CUSTODIAN_COPY_OTHER_KEY', file: fileName }, error);
    }
    throw error;
  }
}
