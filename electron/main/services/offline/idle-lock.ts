// The idle lock: a custodian who walks away from the screen loses the turn, and with it whatever was about to be typed. It counts on
// a clock that nobody can set.
import type { Desk } from './desk.ts';
import { nobody } from './state.ts';

/** Minutes without a key or a click until the turn ends. */
export const idleMinutes = 3;
/** How long before that the screen begins to count down, in seconds. */
const warnSeconds = 60;

/** Looks once a second at whether somebody is still there, counts down on the screen, and ends a turn that was left. */
export function checkIdle(desk: Desk): void {
  const { custodians, makingKey, keyTurn } = desk.state;
  const isNewKey = makingKey !== null || keyTurn !== null;
  const isWatched = custodians.turn.phase !== 'nobody' || isNewKey;
  const left = isWatched ? Math.ceil(idleMinutes * 60 - desk.idleMs() / 1000) : Infinity;
  if (left <= 0) {
    endIdleTurn(desk);
    return;
  }
  const idleSeconds = left <= warnSeconds ? left : null;
  if (idleSeconds !== desk.state.idleSeconds) desk.update({ idleSeconds });
}

/** Shares that others have given stay where they are. */
function endIdleTurn(desk: Desk): void {
  const custodians = { ...desk.state.custodians, ...nobody };
  desk.update({ custodians, idleSeconds: null, alarm: { code: 'CUSTODIAN_IDLE', minutes: idleMinutes } });
  desk.world.dismissPassphrase();
  desk.state.shares?.stopCustodian();
  desk.state.drill?.stopCustodian();
  // In a share check, and where keys are made, no share is held: whatever process runs is the one of this turn.
  if (!desk.holdsShares) desk.world.host.stopAll();
  desk.world.volumes.release('custodian');
  desk.update();
}
