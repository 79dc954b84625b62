// What has happened between two states of the online app that people who are elsewhere must be called back for.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Progress, Signal, Watched } from '../app/signal.ts';

type Seen = Pick<OnlineView, 'alarm' | 'steps' | 'hold' | 'preFlight' | 'exporting'>;

export const watchedOnline = (before: Seen | undefined, after: Seen): Watched => ({
  signal: before && signalBetween(before, after),
  progress: progressOf(after),
});

function signalBetween(before: Seen, after: Seen): Signal | undefined {
  if (before.alarm === null && after.alarm !== null) return { kind: 'alarm' };
  const running = before.steps.find(({ state }) => state.phase === 'running');
  const ended = running && after.steps.find(({ id }) => id === running.id)?.state.phase;
  if (running && ended !== undefined && ended !== 'running') {
    // A step that may be done again is ready for it when it is done; where it was refused, it says so.
    const isDone = ended === 'done' || ended === 'ready';
    return { kind: isDone ? 'done' : 'stopped', step: running.id };
  }
  if (before.preFlight.phase === 'looking' && after.preFlight.phase === 'looked') {
    return { kind: after.preFlight.isClear ? 'done' : 'stopped', step: 'preFlight' };
  }
  return before.hold.phase === 'running' && after.hold.phase === 'over' ? { kind: 'hold-over' } : undefined;
}

function progressOf({ steps, preFlight, exporting, hold }: Seen): Progress {
  const running = steps.flatMap(({ state }) => (state.phase === 'running' ? [state.progress] : []))[0];
  const counted = running?.counted ?? exporting;
  if (counted) return counted.of === 0 ? 'unknown' : counted.done / counted.of;
  return running || preFlight.phase === 'looking' || hold.phase === 'running' ? 'unknown' : undefined;
}
