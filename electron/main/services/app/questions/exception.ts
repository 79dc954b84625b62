// An exception as on its sheet: its free text leaves the machine, so people type it where no page reaches.
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { areInitials, emptySheet, type TypedSheet, typedSheet } from '#shared/formatting/exception-sheet.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { exceptionSheet, type ExceptionSheet } from '#shared/journal/events.ts';
import { type AskedField, fact, field, press, type Question } from '../confirmation.ts';
import { unlessTwo } from '../two-people.ts';

export interface ExceptionAsked<T> {
  readonly practice: boolean;
  /** Step of the script; undefined where people type it. */
  readonly step?: string;
  /** The failed check that is left through it: then two people must have decided. */
  readonly failure: FailedCheckView | undefined;
  /** How many people must have decided; two where a check has failed. */
  readonly deciders?: 1 | 2;
  /** Takes the sheet; what it refuses of the people is typed again. */
  readonly note: (sheet: ExceptionSheet) => Promise<T>;
}

const long = { form: { kind: 'text' } } as const;
const mayBeEmpty = { ...long, isOptional: true } as const;

export function askException<T>({
  practice,
  step: shown,
  failure,
  deciders = failure === undefined ? 1 : 2,
  note,
}: ExceptionAsked<T>): Question<T> {
  const known = failure?.step ?? shown;
  return {
    practice,
    draw({ screens, word }) {
      const t = screens.ceremony.exception;
      const trust: AskedField['form'] = {
        kind: 'choice',
        choices: (['no', 'yes', 'unknown'] as const).map((value) => ({ value, title: t[value] })),
      };
      return {
        title: t.title,
        lead: [t.lead, ...(failure === undefined ? [] : [t.leaves(word(failure.check), failure.fault)])],
        facts: known === undefined ? [] : [fact(t.step, known)],
        fields: [
          ...(known === undefined ? [field('step', t.step)] : []),
          field('happened', t.happened, long),
          field('expected', t.expected, mayBeEmpty),
          field('options', t.options, mayBeEmpty),
          field('decision', t.decision, long),
          field('decidedBy', t.decidedBy, { detail: deciders === 2 ? t.decidedByTwo : t.decidedByNote }),
          field('followUp', t.followUp, { isOptional: true }),
          field('initials', t.initials, { detail: t.initialsNote }),
          field('affectsTrust', t.trust, { value: 'unknown', form: trust }),
        ],
        acts: [press(t.save)],
      };
    },
    take: ({ typed }) => note(sheetOf({ ...emptySheet, ...typed }, known ?? typed['step']?.trim() ?? '', deciders)),
    again: unclearSheet,
  };
}

/** Refusals of a sheet that people put right where they typed it. */
export const unclearSheet = [...unlessTwo, 'INITIALS_UNCLEAR', 'CALL_MALFORMED'] as const;

/** @throws TWO_PEOPLE_NEEDED, INITIALS_UNCLEAR, CALL_MALFORMED */
export function sheetOf(typed: TypedSheet, step: string, deciders: number): ExceptionSheet {
  const sheet = typedSheet(typed, step);
  if (peopleAmong(sheet.decidedBy) < deciders) refuse({ code: 'TWO_PEOPLE_NEEDED' });
  if (!areInitials(typed.initials)) refuse({ code: 'INITIALS_UNCLEAR' });
  const parsed = exceptionSheet.safeParse(sheet);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => visibleText(path.map(String).join('.')));
  return refuse({ code: 'CALL_MALFORMED', call: 'session.noteException', paths });
}
