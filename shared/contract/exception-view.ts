// An exception as the screens of both apps show it: the sheet that people filled in, its number, and when it was noted.
import { z } from 'zod';
import { type ExceptionSheet, exceptionSheet } from '../journal/events.ts';
import type { Decision } from '../journal/state.ts';
import { ourFault } from './ours.ts';

export const exceptionView = exceptionSheet.extend({
  number: z.int(),
  /** The failed check that was left through it. */
  check: z.string().nullable(),
  atUtc: z.iso.datetime(),
});
export type ExceptionView = z.output<typeof exceptionView>;

/** What people filled in, without what the program added. */
export const sheetOf = (view: ExceptionView): ExceptionSheet => exceptionSheet.strip().parse(view);

/** An exception of a journal, without what the program alone asks of it. */
export const exceptionViewOf = ({ at: atUtc, used: _used, ...noted }: Decision): ExceptionView => ({ ...noted, atUtc });

/** A check that failed and stands: only an exception that names it leads on. Both apps show it the same way. */
export const failedCheck = z.strictObject({
  check: z.string(),
  /** Of the script. */
  step: z.string(),
  /** The code of the fault; empty where the journal names none. */
  fault: z.string(),
  /** The fault itself, where the journal keeps it whole. */
  known: ourFault.nullable(),
});
export type FailedCheckView = z.output<typeof failedCheck>;
