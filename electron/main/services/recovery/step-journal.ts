// The journal as the steps use it: its state and events, and when each call was settled (the hold counts from there).
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import type { JournalEntry } from '#core/journal/chain.ts';
import { type JournalFile, keepingJournal } from '../journal/journal-file.ts';

/** An event, its number, and when it was written by this machine's clock, ISO 8601 in UTC. */
export type NotedEntry = Pick<JournalEntry, 'n' | 'at' | 'event'>;
type OnEvent = (event: JournalEvent) => void;

/** Enough for a screen; the whole journal is printed as the record. */
const shown = 60;

export class StepJournal {
  readonly #file: JournalFile;
  readonly #now: () => number;
  readonly #onEvent: OnEvent;
  #latest: readonly NotedEntry[] = [];

  private constructor(file: JournalFile, entries: readonly JournalEntry[], now: () => number, onEvent: OnEvent) {
    this.#file = file;
    this.#now = now;
    this.#onEvent = onEvent;
    for (const entry of entries) this.#note(entry);
  }

  /**
   * Opens a journal that was begun before, or begins one. Close it: its lock stays until then.
   * @param now Unix milliseconds
   * @param onEvent hears of every event: those that are in it already, then each that is written
   * @throws what `JournalFile.open` throws
   */
  static async open(path: string, now: () => number, onEvent: OnEvent = () => undefined): Promise<StepJournal> {
    const clock = (): string => new Date(now()).toISOString();
    return keepingJournal(path, clock, async (file) => new StepJournal(file, await file.entries(), now, onEvent));
  }

  get state(): JournalState {
    return this.#file.state;
  }

  get head(): { readonly n: number; readonly sha256: string } {
    return this.#file.head;
  }

  /** The last events, the newest first. */
  get latest(): readonly NotedEntry[] {
    return this.#latest;
  }

  /** When this returns, the event is on the disk. @throws JOURNAL_OUT_OF_ORDER and what else `JournalFile.append` throws */
  async append(event: JournalEvent): Promise<void> {
    await this.#file.append(event);
    this.#note({ n: this.head.n, at: new Date(this.#now()).toISOString(), event });
  }

  #note({ n, at, event }: NotedEntry): void {
    this.#latest = [{ n, at, event }, ...this.#latest].slice(0, shown);
    this.#onEvent(event);
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
