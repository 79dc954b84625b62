// The documents keep their word: what they name exists, and nothing in them is numbered twice.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathOf, pathTitles } from './paths.ts';
import { root } from './root.ts';
import { chromium, referenceTools } from './system-packages.mjs';
import { testTitles } from '#e2e/support/test-titles.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const notOurs = ['**/node_modules/**', 'out/**', 'dist/**'];
const documents = globSync('**/*.md', { cwd: root, exclude: notOurs });
const sourceFiles = globSync('**/*.{ts,tsx,mjs,py}', { cwd: root, exclude: notOurs });
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('links to files that exist', () => {
    const links = [...text.matchAll(/(?:\]\(|src(?:set)?=")([^)"#:]+)(?:#[^)]*)?[)"]/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  it('numbers its sections one after the other', () => {
    const numbers = [...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('names source files that exist, from its own folder or by the end of their path', () => {
    const named = [...text.matchAll(/`([^` *]+\.(?:tsx?|mjs|py))(?::[^`]*)?`/g)].map(([, file]) => file ?? '');
    const exists = (file: string): boolean =>
      file.startsWith('.')
        ? existsSync(join(root, dirname(document), file))
        : sourceFiles.some((source) => `/${source}`.endsWith(`/${file}`));
    expect(named.filter((file) => !exists(file))).toEqual([]);
  });

  it('names scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][a-z0-9:-]*)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

/** The body of each section of this level, by its title. */
function sections(text: string, level: '##' | '###'): readonly (readonly [title: string, body: string])[] {
  const parts = text.split(new RegExp(`^${level} (.+)$`, 'm')).slice(1);
  return parts.flatMap((title, at) => (at % 2 === 0 ? [[title, parts[at + 1] ?? ''] as const] : []));
}

describe('the decisions', () => {
  const folder = 'assets/docs/decisions';
  const files = documents.filter((file) => dirname(file) === folder && !file.endsWith('/README.md')).sort();
  // A number is cited elsewhere and stays, so that there may be gaps between them.
  const titles = files.map((file) => /^# (\d+\. .+)\n/.exec(read(file))?.[1] ?? `no title in ${file}`);

  it('have one number each, in the name of the file and in its title', () => {
    expect(titles.map((title) => title.split('.')[0]?.padStart(4, '0'))).toEqual(
      files.map((file) => file.slice(folder.length + 1, folder.length + 5)),
    );
    expect(new Set(titles.map((title) => title.split('.')[0])).size).toBe(files.length);
  });

  it('are listed in the index, by number and title, in the order of numbers under each subject', () => {
    const index = read(`${folder}/README.md`);
    const listed = [...index.matchAll(/^- \[(.+)\]\((.+)\)/gm)].map(([, title = '', file = '']) => ({ title, file }));
    const wanted = titles.map((title, i) => ({ title, file: (files[i] ?? '').slice(folder.length + 1) }));
    const byFile = (a: { file: string }, b: { file: string }): number => (a.file < b.file ? -1 : 1);
    expect(listed.toSorted(byFile)).toEqual(wanted);
    for (const [, body] of sections(index, '##')) {
      const numbers = [...body.matchAll(/^- \[(\d+)\./gm)].map(([, number]) => Number(number));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  it('lead from each merged number to the decision that has it now', () => {
    const merged = [...read(`${folder}/README.md`).matchAll(/^- (\d+) → \[(\d+)\]\((\d{4})-/gm)];
    expect(merged.length).toBeGreaterThan(40);
    expect(merged.filter(([, , number, file]) => number?.padStart(4, '0') !== file)).toEqual([]);
    const numbers = [...merged.map(([, from]) => from ?? ''), ...titles.map((title) => title.split('.', 1)[0] ?? '')];
    expect(numbers.length).toBe(new Set(numbers).size);
  });

  it.each(files)('%s has its sections', (file) => {
    expect(sections(read(file), '##').map(([title]) => title)).toEqual(['Context', 'Decision', 'Consequences']);
  });
});

const security = sections(read('SECURITY.md'), '##');
const section = (title: string): string => security.find(([each]) => each === title)?.[1] ?? '';
const promises = sections(section('Promises'), '###').map(
  ([title, body]) => [title.split('.', 1)[0] ?? '', body] as const,
);
const assuranceCase = read('assets/docs/assurance-case.md');
/** Every id of a promise or claim that a text cites. */
const idsIn = (text: string): string[] => [...text.matchAll(/\b[PC]\d+\b/g)].map(([id]) => id);

/** Each with its reason and evidence, and the promises that it argues. */
const claims = sections(assuranceCase, '##').flatMap(([, body]) =>
  sections(body, '###').map(([title, claim]) => [title.split('.', 1)[0] ?? '', claim, idsIn(title).slice(1)] as const),
);
const defined = [...promises, ...claims].map(([id]) => id);

/** The file that a document names: a path from the project's folder or from `electron/main`. */
const sourceFile = (file: string): string | undefined =>
  [file, `electron/main/${file}`].find((each) => existsSync(join(root, each)));

describe('SECURITY.md', () => {
  const attackers = sections(section('Threat model'), '###');
  const assumptions = section('Assumptions')
    .split(/\n(?=- )/)
    .slice(1);

  it('has attackers and assumptions', () => {
    expect([attackers.length > 10, assumptions.length > 4]).toEqual([true, true]);
  });

  it.each(attackers)('%s meets promises and claims', (_, body) => {
    const see = body.split('\n- See: ')[1] ?? '';
    expect(see).toMatch(/^P\d.*\bC\d/);
    expect(idsIn(see).filter((id) => !defined.includes(id))).toEqual([]);
    expect(body).toMatch(/\n- Goal: .+\n- Stopped by: /s);
  });

  it.each(assumptions)('says what rests on the assumption: %s', (assumption) => {
    const resting = idsIn(/Without it: ([^.]+)\./.exec(assumption.replaceAll(/\s+/g, ' '))?.[1] ?? '');
    expect(resting).not.toEqual([]);
    expect(resting.filter((id) => !defined.includes(id))).toEqual([]);
  });

  it('numbers its promises one after the other', () => {
    expect(promises.map(([id]) => id)).toEqual(promises.map((_, i) => `P${i + 1}`));
    expect(promises.length).toBeGreaterThan(9);
  });

  it.each(promises)('%s says what it is tested with, and which claims argue it', (promise, body) => {
    expect(body).toMatch(/\nTested with \S/);
    const cited = idsIn(/\sArgued\sin ([^.]+)\./.exec(body)?.[1] ?? '');
    const arguing = claims.filter(([, , argued]) => argued.includes(promise)).map(([id]) => id);
    expect(cited).toEqual(arguing);
    expect(arguing).not.toEqual([]);
  });
});

describe('assets/docs/assurance-case.md', () => {
  const cited = [...assuranceCase.matchAll(/`([^`:]+\.(?:test|spec)\.tsx?)(?:: ([^`]+))?`/g)];

  it('numbers its claims one after the other', () => {
    expect(claims.map(([id]) => id)).toEqual(claims.map((_, i) => `C${i + 1}`));
    expect(claims.length).toBeGreaterThan(25);
  });

  it.each(claims)('%s has a reason and evidence', (_, body) => {
    expect(body).toMatch(/^\n\n[A-Z]/);
    expect(body).toMatch(/^- `[^`]+\.test\.ts[^`]*`$|^- `npm run (?:test:[a-z]+|fuzz|check)`$/m);
  });

  it('argues every promise of SECURITY.md', () => {
    const argued = new Set(idsIn(assuranceCase).filter((id) => id.startsWith('P')));
    expect([...argued].sort()).toEqual(promises.map(([id]) => id).sort());
  });

  it('takes for a test neither a comment nor what is skipped', () => {
    const source = [
      "// it('a comment', () => {});",
      "describe('a', () => { it.each([1])('b', f); it.skipIf(x)('c', f); it.skip('d', f); it.todo('e'); });",
      "describe.skip('f', () => { it('g', f); });",
      "other('h', f);",
    ].join('\n');
    expect(testTitles(source)).toEqual(['a', 'b', 'c']);
  });

  it.each(cited.map(([, file, title]) => [file ?? '', title ?? '']))('%s has a test "%s"', (file, title) => {
    const path = sourceFile(file);
    expect(path).toBeDefined();
    if (title !== '') expect(testTitles(read(path ?? ''))).toContain(title);
  });
});

describe('CONTRIBUTING.md', () => {
  const page = read('CONTRIBUTING.md');

  it('names every package of the system that tests use', () => {
    const packages = [chromium, ...referenceTools].flatMap((program) => program.packages);
    expect(packages.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names everything that tests look for beside the project', () => {
    const sources = globSync('{build,electron,shared}/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] });
    const places = sources.flatMap((file) =>
      [...read(file).matchAll(/referenceFile\('([^']+)', '([^']+)'/g)].map(([, folder, name]) => `${folder}/${name}`),
    );
    expect(places.length).toBeGreaterThan(3);
    expect(places.filter((place) => !page.includes(`\`${place}\``))).toEqual([]);
  });
});

describe('the Node that is asked for', () => {
  const { engines, optionalDependencies } = JSON.parse(read('package.json')) as {
    engines: { node: string };
    optionalDependencies: Record<string, string>;
  };
  const least = /^>=(\d+)$/.exec(engines.node)?.[1];
  const usual = read('.nvmrc').trim();

  it('is for the scripts any that runs the bootstrap, and for the project the line that is pinned', () => {
    const pinned = Object.values(optionalDependencies).map((version) => version.split('.', 1)[0]);
    expect([...new Set(pinned)]).toEqual([usual]);
    expect(read('build/bootstrap.mjs')).toContain(`>= ${usual}`);
    expect(Number(least)).toBeLessThanOrEqual(Number(usual));
  });

  it.each(['README.md', 'CONTRIBUTING.md'])('is the same in %s', (document) => {
    const asked = [...read(document).matchAll(/\bNode (\d+)( or newer)?/g)];
    const others = asked.filter(([, version, orNewer]) => version !== (orNewer === undefined ? usual : least));
    expect(others.map(([text]) => text)).toEqual([]);
    expect(asked.some(([, , orNewer]) => orNewer !== undefined)).toBe(true);
  });
});

describe('requirements.md', () => {
  const known = [...read('assets/docs/requirements.md').matchAll(/^- \*\*(REQ-\d\d)\*\*/gm)].map(([, id]) => id ?? '');
  const sources = globSync('{build,e2e,electron,renderer,shared}/**/*.{ts,tsx,md}', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }).filter((file) => file !== 'build/documents.test.ts');
  const citing = (pattern: RegExp): readonly (readonly [string, string])[] =>
    sources.flatMap((file) => [...read(file).matchAll(pattern)].map(([found]) => [found, file] as const));
  const cited = citing(/\bREQ-\d+\b/g);

  it('numbers them one after the other', () => {
    expect(known).toEqual(known.map((_, at) => `REQ-${String(at + 1).padStart(2, '0')}`));
  });

  it('has every number that code cites', () => {
    expect(cited.filter(([id]) => !known.includes(id))).toEqual([]);
  });

  it('has no number that no code cites', () => {
    expect(known.filter((id) => !cited.some(([found]) => found === id))).toEqual([]);
  });

  it('is cited in the place of documents that are not in the repository', () => {
    expect(citing(/\b(?:[Pp]rotocol|[Cc]eremony|[Dd]esign|[Ee]vidence) (?:§ ?\d|[A-E]\d+\b)/g)).toEqual([]);
  });
});

it.each(pathTitles)('%s fits on a page, and its functions are there', (title) => {
  const path = pathOf(title);
  expect(path.length).toBeGreaterThan(0);
  expect(path.length).toBeLessThanOrEqual(25);
  const missing = path.filter(({ runs }) => {
    const [file = '', name = ''] = runs.split(': ');
    return !new RegExp(`\\b${name.replace('#', '')}(?:[(<:]| =)`, 'u').test(read(join('electron/main', file)));
  });
  expect(missing).toEqual([]);
});
