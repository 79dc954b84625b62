// What an app remembers between its starts: what people have set in it, and nothing else. No secret, and nothing that a ceremony needs.
import { z } from 'zod';
import { type AppSettings, textSizes, themes } from '#shared/app-settings.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { languages } from '#shared/messages/languages.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { readWholeFile, replaceFile } from './files.ts';

const maxSettingsBytes = 4096;
const version1 = z.strictObject({
  format: z.literal('lifeboat-settings'),
  v: z.literal(1),
  language: z.enum(languages),
});
const version2 = version1.extend({
  v: z.literal(2),
  theme: z.enum(themes),
  textSize: z.literal(textSizes),
  sound: z.boolean(),
});
/** The first version had the language alone. */
const settingsFile = z.discriminatedUnion('v', [version1, version2]);

export type KeptSettings =
  | { readonly kind: 'kept'; readonly settings: Pick<AppSettings, 'language'> & Partial<AppSettings> }
  | { readonly kind: 'none' }
  /** There is a file, and it is not one of ours or cannot be read. */
  | { readonly kind: 'damaged' };

/** Settings are a comfort: whatever is wrong with the file, the app starts, and says it. */
export async function readSettings(path: string): Promise<KeptSettings> {
  try {
    const bytes = await readWholeFile(path, maxSettingsBytes);
    const read = settingsFile.safeParse(parseStrictJson(bytes, { maxBytes: maxSettingsBytes }));
    if (!read.success) return { kind: 'damaged' };
    const { format: _format, v: _v, ...settings } = read.data;
    return { kind: 'kept', settings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: error.fault.code === 'FILE_NOT_FOUND' ? 'none' : 'damaged' };
  }
}

/** Takes the place of the file before, whole or not at all. @throws the file and medium faults */
export async function writeSettings(path: string, settings: AppSettings): Promise<void> {
  const file = { format: 'lifeboat-settings', v: 2, ...settings } satisfies z.input<typeof version2>;
  await replaceFile(path, Buffer.from(`${JSON.stringify(file)}\n`, 'utf8'));
}
