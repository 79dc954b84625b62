// English words for the rules that a field of a file can break.
import type { FieldProblem } from '../../../faults/fields.ts';

const rules: Readonly<Record<string, string>> = {
  MISSING: 'is missing',
  UNKNOWN_MEMBER: 'does not belong there',
  TYPE: 'is of the wrong type',
  VALUE: 'has a value that is not allowed',
  RANGE: 'is out of range',
  COUNT: 'has too few or too many entries',
  QUORUM: 'must be 2 to 10',
  QUORUM_ABOVE_SHARES: 'is larger than the number of custodians',
  THUMBPRINT: 'is not the fingerprint of a certificate',
  THUMBPRINT_TWICE: 'is there twice',
  OTHER_CLOUD: 'is of another cloud than the HSM',
  TAG_EMPTY: 'is empty',
  TAG_LENGTH: 'is too long',
  TAG_TWICE: 'is there twice',
  TAG_KID: 'differs from the tag inside the encrypted part',
};

/**
 * A list for people: each field with what is wrong with it. A rule without its own words is shown by its name.
 * @param whole what is spoken of where the whole is wrong
 */
export function describeProblems(problems: readonly FieldProblem[], whole = 'the file'): string {
  return problems
    .map(({ path, rule }) => `${path === '' ? whole : path} ${rules[rule] ?? `breaks the rule ${rule}`}`)
    .join('; ');
}
