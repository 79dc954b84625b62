// The journal as the steps use it: its state and events, and when each call was settled (the hold counts from there).
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import type { JournalEntry } from '#core/journal/chain.ts';
import { type JournalFile, keepingJournal } from '../journal/journal-file.ts';

/** An event, its number, and when it was written by this machine's clock, ISO 8601 in UTC. */
export type NotedEntry = Pick<JournalEntry, 'n' | 'at' | 'event'>;
type OnEntry = (entry: NotedEntry) => void;

export class StepJournal {
  readonly #file: JournalFile;
  readonly #now: () => number;
  readonly #onEntry: OnEntry;

  private constructor(file: JournalFile, entries: readonly JournalEntry[], now: () => number, onEntry: OnEntry) {
    this.#file = file;
    this.#now = now;
    this.#onEntry = onEntry;
    for (const entry of entries) this.#onEntry(entry);
  }

  /**
   * Opens a journal that was begun before, or begins one. Close it: its lock stays until then.
   * @param now Unix milliseconds
   * @param onEntry hears of every event: those that are in it already, then each that is written
   * @throws what `JournalFile.open` throws
   */
  static async open(path: string, now: () => number, onEntry: OnEntry = () => undefined): Promise<StepJournal> {
    const clock = (): string => new Date(now()).toISOString();
    return keepingJournal(path, clock, async (file) => new StepJournal(file, await file.entries(), now, onEntry));
  }

  get state(): JournalState {
    return this.#file.state;
  }

  get head(): { readonly n: number; readonly sha256: string } {
    return this.#file.head;
  }

  /** When this returns, the event is on the disk. @throws JOURNAL_OUT_OF_ORDER and what else `JournalFile.append` throws */
  async append(event: JournalEvent): Promise<void> {
    await this.#file.append(event);
    this.#onEntry({ n: this.head.n, at: new Date(this.#now()).toISOString(), event });
  }

  /** Asks whether events may be written now, without writing them. @throws what `JournalFile.assertMayHappen` throws */
  assertMayHappen(events: readonly JournalEvent[]): void {
    this.#file.assertMayHappen(events);
  }

  /** Whether this journal once ended so. @throws what `JournalFile.hadEnd` throws */
  hadEnd(end: JournalEnd): Promise<boolean> {
    return this.#file.hadEnd(end);
  }

  /** When a call got its last verdict, in Unix milliseconds by this machine's clock. */
  settledAt(id: string): number | undefined {
    const at = this.state.calls[id]?.settledAt;
    return typeof at === 'string' ? Date.parse(at) : undefined;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** As `close`, done when it returns, where the system waits for nothing. */
  letGo(): void {
    this.#file.letGo();
  }
}
