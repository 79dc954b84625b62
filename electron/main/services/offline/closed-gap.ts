// The gate before each custodian: no share is opened on a machine that is connected, in production.
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { practiceGap } from '#shared/journal/air-gap.ts';
import type { JournalWriter } from '../journal/journal-file.ts';

/** Notes that the gap was lost between two custodians; their shares are gone already. */
export const noteGapLost = (journal: Pick<JournalWriter, 'append'>): Promise<unknown> =>
  journal.append({ kind: 'air-gap', closed: false, detail: 'found open before a custodian' });

/**
 * Practice may run on a machine that is connected; its journal says so.
 * @param journal of the ceremony; undefined where there is none
 * @throws AIR_GAP_OPEN
 */
export async function requireClosedGap(
  journal: Pick<JournalWriter, 'state' | 'append'> | undefined,
  waysOut: readonly WayOut[],
  practice: boolean,
): Promise<void> {
  if (!practice && waysOut.length > 0) refuse({ code: 'AIR_GAP_OPEN', waysOut });
  if (journal === undefined || journal.state.airGapClosed) return;
  const open = waysOut.map(reportWayOut).join('; ');
  const detail = waysOut.length === 0 ? 'no way out was found' : `${practiceGap}this machine is not cut off: ${open}`;
  await journal.append({ kind: 'air-gap', closed: true, detail: visibleText(detail, 400) });
}

/** A way out of this machine in words, as faults and logs name it. */
export const reportWayOut = ({ kind, name }: WayOut): string => `${kind} ${name}`;
