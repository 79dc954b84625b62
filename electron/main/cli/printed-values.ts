// Values that a person takes from paper or from another screen: taken in every form in which they are printed.
import { parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { certificateSha256Of, isThumbprint } from '#shared/formatting/thumbprint.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { CommandContext } from './context.ts';
import { refuseUsage } from './usage.ts';

/**
 * A SHA-256: hex in groups, with colons, in any case; the 32 words; or a thumbprint in base64url.
 * @returns 64 lower-case hex digits
 * @throws FINGERPRINT_HEX_LENGTH, FINGERPRINT_HEX_DIGIT, FINGERPRINT_WORDS
 */
export const printedSha256 = (text: string): string =>
  isThumbprint(text) ? certificateSha256Of(text) : parsePrintedFingerprint(text);

/**
 * Asks at the terminal for a hash that somebody reads out.
 * @param what the code of what it is of
 * @throws as `printedSha256`; ENTRY_CANCELLED
 */
export async function askedHash({ askLine, language }: CommandContext, what: string): Promise<string> {
  const { word, commands } = await loadCatalogue(language);
  return printedSha256(await askLine(commands.common.readBackAsked(word(what))));
}

/**
 * The number that a machine gives out for its bundles: 32 hex digits, in groups or not.
 * @throws USAGE
 */
export function printedNumber(text: string): string {
  const digits = text.toLowerCase().replace(/[\s:-]/gu, '');
  return /^[0-9a-f]{32}$/u.test(digits) ? digits : refuseUsage('challenge-form', '--challenge');
}
