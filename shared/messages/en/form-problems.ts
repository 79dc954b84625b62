// English sentences for what is wrong with the form of a document.
import { assertNever } from '../../faults/fault.ts';
import { exampleFor } from '../../schemas/examples.ts';
import type { FormProblem } from '../../schemas/problems.ts';

/** What breaks a rule of form, as the end of a sentence that begins with its name. */
export function formRuleText({ path, rule }: FormProblem): string {
  switch (rule) {
    case 'missing':
      return 'is missing';
    case 'unknown-member':
      return 'is not a member that this format has';
    case 'wrong-type':
      return 'is of the wrong kind';
    case 'wrong-form':
      return writtenAs(exampleFor(path));
    case 'too-small':
      return 'is too small or too short';
    case 'too-large':
      return 'is too large or too long';
    case 'not-allowed':
      return 'is none of the values allowed here';
    default:
      return assertNever(rule);
  }
}

const writtenAs = (example: string | undefined): string =>
  example === undefined ? 'is not written as it must be' : `is not written as it must be: for example ${example}`;

/** One sentence for one problem. */
export const formProblemText = ({ path, rule }: FormProblem): string =>
  `${path === '' ? 'The document' : path} ${formRuleText({ path, rule })}.`;

/** The first problems, and how many more there are. */
export function formProblemsText(problems: readonly FormProblem[]): string {
  const shown = problems.slice(0, 5).map(formProblemText).join(' ');
  return problems.length > 5 ? `${shown} And ${problems.length - 5} more.` : shown;
}
