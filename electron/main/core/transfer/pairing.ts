// Pairing: a code over both machines' keys and the ceremony, which one side shows and the other side's people type.
import { refuse } from '../../../../shared/faults/fault.ts';
import { equalBytes, sha256 } from '../encoding/bytes.ts';
import type { SigningPublicKey } from './signature.ts';

/**
 * 16 bytes of code: whoever wants to stand between the machines must find two keys whose codes collide, which costs 2^64 key
 * pairs even when both sides' keys are known in advance.
 */
export const pairingCodeBytes = 16;

/** The code of one offline and one online key for one ceremony; both sides compute the same. */
export function pairingCode(ceremony: string, offline: SigningPublicKey, online: SigningPublicKey): Buffer {
  // Every part has a fixed length except the ceremony's name, which cannot hold the newline that ends it.
  const label = Buffer.from(`lifeboat pairing v1\n${ceremony}\n`, 'utf8');
  return sha256(label, offline.spkiDer, online.spkiDer).subarray(0, pairingCodeBytes);
}

/** The code in groups of four hex digits, to read aloud. */
export const pairingGroups = (code: Uint8Array): string =>
  (Buffer.from(code).toString('hex').match(/.{4}/g) ?? []).join(' ');

/**
 * Compares the code with what was typed.
 * @throws PAIRING_CODE_WRONG
 */
export function verifyPairing(code: Uint8Array, typed: Uint8Array): void {
  if (!equalBytes(code, typed)) refuse({ code: 'PAIRING_CODE_WRONG' });
}

/**
 * Reads a code typed as groups of hex digits.
 * @throws PAIRING_CODE_FORM
 */
export function parsePairingGroups(text: string): Buffer {
  const hex = text.replaceAll(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? Buffer.from(hex, 'hex') : refuse({ code: 'PAIRING_CODE_FORM' });
}
