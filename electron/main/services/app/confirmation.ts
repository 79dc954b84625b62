// What people answer for is asked in a view of main's own: a page says what it wants done, and no word of who approves it.
//
// A further kind of question is data and needs no screen:
// 1. In the contract its call takes nothing of what people type, see or choose: at most which thing the page is about.
// 2. Below `questions/` a function gives its `Question`: what is decided is drawn from journals and files, with the fields and acts below
//    and those of `two-people.ts` and `word-check.ts`; `take` reads what was typed, and leaves nothing open: its answer is dropped where people
//    are turned away meanwhile; `again` names the refusals that are typed again in place.
// 3. Its handler checks what may be asked, awaits `world.confirm(…)`, and checks again what may have changed meanwhile.
// 4. Its page has a `Confirm` in place of its fields, and reads what comes of it in the view.
// 5. `lying-page.spec.ts` gets a line with what a page could forge before.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';

/** By the name of the field. */
export type Typed = Readonly<Record<string, string>>;
/** What people typed, the name of the button that they pressed, and the texts in which they were asked. */
export interface Answer {
  readonly typed: Typed;
  /** What was typed into the sheet's secret field; whoever takes it wipes it. Of a sheet without one it is empty. */
  readonly secret: Buffer;
  readonly act: string;
  readonly texts: Catalogue;
}
/** The part of a sheet that is its question's own. */
export type Asked = Pick<ConfirmationSheet, 'title' | 'lead' | 'facts' | 'fields' | 'acts'> &
  Partial<Pick<ConfirmationSheet, 'picture' | 'help' | 'back'>>;
export type AskedField = ConfirmationSheet['fields'][number];
export type AskedFact = ConfirmationSheet['facts'][number];

/** @typeParam T what `take` makes of the answer; a Buffer is a secret, and is wiped where nobody wants it any more */
export interface Question<T> {
  /** Null where it is asked for. */
  readonly practice: boolean | null;
  /** Draws it, once for each try. */
  readonly draw: (texts: Catalogue) => Asked;
  readonly take: (answer: Answer) => Promise<T> | T;
  /** Refusals of `take` that are said on the sheet, where people type again; any other ends the question. */
  readonly again: readonly Fault['code'][];
  /** Why it is asked, where something else was refused before. */
  readonly problem?: Fault | undefined;
  /**
   * What ends it without a press. It may ask further questions: they are drawn above, and this one again after them.
   * @param ended when nobody waits for it any more
   */
  readonly until?: (ended: AbortSignal) => Promise<T>;
}

/** Asks people. @throws CONFIRMATION_NOT_GIVEN where they turn back or are turned away, and what ends the question */
export type Confirm = <T>(question: Question<T>) => Promise<T>;

interface Drawing extends Pick<ConfirmationSheet, 'id' | 'theme'> {
  /** Why it is asked again. */
  readonly problem: Fault | undefined;
  /** Until a turn ends because nobody types; null before its last minute. */
  readonly secondsLeft: number | null;
}

/** A question as it is shown. */
export function drawSheet<T>(
  { practice, draw }: Question<T>,
  texts: Catalogue,
  { id, theme, problem, secondsLeft }: Drawing,
): ConfirmationSheet {
  const { happened, todo } = problem === undefined ? { happened: '', todo: '' } : adviceFor(texts.advice, problem);
  const { modes, idle } = texts.screens.frame;
  return {
    id,
    language: texts.language,
    theme,
    band: {
      isPractice: practice === true,
      mode: practice === null ? '' : modes[practice ? 'practice' : 'production'],
      asks: texts.system.asks,
    },
    hurry: secondsLeft === null ? null : `${idle.somebody} ${idle.ends(secondsLeft)}`,
    picture: null,
    help: null,
    back: texts.screens.passphrase.back,
    ...draw(texts),
    problem: problem === undefined ? [] : [happened, todo, problem.code],
    pressAndHold: texts.screens.files.pressAndHold,
  };
}

/** A line to type; `more` says where it is another kind of field, is filled in at first, or may stay empty. */
export const field = (name: string, label: string, more: Partial<AskedField> = {}): AskedField => ({
  name,
  label,
  value: '',
  detail: null,
  form: { kind: 'line' },
  isOptional: false,
  ...more,
});

export const fact = (label: string, ...lines: readonly string[]): AskedFact => ({
  label,
  lines: [...lines],
  isFolded: false,
});

/** One button, and what it does where there is only one. */
export const press = (label: string, name = 'yes'): Asked['acts'][number] => ({ name, label, isHeld: false });
/** The same for what cannot be undone: it is held. */
export const hold = (label: string): Asked['acts'][number] => ({ ...press(label), isHeld: true });

/**
 * A text of the pages as a sheet has it: text alone, without marks.
 * @param values what the empty marks stand for; a mark in a value stays what it is
 */
export const withoutMarks = (text: string, values: Readonly<Record<string, string>> = {}): string =>
  text.replaceAll(/<(\w+)><\/\1>|<\/?\w+>/gu, (_mark, name?: string) => values[name ?? ''] ?? '');
