// Builds HTML that cannot forget to escape: only what this file made is markup, every other value is text.

/** A piece of markup. It can be made by `html` alone. */
export interface Html {
  readonly [markup]: string;
}

/** What may be in a template: text, numbers, markup, lists of them; `undefined` and `false` print nothing. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

const markup = Symbol('markup');

/** What cannot be seen or turns the writing around, except the line feed. */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

/* v8 ignore next -- @preserve The matches of `invisible` and the items of `Array.from` are characters, never empty. */
const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** Text for an element or a quoted attribute. What cannot be seen is written as `\u{HEX}`: paper has to show it. */
const escapeText = (text: string): string =>
  text
    .replace(invisible, (mark) => `\\u{${hexOf(mark)}}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return markup in value ? value[markup] : value.map(render).join('');
}

/** The tag of templates: the literal parts are markup, the values are escaped. Attributes are in double quotes. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = literalParts(literals);
  return { [markup]: parts.map((part, at) => `${part}${at < values.length ? render(values[at]) : ''}`).join('') };
}

const partsOfTemplate = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The literal parts without the indentation of our source, which would be a third of every document. */
function literalParts(literals: TemplateStringsArray): readonly string[] {
  const known = partsOfTemplate.get(literals);
  if (known) return known;
  const parts = literals.map((literal) => literal.replace(/\n\s*/gu, '\n'));
  partsOfTemplate.set(literals, parts);
  return parts;
}

/** The finished text of a document. */
export const htmlText = (document: Html): string => document[markup];

/**
 * A style sheet as the content of a style element. It comes from our own assets, never from outside.
 * It is refused if it could end the element, which no style sheet of ours does.
 */
export function styleElement(css: string): Html {
  if (css.includes('<')) throw new Error('a style sheet with "<" cannot be embedded');
  return { [markup]: `<style>${css}</style>` };
}

/** Text as a CSS string: every character but the plainest is written as its number, so that none can end the string. */
export const cssString = (text: string): string =>
  `"${Array.from(text.replace(invisible, ' '), (character) =>
    /[A-Za-z0-9 ]/u.test(character) ? character : `\\${hexOf(character)} `,
  ).join('')}"`;
