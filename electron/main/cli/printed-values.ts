// Values that a person takes from paper or from another screen: taken in every form in which they are printed. And
// the options that take them.
import type { Command } from 'commander';
import { bareDigits, parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { certificateSha256Of, isThumbprint } from '#shared/formatting/thumbprint.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { CommandContext } from './context.ts';
import { exampleGuid, refuseUsage, taken } from './usage.ts';
import { guid } from '#shared/schemas/atoms.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';

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
  const digits = bareDigits(text);
  return /^[0-9a-f]{32}$/u.test(digits) ? digits : refuseUsage('challenge-form', '--challenge');
}

/** The number that a text stands for. @throws USAGE */
export function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = /^[0-9]{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : refuseUsage('number-range', option, `${min}–${max}`);
}

/** A GUID, in capitals or not. @throws USAGE */
export const typedGuid =
  (option: string) =>
  (text: string): string =>
    taken(guid, text.toLowerCase(), option, exampleGuid);

/** Object ids in a directory, of people or groups: the option may be given several. @throws USAGE */
export const typedObjectIds =
  (option: string) =>
  (text: string, before: readonly string[] = []): readonly string[] => [...before, typedGuid(option)(text)];

/** The number of an exception as it is on its sheet, `EX-3`, or the bare number. @throws USAGE */
export const typedException = (text: string): number =>
  exceptionNumber(text) ?? refuseUsage('number-range', 'EX-…', 'EX-1–EX-999');

/** The approved plan, and the hash of it that is on paper. */
export interface PlanOptions {
  readonly plan: string;
  readonly planSha256: string;
}

export const withPlan = (command: Command): Command =>
  command
    .requiredOption('--plan <file>', 'the approved plan')
    .requiredOption('--plan-sha256 <hash>', 'its hash, typed from paper', printedSha256);
