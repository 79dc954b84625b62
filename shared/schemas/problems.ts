// Everything that is wrong with the form of a document, by path, as plain data: all of it together, not the first of it.
import type { z } from 'zod';
import { visibleText } from '../formatting/visible-text.ts';

export interface FormProblem {
  /** Where, for instance `custodians[2].certificateSha256`; empty for the document itself. */
  readonly path: string;
  readonly rule: 'missing' | 'unknown-member' | 'wrong-type' | 'wrong-form' | 'too-small' | 'too-large' | 'not-allowed';
}

/** Writes a path as people read it. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${visibleText(String(part), 40)}`))
    .join('')
    .replace(/^\./, '');

/** The problems that a schema found, in the order of the document, at most a hundred. */
export function formProblems(error: z.ZodError): readonly FormProblem[] {
  return error.issues.flatMap(toProblems).slice(0, 100);
}

function toProblems(issue: z.core.$ZodIssue): FormProblem[] {
  const path = pathText(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), rule: 'unknown-member' }));
    case 'invalid_type':
      return [{ path, rule: issue.message.endsWith('received undefined') ? 'missing' : 'wrong-type' }];
    case 'too_small':
      return [{ path, rule: 'too-small' }];
    case 'too_big':
      return [{ path, rule: 'too-large' }];
    case 'invalid_value':
    case 'invalid_union':
      return [{ path, rule: 'not-allowed' }];
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return [{ path, rule: 'wrong-form' }];
  }
}
