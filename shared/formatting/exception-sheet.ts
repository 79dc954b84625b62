// What people type on an exception sheet, and the sheet that the journal takes.
import type { ExceptionSheet } from '../journal/events.ts';

/** The fields as they are typed; what is left empty gets a dash, as on paper. */
export interface TypedSheet {
  readonly happened: string;
  readonly expected: string;
  readonly options: string;
  readonly decision: string;
  readonly decidedBy: string;
  readonly followUp: string;
  readonly initials: string;
  readonly affectsTrust: ExceptionSheet['affectsTrust'];
}

export const emptySheet: TypedSheet = {
  happened: '',
  expected: '',
  options: '',
  decision: '',
  decidedBy: '',
  followUp: '',
  initials: '',
  affectsTrust: 'unknown',
};

/** One line, as the journal has it. */
const line = (typed: string): string => typed.replace(/\s+/g, ' ').trim();
const orDash = (typed: string): string => line(typed) || '–';

const namesOf = (typed: string): string[] =>
  typed
    .split(',')
    .map(line)
    .filter((name) => name !== '');
const initialsOf = (typed: string): string[] =>
  typed
    .toUpperCase()
    .split(/[\s,;.]+/)
    .filter((each) => each !== '');

/** Whether these are the initials of two people at least. */
export function areInitials(typed: string): boolean {
  const all = initialsOf(typed);
  return new Set(all).size >= 2 && all.every((each) => /^\p{Lu}{1,4}$/u.test(each));
}

/** The sheet as the journal takes it. */
export function typedSheet(typed: TypedSheet, step: string): ExceptionSheet {
  const decidedBy = namesOf(typed.decidedBy);
  return {
    step,
    expected: orDash(typed.expected),
    happened: orDash(typed.happened),
    options: orDash(typed.options),
    decision: orDash(typed.decision),
    decidedBy,
    affectsTrust: typed.affectsTrust,
    followUp: line(typed.followUp) || (decidedBy[0] ?? '–'),
    initials: initialsOf(typed.initials),
  };
}
