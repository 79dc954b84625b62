// English sentences for faults of the plain encodings.
import type { EncodingFault } from '../../../faults/encoding.ts';
import type { Advice, AdviceBook } from '../../advice.ts';
import { number } from '../formats.ts';

const damaged = (happened: string): Advice => ({
  happened,
  safe: 'Nothing was written and no key was used.',
  todo: 'Compare the SHA-256 of the file with the one on paper. If it differs, take the other copy of the file.',
});
const at = (offset: number): string => `(at character ${offset + 1})`;

export const encodingAdvice: AdviceBook<EncodingFault> = {
  JSON_TOO_LARGE: ({ bytes, limit }) =>
    damaged(`The file has ${number(bytes)} bytes; a file of this kind has at most ${number(limit)}.`),
  JSON_BOM: () => damaged('The file begins with a byte order mark: an editor has saved it again.'),
  JSON_NOT_UTF8: () => damaged('The file is not text in UTF-8.'),
  JSON_SYNTAX: ({ offset }) => damaged(`The file is not JSON ${at(offset)}.`),
  JSON_TRAILING_BYTES: ({ offset }) => damaged(`Something follows the end of the JSON text ${at(offset)}.`),
  JSON_TOO_DEEP: ({ limit }) => damaged(`The JSON text is nested more than ${limit} levels deep.`),
  JSON_DUPLICATE_MEMBER: ({ member, offset }) =>
    damaged(`The member “${member}” occurs twice in one JSON object ${at(offset)}: it could mean two things.`),
  JSON_LONE_SURROGATE: ({ offset }) => damaged(`A JSON string holds half a character ${at(offset)}.`),
  JSON_NUMBER_UNSAFE: ({ offset }) => damaged(`A whole number is too large to be read exactly ${at(offset)}.`),
  JSON_NUMBER_NOT_FINITE: ({ offset }) => damaged(`A number is too large to be read ${at(offset)}.`),
  JSON_NUMBER_NOT_INTEGER: ({ offset }) =>
    damaged(`A number has a fraction or an exponent where none belongs ${at(offset)}.`),
  BASE64_INVALID: ({ variant }) => damaged(`A value is not canonical ${variant}.`),
  PEM_MALFORMED: ({ offset }) =>
    damaged(`A PEM block is damaged: it begins at byte ${offset + 1} and does not end properly.`),
  PEM_LABEL_MISSING: ({ wanted, found }) => ({
    happened: `The file has no PEM block “${wanted.join('” or “')}”. It has: ${found.length === 0 ? 'none' : found.join(', ')}.`,
    safe: 'Nothing was written and no key was used.',
    todo: 'Choose the right file; it may be the other of two with similar names.',
  }),
  PEM_SEVERAL_BLOCKS: ({ labels }) => ({
    happened: `The file holds several PEM blocks of which only one is expected: ${labels.join(', ')}.`,
    safe: 'Nothing was written and no key was used.',
    todo: 'Use a file with exactly one of them, so that nobody has to guess which was meant.',
  }),
  DER_MALFORMED: ({ offset }) => damaged(`A binary structure (DER) is damaged at byte ${offset + 1}.`),
};
