// The one step that is at work: how it is getting on, and the way to stop waiting for it.
import type { OnlineStepId, ProgressView } from '#shared/contract/online/step-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { Waiting, PollProgress } from '#azure/polling.ts';

export class RunningStep {
  readonly step: OnlineStepId;
  readonly #abort = new AbortController();
  readonly #onChange: () => void;
  #progress: ProgressView;
  #reportSent: () => void = () => undefined;
  /** Resolves when the call is on its way, or was in an earlier run. */
  readonly sent = new Promise<void>((resolve) => {
    this.#reportSent = resolve;
  });

  constructor(step: OnlineStepId, nowMs: number, onChange: () => void) {
    this.step = step;
    this.#onChange = onChange;
    this.#progress = {
      sinceUtc: utc(nowMs),
      isSent: false,
      attempt: 0,
      lastContactUtc: null,
      nextPollUtc: null,
      trouble: null,
      counted: null,
    };
  }

  get progress(): ProgressView {
    return this.#progress;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  stop(): void {
    this.#abort.abort();
  }

  /** The journal has an event more: an intent means that the call is on its way. */
  noteEvent({ kind }: JournalEvent): void {
    if (kind === 'call-intended' || kind === 'call-queried') this.noteSent();
  }

  /** From here on, what becomes of the call is at the step. */
  noteSent(): void {
    this.#reportSent();
    this.#change({ isSent: true });
  }

  notePoll({ queries, lastContact, trouble }: PollProgress): void {
    const lastContactUtc = lastContact === undefined ? this.#progress.lastContactUtc : utc(lastContact);
    this.#change({ attempt: queries, lastContactUtc, trouble: trouble ?? null });
  }

  /** Why a question is asked again; the next answer shows that it has passed. */
  noteTrouble(trouble: Fault): void {
    this.#change({ trouble });
  }

  noteCount(done: number, of: number): void {
    this.#change({ counted: { done, of }, trouble: null });
  }

  /** Waits as told, and says until when. */
  waitingLike({ wait, now }: Waiting): Waiting {
    return {
      now,
      wait: async (ms, signal) => {
        this.#change({ nextPollUtc: utc(now() + ms) });
        await wait(ms, signal ?? this.signal);
        this.#change({ nextPollUtc: null });
      },
    };
  }

  #change(change: Partial<ProgressView>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#onChange();
  }
}

const utc = (ms: number): string => new Date(ms).toISOString();
