// German words for the rules that a field of a file can break.
import type { FieldProblem } from '../../../faults/fields.ts';

const rules: Readonly<Record<string, string>> = {
  MISSING: 'fehlt',
  UNKNOWN_MEMBER: 'gehört nicht dorthin',
  TYPE: 'ist von falscher Art',
  VALUE: 'hat einen Wert, der nicht erlaubt ist',
  RANGE: 'liegt außerhalb des Bereichs',
  COUNT: 'hat zu wenige oder zu viele Einträge',
  QUORUM: 'muss 2 bis 10 sein',
  QUORUM_ABOVE_SHARES: 'ist größer als die Zahl der Verwahrer',
  THUMBPRINT: 'ist nicht der Fingerabdruck eines Zertifikats',
  THUMBPRINT_TWICE: 'steht zweimal da',
  OTHER_CLOUD: 'gehört zu einer anderen Cloud als das HSM',
  TAG_EMPTY: 'ist leer',
  TAG_LENGTH: 'ist zu lang',
  TAG_TWICE: 'steht zweimal da',
  TAG_KID: 'weicht von der Marke im verschlüsselten Teil ab',
};

/**
 * A list for people: each field with what is wrong with it. A rule without its own words is shown by its name.
 * @param whole what is spoken of where the whole is wrong
 */
export function describeProblems(problems: readonly FieldProblem[], whole = 'die Datei'): string {
  return problems
    .map(({ path, rule }) => `${path === '' ? whole : path} ${rules[rule] ?? `bricht die Regel ${rule}`}`)
    .join('; ');
}
