// The closed forms of the two files that people or programs fill for a document: a verification and a register of custody.
import { z } from 'zod';
import { lineOfText } from '../schemas/atoms.ts';

const text = lineOfText(200);

/** What a verification after a restore found. */
export const mappingSchema = z.strictObject({
  format: z.literal('lifeboat-verification'),
  v: z.literal(1),
  checks: z
    .array(z.strictObject({ name: text, expected: text, found: text, result: z.enum(['passed', 'failed', 'notDone']) }))
    .max(100),
  keys: z.array(z.strictObject({ name: lineOfText(127), version: lineOfText(64) })).max(5000),
  differences: z.array(lineOfText(300)).max(1000),
});

/** Where each custodian's key is, and when it was last proven. */
export const custodySchema = z.strictObject({
  format: z.literal('lifeboat-custody'),
  v: z.literal(1),
  entries: z
    .array(
      z.strictObject({
        code: z.string().regex(/^C(?:[1-9]|10)$/),
        mediumSerial: lineOfText(40).nullable(),
        bag: lineOfText(40).nullable(),
        provenOn: z.iso.date().nullable(),
        dueOn: z.iso.date().nullable(),
      }),
    )
    .max(10),
});
