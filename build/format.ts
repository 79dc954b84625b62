// Texts that our programs write into the source, in the form that `npm run format` gives to everything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import { root } from './root.ts';

const { ignorePatterns: _, ...settings } = JSON.parse(
  readFileSync(join(root, '.oxfmtrc.json'), 'utf8'),
) as FormatConfig & { readonly ignorePatterns: readonly string[] };

/**
 * @param path whose ending tells the language
 * @param others settings that this text alone has
 */
export async function formatted(path: string, text: string, others: FormatConfig = {}): Promise<string> {
  const { code, errors } = await format(path, text, { ...settings, ...others });
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  return code;
}
