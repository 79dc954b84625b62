// The prose check finds what it must, and nothing in code.
import { expect, it } from 'vitest';
import { commentsOf, findingsIn } from './prose.ts';

const messages = async (file: string, text: string): Promise<string[]> =>
  (await findingsIn(file, text)).map(({ line, message }) => `${line}: ${message}`);

it('finds a word of the list in a document, with its line and what to write instead', async () => {
  expect(await messages('page.md', '# Title\n\nIn the midst of it, prior to lunch.\n')).toEqual([
    '3: Incorrect term: “midst”, use “middle” instead',
    '3: Incorrect term: “prior to”, use “before” instead',
  ]);
});

it('reads no code in a document, and lets a double stand in for something', async () => {
  const page = 'The `midst` member.\n\n    midst()\n\nThe double stands in for Electron.\n';
  expect(await messages('page.md', page)).toEqual([]);
  expect(await messages('page.md', '<!-- Made of texts. -->\n\nIn the midst.\n')).toEqual([]);
});

it('finds a sentence that is too long', async () => {
  expect(await messages('page.md', `${'Word '.repeat(60)}end.\n`)).toHaveLength(1);
  expect(await messages('page.md', `${'Word '.repeat(40)}end.\n`)).toEqual([]);
});

it('finds a word in a text of the English catalogue, and in no name', async () => {
  const source =
    "// In the midst.\nexport const page = { 'in-the-midst': () => 'In the midst.', midst: `${'judge'}` };\n";
  expect(await messages('shared/messages/en/page.ts', source)).toEqual([
    '1: Incorrect term: “midst”, use “middle” instead',
    '2: Incorrect term: “midst”, use “middle” instead',
  ]);
});

it('finds a word in a comment, on its own line, and in no code', async () => {
  const source = 'const midst = 1;\n// In the midst.\n/**\n * Held against it.\n */\nconst text = "mishap";\n';
  expect(await messages('code.ts', source)).toEqual([
    '2: Incorrect term: “midst”, use “middle” instead',
    '4: Incorrect term: “Held against”, use “Compared with” instead',
  ]);
  expect(commentsOf(source).split('\n')).toHaveLength(source.split('\n').length);
});
