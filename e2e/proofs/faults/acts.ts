// What is done to files while failure scenarios happen, and what must hold afterwards, whatever happened.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEvent } from '#shared/journal/events.ts';
import { readJournal } from '#core/journal/chain.ts';
import { offlineRecovery, sheet } from '#core/journal/testdata/recovery.ts';
import { writeBundle } from '#services/bundles/bundle-folder.ts';
import { writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { closeOffJournal, JournalFile } from '#services/journal/journal-file.ts';
import { Random } from '../inputs/random.ts';
import type { Act } from './act-type.ts';
import { sessionActs } from './session-acts.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';

const bytes = new Random('file').bytes(20_000);
const old = Buffer.from('an older file');
/** One honest recovery, the same in every process: its keys and hashes are numbered in the order in which they appear. */
const events = sameEverywhere(offlineRecovery);

function sameEverywhere(drawn: readonly JournalEvent[]): readonly JournalEvent[] {
  const text = JSON.stringify(drawn);
  const hashes = [...new Set(text.match(/[0-9a-f]{64}/g))];
  return JSON.parse(
    text.replaceAll(/[0-9a-f]{64}/g, (hash) => String(hashes.indexOf(hash)).padStart(64, '0')),
  ) as JournalEvent[];
}

const now = (): string => '2026-10-14T09:00:00.000Z';
const bundleName = 'lifeboat-MHSM-DR-2026-10-14-01-0001-exchange-key.bundle.json';
const evidence = new Map(
  ['plan.dsse.json', 'journals/a.jsonl', 'bundles/b.json'].map((path) => [path, bytes.subarray(0, 5000)]),
);

/** A file under its final name is whole or not there; once acknowledged, it is there. */
function wholeOrAbsent(path: string, expected: Buffer, acknowledged: boolean): string[] {
  const found = readIfThere(path);
  if (found === undefined) return acknowledged ? [`${path} was acknowledged and is gone`] : [];
  return found.equals(expected) ? [] : [`${path} is torn: ${found.length} of ${expected.length} bytes`];
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function newFile(name: string, file: string, write: (folder: string) => Promise<void>): Act {
  return {
    name,
    prepare: (folder) => writeFileSync(join(folder, 'other'), old),
    run: async (folder, ack) => {
      await write(folder);
      ack('written');
    },
    check: (folder, acks) =>
      Promise.resolve([
        ...wholeOrAbsent(join(folder, file), bytes, acks.includes('written')),
        ...wholeOrAbsent(join(folder, 'other'), old, true),
      ]),
  };
}

const lines = (count: number): Buffer => journalOfEvents(events.slice(0, count), now);

const journalIn = (folder: string): string => join(folder, 'journal.jsonl');

/** Opens a journal that has some events and appends more. */
function journal(name: string, before: number, after: number): Act {
  return {
    name,
    prepare: (folder) => {
      if (before > 0) writeFileSync(journalIn(folder), lines(before));
      // A process that was killed has left its lock. No process has this number.
      if (before > 0) writeFileSync(`${journalIn(folder)}.lock`, '4194305 0000000000000000\n');
    },
    run: async (folder, ack) => {
      const file = await JournalFile.open(journalIn(folder), now);
      try {
        for (const event of events.slice(before, after)) {
          await file.append(event);
          ack(String(file.head.n));
        }
      } finally {
        await file.close();
      }
    },
    check: async (folder, acks) => {
      const least = Math.max(before, ...acks.map(Number));
      return [...checkJournal(folder, least), ...(await resumeJournal(folder))];
    },
  };
}

function checkJournal(folder: string, least: number): string[] {
  const file = readIfThere(journalIn(folder));
  if (file === undefined) return least > 0 ? ['the journal is gone'] : [];
  const { entries, goodBytes, damage } = readJournal(file);
  const wrong = [];
  if (entries.length < least) wrong.push(`${least} events were acknowledged, ${entries.length} are there`);
  if (!file.subarray(0, goodBytes).equals(lines(entries.length))) wrong.push('events are not those that were written');
  if (damage && damage.code !== 'JOURNAL_TORN_LINE') wrong.push(`the end is damaged in another way: ${damage.code}`);
  return wrong;
}

/** Goes on as people would: the damage is closed off if there is any, and the next event is written. */
async function resumeJournal(folder: string): Promise<string[]> {
  try {
    const closed = await closeOffJournal(journalIn(folder), now, sheet).catch(absent);
    const file = await JournalFile.open(journalIn(folder), now);
    const next = events[file.head.n];
    if (closed === undefined && next) await file.append(next);
    await file.close();
    return [];
  } catch (error) {
    return [`it cannot be resumed: ${String(error)}`];
  }
}

/** A journal that was never begun has no damage. */
function absent(error: unknown): undefined {
  if (!String(error).includes('FILE_NOT_FOUND')) throw error;
}

const torn = (): Buffer => Buffer.concat([lines(5), Buffer.from('{"at":"2026')]);

const closeOff: Act = {
  name: 'damage is closed off',
  prepare: (folder) => writeFileSync(journalIn(folder), torn()),
  run: async (folder, ack) => {
    await closeOffJournal(journalIn(folder), now, sheet);
    ack('closed');
  },
  check: async (folder, acks) => {
    const file = readIfThere(journalIn(folder)) ?? Buffer.alloc(0);
    const kept = readdirSync(folder).filter((name) => name.includes('.damaged-') && !name.endsWith('.part'));
    const closed = readJournal(file).damage === undefined;
    return [
      ...(file.subarray(0, lines(5).length).equals(lines(5)) ? [] : ['events are lost']),
      ...(closed && kept.length === 0 ? ['the damaged bytes are lost'] : []),
      ...(acks.includes('closed') && !closed ? ['it was acknowledged and is not closed off'] : []),
      ...(closed ? await resumeJournal(folder) : []),
    ];
  },
};

const evidenceFolder: Act = {
  name: 'a folder of evidence',
  prepare: () => undefined,
  run: async (folder, ack) => {
    await writeEvidenceFolder(join(folder, 'evidence'), evidence);
    ack('written');
  },
  check: (folder, acks) => {
    const there = readdirSync(folder).includes('evidence') || acks.includes('written');
    return Promise.resolve(
      there
        ? [...evidence].flatMap(([path, expected]) => wholeOrAbsent(join(folder, 'evidence', path), expected, true))
        : [],
    );
  },
};

const taken: Act = {
  name: 'a name that is taken',
  refusal: 'FILE_EXISTS',
  prepare: (folder) => writeFileSync(join(folder, 'file'), old),
  run: async (folder, ack) => {
    await writeNewFile(join(folder, 'file'), bytes);
    ack('written');
  },
  check: (folder, acks) =>
    Promise.resolve([
      ...wholeOrAbsent(join(folder, 'file'), old, true),
      ...acks.map(() => 'a name that was taken was given'),
    ]),
};

const reading: Act = {
  name: 'a file is read',
  prepare: (folder) => writeFileSync(join(folder, 'file'), bytes),
  run: async (folder, ack) => {
    const read = await readWholeFile(join(folder, 'file'), bytes.length);
    ack(read.equals(bytes) ? 'whole' : 'torn');
  },
  check: (folder, acks) =>
    Promise.resolve([
      ...wholeOrAbsent(join(folder, 'file'), bytes, true),
      ...acks.filter((ack) => ack === 'torn').map(() => 'half a file was taken for whole'),
    ]),
};

/** What people do on sticks too. */
export const actsOnSticks: readonly Act[] = [
  newFile('a new file', 'file', (folder) => writeNewFile(join(folder, 'file'), bytes)),
  newFile('a bundle', bundleName, (folder) => writeBundle(folder, bundleName, bytes)),
  journal('a journal begins', 0, 8),
  journal('a journal goes on', 8, 14),
  closeOff,
  evidenceFolder,
  taken,
  reading,
];

/** Session logs are written on the machine's own disk alone. */
export const acts: readonly Act[] = [...actsOnSticks, ...sessionActs];

/** The positive control: written in place, as a careless program would. */
export const carelessAct: Act = newFile('careless: written in place', 'file', (folder) =>
  writeFile(join(folder, 'file'), bytes),
);

async function told(folder: string, isFlushed: boolean): Promise<void> {
  const file = await open(join(folder, 'file'), 'wx');
  await file.writeFile(bytes);
  if (isFlushed) await file.sync();
  await file.close();
}

/** The controls for cut power: told before the bytes are flushed, and before the name is. */
export const unflushedActs: readonly Act[] = [
  newFile('careless: told before it is flushed', 'file', (folder) => told(folder, false)),
  newFile('careless: told before its name is flushed', 'file', (folder) => told(folder, true)),
];

/** The controls for counting: one that fails before it tells anything, and one that should be refused and is not. */
export const brokenActs: readonly [Act, Act] = [
  newFile('broken: fails before it tells anything', 'file', async (folder) => {
    await readWholeFile(join(folder, 'nothing'), bytes.length);
  }),
  {
    ...newFile('broken: not refused', 'file', (folder) => writeNewFile(join(folder, 'file'), bytes)),
    refusal: 'FILE_EXISTS',
  },
];

export function prepared(act: Act, folder: string): string {
  mkdirSync(folder);
  act.prepare(folder);
  return folder;
}
