// German sentences for what is wrong with the form of a document.
import { assertNever } from '../../faults/fault.ts';
import { exampleFor } from '../../schemas/examples.ts';
import type { FormProblem } from '../../schemas/problems.ts';

/** What breaks a rule of form, as the end of a sentence that begins with its name. */
export function formRuleText({ path, rule }: FormProblem): string {
  switch (rule) {
    case 'missing':
      return 'fehlt';
    case 'unknown-member':
      return 'kommt in diesem Format nicht vor';
    case 'wrong-type':
      return 'ist von falscher Art';
    case 'wrong-form':
      return writtenAs(exampleFor(path));
    case 'too-small':
      return 'ist zu klein oder zu kurz';
    case 'too-large':
      return 'ist zu groß oder zu lang';
    case 'not-allowed':
      return 'ist keiner der erlaubten Werte';
    default:
      return assertNever(rule);
  }
}

const writtenAs = (example: string | undefined): string =>
  example === undefined
    ? 'ist nicht so geschrieben, wie es sein muss'
    : `ist nicht so geschrieben, wie es sein muss: zum Beispiel ${example}`;

/** One sentence for one problem. */
export const formProblemText = ({ path, rule }: FormProblem): string =>
  `${path === '' ? 'Das Dokument' : path} ${formRuleText({ path, rule })}.`;

/** The first problems, and how many more there are. */
export function formProblemsText(problems: readonly FormProblem[]): string {
  const shown = problems.slice(0, 5).map(formProblemText).join(' ');
  return problems.length > 5 ? `${shown} Und ${problems.length - 5} weitere.` : shown;
}
