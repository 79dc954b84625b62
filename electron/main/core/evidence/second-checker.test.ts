// The independent checker by itself: its arithmetic and its texts are those of other implementations, and nothing of the machine changes its verdict.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { askChecker } from '#e2e/support/evidence-checker.ts';
import { nameOf, wycheproof } from '#e2e/support/wycheproof.ts';
import { long } from '#e2e/support/long.ts';
import { isPersonName, peopleAmong, personKey } from '#shared/formatting/person-name.ts';
import { lineOfText, personName, utcTime } from '#shared/schemas/atoms.ts';
import { assertNoSecrets } from '../transfer/outgoing-scan.ts';
import { witness } from '../transfer/testdata/samples.ts';
import { buildEvidence } from './package.ts';
import { beforeTheEnd } from './testdata/forgeries.ts';
import { app, sampleFiles } from './testdata/sample-package.ts';
import { hasBoth } from './testdata/both-checkers.ts';

describe.skipIf(!hasBoth)('the arithmetic of the independent checker', () => {
  const cases = wycheproof<{ publicKeyDer: string }, { msg: string; sig: string }>('ecdsa_secp384r1_sha384_test.json');

  const verifiesAsLabelled = (some: typeof cases): void => {
    const given = some.map(({ group, test }) => [group.publicKeyDer, test.msg, test.sig]);
    const found = askChecker<boolean[]>(
      `[checker.verifies(*(bytes.fromhex(spki) for spki in key[:1]), 'sha384', bytes.fromhex(key[1]), bytes.fromhex(key[2])) for key in given]`,
      given,
    );
    const wrong = some.filter(
      ({ test }, at) => test.result !== 'acceptable' && found[at] !== (test.result === 'valid'),
    );
    expect(wrong.map(({ test }) => nameOf(test))).toEqual([]);
  };
  const title = 'verifies ECDSA over P-384 as Wycheproof labels it';
  it.skipIf(cases.length === 0)(`${title}, each fifteenth`, () =>
    verifiesAsLabelled(cases.filter((_, at) => at % 15 === 0)),
  );
  it.skipIf(cases.length === 0)(title, long, () => verifiesAsLabelled(cases));

  type KeyShape = readonly ['ec', { namedCurve: string }] | readonly ['rsa', { modulusLength: number }];
  const asNode = ([type, options]: KeyShape, hashes: readonly string[]): void => {
    const { publicKey, privateKey } =
      type === 'ec' ? generateKeyPairSync(type, options) : generateKeyPairSync(type, options);
    const rows = hashes.flatMap((hash) => {
      const data = Buffer.from(`signed with ${hash}`);
      const signature = sign(hash, data, privateKey);
      const flipped = Buffer.from(signature);
      flipped[flipped.length - 3] = (flipped.at(-3) ?? 0) ^ 4;
      return [signature, flipped, signature.subarray(0, -1), Buffer.concat([signature, Buffer.from([0])])].map(
        (bytes) => ({ hash, data, bytes, isGood: verify(hash, data, publicKey, bytes) }),
      );
    });
    expect(rows.filter(({ isGood }) => isGood)).toHaveLength(hashes.length);
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('hex');
    const found = askChecker<boolean[]>(
      `[checker.verifies(bytes.fromhex('${spki}'), hash, bytes.fromhex(data), bytes.fromhex(signature)) for hash, data, signature in given]`,
      rows.map(({ hash, data, bytes }) => [hash, data.toString('hex'), bytes.toString('hex')]),
    );
    expect(found).toEqual(rows.map(({ isGood }) => isGood));
  };
  const shapes: readonly { readonly name: string; readonly shape: KeyShape; readonly hash: string }[] = [
    { name: 'P-256', shape: ['ec', { namedCurve: 'P-256' }], hash: 'sha256' },
    { name: 'P-384', shape: ['ec', { namedCurve: 'P-384' }], hash: 'sha384' },
    { name: 'P-521', shape: ['ec', { namedCurve: 'P-521' }], hash: 'sha512' },
    { name: 'RSA', shape: ['rsa', { modulusLength: 2048 }], hash: 'sha256' },
  ];
  it.each(shapes)('verifies $name as Node does, whatever was altered', ({ shape, hash }) => asNode(shape, [hash]));
  it.each(shapes)('verifies $name with each hash as Node does', long, ({ shape }) =>
    asNode(shape, ['sha256', 'sha384', 'sha512']),
  );
});

