// No text for people is in a screen or in a command: it comes from the catalogue, in every language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { germanWords } from '#shared/messages/de/faults/words.ts';
import { orderNeeds } from '#shared/messages/de/faults/shell.ts';
import { german } from '#shared/messages/de/catalogue.ts';
import { germanHelp } from '#shared/messages/de/help.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { onlineFaults } from '#e2e/fakes/online-faults.ts';
import { offlineFaults } from '#e2e/fakes/offline-faults.ts';
import { root } from './root.ts';

/** Members and attributes that people read, wherever they stand. */
const spoken = new Set(
  [
    'aria-label aria-description aria-roledescription alt placeholder title',
    'app aside caption description detail hint label lead legend missing name note text what word',
  ].flatMap((names) => names.split(' ')),
);
/** Attributes of the same names whose values are words of the source. */
const inSource: Readonly<Record<string, ReadonlySet<string>>> = { Drawing: new Set(['name']), Term: new Set(['name']) };

/** Names that nobody translates. */
const untranslated = new Set(['Lifeboat', 'Offline', 'Online', 'SHA', 'UTC', 'EX', 'HSM', 'hex', 'ms']);

/** Whether people would read words in it; a name of a member, such as `sasToken`, is none. */
const isText = (text: string): boolean =>
  !/^[a-z]+[A-Z]\w*$/u.test(text) && (text.match(/\p{L}+/gu) ?? []).some((word) => !untranslated.has(word));

