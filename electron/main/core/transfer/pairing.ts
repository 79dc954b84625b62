// Pairing: a code over both machines' keys and the ceremony, which one side shows and the other side's people type.
import { refuse } from '#shared/faults/fault.ts';
import { parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { SigningPublicKey } from './signature.ts';

/** The code of one offline and one online key for one ceremony, in hex: both sides compute the same and show it as words. */
export function pairingCode(ceremony: string, offline: SigningPublicKey, online: SigningPublicKey): string {
  // Every part has a fixed length except the ceremony's name, which cannot hold the newline that ends it.
  const label = Buffer.from(`lifeboat pairing v1\n${ceremony}\n`, 'utf8');
  return sha256(label, offline.spkiDer, online.spkiDer).toString('hex');
}

/**
 * Compares the code with what was typed: its 32 words, or its 64 hex digits.
 * @throws PAIRING_CODE_WRONG; FINGERPRINT_… if what was typed is no code
 */
export function verifyPairing(code: string, typed: string): void {
  if (parsePrintedFingerprint(typed) !== code) refuse({ code: 'PAIRING_CODE_WRONG' });
}
