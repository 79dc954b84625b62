// What the screens show of the journal: its last events and its exceptions, kept up while it grows.
import { type ExceptionView, exceptionViewOf, type FailedCheckView } from '#shared/contract/exception-view.ts';
import type { ActivityView } from '#shared/contract/online/ceremony-view.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { noTimes, type RecoveryTimes, timesWith } from '#shared/ceremony/recovery-time.ts';
import { stepIn } from '#shared/journal/exception-steps.ts';
import { type JournalState, uploadRefused } from '#shared/journal/state.ts';
import type { JournalEntry } from '#core/journal/chain.ts';
import { standingFailures } from '#core/journal/standing-failures.ts';

/** Enough for a screen; the whole journal is printed as the record. */
const shown = 60;

/** How the name of every outcome's bundle ends. */
export const outcomeEnd = '-outcome.bundle.json';

export class JournalLog {
  #latest: ActivityView['latest'] = [];
  #exceptions: ExceptionView[] = [];
  #failures: readonly FailedCheckView[] = [];
  #wallClock: { readonly at: string; readonly event: EventOf<'wall-clock'> } | undefined;
  #times = noTimes;
  #written: readonly string[] = [];

  note({ n, at, event }: Pick<JournalEntry, 'n' | 'at' | 'event'>): void {
    this.#latest = [{ n, atUtc: at, event }, ...this.#latest].slice(0, shown);
    if (event.kind === 'exception') this.#exceptions = [...this.#exceptions, exceptionViewOf(event, at)];
    this.#times = timesWith(this.#times, at, event);
    this.#failures = standingFailures(this.#failures, event);
    if (event.kind === 'wall-clock') this.#wallClock = { at, event };
    if (event.kind === 'file-written') this.#written = [...this.#written, event.name];
    // What became of an earlier try says nothing of this one.
    if (event.kind === 'call-intended' && event.call === 'upload') {
      this.#written = this.#written.filter((name) => !name.endsWith(outcomeEnd));
    }
  }

  get latest(): ActivityView['latest'] {
    return this.#latest;
  }

  get exceptions(): readonly ExceptionView[] {
    return this.#exceptions;
  }

  /** Where and why a check failed that stands; the journal has no fault for a call that the service refused. */
  failure(check: string, state: Pick<JournalState, 'emergency'>): FailedCheckView {
    const step = check === uploadRefused ? stepIn(state, 'C15') : '';
    return this.#failures.find((each) => each.check === check) ?? { check, step, fault: '', known: null };
  }

  /** The clock on the wall as it was read last. */
  get wallClock(): { readonly at: string; readonly event: EventOf<'wall-clock'> } | undefined {
    return this.#wallClock;
  }

  /** Names of the files that were written, in this run or an earlier one; outcomes only of the last upload or later. */
  get written(): readonly string[] {
    return this.#written;
  }

  get times(): RecoveryTimes {
    return this.#times;
  }
}
