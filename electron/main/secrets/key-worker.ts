// The process of one custodian: takes a key file and a passphrase from its reader, opens this custodian's share, hands it to the combiner,
// and ends. Of everything it gets, only the share leaves it, and that on a line which the host does not see. Whoever made the key file may
// have taken this process over: its wall leaves it these lines and nothing else.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Refusal } from '#shared/faults/fault.ts';
import { sha256, wipe } from '#core/encoding/bytes.ts';
import { openCustodianKey } from '#core/custodian-key/custodian-key.ts';
import { type CustodianKeyFile, needsLegacyCiphers, parseCustodianKeyFile } from '#core/custodian-key/key-file.ts';
import type { LegacyDecipher } from '#core/custodian-key/open-protected.ts';
import { openWrappedJwe, parseCompactJwe } from '#core/security-domain/jwe.ts';
import { parseShare, type Share } from '#core/security-domain/shamir.ts';
import { type KeyWorkerRequest, keyWorkerRequestSchema } from './messages.ts';
import { openShares } from './open-share.ts';
import { ownEnd } from './own-end.ts';
import type { OwnEnd } from './port-end.ts';
import { answerOnce } from './serve.ts';

async function openKey(request: KeyWorkerRequest, end: OwnEnd): Promise<object> {
  const shares = request.shares.map((text, i) => ({
    thumbprintS256: request.thumbprints[i] ?? '',
    jwe: parseCompactJwe(text),
  }));
  const keyFileBytes = (await end.fromReader('key-file')) ?? Buffer.alloc(0);
  let passphrase: Buffer | undefined;
  let keyFile: CustodianKeyFile | undefined;
  try {
    keyFile = parseCustodianKeyFile(keyFileBytes);
    if (keyFile.protection !== 'none') {
      await end.send({ is: 'locked', nonce: request.nonce });
      passphrase = await end.fromReader('passphrase');
    }
    const privateKey = openCustodianKey(keyFile, passphrase, await legacyFor(keyFile));
    const opened = openShares(shares, privateKey, request);
    const positions = opened.map(({ position }) => position);
    try {
      // A share that is not whole is refused here, where it is still known whose it is.
      if (!request.every) for (const { share } of opened) forgetPoint(parseShare(share));
      if (request.turn !== undefined) {
        const message = { do: 'give-shares', turn: request.turn, positions };
        await end.sendOn(
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
      ...(request.challenge !== undefined && answerTo(request.challenge, privateKey)),
    };
  } finally {
    wipe(keyFileBytes, passphrase, ...(keyFile?.owned ?? []));
  }
}

/** What was encrypted to a certificate, hashed: whatever it was, nothing of it leaves this process. Undefined if it is another key's certificate. */
function answerTo(challenge: string, privateKey: KeyObject): { answer?: string } {
  let opened: Buffer | undefined;
  try {
    opened = openWrappedJwe(parseCompactJwe(challenge), privateKey);
    return { answer: sha256(opened).toString('hex') };
  } catch (error) {
    if (error instanceof Refusal) return {};
    throw error;
  } finally {
    wipe(opened);
  }
}

/** Ciphers of old files are a package of their own, which runs for such a key alone: it keeps strings, which nobody can wipe. */
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
answerOnce(end, 'key worker', keyWorkerRequestSchema, (request) => openKey(request, end));
