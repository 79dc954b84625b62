import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { root } from '#build/root.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { readJournal, verifyJournal } from '#core/journal/chain.ts';
import { offlineRecovery, sheet } from '#core/journal/testdata/recovery.ts';
import { closeOffJournal, JournalFile } from './journal-file.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-journal-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const clock = () => '2026-10-14T10:00:00.000Z';
let made = 0;
const newPath = (): string => join(place, `journal-${(made += 1)}.jsonl`);

async function writtenJournal(count = 6): Promise<string> {
  const path = newPath();
  const journal = await JournalFile.open(path, clock);
  for (const event of offlineRecovery.slice(0, count)) await journal.append(event);
  await journal.close();
  return path;
}

describe('a journal on a disk', () => {
  it('is resumed where it ended', async () => {
    const path = await writtenJournal();
    const again = await JournalFile.open(path, clock);
    expect(again.head).toEqual({ n: 6, sha256: verifyJournal(readFileSync(path)).head.sha256 });
    await again.append(offlineRecovery[6]!);
    expect(again.state.securityDomain).toBeDefined();
    await again.close();
    expect(verifyJournal(readFileSync(path)).head.n).toBe(7);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('is read as it was opened, whatever has its name meanwhile', async () => {
    const path = await writtenJournal(6);
    const journal = await JournalFile.open(path, clock);
    const longer = readFileSync(await writtenJournal(8));
    rmSync(path);
    writeFileSync(path, longer);
    expect(await journal.entries()).toHaveLength(6);
    const seventh = { events: 7, head: verifyJournal(longer).entries[7]!.prev };
    expect(await journal.hadEnd(seventh)).toBe(false);
    await journal.append(offlineRecovery[6]!);
    // It went into the journal that was opened, and not behind lines that nobody has checked.
    expect(readFileSync(path)).toEqual(longer);
    await journal.close();
  });

  it('is not read where somebody has written into it without its lock', async () => {
    const path = await writtenJournal(6);
    const journal = await JournalFile.open(path, clock);
    writeFileSync(path, readFileSync(await writtenJournal(7)));
    expect(await faultOfPromise(journal.entries())).toEqual({ code: 'JOURNAL_IN_USE', process: 0 });
    await journal.close();
  });

  it('keeps the order of appends that were asked for together', async () => {
    const path = newPath();
    const journal = await JournalFile.open(path, clock);
    await Promise.all(offlineRecovery.map((event) => journal.append(event)));
    await journal.close();
    expect(verifyJournal(readFileSync(path)).entries.map(({ event }) => event)).toEqual(offlineRecovery);
  });

  it('goes on after a refused event, which is not in it', async () => {
    const path = await writtenJournal();
    const journal = await JournalFile.open(path, clock);
    expect(await faultOfPromise(journal.append(offlineRecovery[14]!))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
    await journal.append(offlineRecovery[6]!);
    await journal.close();
    expect(verifyJournal(readFileSync(path)).head.n).toBe(7);
  });

  it('is let go at once where the system waits for nothing: it can be opened again, and nothing more gets into it', async () => {
    const path = await writtenJournal();
    const journal = await JournalFile.open(path, clock);
    journal.letGo();
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(await faultOfPromise(journal.append(offlineRecovery[6]!))).toMatchObject({ code: 'JOURNAL_IN_USE' });
    journal.letGo();
    await (await JournalFile.open(path, clock)).close();
    expect(verifyJournal(readFileSync(path)).head.n).toBe(6);
    await journal.close();
  });

  it('is open once: not twice in a process, not in two processes, and a dead holder holds nothing', async () => {
    const path = await writtenJournal();
    const journal = await JournalFile.open(path, clock);
    expect(await faultOfPromise(JournalFile.open(path, clock))).toEqual({
      code: 'JOURNAL_IN_USE',
      process: process.pid,
    });
    await journal.close();
    writeFileSync(`${path}.lock`, `${process.ppid} 0123456789abcdef\n`);
    expect(await faultOfPromise(JournalFile.open(path, clock))).toEqual({
      code: 'JOURNAL_IN_USE',
      process: process.ppid,
    });
    // A process of that number runs now, and is not the one that was cut off.
    writeFileSync(`${path}.lock`, `${process.ppid} 0123456789abcdef another-start/1\n`);
    await (await JournalFile.open(path, clock)).close();
    writeFileSync(`${path}.lock`, '999999999 0123456789abcdef\n');
    await (await JournalFile.open(path, clock)).close();
  });

  it.skipIf(process.platform === 'win32').each<[string, (lock: string) => void]>([
    ['a named pipe', (lock) => void execFileSync('mkfifo', [lock])],
    [
      'a link to nothing',
      (lock) => {
        symlinkSync(join(place, 'nowhere'), lock);
      },
    ],
    [
      'a link to a device that never ends',
      (lock) => {
        symlinkSync('/dev/zero', lock);
      },
    ],
    [
      'a file of 600 MB',
      (lock) => {
        writeFileSync(lock, '');
        truncateSync(lock, 600_000_000);
      },
    ],
  ])('is opened where %s has the name of its lock: nobody holds that', async (_, put) => {
    const path = await writtenJournal();
    put(`${path}.lock`);
    const journal = await JournalFile.open(path, clock);
    rmSync(`${path}.lock`);
    put(`${path}.lock`);
    expect(await faultOfPromise(journal.append({ kind: 'note', by: 'Lifeboat', text: 'x' }))).toEqual({
      code: 'JOURNAL_IN_USE',
      process: 0,
    });
    await journal.close();
    expect(lstatSync(`${path}.lock`, { throwIfNoEntry: false })).toBeDefined();
  });

  it('notices a writer that took its lock, and one that has none', async () => {
    const path = await writtenJournal();
    const journal = await JournalFile.open(path, clock);
    const note = { kind: 'note', by: 'A', text: 'x' } as const;
    writeFileSync(`${path}.lock`, '1 0123456789abcdef\n');
    expect(await faultOfPromise(journal.append(note))).toMatchObject({ code: 'JOURNAL_IN_USE' });
    await journal.close();
    rmSync(`${path}.lock`);
    const other = await JournalFile.open(path, clock);
    appendFileSync(path, '{}\n');
    expect(await faultOfPromise(other.append(note))).toMatchObject({ code: 'JOURNAL_IN_USE' });
    await other.close();
  });

  it('reports a torn end, leaves it alone, and goes on after an exception that keeps it', async () => {
    const path = await writtenJournal();
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 20);
    const torn = readFileSync(path);
    expect(await faultOfPromise(JournalFile.open(path, clock))).toEqual({ code: 'JOURNAL_TORN_LINE', lastGood: 5 });
    expect(readFileSync(path)).toEqual(torn);
    const kept = await closeOffJournal(path, clock, sheet);
    expect(torn.subarray(-readFileSync(kept!).length)).toEqual(readFileSync(kept!));
    const journal = await JournalFile.open(path, clock);
    expect(journal.head.n).toBe(7);
    expect(journal.state.exceptions).toBe(1);
    await journal.close();
    expect(await closeOffJournal(path, clock, sheet)).toBeUndefined();
    expect(readdirSync(place).filter((name) => name.includes('.next-'))).toEqual([]);
  });

  it('has every event that was told, after its process was killed at any moment', async () => {
    const path = newPath();
    for (const events of [3, 17, 40]) {
      const told = await killedAfter(path, events);
      const { head } = readJournal(readFileSync(path));
      expect(head.n).toBeGreaterThanOrEqual(told);
      await resume(path);
    }
    expect(verifyJournal(readFileSync(path)).head.n).toBeGreaterThan(3);
  });
});

/** Opens a journal as a program does after a crash; a torn end needs its exception first. */
async function resume(path: string): Promise<void> {
  try {
    await (await JournalFile.open(path, clock)).close();
  } catch (error) {
    if (!(error instanceof Refusal) || error.fault.code !== 'JOURNAL_TORN_LINE') throw error;
    await closeOffJournal(path, clock, sheet);
  }
}

function isListed(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs a process that appends, kills it once it has told so many events, and gives the last number that it told. */
function killedAfter(path: string, events: number): Promise<number> {
  return new Promise((done, failed) => {
    const script = join(root, 'electron/main/services/journal/testdata/append-forever.ts');
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
      if (output.split('\n').length > events) child.kill('SIGKILL');
    });
    child.on('error', failed);
    child.on('close', () => {
      // Windows may list a process for a moment after its end, and a lock of a process that runs holds.
      void vi
        .waitUntil(() => !isListed(child.pid ?? 0), { timeout: 60_000 })
        .then(() => {
          // The last line may be cut: only whole lines were told.
          done(Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1)));
        }, failed);
    });
  });
}
