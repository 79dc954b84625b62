// Reads the prose of the project: documents, the English texts of the product, and the comments of the code as if each file's were one
// document. It finds words to avoid (words.ts), and in documents sentences too long to be understood at once.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextlintKernel } from '@textlint/kernel';
import * as markdown from '@textlint/textlint-plugin-markdown';
import sentenceLength from 'textlint-rule-sentence-length';
import terminology from 'textlint-rule-terminology';
import { root } from '../root.ts';
import { words } from './words.ts';

/** One place that reads badly. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

type Options = Parameters<TextlintKernel['lintText']>[1];
type Rule = NonNullable<Options['rules']>[number];

/** In characters. */
const longestSentence = 250;

/** What a CommonJS module of textlint exports: Node gives it, or an object with it as the default, or one with that. */
function exported(module: unknown): never {
  const inner = (module as { default?: unknown }).default ?? module;
  return ((inner as { default?: unknown }).default ?? inner) as never;
}

const avoided: Rule = {
  ruleId: 'terminology',
  rule: exported(terminology),
  options: { defaultTerms: false, terms: [...words], skip: [] },
};
const inDocuments = [
  avoided,
  { ruleId: 'sentence-length', rule: exported(sentenceLength), options: { max: longestSentence } },
];
const plugins: NonNullable<Options['plugins']> = [{ pluginId: 'markdown', plugin: exported(markdown) }];
const kernel = new TextlintKernel();

/** Finds all that the list finds and more: it asks neither where Markdown ends a text nor what follows a word. */
const anyWord = new RegExp(words.map(([pattern]) => pattern.split('(?!', 1)[0]).join('|'), 'iu');

/** The comments of a source file, each on its line and without its marks; every other line is empty. */
export const commentsOf = (source: string): string =>
  source
    .split('\n')
    .map((line) => /^\s*(?:\/\/|\/\*\*?|\*(?!\/))\s?(.*?)(?:\*\/)?\s*$/.exec(line)?.[1] ?? '')
    .join('\n');

/** The same with the texts of a file of the catalogue; a string without a space is a name. */
const textsOf = (source: string): string => {
  const comments = commentsOf(source).split('\n');
  return source
    .split('\n')
    .map((line, at) => {
      const strings = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/gu)].map(([, , text]) => text ?? '');
      const texts = strings.filter((text) => text.includes(' '));
      return comments[at] === '' ? texts.join(' ') : comments[at];
    })
    .join('\n');
};

const isOfCatalogue = (file: string): boolean => file.startsWith('shared/messages/en/');

/** A page that is made of the product's texts begins so; they have their own tests. */
const isMade = (text: string): boolean => text.startsWith('<!-- Made of ');

/** @param file decides what is prose in it: all of a Markdown file, the texts of the English catalogue, the comments of any other */
export async function findingsIn(file: string, text: string): Promise<readonly Finding[]> {
  if (isMade(text)) return [];
  const isDocument = file.endsWith('.md');
  const prose = isDocument ? text : isOfCatalogue(file) ? textsOf(text) : commentsOf(text);
  // Markdown is parsed where something may be found: most comments have no word of the list.
  if (!isDocument && !anyWord.test(prose)) return [];
  const { messages } = await kernel.lintText(prose, {
    ext: '.md',
    filePath: file,
    plugins,
    rules: isDocument ? inDocuments : [avoided],
  });
  return messages.map(({ loc, message }) => ({ file, line: loc.start.line, message: message.split('\n', 1)[0] ?? '' }));
}

/** Every file with prose in it, but test data, what is installed and what is built. */
const proseFiles = (): string[] =>
  globSync(['*.md', '.github/**/*.md', '{assets,build,e2e,electron,renderer,shared}/**/*.{md,ts,tsx,mjs,cjs,css}'], {
    cwd: root,
    exclude: ['**/node_modules/**', '**/testdata/**', 'e2e/proofs/inputs/found/**'],
  });

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const findings: Finding[] = [];
  for (const file of proseFiles()) findings.push(...(await findingsIn(file, readFileSync(join(root, file), 'utf8'))));
  for (const { file, line, message } of findings) console.log(`${file}:${line}: ${message}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
