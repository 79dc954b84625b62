// The journal of a drill or a making of keys on this machine's disk: one file for each session. Its rules are those of every journal, but what
// cannot be written stops nobody: a full disk must not keep a screen from saying that shares are gone.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { refuse, whyOf } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { emptyHead, type JournalHead, nextLine } from '#core/journal/chain.ts';
import { makeFolder, translated } from '#platform/files.ts';
import { type Clock, cutOffDamage, JournalFile } from './journal-file.ts';
import { type Unfinished, unfinishedBelow } from './unfinished.ts';

/** The file of a session. */
interface SessionFile {
  readonly journal: string;
}
export type OpenSession = Unfinished<SessionFile>;

export interface SessionWriting {
  readonly clock: Clock;
  /** Hears once why nothing more is written. */
  readonly stopped: (why: unknown) => void;
}

/** A session's journal that is open. Where its file cannot be written, it goes on in memory. */
export class SessionJournal {
  readonly #path: string;
  readonly #writing: SessionWriting;
  #head: JournalHead = emptyHead;
  #file: JournalFile | undefined;
  #why: unknown;
  /** Events wait for each other: behind one that could not be written, none is. */
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, writing: SessionWriting) {
    this.#path = path;
    this.#writing = writing;
  }

  /** Begins one in the folder, which is made if it is missing. */
  static async begin(folder: string, id: string, writing: SessionWriting): Promise<SessionJournal> {
    const time = writing.clock().replace(/[-:]|\.\d+/g, '');
    const path = join(folder, `${time}-${id}-${randomBytes(3).toString('hex')}.jsonl`);
    const journal = new SessionJournal(path, writing);
    await journal.#unlessStopped(async () => {
      await translated(visibleText(folder), () => makeFolder(folder));
      journal.#file = await JournalFile.open(path, writing.clock);
    });
    return journal;
  }

  /**
   * Takes one up again. Where its end is damaged, the damaged bytes are kept beside it, and the good lines go on.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_VERSION, JOURNAL_TOO_LARGE, JOURNAL_IN_USE, the file and medium faults
   */
  static async resume(path: string, writing: SessionWriting): Promise<SessionJournal> {
    await cutOffDamage(path);
    const journal = new SessionJournal(path, writing);
    journal.#file = await JournalFile.open(path, writing.clock);
    journal.#head = { ...journal.#file.head, state: journal.#file.state };
    return journal;
  }

  get state(): JournalState {
    return this.#head.state;
  }

  get head(): Pick<JournalHead, 'n' | 'sha256'> {
    return this.#head;
  }

  /** As `JournalFile.assertMayHappen`. */
  assertMayHappen(events: readonly JournalEvent[]): void {
    let head = this.#head;
    for (const event of events) head = nextLine(head, this.#writing.clock(), event).head;
  }

  /**
   * Writes one event. When this returns, it is on the disk, or people hear that nothing more of this session is.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT
   */
  async append(event: JournalEvent): Promise<void> {
    this.#head = nextLine(this.#head, this.#writing.clock(), event).head;
    this.#last = this.#last.then(() => this.#unlessStopped(() => this.#file?.append(event)));
    await this.#last;
  }

  /** Where it lies, once it has its end. @throws SESSION_LOG_INCOMPLETE */
  get finishedPath(): string {
    return this.#why === undefined ? this.#path : refuse({ code: 'SESSION_LOG_INCOMPLETE', why: whyOf(this.#why) });
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file?.close();
  }

  /** As `JournalFile.letGo`. */
  letGo(): void {
    this.#file?.letGo();
  }

  async #unlessStopped(work: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.#file?.close().catch(() => undefined);
      this.#file = undefined;
      this.#why = error;
      this.#writing.stopped(error);
    }
  }
}

/** The sessions in a folder that have no finish, the latest first. What is no journal of one is left alone. */
export const openSessions = (folder: string): readonly OpenSession[] =>
  unfinishedBelow(
    folder,
    (journal) => (journal.endsWith('.jsonl') ? { journal } : undefined),
    ({ session }) => session !== undefined,
  );
