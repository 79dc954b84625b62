// The print style with its fonts inside, as programs and tests put it into a document: the same letters on every machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const fonts = join(root, 'node_modules', '@fontsource');

/** Latin, and the letters of Central Europe; other scripts come from the machine's own fonts. */
const subsets = {
  latin:
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215',
  'latin-ext': 'U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+2C60-2C7F',
};

/** Regular and bold, each its own file: Chromium embeds a variable font as Type 3, whose letters are drawings to other programs. */
const weights = [400, 700];

function fontFace(name: string, family: string): string {
  return Object.entries(subsets)
    .flatMap(([subset, range]) =>
      weights.map((weight) => {
        const file = join(fonts, name, 'files', `${name}-${subset}-${weight}-normal.woff2`);
        const data = readFileSync(file).toString('base64');
        return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${range}; }`;
      }),
    )
    .join('\n');
}

/** The style sheet of every document, whole. */
export const printStyle = (): string =>
  [
    fontFace('atkinson-hyperlegible-next', 'Lifeboat Print'),
    fontFace('atkinson-hyperlegible-mono', 'Lifeboat Print Mono'),
    readFileSync(join(root, 'assets', 'print', 'document.css'), 'utf8'),
  ].join('\n');
