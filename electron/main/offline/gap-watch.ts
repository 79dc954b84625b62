// Watches the air gap: asks every second, shows what it finds, and drops every share the moment the gap opens.
import type { AirGapView, WayOut } from '../../../shared/contract/offline/machine-view.ts';
import { refuse } from '../../../shared/faults/fault.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import type { Desk } from './desk.ts';
import { checkIdle } from './idle-lock.ts';
import { sayWayOut } from './way-out.ts';

const everyMs = 1000;

/** Asks now and acts on the answer; what is found is also returned. */
export async function checkGap(desk: Desk): Promise<readonly WayOut[]> {
  const waysOut = await desk.world.airGap();
  const before = desk.view.airGap;
  const now: AirGapView = waysOut.length === 0 ? { phase: 'closed' } : { phase: 'open', waysOut: [...waysOut] };
  if (JSON.stringify(now) === JSON.stringify(before)) return waysOut;
  desk.update({ airGap: now });
  if (before.phase === 'closed' && now.phase === 'open' && desk.view.ceremony.phase === 'running')
    loseGap(desk, waysOut);
  // Practice goes on beside an open gap: another way out is no news for it, and would take away in the journal what is still held.
  if (before.phase === 'open' && now.phase === 'open') return waysOut;
  // Secrets are gone first; then it is written down.
  await desk.noteByItself((ceremony) => ceremony.noteGap(now, 'changed'));
  return waysOut;
}

function loseGap(desk: Desk, waysOut: readonly WayOut[]): void {
  const sharesDropped = desk.holdsShares ? desk.view.custodians.accepted.length : 0;
  desk.dropShares();
  desk.update({ alarm: { code: 'AIR_GAP_LOST', waysOut, sharesDropped } });
}

/**
 * The gate before each custodian. Practice may run on a machine that is connected; the frame says so all the time.
 * @throws AIR_GAP_OPEN
 */
export async function passGap(desk: Desk, practice: boolean): Promise<void> {
  const waysOut = await checkGap(desk);
  if (!practice && waysOut.length > 0) refuse({ code: 'AIR_GAP_OPEN', waysOut });
  const { ceremony } = desk.behind;
  if (ceremony === undefined || ceremony.state.airGapClosed) return;
  const open = waysOut.map(sayWayOut).join('; ');
  const detail = waysOut.length === 0 ? 'no way out was found' : `PRACTICE: this machine is not cut off: ${open}`;
  await ceremony.append({ kind: 'air-gap', closed: true, detail: visibleText(detail, 400) });
}

/** Looks at gap, hands and media every second until told to stop. A look that fails is an open gap: the port says so itself. */
export function watch(desk: Desk): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      await checkGap(desk);
      checkIdle(desk);
      const before = JSON.stringify(desk.view.volumes);
      await desk.world.volumes.refresh();
      if (JSON.stringify(desk.world.volumes.view) !== before) desk.showVolumes();
    } finally {
      isLooking = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  return () => {
    clearInterval(timer);
  };
}
