// Readers whose time grows faster than what they read: a file within the limit would then wear out the machine. Every reader is given every
// shape at two sizes, of which one is eight times the other; it may take eight times as long, with room for noise.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import { emptyInventory } from '#core/inventory/testdata/sample-inventory.ts';
import { listEmergency, verifyEmergencyEvidence } from '#core/evidence/emergency.ts';
import { inMemory } from '#core/evidence/package.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { revocationListNoted } from '#core/journal/emergency.ts';
import { offlineEmergency } from '#core/journal/testdata/emergency.ts';
import { failingCalls, journalOf, onlineBeginning } from '#core/journal/testdata/long-journals.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { evidenceProblems, largeFiles, pythonProblems } from './evidence-growth.ts';
import { growthProblem, type Probe } from './growth-ratio.ts';
import { targets } from './run-inputs.ts';

const repeated = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length));
/** A DER element of any length. */
function element(tag: number, content: Buffer): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt8(tag, 0);
  header.writeUInt8(0x84, 1);
  header.writeUInt32BE(content.length, 2);
  return Buffer.concat([header, content]);
}
const counted = (size: number, each: (n: number) => string): string => {
  const parts: string[] = [];
  for (let [n, length] = [0, 0]; length < size; n += 1) {
    const part = each(n);
    parts.push(part);
    length += part.length;
  }
  return parts.join(',');
};

const shapes: Readonly<Record<string, (size: number) => Buffer | string>> = {
  'many members': (size) => `{${counted(size, (n) => `"m${n}":0`)}}`,
  'one member again and again': (size) => `{${counted(size, () => '"m":0')}}`,
  'a long list': (size) => `[${counted(size, () => '0')}]`,
  'lists of lists': (size) => `[${counted(size, () => '[[[]]]')}]`,
  'a long text': (size) => `"${repeated('a', size)}"`,
  'a text of escapes': (size) => `"${repeated('\\u0041', size)}"`,
  'a text without an end': (size) => `"${repeated('\\\\', size)}`,
  'a long number': (size) => repeated('9', size),
  placeholders: (size) => `{${repeated(' ', size)}}`,
  lines: (size) => repeated('\n', size),
  'blocks of PEM': (size) => repeated('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', size),
  'beginnings of PEM': (size) => repeated('-----BEGIN CERTIFICATE-----\n', size),
  'one long block of PEM': (size) =>
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${repeated(`${'A'.repeat(64)}\n`, size)}-----END ENCRYPTED PRIVATE KEY-----\n`,
  'headers of PEM': (size) => `-----BEGIN RSA PRIVATE KEY-----\n${repeated('Proc-Type: 4,ENCRYPTED\n', size)}`,
  base64url: (size) => repeated('QUJD', size),
  dots: (size) => repeated('.', size),
  'many elements of DER': (size) => element(0x30, Buffer.from(repeated('\x05\x00', size), 'latin1')),
  'elements in elements': (size) => {
    let inner: Buffer = Buffer.alloc(0);
    for (let n = 0; n < 2000; n += 1) inner = element(0x30, inner);
    return Buffer.concat([inner, Buffer.alloc(Math.max(0, size - inner.length))]);
  },
  'BER without lengths': (size) => Buffer.from(repeated('\x30\x80', size), 'latin1'),
  'pieces of octets in BER': (size) =>
    Buffer.concat([Buffer.from([0x30, 0x80, 0x24, 0x80]), Buffer.from(repeated('\x04\x01\x00', size), 'latin1')]),
  'a long octet string': (size) => element(0x30, element(0x04, Buffer.alloc(size))),
  'characters of control': (size) => repeated('\u009b\u202e\u0000', size),
};

const inventoryOf = (keys: number): Inventory => ({
  ...emptyInventory,
  keys: Array.from({ length: keys }, (_, n) => ({ name: `key-${String(n).padStart(7, '0')}`, versions: [] })),
});

/** A revocation list as large as a journal of so many lines, or larger. */
const listBeside = (lines: number): Buffer => Buffer.alloc(lines * 500);
/** An emergency whose keys were refused one after the other, each with that list. */
function refusedKeys(lines: number): readonly JournalEvent[] {
  const begun = offlineEmergency.slice(0, 4);
  const refused: readonly JournalEvent[] = [
    revocationListNoted(listBeside(lines)),
    {
      kind: 'exchange-key-refused',
      fileSha256: '0'.repeat(64),
      hsmUri: 'https://recovered-hsm.managedhsm.azure.net',
      fault: 'EXCHANGE_NAME_OTHER',
    },
  ];
  return Array.from({ length: lines }, (_, n) => begun[n] ?? refused[n % 2] ?? []).flat();
}

/** What a shape by itself does not reach: long files that are right. */
const honest: readonly Probe[] = [
  {
    name: 'journal of failed calls',
    make: (size) => journalOf([...onlineBeginning, ...failingCalls(Math.ceil(size / 780))]),
    read: verifyJournal,
  },
  {
    name: 'evidence of many refused keys',
    make: (size) => journalOf(refusedKeys(Math.ceil(size / 300))),
    read: (bytes) => {
      const list = listBeside(bytes.toString('latin1').split('\n').length - 1);
      const files = new Map([
        ['journals/a.jsonl', bytes],
        ['lists/a.crl', list],
      ]);
      return verifyEmergencyEvidence(inMemory(listEmergency(files)));
    },
  },
  {
    name: 'inventory of many keys',
    make: (size) => encodeInventory(inventoryOf(Math.ceil(size / 40))),
    read: parseInventory,
  },
];

const probes = (): readonly Probe[] => [
  ...honest,
  ...targets.flatMap(({ name, read }) =>
    Object.entries(shapes).map(([shape, make]) => ({
      name: `${name}, ${shape}`,
      make: (size: number) => Buffer.from(make(size) as Buffer),
      read,
    })),
  ),
];

/** A reader as a careless program would have it: each part is looked for among all before it. */
const careless: Probe = {
  name: 'careless: each is looked for among all',
  make: (size) => Buffer.from(counted(size, (n) => String(n))),
  read: (bytes) => {
    const seen: string[] = [];
    for (const part of bytes.toString('latin1').split(',')) if (!seen.includes(part)) seen.push(part);
  },
};

/**
 * @param hasPython whether the independent checker of evidence can be asked
 * @returns how many pairs of a reader and a shape were asked, and what is wrong, by their names
 */
export function measureGrowth(hasPython: boolean): {
  readonly asked: number;
  readonly problems: readonly (readonly [string, string])[];
} {
  const all = probes();
  const problems = all.flatMap((probe) => {
    const problem = growthProblem(probe);
    return problem === undefined ? [] : [[probe.name, problem] as const];
  });
  if (growthProblem(careless) === undefined) problems.push([careless.name, 'the check sees nothing']);
  problems.push(...evidenceProblems(), ...(hasPython ? pythonProblems() : []));
  return { asked: all.length + largeFiles.length * (hasPython ? 2 : 1), problems };
}
