// The journal on a disk: one process at a time, every event flushed before anyone is told, nothing ever rewritten in place.
import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, unlinkSync } from 'node:fs';
import { type FileHandle, open, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { ExceptionSheet, JournalEvent } from '#shared/journal/events.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import {
  type JournalHead,
  maxJournalBytes,
  nextLine,
  readJournal,
  type ReadJournal,
  verifyJournal,
} from '#core/journal/chain.ts';
import { closeOffDamage } from '#core/journal/close-off.ts';
import {
  flushFolder,
  readOpenFile,
  readWholeFile,
  refuseUnportable,
  replaceFile,
  translated,
  writeNewFile,
} from '#platform/files.ts';
import { isStillRunning, runOf } from '#platform/process-run.ts';

/** Tells the machine's time as ISO 8601 in UTC. */
export type Clock = () => string;

/** An open journal as those see it who write into it and do not close it. */
export interface JournalWriter {
  readonly state: JournalState;
  readonly head: { readonly n: number; readonly sha256: string };
  readonly hadEnd: (end: JournalEnd) => Promise<boolean>;
  readonly assertMayHappen: (events: readonly JournalEvent[]) => void;
  readonly append: (event: JournalEvent) => Promise<unknown>;
}

/** An open journal. Close it: its lock stays until then. */
export class JournalFile {
  readonly #name: string;
  readonly #lock: JournalLock;
  readonly #file: FileHandle;
  readonly #clock: Clock;
  #head: JournalHead;
  #bytes: number;
  /** Appends wait for each other. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(path: string, lock: JournalLock, file: FileHandle, journal: ReadJournal, clock: Clock) {
    this.#name = visibleText(path);
    this.#lock = lock;
    this.#file = file;
    this.#clock = clock;
    this.#head = journal.head;
    this.#bytes = journal.goodBytes;
  }

  /**
   * Opens a journal and resumes it, or begins one where there is none.
   * @throws JOURNAL_IN_USE, FILE_NAME_UNPORTABLE, the faults of `verifyJournal`, and the file faults
   */
  static open(path: string, clock: Clock): Promise<JournalFile> {
    const name = visibleText(path);
    return translated(name, async () => {
      await refuseUnportable(path);
      return underLock(path, async (lock) => {
        const file = await open(path, 'a+', 0o600);
        try {
          const journal = verifyJournal(await readOpenFile(file, name, maxJournalBytes));
          // A journal that begins here gets its name before anything is told to be in it.
          await flushFolder(dirname(path));
          return new JournalFile(path, lock, file, journal, clock);
        } catch (error) {
          await file.close().catch(() => undefined);
          throw error;
        }
      });
    });
  }

  get state(): JournalState {
    return this.#head.state;
  }

