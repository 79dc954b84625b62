// The screens as they were built: which files there are, and what each is.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BuiltFiles } from '#shell/app-protocol.ts';
import { outFolder } from './root.ts';

/** Where they lie. */
export const builtScreens = join(outFolder, 'renderer');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The list that the app:// handler serves from: every built file of the screens with its hash. */
export function builtFiles(): BuiltFiles {
  const files: Record<string, { sha256: string; contentType: string }> = {};
  for (const entry of readdirSync(builtScreens, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const contentType = contentTypes[extname(path)];
    if (contentType === undefined) throw new Error(`no content type is known for ${path}`);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    files[path.slice(builtScreens.length + 1).replaceAll('\\', '/')] = { sha256, contentType };
  }
  return files;
}