/** The texts for people that are in a source file, with their lines. */
function textsIn(name: string, source: string): readonly string[] {
  const file = ts.createSourceFile(
    name,
    source,
    ts.ScriptTarget.ES2024,
    true,
    name.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const note = (node: ts.Node, text: string): void => {
    if (!isText(text)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${name}:${line + 1} ${text.trim().replaceAll(/\s+/gu, ' ')}`);
  };
  /** The strings that an expression may become: through choices, but not through calls. */
  const strings = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) note(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      note(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(''));
    } else if (ts.isConditionalExpression(node)) {
      strings(node.whenTrue);
      strings(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) strings(node.expression);
    else if (ts.isBinaryExpression(node)) {
      const kind = node.operatorToken.kind;
      if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken) strings(node.left);
      if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) strings(node.right);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    else if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent)) {
      strings(node.expression);
    } else if (ts.isJsxAttribute(node) && node.initializer !== undefined) {
      const attribute = node.name.getText();
      const element = node.parent.parent.tagName.getText();
      if (spoken.has(attribute) && inSource[element]?.has(attribute) !== true) {
        strings(ts.isJsxExpression(node.initializer) ? (node.initializer.expression ?? node) : node.initializer);
      }
    } else if (ts.isPropertyAssignment(node) && spoken.has(node.name.getText())) strings(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const screens = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /[.]tsx?$/u.test(path) && !/[.]test[.]/u.test(path))
  .sort();

describe('a screen', () => {
  it.each(screens)('%s says nothing that is not in the catalogue', (path) => {
    expect(textsIn(path, readFileSync(join(root, 'renderer', path), 'utf8'))).toEqual([]);
  });
});

/** A name of a program, and what a person types: a command to run, an option, an argument as it is declared. */
const isTyped = (text: string): boolean =>
  /^ *(?:lifeboat|az|sha256sum|Get-FileHash) |^\$p = |^https:|^Lifeboat (?:Off|On)line$|^--?\w|^[a-z-]+ <[a-z.]+>/u.test(
    text,
  );

/** Whether people would read it as words of a sentence. Help is looked up by its English sentence, which is in the source. */
const isSentence = (text: string): boolean =>
  /\p{L}{2,}[,:]? +[(…]?\p{L}{2,}|\p{L}{3,} …|… \p{L}{3,}/u.test(text) &&
  !isTyped(text) &&
  !Object.hasOwn(germanHelp, text);

/** The sentences that are in the source of a command, and every word in what it answers to people, with their lines. */
function answersIn(name: string, source: string): readonly string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2024, true);
  const found: string[] = [];
  const check = (node: ts.Node, text: string, isAnswer: boolean): void => {
    if (!isSentence(text) && !(isAnswer && isText(text) && !isTyped(text))) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${name}:${line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node, isAnswer: boolean): void => {
    // A value that is compared with is no text, and an `Error` is a defect of ours.
    const isCompared = ts.isBinaryExpression(node.parent) && /^[!=]==$/u.test(node.parent.operatorToken.getText());
    if (ts.isNewExpression(node) && node.expression.getText() === 'Error') return;
    // The tone of a line is no text either.
    if (
      ts.isCallExpression(node.parent) &&
      node.parent.expression.getText() === 'toned' &&
      node.parent.arguments[0] === node
    )
      return;
    if (ts.isStringLiteralLike(node) && !isCompared && !ts.isLiteralTypeNode(node.parent))
      check(node, node.text, isAnswer);
    if (ts.isTemplateExpression(node)) {
      check(
        node,
        [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'),
        isAnswer,
      );
    }
    const answers = ts.isPropertyAssignment(node) && node.name.getText() === 'text';
    ts.forEachChild(node, (child) => visit(child, isAnswer || answers));
  };
  ts.forEachChild(file, (child) => visit(child, false));
  return found;
}

const commands = readdirSync(join(root, 'electron/main/cli'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  // What shells read is no text for people.
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && path !== 'completion/scripts.ts')
  .sort();

describe('a command', () => {
  it.each(commands)('%s says nothing that is not in the catalogue', (path) => {
    expect(answersIn(path, readFileSync(join(root, 'electron/main/cli', path), 'utf8'))).toEqual([]);
  });
});

/** Where sentences stand that no screen, paper or command says, and why they are what they are. */
const notSpoken: readonly (readonly [path: RegExp, why: string])[] = [
  [/^shared\/messages\//u, 'the catalogue itself'],
  [/^electron\/main\/cli\//u, 'searched above, more closely'],
  [
    /^electron\/main\/(simulator|drill)\//u,
    'plays the service, in the words of the service, and keeps journals of practice',
  ],
  [/^shared\/formatting\/pgp-word-list[.]ts$/u, 'words that are compared, the same in every language'],
  [
    /^shared\/plan\/template[.]ts$|^electron\/main\/core\/register\/from-plan[.]ts$/u,
    'blanks that are looked for when a file is read',
  ],
  [/^electron\/main\/core\/exchange-key\/trust-anchors[.]ts$/u, 'names in certificates'],
  [
    /^electron\/main\/platform\/(chromium-program|program-file|confined)[.]ts$/u,
    'places of programs, and what a shell reads',
  ],
  [
    /^electron\/main\/azure\/(policies|azure-resources|azure-control-plane)[.]ts$/u,
    'headers, filters and members on the wire',
  ],
  [
    /^electron\/main\/(core\/consumers\/assess|services\/recovery\/(azure-rights|restore))[.]ts$|^shared\/(consumers\/kinds|online\/(needed-roles|built-in-roles))[.]ts$/u,
    'names of the roles of Azure',
  ],
  [/^electron\/main\/services\/consumers\/take-map[.]ts$/u, 'queries that Resource Graph reads'],
  [
    /^shared\/(journal\/air-gap|consumers\/work)[.]ts$|^electron\/main\/(core\/journal\/emergency|azure\/(network-path|versions)|services\/(offline\/closed-gap|offline\/ceremony\/kept-journal)|services\/recovery\/(back-up|create|upload|verify|decide|guarded-call|read-back|sas))[.]ts$/u,
    'notes in a signed journal, which has one language and is read by both sides',
  ],
  [
    /^electron\/main\/shell\/self-test\/([a-z]+-checks|self-test-mode)[.]ts$/u,
    'what a check has seen, beside its title, result and reason in the catalogue: for a report that is compared; and scripts for a page',
  ],
  [
    /^electron\/main\/core\/evidence\/story[.]ts$/u,
    'notes that are looked for in a journal, and counts which the other checker says in the same words',
  ],
  [/^electron\/main\/core\/journal\/diff[.]ts$/u, 'lines that are compared with those of another journal'],
  [
    /^electron\/main\/core\/evidence\/(bundles|emergency|journals|named-files|exchange-keys|people)[.]ts$/u,
    'names of things in a package, put together word by word',
  ],
];

/** What a process, a part of a file or a code on paper is called where it is compared; the catalogue has the words for people. */
const names = new Set([
  'key worker',
  'token worker',
  'key maker',
  'approved plan',
  'transfer bundle',
  'encrypted key',
  'not used',
  'exchange key',
  'boot medium',
  'Azure Storage',
  'combiner line',
  'reader line',
  'worker line',
  'quorum … of …',
  'object identifier …',
  'scrypt with N=…, r=…, p=…',
  '… certificate',
  'received undefined',
]);

/** Units and names that are written alike in every language. */
const units = /\b(?:min|bit|B|Lifeboat|Electron|ProdID|SVN|SGX)\b/gu;
/** Policies and styles of a page. */
const isForBrowser = (text: string): boolean => /^; ?[a-z]+-src |^[a-z]+-src |^@page/u.test(text);

const isOfCatalogue = (text: string): boolean =>
  names.has(text) || Object.hasOwn(germanWords, text) || Object.hasOwn(orderNeeds, text);

/** The sentences in a source file that no catalogue knows; the marks of a document's HTML are none. */
function sentencesIn(name: string, source: string): readonly string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2024, true);
  const found: string[] = [];
  const check = (node: ts.Node, text: string): void => {
    const words = text.replaceAll(/<[^>]*>/gu, ' ').replaceAll(units, '');
    if (!isSentence(words) || isOfCatalogue(text) || isForBrowser(text) || !/\p{Ll}{2}/u.test(words)) return;
    found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return;
    if (ts.isStringLiteralLike(node) && !ts.isLiteralTypeNode(node.parent)) check(node, node.text);
    if (ts.isTemplateExpression(node)) {
      check(node, [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const silent = ['electron/main', 'shared']
  .flatMap((workspace) =>
    readdirSync(join(root, workspace), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${workspace}/${path.replaceAll('\\', '/')}`,
    ),
  )
  .filter((path) => /[.]ts$/u.test(path) && !/[.]test[.]ts$|testdata/u.test(path))
  .sort();

describe('what is neither screen nor command', () => {
  it.each(silent.filter((path) => !notSpoken.some(([where]) => where.test(path))))(
    '%s says nothing that is not in the catalogue',
    (path) => {
      expect(sentencesIn(path, readFileSync(join(root, path), 'utf8'))).toEqual([]);
    },
  );

  it('is searched all but where there is a reason, and no reason is left over', () => {
    expect(notSpoken.filter(([where]) => !silent.some((path) => where.test(path)))).toEqual([]);
  });
});

/** One example of each refusal of both apps. */
const refusals = [
  ...Object.entries(offlineFaults).map(([code, members]) => ({ code, ...members }) as Fault),
  ...onlineFaults,
];

/** Codes of journals and files, and ends of processes, that no sentence says; names of files may hold them. */
const codes =
  /\b(?:operator-[12]|exchange-key|restore-blob|activation-certificates|(?:on|off)line-to-(?:on|off)line|exit \d|(?<!network )interface eth0)\b/u;

describe.each([
  ['English', english],
  ['German', german],
])('in %s, a refusal', (_, { advice }) => {
  it.each(refusals.map((fault) => [fault.code, fault] as const))('%s says words, not codes', (_code, fault) => {
    const { happened, safe, todo } = adviceFor(advice, fault);
    expect(`${happened} ${safe} ${todo}`).not.toMatch(codes);
  });
});

/** Checks that the source writes into a journal when they fail, but for those that have a name put together. */
const checksOf = (source: string): readonly string[] =>
  [...source.matchAll(/\bcheck: '([a-z-]+)'|\bfail\('([a-z-]+)'/gu)].map(([, named, failed]) => named ?? failed ?? '');
const writers = ['services', 'ipc/offline'].flatMap((workspace) =>
  readdirSync(join(root, 'electron/main', workspace), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(root, 'electron/main', workspace, path)),
);
const written = new Set(writers.flatMap((path) => checksOf(readFileSync(path, 'utf8'))));

describe('a check that failed', () => {
  it.each([...written])('%s has a word in every language', (check) => {
    expect(english.word(check)).not.toMatch(/^[a-z]+(?:-[a-z]+)+$/u);
    expect(german.word(check)).not.toBe(check);
  });

  it('is found where the source writes it', () => {
    expect(written.size).toBeGreaterThan(5);
  });
});

describe('the search for texts', () => {
  it('finds what would be said from anywhere else, and nothing else', () => {
    const source = `
      const found = { id: 'container', found: \`\${uri} is missing\` };
      refuse({ code: 'PLAN_MISMATCH', what: 'custodian certificate', found: 'one of nobody' });
      const cell = html\`<p class="plain note">\${text}</p> Sign here\`;
      const label = 'ENCRYPTED PRIVATE KEY';
      throw new TypeError('a defect of ours');`;
    expect(sentencesIn('x.ts', source).map((line) => line.replace(/^\S+ /u, ''))).toEqual([
      '… is missing',
      'one of nobody',
      '<p class="plain note">…</p> Sign here',
    ]);
  });

  it('finds what a command would say, and nothing else', () => {
    const source = `
      group.command('show <file>').description('Show a plan, its hash and who has approved it.').option('--out <file>', 'not in the help');
      const answer = { result: { kind: 'in the source' }, text: (t) => [row('Plan', hash), \`\${n} events\`, a === 'left' ? t.left : \`lifeboat plan check \${out}\`] };
      say(\`custodian \${turn} of \${all}\`);
      throw new Error('a defect of ours');`;
    expect(answersIn('x.ts', source).map((line) => line.replace(/^\S+ /u, ''))).toEqual([
      'not in the help',
      'in the source',
      'Plan',
      '… events',
      'custodian … of …',
    ]);
  });

  it('finds what people would read, and nothing else', () => {
    const source = `
      const entries = [{ title: 'Print papers', page: 'papers' }];
      const Screen = () => <main title="Way back" className="frame" aria-label={isOpen ? 'Open it' : t.close}>
        Press <b>{'any key'}</b> {t.goOn} {a === 'closed' ? t.a : \`in \${seconds} seconds\`} · SHA-256 <Term name="air gap">{words}</Term>
      </main>;`;
    expect(textsIn('x.tsx', source).map((line) => line.replace(/^\S+ /u, ''))).toEqual([
      'Print papers',
      'Way back',
      'Open it',
      'Press',
      'any key',
      'in seconds',
    ]);
  });
});