  /** Number and hash of the last event, for paper, bundles and the evidence. */
  get head(): { readonly n: number; readonly sha256: string } {
    return { n: this.#head.n, sha256: this.#head.sha256 };
  }

  /** Whether this journal once ended so. @throws the faults of `verifyJournal`, and the file faults */
  async hadEnd({ events, head }: JournalEnd): Promise<boolean> {
    const { n, sha256 } = this.#head;
    if (events >= n) return events === n && head === sha256;
    return (await this.entries())[events]?.prev === head;
  }

  /** Every event, read from the open file: whatever has its name now. @throws JOURNAL_IN_USE, the faults of `verifyJournal`, the file faults */
  entries(): Promise<ReadJournal['entries']> {
    return this.#inTurn(async () => {
      const { entries, head } = verifyJournal(await readOpenFile(this.#file, this.#name, maxJournalBytes));
      return head.sha256 === this.#head.sha256 ? entries : refuse({ code: 'JOURNAL_IN_USE', process: 0 });
    });
  }

  /**
   * Asks whether events may be written now, one after the other, without writing them.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
   */
  assertMayHappen(events: readonly JournalEvent[]): void {
    let head = this.#head;
    for (const event of events) head = nextLine(head, this.#clock(), event).head;
  }

  /**
   * Writes one event. When this returns, the event is on the disk.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, JOURNAL_IN_USE, and the file faults
   */
  append(event: JournalEvent): Promise<JournalState> {
    return this.#inTurn(() => this.#append(event));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => translated(this.#name, work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** @throws the file faults; the lock is given back all the same */
  async close(): Promise<void> {
    await this.#last;
    try {
      await translated(this.#name, () => this.#file.close());
    } finally {
      await this.#lock.release();
    }
  }

  /**
   * Gives the lock back before it returns, where the system ends the program and waits for nothing. What is just being written may be cut
   * off, as by a power cut; nothing can be appended afterwards.
   */
  letGo(): void {
    this.#lock.releaseNow();
  }

  async #append(event: JournalEvent): Promise<JournalState> {
    const { line, head } = nextLine(this.#head, this.#clock(), event);
    await this.#lock.assertHeld();
    const { size } = await this.#file.stat();
    // Somebody without our lock has written: nothing is added after what was not checked.
    if (size !== this.#bytes) refuse({ code: 'JOURNAL_IN_USE', process: 0 });
    try {
      await this.#file.appendFile(line);
      await this.#file.sync();
    } catch (error) {
      // What was not flushed was not told: take the half line back. Where that fails too, opening will report a torn line.
      await this.#file.truncate(this.#bytes).catch(() => undefined);
      throw error;
    }
    this.#head = head;
    this.#bytes += line.length;
    return head.state;
  }
}

/** Opens a journal, does something with it, and lets it go. @throws what `JournalFile.open` throws */
export async function withJournalAt<T>(
  path: string,
  clock: Clock,
  work: (journal: JournalFile) => Promise<T>,
): Promise<T> {
  const journal = await JournalFile.open(path, clock);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

/** Opens a journal for something that keeps it open; where that fails, lets it go. @throws what `JournalFile.open` throws */
export async function keepingJournal<T>(
  path: string,
  clock: Clock,
  make: (journal: JournalFile) => Promise<T>,
): Promise<T> {
  const journal = await JournalFile.open(path, clock);
  try {
    return await make(journal);
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/**
 * Closes off the damaged end of a journal by an exception. The damaged bytes are first written to their own file beside it;
 * then a whole new journal takes the old one's name in one step.
 * @returns the name of the file with the damaged bytes; undefined if nothing was damaged
 * @throws JOURNAL_IN_USE, JOURNAL_EVENT_FORM, JOURNAL_OUT_OF_ORDER, FILE_EXISTS and the file faults
 */
export function closeOffJournal(path: string, clock: Clock, sheet: ExceptionSheet): Promise<string | undefined> {
  return translated(visibleText(path), () => lockedFor(path, () => closeOff(path, clock, sheet)));
}

async function lockedFor<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = await JournalLock.take(path);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function closeOff(path: string, clock: Clock, sheet: ExceptionSheet): Promise<string | undefined> {
  const closed = closeOffDamage(await readWholeFile(path, maxJournalBytes), clock(), sheet);
  if (!closed) return undefined;
  const kept = damagedName(path, closed.damagedSha256);
  await keep(kept, closed.damaged);
  const next = `${path}.next-${randomBytes(6).toString('hex')}`;
  await writeNewFile(next, closed.journal);
  try {
    await rename(next, path);
  } catch (error) {
    await unlink(next).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(path));
  return kept;
}

/**
 * Cuts off the damaged end of a log for which nobody answers. The damaged bytes are first written to their own file beside it.
 * @throws what `readJournal` throws, JOURNAL_IN_USE, FILE_EXISTS and the file faults
 */
export function cutOffDamage(path: string): Promise<void> {
  return translated(visibleText(path), () =>
    lockedFor(path, async () => {
      const bytes = await readWholeFile(path, maxJournalBytes);
      const { goodBytes, damage } = readJournal(bytes);
      if (damage === undefined) return;
      const damaged = bytes.subarray(goodBytes);
      await keep(damagedName(path, sha256(damaged).toString('hex')), damaged);
      await replaceFile(path, bytes.subarray(0, goodBytes));
    }),
  );
}

const damagedName = (path: string, damagedSha256: string): string => `${path}.damaged-${damagedSha256.slice(0, 16)}`;

/** The name holds the hash: where an attempt was broken off after it, the file is there and is the one. */
async function keep(path: string, damaged: Buffer): Promise<void> {
  try {
    await writeNewFile(path, damaged);
  } catch (error) {
    const there = await readWholeFile(path, damaged.length).catch(() => undefined);
    if (there?.equals(damaged) !== true) throw error;
  }
}

/** Does something under a lock, and gives the lock back only where it fails. */
async function underLock<T>(path: string, work: (lock: JournalLock) => Promise<T>): Promise<T> {
  const lock = await JournalLock.take(path);
  try {
    return await work(lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What is in the locks that this process holds: a lock of ours that is not among them could not be taken away in its time. */
const held = new Set<string>();

/** A file beside the journal that names the process which writes it. */
class JournalLock {
  readonly #path: string;
  readonly #content: string;

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  static async take(journal: string): Promise<JournalLock> {
    const path = `${journal}.lock`;
    // The random part tells our lock from another of this process, the run from that of a process with our number at another time.
    const content = `${process.pid} ${randomBytes(8).toString('hex')} ${await runOf(process.pid)}\n`;
    for (let tries = 0; tries < 3; tries += 1) {
      if (await created(path, content)) {
        const lock = new JournalLock(path, content);
        // Two processes may have cleared away one stale lock: the last to write has it, the other sees that here or later.
        await lock.assertHeld();
        held.add(content);
        return lock;
      }
      const found = await lockIn(path).catch(() => '');
      const holder = Number.parseInt(found, 10);
      if (holder === process.pid ? held.has(found) : await isStillRunning(holder, found.trim().split(' ')[2])) {
        refuse({ code: 'JOURNAL_IN_USE', process: holder });
      }
      await unlink(path).catch(() => undefined);
    }
    return refuse({ code: 'JOURNAL_IN_USE', process: 0 });
  }

  async assertHeld(): Promise<void> {
    const content = await lockIn(this.#path);
    if (content !== this.#content) refuse({ code: 'JOURNAL_IN_USE', process: Number.parseInt(content, 10) || 0 });
  }

  async release(): Promise<void> {
    held.delete(this.#content);
    const content = await lockIn(this.#path).catch(() => '');
    if (content === this.#content) await unlink(this.#path).catch(() => undefined);
  }

  /** As `release`, done when it returns. */
  releaseNow(): void {
    held.delete(this.#content);
    try {
      const { size } = lstatSync(this.#path);
      if (size === this.#content.length && readFileSync(this.#path, 'latin1') === this.#content) unlinkSync(this.#path);
    } catch {
      // It is gone already, or its medium is.
    }
  }
}

async function created(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock of ours has about 100 bytes. */
const maxLockBytes = 512;

/**
 * What is in a lock. One that is gone is nobody's, and so is a pipe, a link, a device or a long file under its name: none of them is waited
 * for, followed or read. A medium that does not answer says nothing about it.
 * @throws the file and medium faults
 */
async function lockIn(path: string): Promise<string> {
  try {
    return (await readWholeFile(path, maxLockBytes, dirname(path))).toString('latin1');
  } catch (error) {
    if (nobodysLock.some((code) => isFaultOf(error, code))) return '';
    throw error;
  }
}

const nobodysLock = ['FILE_NOT_FOUND', 'FILE_NOT_A_FILE', 'FILE_TOO_LARGE', 'FILE_ELSEWHERE'] as const;