/** Names and lines as people write them, and as nobody should. */
const texts = [
  ...[
    'Anna',
    'anna',
    'ANNA',
    'Änna',
    'A\u0308nna',
    'Anna\u00a0Berg',
    'Anna  Berg',
    ' Anna',
    'Anna ',
    'Anna\tBerg',
    'Anna\u200bBerg',
    '',
  ],
  ...[
    'Аnna',
    'Анна',
    'Ἄννα',
    'אנה',
    'آنا',
    'अन्ना',
    'แอนนา',
    '安娜',
    'アンナ',
    '안나',
    'Anna 安娜',
    'Anna Анна',
    'ʻOkina',
    "O'Neill",
    'O’Neill',
    '1',
    '--',
  ],
  ...[
    'Straße',
    'STRASSE',
    'ﬁn',
    'fin',
    'Rn',
    'M',
    'VV',
    'W',
    'lI1|',
    '\u1e9e',
    'İ',
    'ı',
    'ǅ',
    'ŉ',
    'ΐ',
    'a\u0301\u0302\u0303\u0304',
    'a\u0301\u0302\u0303',
  ],
  ...[
    '\u0000',
    'a\u0085b',
    'a\u00adb',
    'a\u2028b',
    'a\u3000b',
    '\u2800',
    '\u{1D159}',
    '\ufeffx',
    'x\ufe0f',
    '\u{1F600}',
    '\u{10FFFF}',
    '\ue000',
    '\u0378',
  ],
  ...['x'.repeat(80), 'x'.repeat(81), '\u{20000}'.repeat(40), '\u{20000}'.repeat(41), 'x\u2003y', '\u2003x', 'x\u2003'],
];
const times = [
  '2026-10-14T10:00:00Z',
  '2026-10-14T10:00:00.5Z',
  '2026-10-14T10:00:00.123456Z',
  '2024-02-29T23:59:59.999Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2000-03-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
];

/** One person each, to whoever reads them aloud. */
const alike: readonly (readonly string[])[] = [
  [
    'Person witness',
    'Person witness.',
    'Personwitness',
    'Person, witness',
    '“Person” (witness)',
    'Person_witness',
    'Person\u3164witness',
  ],
  [
    'Person witness',
    'Person\u115fwitness',
    'Person\uffa0 witness',
    'Person\u2800witness',
    'Person\twitness',
    'PERSON–WITNESS',
  ],
  ['Keola', 'Keʻola', 'Keʼola', 'Ke‘ola', 'Ke`ola', 'Ke·ola', 'Keꞌola'],
  ['안나', '안\u3164나', '안나.', '안 나'],
];
texts.push(...alike.flat());

describe.skipIf(!hasBoth)('the texts of the independent checker', () => {
  it('are lines and names where they are in the product', () => {
    const found = askChecker<unknown[]>(
      `[[text, *(checker.misfit({'type': 'string', 'minLength': 1, 'maxLength': 80, 'format': form}, {}, text, '') is None for form in ('line', 'person-name'))] for text in given]`,
      texts,
    );
    expect(found).toEqual(
      texts.map((text) => [text, lineOfText(80).safeParse(text).success, personName.safeParse(text).success]),
    );
    expect(texts.filter((text) => isPersonName(text)).length).toBeGreaterThan(30);
  });

  it('are one person where they are in the product', () => {
    expect(askChecker<string[]>('[checker.person_key(text) for text in given]', texts)).toEqual(texts.map(personKey));
    for (const names of alike)
      expect(names.map((name) => [name, peopleAmong([names[0] ?? '', name])])).toEqual(names.map((name) => [name, 1]));
    expect(peopleAmong(['Person A', 'Person B', 'Anna Berg', 'Berg, Anna'])).toBe(4);
  });

  it('are the same moments', () => {
    expect(times.every((time) => utcTime.safeParse(time).success)).toBe(true);
    expect(askChecker<number[]>('[checker.moment(text) for text in given]', times)).toEqual(
      times.map((time) => Date.parse(time)),
    );
    expect(askChecker<string[]>('[checker.iso(checker.moment(text)) for text in given]', times)).toEqual(
      times.map((time) => new Date(time).toISOString()),
    );
  });
});

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const der = key.export({ format: 'der', type: 'pkcs8' });
const [inBase64, inHex] = [der.toString('base64'), der.toString('hex')];
const grouped = (between: string): string => inHex.replaceAll(/..(?=.)/gu, `$&${between}`);
/** Hidden in a paper: found, or not, as SECURITY.md says. */
const hidden: readonly (readonly [isFound: boolean, name: string, paper: string | Buffer])[] = [
  ...[1, 2, 3].map((at) => [true, `base64 behind ${at} digits more`, `${'x'.repeat(at)}${inBase64}`] as const),
  [
    true,
    'base64 behind a digit more, in base64 behind a digit more',
    `x${Buffer.from(`x${inBase64}`).toString('base64')}`,
  ],
  [true, 'hex behind a digit more', `a${inHex}`],
  ...[':', ' ', '-', ':\r\n    '].map(
    (each) => [true, `hex with ${JSON.stringify(each)} between`, grouped(each)] as const,
  ),
  [true, 'hex with colons in JSON', JSON.stringify({ note: grouped(':\n') })],
  [true, 'the text of OpenSSL', 'Private-Key: (2048 bit, 2 primes)\nmodulus:\n    00:c3:'],
  [false, 'packed', gzipSync(key.export({ format: 'pem', type: 'pkcs8' }))],
  [false, 'base64 with a blank after every ten digits', inBase64.replaceAll(/.{10}/gu, '$& ')],
  [false, 'hex as a program writes it', grouped(', 0x')],
  [false, 'backwards', Buffer.from(der).reverse()],
];

