// The language that the app speaks.
import { z } from 'zod';
import { languages } from '../../messages/languages.ts';
import { call } from '../define.ts';

const nothing = z.null();

export const languageCalls = {
  /** What to speak: what was chosen before, else what the system wants. Says whether a choice was kept and cannot be read. */
  begin: call(
    z.strictObject({ system: z.enum(languages) }),
    z.strictObject({ language: z.enum(languages), isKeptLost: z.boolean() }),
  ),
  /** Spoken from now on, and at the next start. */
  choose: call(z.strictObject({ language: z.enum(languages) }), nothing),
};
