// A language that nobody speaks: English with accents, longer, in brackets. It shows what is cut off, and what is not in the catalogue.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { root } from '../../build/root.ts';
import { pageHeaders } from '../../electron/main/shell/content-policy.ts';

/** Runs in the page as well, in the module that stands in for the English catalogue. Marks such as `<term>` stay as they are. */
export function pseudo<T>(node: T): T {
  const accents: Readonly<Record<string, string>> = {
    a: 'á',
    e: 'é',
    i: 'í',
    o: 'ö',
    u: 'ü',
    c: 'ç',
    n: 'ñ',
    y: 'ý',
    A: 'Å',
    E: 'É',
    O: 'Ö',
    U: 'Ü',
  };
  const stretched = (text: string): string => {
    const accented = text
      .split(/(<\/?\w+>)/u)
      .map((part) =>
        part.startsWith('<') ? part : part.replace(/[aeioucnyAEOU]/gu, (letter) => accents[letter] ?? letter),
      )
      .join('');
    // German is longer than English by a third; short words grow more.
    const letters = text.replace(/<\/?\w+>/gu, '').length;
    return `[${accented}${' ~~~'.repeat(Math.ceil(letters / 12))}]`;
  };
  const speak = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return name === 'language' ? value : stretched(value);
    if (typeof value === 'function') {
      return (...values: unknown[]) => speak((value as (...given: unknown[]) => unknown)(...values), '');
    }
    if (Array.isArray(value)) return value.map((one) => speak(one, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, speak(child, key)]));
  };
  return speak(node, '') as T;
}

const speakers = new WeakSet<BrowserContext>();
export const speaksPseudo = (context: BrowserContext): boolean => speakers.has(context);

/** Has the pages of a context speak it wherever they would speak English. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  speakers.add(context);
  await context.route(/\/assets\/(?:spoken|further)-[^/]*\.js(?:\?real)?$/u, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const body = readFileSync(join(root, 'out', 'renderer', pathname.slice(1)), 'utf8');
    const english = /export\s*\{\s*\S+ as (english\w+)\s*\}/u.exec(body)?.[1];
    const standIn = `import { ${english ?? ''} as real } from '.${pathname.slice(pathname.lastIndexOf('/'))}?real';
${pseudo.toString()}
export const ${english ?? ''} = pseudo(real);`;
    await route.fulfill({
      body: english !== undefined && search === '' ? standIn : body,
      headers: pageHeaders('text/javascript'),
    });
  });
}
