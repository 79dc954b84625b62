// One ceremony: the printed script, the screens of both apps and the journals name the same steps, in the same order.
import { describe, expect, it } from 'vitest';
import { offlineRecovery, onlineRecovery } from '#core/journal/testdata/recovery.ts';
import { expandScript } from '#shared/ceremony/expand.ts';
import type { CeremonyKind } from '#shared/ceremony/model.ts';
import { planOf } from '#shared/ceremony/testdata/plans.ts';
import { tracesOf } from '#core/documents/journal-traces.ts';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { apply, emptyJournal } from '#shared/journal/state.ts';
import { scriptSteps, stepsOfPurpose } from '#renderer/offline/frame/steps.ts';

const plan = (kind: CeremonyKind) => planOf(kind, { quorum: 2 });
const printed = (kind: CeremonyKind) => expandScript(plan(kind)).flatMap(({ steps }) => steps);
/** Where a step is in the script; repeated ones where they stand first. */
const placeOf = (kind: CeremonyKind, id: string): number => printed(kind).findIndex(({ step }) => step.id === id);

describe('the screens of the offline app', () => {
  it.each([
    ['recovery', 'recovery-offline'],
    ['activation', 'activation'],
  ] as const)('of a %s follow the script in its order', (purpose, kind) => {
    const places = stepsOfPurpose[purpose]
      // Sticks get their roles at any time.
      .filter((screen) => screen !== 'sticks')
      .map((screen) => [screen, placeOf(kind, scriptSteps[screen])] as const);
    expect(places.filter(([, place]) => place < 0)).toEqual([]);
    expect(places.map(([screen]) => screen)).toEqual(
      places.toSorted(([, a], [, b]) => a - b).map(([screen]) => screen),
    );
  });
});

/** What is no step: the gap has steps of its own wherever it must be closed, and an intent is followed by what it intends. */
const betweenSteps: ReadonlySet<EventKind> = new Set(['air-gap', 'blob-intended', 'step-done', 'call-queried']);
/** Calls without their own line in the script; what they achieve has one. */
const ofOtherSteps = (event: JournalEvent): boolean =>
  ('id' in event && event.id.startsWith('init-recovery')) ||
  (event.kind === 'target-confirmed' && event.call === 'init-recovery');

describe.each([
  ['offline', 'recovery-offline', 'offline', offlineRecovery],
  ['online', 'recovery-online', 'online1', onlineRecovery],
] as const)('the journal of the %s side', (_, kind, machine, events) => {
  let state = emptyJournal;
  const known = new Map(printed(kind).map(({ instanceId }, at) => [instanceId, at]));
  const traced = events.map((event) => {
    state = apply(state, event);
    const traces = tracesOf(event, { plan: plan(kind), machine, state, at: '', iso: '2026-10-14T09:00:00Z' });
    return { event, places: traces.map(({ step }) => known.get(step) ?? -1) };
  });

  it('has a step of the script for every line', () => {
    const homeless = traced.filter(
      ({ event, places }) => !betweenSteps.has(event.kind) && !ofOtherSteps(event) && !places.some((at) => at >= 0),
    );
    expect(homeless.map(({ event }) => event.kind)).toEqual([]);
  });

  it('is written in the order of the script', () => {
    // People read the clock before there is a journal to note it in.
    const inOrder = traced.filter(({ event }) => event.kind !== 'wall-clock');
    const first = inOrder.flatMap(({ event, places: [at = -1] }) => (at < 0 ? [] : [{ kind: event.kind, at }]));
    expect(first).toEqual(first.toSorted((a, b) => a.at - b.at));
  });
});

describe('a journal', () => {
  it.each(['recovery-offline', 'recovery-online', 'activation', 're-wrap'] as const)(
    'begins, is closed and leaves the machine before it goes off: %s',
    (kind) => {
      const places = ['M7', 'M8', 'M9', 'Z1', 'Z1R', kind === 'recovery-online' ? 'Z5N' : 'Z5'].map((id) =>
        placeOf(kind, id),
      );
      expect(places[0]).toBeGreaterThan(0);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    },
  );
});
