// What people answer for is asked in a view of main's own: a page says what it wants done, and no word of who approves it.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';

/** By the name of the field. */
export type Typed = Readonly<Record<string, string>>;
/** The part of a sheet that is its question's own. */
export type Asked = Pick<ConfirmationSheet, 'title' | 'lead' | 'facts' | 'fields' | 'act'>;

export interface Question<T> {
  readonly practice: boolean;
  /** Draws it, once for each try. */
  readonly draw: (texts: Catalogue) => Asked;
  /** Takes what was typed. */
  readonly take: (typed: Typed) => Promise<T> | T;
  /** Whether a refusal of `take` is said on the sheet, where people type again; any other ends the question. */
  readonly again: (fault: Fault) => boolean;
}

/** Asks people. @throws CONFIRMATION_NOT_GIVEN where they turn back or are turned away, and what ends the question */
export type Confirm = <T>(question: Question<T>) => Promise<T>;

/** Marks of a text are for the pages; a sheet is text alone. To be called before a name from outside is put into it. */
export const withoutMarks = (text: string): string => text.replaceAll(/<\/?\w+>/gu, '');
