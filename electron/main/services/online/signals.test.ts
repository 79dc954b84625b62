// What calls people back: the end of what they waited for, the end of a hold, and what happened by itself; and nothing else.
import { describe, expect, it } from 'vitest';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { watchedOnline } from './signals.ts';

type Seen = Parameters<typeof watchedOnline>[1];
type State = OnlineView['steps'][number]['state'];

const running = (counted: { done: number; of: number } | null = null): State => ({
  phase: 'running',
  progress: {
    sinceUtc: '2026-10-14T10:00:00.000Z',
    isSent: true,
    attempt: 1,
    lastContactUtc: null,
    nextPollUtc: null,
    trouble: null,
    counted,
  },
});
const seen = (state: State, change: Partial<Seen> = {}): Seen => ({
  alarm: null,
  steps: [{ id: 'upload', confirm: 'target', state }],
  hold: { phase: 'no-restore-point' },
  preFlight: { phase: 'not-looked' },
  exporting: null,
  ...change,
});
const ready = seen({ phase: 'ready' });
const times = { beganUtc: '2026-10-14T10:00:00.000Z', endsUtc: '2026-10-14T10:30:00.000Z', minuteMs: 60_000 };

describe('people are called back', () => {
  it.each<[string, State, 'done' | 'stopped']>([
    ['is done', { phase: 'done', atUtc: null, facts: [] }, 'done'],
    ['is ready to be done again', { phase: 'ready' }, 'done'],
    [
      'was refused',
      // Nothing asks for the members of the fault.
      { phase: 'refused', fault: { code: 'UPLOAD_FAILED' } as never, atUtc: times.endsUtc, again: 'yes' },
      'stopped',
    ],
    ['has an end that nobody knows', { phase: 'unknown', call: 'upload', callId: 'x' }, 'stopped'],
  ])('when a step %s', (_, state, kind) => {
    expect(watchedOnline(seen(running()), seen(state)).signal).toEqual({ kind, step: 'upload' });
  });

  it('when the hold is over, and when something happened by itself', () => {
    const hold = seen({ phase: 'ready' }, { hold: { phase: 'running', ...times } });
    const over = seen({ phase: 'ready' }, { hold: { phase: 'over', ...times } });
    expect(watchedOnline(hold, over).signal).toEqual({ kind: 'hold-over' });
    const alarm = { code: 'SCREEN_RELOADED', reason: 'crashed' } as const;
    expect(watchedOnline(ready, { ...ready, alarm }).signal).toEqual({ kind: 'alarm' });
  });

  it('when the look at the resources has ended', () => {
    const looking = { ...ready, preFlight: { phase: 'looking', sinceUtc: times.beganUtc } } as const;
    const looked = { phase: 'looked', atUtc: times.endsUtc, checks: [], isClear: false } as const;
    expect(watchedOnline(looking, { ...ready, preFlight: { ...looked, checks: [] } }).signal).toEqual({
      kind: 'stopped',
      step: 'preFlight',
    });
  });

  it('by nothing else: not at the start, and not while a step goes on', () => {
    expect(watchedOnline(undefined, ready).signal).toBeUndefined();
    expect(watchedOnline(ready, seen(running())).signal).toBeUndefined();
    expect(watchedOnline(seen(running()), seen(running())).signal).toBeUndefined();
  });
});

describe('the bar', () => {
  it('shows the share where things are counted, no end where nobody knows, and is gone otherwise', () => {
    expect(watchedOnline(undefined, ready).progress).toBeUndefined();
    expect(watchedOnline(undefined, seen(running())).progress).toBe('unknown');
    expect(watchedOnline(undefined, seen(running({ done: 3, of: 4 }))).progress).toBe(0.75);
    expect(watchedOnline(undefined, seen(running({ done: 0, of: 0 }))).progress).toBe('unknown');
    expect(watchedOnline(undefined, { ...ready, exporting: { done: 1, of: 2 } }).progress).toBe(0.5);
    expect(watchedOnline(undefined, { ...ready, hold: { phase: 'running', ...times } }).progress).toBe('unknown');
  });
});
