// The idle lock: a custodian who walks away from the screen loses the turn, and with it whatever was about to be typed. It counts on
// a clock that nobody can set.
import type { OfflineAppState } from './app-state.ts';
import { nobody } from './state.ts';

/** Minutes without a key or a click until the turn ends. */
export const idleMinutes = 3;
/** How long before that the screen begins to count down, in seconds. */
const warnSeconds = 60;

/** Looks once a second at whether somebody is still there, counts down on the screen, and ends a turn that was left. */
export function checkIdle(appState: OfflineAppState): void {
  const { custodians, makingKey, keyTurn } = appState.state;
  const isNewKey = makingKey !== null || keyTurn !== null;
  const isWatched = custodians.turn.phase !== 'nobody' || isNewKey;
  const left = isWatched ? Math.ceil(idleMinutes * 60 - appState.idleMs() / 1000) : Infinity;
  if (left <= 0) {
    endIdleTurn(appState);
    return;
  }
  const idleSeconds = left <= warnSeconds ? left : null;
  if (idleSeconds !== appState.state.idleSeconds) appState.update({ idleSeconds });
}

/** Shares that others have given stay where they are. */
function endIdleTurn(appState: OfflineAppState): void {
  const custodians = { ...appState.state.custodians, ...nobody };
  appState.raise({ code: 'CUSTODIAN_IDLE', minutes: idleMinutes }, { custodians, idleSeconds: null });
  appState.world.dismissPassphrase();
  // In a share check, and where keys are made, there is no session: whatever process runs is the one of this turn.
  if (appState.state.shares === undefined) appState.world.host.stopAll();
  else appState.state.shares.stopCustodian();
  appState.world.volumes.release('custodian');
  appState.update();
}
