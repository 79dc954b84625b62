// A language that nobody speaks: English with accents, longer, in brackets. It shows what is cut off, and what is not in the catalogue.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtScreens } from '#build/built-files.ts';

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
    // Names of a language and of a picture are no words.
    if (typeof value === 'string') return ['language', 'picture'].includes(name) ? value : stretched(value);
    if (typeof value === 'function') {
      return (...values: unknown[]) => speak((value as (...given: unknown[]) => unknown)(...values), '');
    }
    if (Array.isArray(value)) return value.map((one) => speak(one, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, speak(child, key)]));
  };
  return speak(node, '') as T;
}

/**
 * German as long as the pseudo-locale: a page with room for it has room for German and all that is a third longer than English, at one look.
 * Runs in the page as well, as `pseudo` does.
 */
export function drawnOut<T>(german: T, longer: unknown): T {
  if (typeof german === 'string') {
    const missing = typeof longer === 'string' ? longer.length - german.length : 0;
    return `${german}${' ~~~'.repeat(Math.max(0, Math.ceil(missing / 4)))}` as T;
  }
  if (typeof german === 'function') {
    const [say, other] = [german, longer] as ((...given: unknown[]) => unknown)[];
    return ((...values: unknown[]) => drawnOut(say?.(...values), other?.(...values))) as T;
  }
  if (typeof german !== 'object' || german === null || typeof longer !== 'object' || longer === null) return german;
  const others = longer as Record<string, unknown>;
  const pairs = Object.entries(german).map(([key, child]): [string, unknown] => [
    key,
    key === 'language' ? child : drawnOut(child as unknown, others[key]),
  ]);
  const all: unknown = Array.isArray(german) ? pairs.map(([, child]) => child) : Object.fromEntries(pairs);
  return all as T;
}

/** A language for looking at, made of one that people speak: `pseudo` wherever a page would speak English, `drawn-out` in the place of German. */
export type MadeUp = 'pseudo' | 'drawn-out';

const assets = join(builtScreens, 'assets');
const bodyOf = (file: string): string => readFileSync(join(assets, file), 'utf8');
const catalogueIn = (body: string): string =>
  /export\s*\{\s*\S+ as ((?:english|german)\w+)\s*\}/u.exec(body)?.[1] ?? '';

/** The English catalogue beside a German one: the same part of it, in another file. */
function englishBeside(part: string): { readonly file: string; readonly name: string } {
  for (const file of readdirSync(assets).filter((each) => each.startsWith(`${part}-`) && each.endsWith('.js'))) {
    const name = catalogueIn(bodyOf(file));
    if (name.startsWith('english')) return { file, name };
  }
  throw new Error(`no English catalogue ${part} was built`);
}

/**
 * The module that takes the place of a catalogue; undefined where a built file is to be served as it is.
 * @param url without scheme and host. What stands in for a catalogue asks for it with `?real`.
 */
export function madeUpCatalogue(language: MadeUp, url: string): string | undefined {
  const file = /^\/assets\/(spoken-[^/?]*\.js)$/u.exec(url)?.[1];
  if (file === undefined) return undefined;
  const name = catalogueIn(bodyOf(file));
  const real = `import { ${name} as real } from './${file}?real';\n${pseudo.toString()}`;
  if (language === 'pseudo' && name.startsWith('english')) return `${real}\nexport const ${name} = pseudo(real);`;
  if (language !== 'drawn-out' || !name.startsWith('german')) return undefined;
  const english = englishBeside(file.slice(0, file.indexOf('-')));
  return `${real}
import { ${english.name} as english } from './${english.file}?real';
${drawnOut.toString()}
export const ${name} = drawnOut(real, pseudo(english));`;
}
