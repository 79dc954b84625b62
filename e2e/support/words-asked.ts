// What somebody at a machine types of a fingerprint that is read to them.
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';

/** The words of a hash at the places that a screen asks for; none where it asks for none. */
export function wordsAsked(
  hash: string,
  view: { readonly phase: string; readonly places?: readonly number[] } | null | undefined,
): string[] {
  const all = fingerprintWords(hash);
  return (view?.places ?? []).map((place) => all[place - 1] ?? '');
}
