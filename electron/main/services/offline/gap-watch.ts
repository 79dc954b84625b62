// Watches the air gap, the hands and the media, each by itself: what is slow in one holds up no other.
import type { AirGapView, WayOut } from '#shared/contract/offline/machine-view.ts';
import { requireClosedGap } from './closed-gap.ts';
import type { OfflineAppState } from './app-state.ts';
import { checkIdle } from './idle-lock.ts';
import { sleepWatch } from './left-alone.ts';

/** Asks now and acts on the answer; what is found is also returned, when the journal has it. */
export async function checkGap(appState: OfflineAppState): Promise<readonly WayOut[]> {
  const { waysOut, noted } = await checkGapAgain(appState);
  await noted;
  return waysOut;
}

interface Seen {
  readonly waysOut: readonly WayOut[];
  /** Settles when the journal has it; never rejects. */
  readonly noted: Promise<void>;
}

const nothingToNote = Promise.resolve();

/** Asks now and acts on the answer. Who watches does not wait for the journal: its disk may be slow, and the next second counts. */
async function checkGapAgain(appState: OfflineAppState): Promise<Seen> {
  const waysOut = await appState.world.airGap();
  const before = appState.state.airGap;
  const now: AirGapView = waysOut.length === 0 ? { phase: 'closed' } : { phase: 'open', waysOut: [...waysOut] };
  if (JSON.stringify(now) === JSON.stringify(before)) return { waysOut, noted: nothingToNote };
  appState.update({ airGap: now });
  const isLost = before.phase === 'closed' && now.phase === 'open' && appState.state.session.phase === 'running';
  const sharesDropped = isLost && appState.holdsShares ? appState.view.custodians.accepted.length : 0;
  if (isLost) appState.dropShares();
  // Practice goes on beside an open gap: another way out is no news for it, and would take away in the journal what is still held.
  if (before.phase === 'open' && now.phase === 'open') return { waysOut, noted: nothingToNote };
  // Secrets are gone first; then it is written down.
  const noted = appState.noteByItself((journal) => journal.noteGap(now, 'changed'));
  if (isLost) appState.raise({ code: 'AIR_GAP_LOST', waysOut, sharesDropped });
  return { waysOut, noted };
}

/**
 * The gate before each custodian. Practice may run on a machine that is connected; the frame says so all the time. What is practice says the
 * journal that is open; a session without one says it itself.
 * @throws AIR_GAP_OPEN; CALL_OUT_OF_ORDER where no session runs
 */
export async function passGap(appState: OfflineAppState, call: string): Promise<void> {
  const waysOut = await checkGap(appState);
  const { kept } = appState;
  await requireClosedGap(kept, waysOut, kept?.practice ?? appState.running(call).practice);
}

/** Looks at gap, hands, sleep and media every so many milliseconds until told to stop, each on its own timer. */
export function watch(appState: OfflineAppState, everyMs: number): () => void {
  const watchForSleep = sleepWatch(appState);
  const stops = [
    // What cannot be asked is an open gap: the port says so itself.
    again(everyMs, () => checkGapAgain(appState)),
    again(everyMs, () => checkIdle(appState)),
    again(everyMs, () => watchForSleep(appState.world.sleptMs())),
    again(everyMs, () => checkMedia(appState)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function checkMedia(appState: OfflineAppState): Promise<void> {
  const before = JSON.stringify(appState.view.volumes);
  await appState.world.volumes.refresh();
  if (JSON.stringify(appState.world.volumes.view) === before) return;
  appState.update();
}

/** Looks now and ever again, never twice at a time. A look that fails ends neither the timer nor the program: the next one comes. */
function again(everyMs: number, look: () => unknown): () => void {
  let isLooking = false;
  const once = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
    } catch {
      // The next look, or the call that needs the gap, asks again.
    } finally {
      isLooking = false;
    }
  };
  void once();
  const timer = setInterval(() => void once(), everyMs);
  return () => clearInterval(timer);
}
