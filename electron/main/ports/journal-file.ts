// The journal on a disk: one process at a time, every event flushed before anyone is told, nothing ever rewritten in place.
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { refuse } from '../../../shared/faults/fault.ts';
import type { ExceptionSheet, JournalEvent } from '../../../shared/journal/events.ts';
import type { JournalState } from '../../../shared/journal/state.ts';
import { type JournalHead, maxJournalBytes, nextLine, type ReadJournal, verifyJournal } from '../core/journal/chain.ts';
import { closeOffDamage } from '../core/journal/close-off.ts';
import type { SecretRegistry } from '../core/transfer/outgoing-scan.ts';
import { readWholeFile, writeNewFile } from './files.ts';

/** Tells the machine's time as ISO 8601 in UTC. */
export type Clock = () => string;

/** An open journal. Close it: its lock stays until then. */
export class JournalFile {
  readonly #lock: JournalLock;
  readonly #file: FileHandle;
  readonly #clock: Clock;
  readonly #registry: SecretRegistry | undefined;
  #head: JournalHead;
  #bytes: number;
  /** Appends wait for each other. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    lock: JournalLock,
    file: FileHandle,
    journal: ReadJournal,
    clock: Clock,
    registry?: SecretRegistry,
  ) {
    this.#lock = lock;
    this.#file = file;
    this.#clock = clock;
    this.#registry = registry;
    this.#head = journal.head;
    this.#bytes = journal.goodBytes;
  }

  /**
   * Opens a journal and resumes it, or begins one where there is none.
   * @throws JOURNAL_IN_USE, the faults of `verifyJournal`, and the file faults
   */
  static async open(path: string, clock: Clock, registry?: SecretRegistry): Promise<JournalFile> {
    const lock = await JournalLock.take(path);
    try {
      const file = await open(path, 'a+', 0o600);
      try {
        const journal = verifyJournal(await readWholeFile(path, maxJournalBytes));
        return new JournalFile(lock, file, journal, clock, registry);
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get state(): JournalState {
    return this.#head.state;
  }

  /** Number and hash of the last event, for paper, bundles and the evidence. */
  get head(): { readonly n: number; readonly sha256: string } {
    return { n: this.#head.n, sha256: this.#head.sha256 };
  }

  /**
   * Asks whether events may be written now, one after the other, without writing them.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
   */
  assertMayHappen(events: readonly JournalEvent[]): void {
    let head = this.#head;
    for (const event of events) head = nextLine(head, this.#clock(), event, this.#registry).head;
  }

  /**
   * Writes one event. When this returns, the event is on the disk.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, JOURNAL_IN_USE, and the system's errors
   */
  append(event: JournalEvent): Promise<JournalState> {
    const work = this.#last.then(() => this.#append(event));
    this.#last = work.catch(() => undefined);
    return work;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
    await this.#lock.release();
  }

  async #append(event: JournalEvent): Promise<JournalState> {
    const { line, head } = nextLine(this.#head, this.#clock(), event, this.#registry);
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

/**
 * Closes off the damaged end of a journal by an exception. The damaged bytes are first written to a file of their own beside it;
 * then a whole new journal takes the old one's name in one step.
 * @returns the name of the file with the damaged bytes; undefined if nothing was damaged
 * @throws JOURNAL_IN_USE, JOURNAL_EVENT_FORM, JOURNAL_OUT_OF_ORDER, FILE_EXISTS and the file faults
 */
export async function closeOffJournal(path: string, clock: Clock, sheet: ExceptionSheet): Promise<string | undefined> {
  const lock = await JournalLock.take(path);
  try {
    const closed = closeOffDamage(await readWholeFile(path, maxJournalBytes), clock(), sheet);
    if (!closed) return undefined;
    const kept = `${path}.damaged-${closed.damagedSha256.slice(0, 16)}`;
    await writeNewFile(kept, closed.damaged);
    const next = `${path}.next-${randomBytes(6).toString('hex')}`;
    await writeNewFile(next, closed.journal);
    await rename(next, path);
    await flushFolder(dirname(path));
    return kept;
  } finally {
    await lock.release();
  }
}

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
    // The random part tells our lock from that of another process with our number, before a restart of the machine.
    const content = `${process.pid} ${randomBytes(8).toString('hex')}\n`;
    for (let tries = 0; tries < 3; tries += 1) {
      if (await created(path, content)) {
        const lock = new JournalLock(path, content);
        // Two processes may have cleared away one stale lock: the last to write has it, the other sees that here or later.
        await lock.assertHeld();
        return lock;
      }
      const holder = Number.parseInt(await readFile(path, 'latin1').catch(() => ''), 10);
      if (isAlive(holder)) refuse({ code: 'JOURNAL_IN_USE', process: holder });
      await unlink(path).catch(() => undefined);
    }
    return refuse({ code: 'JOURNAL_IN_USE', process: 0 });
  }

  async assertHeld(): Promise<void> {
    const content = await readFile(this.#path, 'latin1').catch(() => '');
    if (content !== this.#content) refuse({ code: 'JOURNAL_IN_USE', process: Number.parseInt(content, 10) || 0 });
  }

  async release(): Promise<void> {
    const content = await readFile(this.#path, 'latin1').catch(() => '');
    if (content === this.#content) await unlink(this.#path).catch(() => undefined);
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

/** Whether a process with this number runs: ours included, since one process may open a journal once. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Makes a changed name durable, where the system can. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
