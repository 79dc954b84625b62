// Which built files belong to a product: its entries, and every file that they name, and so on. Nothing else is shipped.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Product } from './products.ts';

const readable = /[.](cjs|js|css|html)$/;

/** Every built file below `out`, with `/` between folders. */
const builtFiles = (out: string): string[] =>
  ['electron', 'secrets', 'renderer'].flatMap((folder) =>
    readdirSync(join(out, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(out.length + 1)
          .replaceAll('\\', '/'),
      ),
  );

/** Files that are in the same room of the build and may name each other. */
const workspace = (file: string): string => file.split('/', 1)[0] ?? '';

/**
 * The files of a product, sorted, relative to `out`. The bundler gives parts that are shared or loaded late names with a hash in them, so
 * that a file belongs to a product exactly if a file of the product names it.
 */
export function productFiles(product: Pick<Product, 'entries' | 'optional'>, out: string): string[] {
  const all = builtFiles(out);
  const found = new Set<string>();
  const waiting = [...product.entries, ...product.optional.filter((file) => all.includes(file))];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (!readable.test(file)) continue;
    const text = readFileSync(join(out, file), 'utf8');
    const hashed = all.filter((other) => workspace(other) === workspace(file) && /-[\w-]{8}[.]\w+$/.test(other));
    waiting.push(...hashed.filter((other) => isNamed(basename(other), text)));
  }
  return [...found].sort();
}

/** Whether a text names the file, and not one whose name only ends like it. */
function isNamed(name: string, text: string): boolean {
  const at = text.indexOf(name);
  return at > 0 && /["'`(/]/.test(text.charAt(at - 1));
}
