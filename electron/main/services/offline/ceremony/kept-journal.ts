// The open journal of a ceremony of any grade on this machine: what is noted in the same way whether there is a plan or none.
import type { AirGapView } from '#shared/contract/offline/machine-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { gapFoundOpen } from '#shared/journal/air-gap.ts';
import type { EventOf, ExceptionSheet, JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { checkFailed } from '#core/journal/records.ts';
import { noteException, noteSharesGone } from '../../journal/common-events.ts';
import type { Clock, JournalFile } from '../../journal/journal-file.ts';
import { reportWayOut } from '../closed-gap.ts';

const detailLimit = 400;

/**
 * The state of the air gap as an event; none where it is not known.
 * @param how as it was found when the ceremony was begun or taken up, or because it has changed since
 */
export function gapEvent(gap: AirGapView, how: 'found' | 'changed'): EventOf<'air-gap'>[] {
  if (gap.phase === 'unknown') return [];
  const closed = gap.phase === 'closed';
  const seen = closed ? 'no way out was found' : gap.waysOut.map(reportWayOut).join('; ');
  const detail = how === 'found' && !closed ? `${gapFoundOpen}${seen}` : seen;
  return [{ kind: 'air-gap', closed, detail: visibleText(detail, detailLimit) }];
}

export const clockOf =
  (now: () => Date): Clock =>
  () =>
    now().toISOString();

/** An open journal: of a ceremony, which stops where it cannot be written, or of a session, which goes on. */
type OpenJournal = Pick<JournalFile, 'state' | 'head' | 'assertMayHappen' | 'close' | 'letGo'> & {
  readonly append: (event: JournalEvent) => Promise<unknown>;
};

export interface KeptJournalParts<Journal extends OpenJournal = JournalFile> {
  readonly journal: Journal;
  readonly app: AppVersion;
  readonly now: () => Date;
}

export abstract class KeptJournal<Journal extends OpenJournal = OpenJournal> {
  readonly app: AppVersion;
  protected readonly now: () => Date;
  readonly #journal: Journal;

  protected constructor({ journal, app, now }: KeptJournalParts<Journal>) {
    this.app = app;
    this.now = now;
    this.#journal = journal;
  }

  /** Whether it is the journal of a practice: nothing else says so while it is open. */
  abstract get practice(): boolean;

  get state(): JournalState {
    return this.#journal.state;
  }
  get head(): { readonly n: number; readonly sha256: string } {
    return this.#journal.head;
  }
  /** For services that write into it by themselves: shares and the blob, none of which is a fact that people note. */
  get journal(): Journal {
    return this.#journal;
  }

  /** Writes one event; when this returns it is on the disk. @throws what `JournalFile.append` throws */
  async append(event: JournalEvent): Promise<void> {
    await this.#journal.append(event);
  }

  /**
   * Writes an exception, with the names as people wrote them.
   * @throws JOURNAL_OUT_OF_ORDER if no such check stands failed
   */
  async except(sheet: ExceptionSheet, check: string | null): Promise<void> {
    await noteException(this, sheet, check);
  }

  /** Notes a failed check: it stands until an exception names it. */
  fail(check: string, step: string, fault: Fault): Promise<void> {
    return this.append(checkFailed(check, step, fault));
  }

  /** Notes the state of the air gap, as `gapEvent` words it. */
  async noteGap(gap: AirGapView, how: 'found' | 'changed'): Promise<void> {
    for (const event of gapEvent(gap, how)) await this.append(event);
  }

  /** Notes that shares are gone, where the journal says that there are some. */
  async dropShares(reason: EventOf<'shares-gone'>['reason']): Promise<void> {
    await noteSharesGone(this, reason);
  }

  /** Lets the journal go, so that it can be resumed or read elsewhere. */
  close(): Promise<void> {
    return this.#journal.close();
  }

  /** As `close`, done when it returns, where the system waits for nothing. */
  letGo(): void {
    this.#journal.letGo();
  }
}
