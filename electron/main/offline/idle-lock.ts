// The idle lock: a custodian who walks away from the screen loses the turn, and with it whatever was about to be typed.
import type { Desk } from './desk.ts';

/** Minutes without a key or a click until the turn ends. */
export const idleMinutes = 3;
/** How long before that the screen begins to count down, in seconds. */
const warnSeconds = 60;

/** Looks once a second at whether somebody is still there, counts down on the screen, and ends a turn that was left. */
export function checkIdle(desk: Desk): void {
  const { turn } = desk.view.custodians;
  // A process that opens a share has its own time limit, and needs nobody's hands.
  const isWatched = turn.phase !== 'nobody' && turn.phase !== 'opening';
  const left = isWatched ? Math.ceil(idleMinutes * 60 - desk.idleMs() / 1000) : Infinity;
  if (left <= 0) {
    endIdleTurn(desk);
    return;
  }
  const idleSeconds = left <= warnSeconds ? left : null;
  if (idleSeconds !== desk.view.idleSeconds) desk.update({ idleSeconds });
}

/** Shares that others have given stay where they are. */
function endIdleTurn(desk: Desk): void {
  const nobody = { ...desk.view.custodians, turn: { phase: 'nobody' as const } };
  desk.update({ custodians: nobody, idleSeconds: null, alarm: { code: 'CUSTODIAN_IDLE', minutes: idleMinutes } });
  desk.world.dismissPassphrase();
  desk.behind.session?.stopCustodian();
  desk.world.volumes.release('custodian');
  desk.showVolumes();
}
