// What is on a printed page: its steps, read out of the document itself.

/** A step as people read it. */
export interface PrintedStep {
  /** `B10`, without the turn. */
  readonly id: string;
  /** Which turn of a repeated part it is, counted from 1; 1 for a step that stands once. */
  readonly turn: number;
  /** Who acts, by their roles. */
  readonly who: string;
  /** Of a record: whether the journal has it done. */
  readonly isDone: boolean;
}

const row =
  /<span class="step-id">(?<id>[A-Z0-9]+)(?:\.(?<turn>\d+))?<\/span>\s*<\/th>\s*<td class="who">(?<who>[^<]*)<\/td>(?<rest>.*?)<\/tbody>/gsu;

/** The steps of a script or of a record in the order in which they stand there. @param html as it is printed */
export const printedSteps = (html: string): readonly PrintedStep[] =>
  [...html.matchAll(row)].map(({ groups: { id = '', turn = '1', who = '', rest = '' } = {} }) => ({
    ...{ id, turn: Number(turn), who },
    isDone: rest.includes('<td class="done">'),
  }));
