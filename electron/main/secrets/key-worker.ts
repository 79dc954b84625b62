// The process of one custodian: reads the key file, takes the passphrase, opens this custodian's share, hands it to the combiner,
// and ends. Of everything it reads, only the share leaves it, and that on a line which the host does not see.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { wipe } from '#core/encoding/bytes.ts';
import { openCustodianKey } from '#core/custodian-key/custodian-key.ts';
import {
  type CustodianKeyFile,
  maxKeyFileBytes,
  needsLegacyCiphers,
  parseCustodianKeyFile,
} from '#core/custodian-key/key-file.ts';
import type { LegacyDecipher } from '#core/custodian-key/open-protected.ts';
import { parseCompactJwe } from '#core/security-domain/jwe.ts';
import { parseShare, type Share } from '#core/security-domain/shamir.ts';
import { readWholeFile } from '#platform/files.ts';
import { type KeyWorkerRequest, keyWorkerRequestSchema } from './messages.ts';
import { openShares } from './open-share.ts';
import { ownEnd } from './own-end.ts';
import type { OwnEnd } from './port-end.ts';
import { takePassphrase } from '#platform/passphrase.ts';
import { answerOnce } from './serve.ts';

async function openKey(request: KeyWorkerRequest, part: Buffer | undefined, end: OwnEnd): Promise<object> {
  const shares = request.shares.map((text, i) => ({
    thumbprintS256: request.thumbprints[i] ?? '',
    jwe: parseCompactJwe(text),
  }));
  const keyFileBytes = await readWholeFile(request.keyFile, maxKeyFileBytes, request.within);
  let passphrase: Buffer | undefined;
  let keyFile: CustodianKeyFile | undefined;
  try {
    keyFile = parseCustodianKeyFile(keyFileBytes);
    if (keyFile.protection !== 'none') passphrase = await takePassphrase(request.passphrase, part);
    await end.send({ is: 'working', nonce: request.nonce });
    const privateKey = openCustodianKey(keyFile, passphrase, await legacyFor(keyFile));
    const opened = openShares(shares, privateKey, request);
    const positions = opened.map(({ position }) => position);
    try {
      // A share that is not whole is refused here, where it is still known whose it is.
      if (!request.every) for (const { share } of opened) forgetPoint(parseShare(share));
      if (request.turn !== undefined) {
        const message = { do: 'give-shares', turn: request.turn, positions };
        await end.sendToCombiner(
          message,
          opened.map(({ share }) => share),
        );
      }
    } finally {
      wipe(...opened.map(({ share }) => share));
    }
    return {
      is: 'opened',
      positions,
      bits: privateKey.asymmetricKeyDetails?.modulusLength ?? 0,
      modulusHex: modulusOf(privateKey),
      protection: keyFile.protection,
    };
  } finally {
    wipe(keyFileBytes, passphrase, part, ...(keyFile?.owned ?? []));
  }
}

/** Ciphers of old files come from their own file, which is read for such a key alone. */
const legacyFor = async (file: CustodianKeyFile): Promise<LegacyDecipher | undefined> =>
  needsLegacyCiphers(file) ? (await import('./legacy-ciphers.ts')).legacyDecipher : undefined;

/** RFC 7518 §6.3.1.1, of the public half alone. */
function modulusOf(privateKey: KeyObject): string {
  const { n = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(n, 'base64url').toString('hex');
}

function forgetPoint({ values }: Share): void {
  values.fill(0);
}

const end = ownEnd();
answerOnce(end, 'key worker', keyWorkerRequestSchema, (request, [part]) => openKey(request, part, end));
