// Texts of a plan that is still being written, as a field shows them and as the draft keeps them: an empty field is a blank.
import { blank } from './template.ts';

/** What a field shows of a text in the draft: nothing where people have filled in nothing. */
export const shownText = (kept: string | null | undefined): string =>
  kept === null || kept === undefined || kept === blank ? '' : kept;

/** What the draft keeps of a field that must be filled in. */
export const requiredText = (typed: string): string => (typed === '' ? blank : typed);

/** What the draft keeps of a field that may stay empty. */
export const optionalText = (typed: string): string | null => (typed === '' ? null : typed);
