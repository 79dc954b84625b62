// The journal as the steps use it: its state and events, when each call was settled (the hold counts from there), and what was read
// back wrongly before.
import type { JournalEvent } from '../../../../shared/journal/events.ts';
import type { JournalState } from '../../../../shared/journal/state.ts';
import { type JournalEntry, maxJournalBytes, verifyJournal } from '../../core/journal/chain.ts';
import { readWholeFile } from '../../ports/files.ts';
import { JournalFile } from '../../ports/journal-file.ts';

export class StepJournal {
  readonly #file: JournalFile;
  readonly #now: () => number;
  readonly #settled = new Map<string, number>();
  readonly #differed = new Set<string>();

  private constructor(file: JournalFile, entries: readonly JournalEntry[], now: () => number) {
    this.#file = file;
    this.#now = now;
    for (const { at, event } of entries) this.#note(event, Date.parse(at));
  }

  /**
   * Opens a journal that was begun before, or begins one. Close it: its lock stays until then.
   * @param now Unix milliseconds
   * @throws what `JournalFile.open` throws
   */
  static async open(path: string, now: () => number): Promise<StepJournal> {
    const file = await JournalFile.open(path, () => new Date(now()).toISOString());
    const { entries } = verifyJournal(await readWholeFile(path, maxJournalBytes));
    return new StepJournal(file, entries, now);
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
    this.#note(event, this.#now());
  }

  /** When a call got its last verdict, in Unix milliseconds by this machine's clock. */
  settledAt(id: string): number | undefined {
    return this.#settled.get(id);
  }

  /** Whether what was last read back about something differed: the next try is the second. */
  readBackDiffered(subject: string): boolean {
    return this.#differed.has(subject);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #note(event: JournalEvent, at: number): void {
    if (event.kind === 'call-settled') this.#settled.set(event.id, at);
    if (event.kind !== 'read-back') return;
    if (event.outcome === 'differed') this.#differed.add(event.subject);
    else this.#differed.delete(event.subject);
  }
}
