// Finds and opens the share that a custodian's key opens. No certificate is needed: the key is tried.
import { type KeyObject, publicEncrypt, constants, createPublicKey, privateDecrypt, randomBytes } from 'node:crypto';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { type CompactJwe, openWrappedJwe } from '#core/security-domain/jwe.ts';

export interface WrappedShareText {
  readonly thumbprintS256: ThumbprintS256;
  readonly jwe: CompactJwe;
}

export interface OpenedShare {
  readonly position: number;
  /** A secret: the caller wipes it. */
  readonly share: Buffer;
}

export interface OpenSharesOptions {
  /** The position to try first, where a certificate tells. */
  readonly likely?: number | undefined;
  /** Positions that were given already. */
  readonly taken: readonly number[];
  /** Go on after the first that opens: version 1 gives one custodian parts in several pairs. */
  readonly every: boolean;
}

/**
 * Tries the shares that nobody has given yet, the likely one first; then, to name the reason, those already given.
 * @throws CUSTODIAN_ALREADY_GIVEN, KEY_OPENS_NO_SHARE, CUSTODIAN_KEY_DAMAGED
 */
export function openShares(
  shares: readonly WrappedShareText[],
  privateKey: KeyObject,
  { likely, taken, every }: OpenSharesOptions,
): OpenedShare[] {
  const free = [...shares.keys()].filter((position) => !taken.includes(position));
  const order = [...free.filter((position) => position === likely), ...free.filter((position) => position !== likely)];
  const opened: OpenedShare[] = [];
  for (const position of order) {
    const share = tryOpen(shares, position, privateKey);
    if (share === undefined) continue;
    opened.push({ position, share });
    if (!every) break;
  }
  return opened.length > 0 ? opened : refuseUnopened(shares, privateKey, taken);
}

/** Undefined where the key does not fit: there it is no failure, but the answer to the question that was asked. */
function tryOpen(shares: readonly WrappedShareText[], position: number, privateKey: KeyObject): Buffer | undefined {
  const jwe = shares[position]?.jwe;
  // A share wrapped to a key of another size is not this custodian's: nothing needs to be tried.
  if (jwe?.encryptedKey.length !== (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8) return undefined;
  try {
    return openWrappedJwe(jwe, privateKey);
  } catch (error) {
    if (error instanceof Refusal && error.fault.code === 'JWE_DECRYPTION_FAILED') return undefined;
    throw error;
  }
}

function refuseUnopened(shares: readonly WrappedShareText[], privateKey: KeyObject, taken: readonly number[]): never {
  for (const position of taken) {
    const share = tryOpen(shares, position, privateKey);
    wipe(share);
    const custodian = shares[position]?.thumbprintS256;
    if (share !== undefined && custodian !== undefined) refuse({ code: 'CUSTODIAN_ALREADY_GIVEN', custodian });
  }
  if (!worksByItself(privateKey)) refuse({ code: 'CUSTODIAN_KEY_DAMAGED' });
  return refuse({ code: 'KEY_OPENS_NO_SHARE' });
}

/** Whether the private half undoes the public half: a flipped bit in a key file shows here. */
function worksByItself(privateKey: KeyObject): boolean {
  const sample = randomBytes(32);
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  try {
    const sealed = publicEncrypt({ key: createPublicKey(privateKey), ...oaep }, sample);
    return privateDecrypt({ key: privateKey, ...oaep }, sealed).equals(sample);
  } catch {
    return false;
  }
}