describe.skipIf(!hasBoth)('a private key', () => {
  it('is found where it is in the product, and nowhere else', () => {
    const papers = hidden.map(([, name, paper]) => [name, Buffer.from(paper as string)] as const);
    const isRefused = (paper: Buffer): boolean => {
      try {
        assertNoSecrets(paper);
        return false;
      } catch {
        return true;
      }
    };
    const ours = papers.map(([name, paper]) => [name, isRefused(paper)]);
    expect(ours).toEqual(hidden.map(([isFound, name]) => [name, isFound]));
    const theirs = askChecker<boolean[]>(
      '[checker.holds_key(bytes.fromhex(text)) for text in given]',
      papers.map(([, paper]) => paper.toString('hex')),
    );
    expect(papers.map(([name], at) => [name, theirs[at]])).toEqual(ours);
  });
});

describe.skipIf(!hasBoth)('the verdict of the independent checker', () => {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-second-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const folder = join(place, 'package');
  const files = sampleFiles();
  // Names that no narrow character set has.
  beforeTheEnd('journals/online.jsonl', {
    kind: 'wall-clock',
    readBy: '安娜 Anström',
    wall: '2026-10-14T10:00:00Z',
    offsetMinutes: 0,
  })(files);
  for (const [path, bytes] of buildEvidence(files, [witness], app)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const run = (env: NodeJS.ProcessEnv, cwd: string): string =>
    execFileSync('python3', [join(root, 'assets', 'evidence-checker', 'check-evidence.py'), folder], {
      cwd,
      env,
      encoding: 'utf8',
    });
  const { PATH } = process.env;

  const assertSame = (isEachAlone: boolean): void => {
    const hostile = join(place, 'hostile');
    mkdirSync(hostile, { recursive: true });
    for (const name of ['json', 'hashlib', 'base64', 'unicodedata']) {
      writeFileSync(join(hostile, `${name}.py`), 'import os\nos._exit(0)\n');
    }
    const plain = run({ PATH }, place);
    expect(plain).toMatch(/^PRACTICE evidence of PRACTICE-2026-10-14-01\n/u);
    expect(plain).toContain('clocks-read: 安娜 Anström');
    const settings: readonly NodeJS.ProcessEnv[] = [
      {
        ...{ PYTHONPATH: hostile, PYTHONSTARTUP: join(hostile, 'json.py'), PYTHONUSERBASE: hostile },
        ...{ PYTHONOPTIMIZE: '2', PYTHONINSPECT: '1', TZ: 'Asia/Kathmandu', SOURCE_DATE_EPOCH: '1' },
        ...{ OPENSSL_CONF: '/nowhere', SSL_CERT_FILE: join(hostile, 'json.py'), SSL_CERT_DIR: hostile },
      },
      { LC_ALL: 'C', LANG: 'C', PYTHONIOENCODING: 'ascii', PYTHONUTF8: '0', PYTHONCOERCECLOCALE: '0' },
      { LC_ALL: 'tr_TR.ISO-8859-9', LANG: 'tr_TR.ISO-8859-9' },
    ];
    const all = settings.reduce((some, each) => ({ ...some, ...each }), {});
    for (const env of isEachAlone ? settings : [all]) expect(run({ PATH, ...env }, hostile)).toBe(plain);
  };
  it('is the same whatever the machine has set, and whatever lies where it is started', () => assertSame(false));
  it('is the same by each of these settings alone', long, () => assertSame(true));

  it('begins with the mode, and names the rule of a refusal', () => {
    rmSync(join(folder, 'documents', 'record.txt'));
    expect(() => run({ PATH }, place)).toThrow(
      /NOT GOOD: files-as-listed: manifest\.dsse\.json: documents\/record\.txt/u,
    );
  });
});
