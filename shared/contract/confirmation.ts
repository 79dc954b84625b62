// What the confirmation view may hear and say: the sheet that main draws, and what people type on it. It knows no other words.
import { z } from 'zod';
import { themes } from '../app-settings.ts';
import { languages } from '../messages/languages.ts';
import { call, event, type Bridge } from './define.ts';
import { maxPassphraseBytes } from './passphrase-limit.ts';

const line = z.string().max(2000);
const name = z.string().max(40);
/** One thing that people type or choose. */
const field = z.strictObject({
  name,
  label: line,
  /** What is in it at first. */
  value: line,
  detail: line.nullable(),
  form: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('line') }),
    z.strictObject({ kind: z.literal('text') }),
    z.strictObject({ kind: z.literal('choice'), choices: z.array(z.strictObject({ value: line, title: line })) }),
    /** Words of a fingerprint at these places, counted from 1. What comes back are whole words, with blanks between them. */
    z.strictObject({ kind: z.literal('words'), places: z.array(z.int()) }),
    /** Nobody sees it, and its bytes come beside the other fields. What is new is typed twice. */
    z.strictObject({ kind: z.literal('secret'), isNew: z.boolean() }),
  ]),
  /** Whether it may stay empty. */
  isOptional: z.boolean(),
});
const act = z.strictObject({ name, label: line, isHeld: z.boolean() });
/** What a sheet says with a drawing, one thing at a time: insert a stick, type, wait, take it out, done. */
export const sheetPictures = ['insert', 'key', 'wait', 'out', 'done'] as const;

export const confirmationSheet = z.strictObject({
  /** Another one for each time that the sheet is drawn: an answer names the one that people saw. */
  id: z.int(),
  language: z.enum(languages),
  theme: z.enum(themes),
  band: z.strictObject({ isPractice: z.boolean(), mode: line, asks: line }),
  /** Why somebody must press something soon: the one thing that changes on a sheet that was drawn. */
  hurry: line.nullable(),
  /** Of a custodian's turn; null on any other sheet. `stick` is written on the drawn one. */
  picture: z.strictObject({ name: z.enum(sheetPictures), stick: line }).nullable(),
  title: line,
  lead: z.array(line),
  /** What is decided, from journals and files. What is folded is read when people want it. */
  facts: z.array(z.strictObject({ label: line, lines: z.array(line), isFolded: z.boolean() })),
  fields: z.array(field),
  /** Why it is asked again; empty at first. */
  problem: z.array(line),
  /** The first is what the sheet is for: Enter presses it, unless it is held. None where it ends by itself. */
  acts: z.array(act),
  /** Folded away, with the way back: what is seldom needed. */
  help: z.strictObject({ label: line, lines: z.array(line), acts: z.array(act) }).nullable(),
  /** How a button is pressed that is held. */
  pressAndHold: line,
  /** Null where nobody can turn back. */
  back: line.nullable(),
});
export type ConfirmationSheet = z.output<typeof confirmationSheet>;

const sheetId = z.strictObject({ sheet: z.int() });
/** In UTF-8. Main passes it on, and keeps nothing of it. */
const secret = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPassphraseBytes);

export const confirmationContract = {
  confirmation: {
    /** What is asked now; null where nobody is asked. */
    sheet: call(z.null(), confirmationSheet.nullable()),
    changed: event(confirmationSheet.nullable()),
    /** What was typed, by field, and which button was pressed. A sheet has at most one secret. */
    answer: call(sheetId.extend({ typed: z.record(name, line), secret: secret.nullable(), act: name }), z.null()),
    cancel: call(sheetId, z.null()),
  },
};
export type ConfirmationBridge = Bridge<typeof confirmationContract>;
