// The closed form of the file that people or programs fill for a document: a verification.
import { z } from 'zod';
import { lineOfText } from '#shared/schemas/atoms.ts';

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
