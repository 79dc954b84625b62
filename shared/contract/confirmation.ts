// What the confirmation view may hear and say: the sheet that main draws, and what people type on it. It knows no other words.
import { z } from 'zod';
import { themes } from '../app-settings.ts';
import { languages } from '../messages/languages.ts';
import { call, event, type Bridge } from './define.ts';

const line = z.string().max(2000);
/** One thing that people type, or choose where there are choices. */
const field = z.strictObject({
  name: z.string().max(40),
  label: line,
  /** What is in it at first. */
  value: line,
  detail: line.nullable(),
  choices: z.array(z.strictObject({ value: line, title: line })).nullable(),
});
export const confirmationSheet = z.strictObject({
  /** Another one for each time that the sheet is drawn: an answer names the one that people saw. */
  id: z.int(),
  language: z.enum(languages),
  theme: z.enum(themes),
  band: z.strictObject({ isPractice: z.boolean(), mode: line, asks: line }),
  title: line,
  lead: z.array(line),
  /** What is decided, from journals and files. */
  facts: z.array(z.strictObject({ label: line, lines: z.array(line) })),
  fields: z.array(field),
  /** Why it is asked again; empty at first. */
  problem: z.array(line),
  act: z.strictObject({ label: line, isHeld: z.boolean() }),
  /** How a button is pressed that is held. */
  pressAndHold: line,
  back: line,
});
export type ConfirmationSheet = z.output<typeof confirmationSheet>;

const sheetId = z.strictObject({ sheet: z.int() });

export const confirmationContract = {
  confirmation: {
    /** What is asked now; null where nobody is asked. */
    sheet: call(z.null(), confirmationSheet.nullable()),
    changed: event(confirmationSheet.nullable()),
    /** What was typed, by field. */
    answer: call(sheetId.extend({ typed: z.record(z.string().max(40), z.string().max(400)) }), z.null()),
    /** Somebody is typing; what, is not said. */
    typing: call(z.null(), z.null()),
    cancel: call(sheetId, z.null()),
  },
};
export type ConfirmationBridge = Bridge<typeof confirmationContract>;
