// A custodian's stick may be pulled in the middle of a turn: whatever was waited for then ends, and says that the stick is out.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { OfflineAppState } from './app-state.ts';

/**
 * For what somebody is asked while their stick is in: it ends when the stick is pulled.
 * @returns never settles where no custodian's stick is in
 * @throws VOLUME_GONE
 */
export async function untilPulled(appState: OfflineAppState, ended: AbortSignal): Promise<never> {
  const stick = appState.view.volumes.find(({ role, present }) => role === 'custodian' && present);
  await appState.untilSo(() => stick !== undefined && pulled(appState) === stick.name, ended);
  return refuse({ code: 'VOLUME_GONE', name: stick?.name ?? '' });
}

/**
 * Does a part of a turn for which the custodian's stick must stay in.
 * @throws VOLUME_GONE in place of what failed because the stick was pulled: a file that is not there
 */
export async function withStick<T>(appState: OfflineAppState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal && mayComeOfPulling(error.fault.code))) throw error;
    await appState.world.volumes.refresh();
    const name = pulled(appState);
    if (name === undefined) throw error;
    return refuse({ code: 'VOLUME_GONE', name }, error);
  }
}

const mayComeOfPulling = (code: string): boolean => code.startsWith('FILE_');

/** The name of the custodian's stick, where it is out. */
const pulled = ({ world }: OfflineAppState): string | undefined =>
  world.volumes.view.find(({ role, present }) => role === 'custodian' && !present)?.name;
