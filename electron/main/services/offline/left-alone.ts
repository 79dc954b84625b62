// Nobody watches a machine that sleeps or whose screen is locked: what is secret in it is dropped, as where a custodian walks away for long.
import type { OfflineAppState } from './app-state.ts';

/** What took the machine out of sight, by its word in the journal. */
export type LeftAlone = 'machine-asleep' | 'screen-locked';

/**
 * Ends every process that holds a secret and ends what somebody is asked. Where somebody loses something by it, people are told and the
 * journal has it.
 */
export async function dropSecretsWhileAway(appState: OfflineAppState, why: LeftAlone): Promise<void> {
  const { custodians, makingKey, keyTurn, uncopied } = appState.state;
  const sharesDropped = appState.holdsShares ? appState.view.custodians.accepted.length : 0;
  const isAtWork = custodians.turn.phase !== 'nobody' || makingKey !== null || keyTurn !== null;
  if (!isAtWork && !appState.holdsShares && uncopied === undefined) {
    // The passphrase of an identity may be half typed.
    appState.world.dismissPassphrase();
    return;
  }
  appState.dropShares();
  appState.world.volumes.release('custodian');
  const code = why === 'machine-asleep' ? 'MACHINE_ASLEEP' : 'SCREEN_LOCKED';
  const noted = appState.noteByItself((journal) => journal.dropShares(why));
  appState.raise({ code, sharesDropped }, { idleSeconds: null });
  await noted;
}

/** So much sleep is no inaccuracy of two clocks. */
const noticedMs = 5000;

/**
 * Looks whether the machine has slept since the last look: the system may not have said so in time, or at all.
 * @returns a look; its argument is for how long the machine has slept until now, in milliseconds, counted from any moment
 */
export function sleepWatch(appState: OfflineAppState): (sleptMs: number) => void {
  let before: number | undefined;
  return (sleptMs) => {
    if (before !== undefined && sleptMs - before > noticedMs) void dropSecretsWhileAway(appState, 'machine-asleep');
    before = sleptMs;
  };
}
