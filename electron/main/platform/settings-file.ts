// What an app remembers between its starts: the language that was chosen, and nothing else. No secret, and nothing that a ceremony needs.
import { z } from 'zod';
import { Refusal } from '#shared/faults/fault.ts';
import { type Language, languages } from '#shared/messages/languages.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { readWholeFile } from './files.ts';
import { replaceFile } from './replace-file.ts';

const maxSettingsBytes = 4096;
const settings = z.strictObject({
  format: z.literal('lifeboat-settings'),
  v: z.literal(1),
  language: z.enum(languages),
});

export type KeptSettings =
  | { readonly kind: 'kept'; readonly language: Language }
  | { readonly kind: 'none' }
  /** There is a file, and it is not one of ours or cannot be read. */
  | { readonly kind: 'damaged' };

/** Settings are a comfort: whatever is wrong with the file, the app starts, and says it. */
export async function readSettings(path: string): Promise<KeptSettings> {
  try {
    const bytes = await readWholeFile(path, maxSettingsBytes);
    const read = settings.safeParse(parseStrictJson(bytes, { maxBytes: maxSettingsBytes }));
    return read.success ? { kind: 'kept', language: read.data.language } : { kind: 'damaged' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: error.fault.code === 'FILE_NOT_FOUND' ? 'none' : 'damaged' };
  }
}

/** Takes the place of the file before, whole or not at all. @throws the file and medium faults */
export async function writeSettings(path: string, language: Language): Promise<void> {
  const text = `${JSON.stringify({ format: 'lifeboat-settings', v: 1, language } satisfies z.input<typeof settings>)}\n`;
  await replaceFile(path, Buffer.from(text, 'utf8'));
}
