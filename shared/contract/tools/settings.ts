// What people set in the app for themselves; and the signal that calls them back.
import { z } from 'zod';
import { textSizes, themes } from '../../app-settings.ts';
import { languages } from '../../messages/languages.ts';
import { call, event } from '../define.ts';

export const appSettings = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
  textSize: z.literal(textSizes),
  sound: z.boolean(),
});

export const settingsCalls = {
  /** What was set before, else what is usual in the language that the system wants. Says whether settings were kept and cannot be read. */
  begin: call(
    z.strictObject({ system: z.enum(languages) }),
    z.strictObject({ settings: appSettings, isKeptLost: z.boolean() }),
    'passes',
  ),
  /** They count from now on, and at the next start. */
  choose: call(appSettings, z.null(), 'passes'),
  /** Something has ended, or needs somebody. */
  signal: event(z.null()),
};
