// Texts by names that other people chose: tags of keys and of resources.
import { z } from 'zod';

/** A record of zod leaves out this one name without a word: what was read would not be what the file or the service says. */
const noPrototype = z.custom<unknown>(
  (value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'),
);

/** A record that is either read whole or refused. */
export const textRecord = (text: z.ZodString = z.string()): z.ZodPipe<typeof noPrototype, TextRecord> =>
  noPrototype.pipe(z.record(text, text));

type TextRecord = z.ZodRecord<z.ZodString, z.ZodString>;
