// One ceremony: the printed script, the screens of both apps and the journals name the same steps, in the same order.
import { describe, expect, it } from 'vitest';
import { offlineRecovery, onlineRecovery } from '#core/journal/testdata/recovery.ts';
import { expandScript } from '#shared/ceremony/expand.ts';
import type { CeremonyKind, ScriptGrade } from '#shared/ceremony/model.ts';
import { planOf } from '#shared/ceremony/testdata/plans.ts';
import { scriptDocument } from '#core/documents/script.ts';
import { printedSteps } from '#e2e/support/printed-steps.ts';
import { tracesOf } from '#core/documents/journal-traces.ts';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { ceremonySteps } from '#services/online/steps-of.ts';
import { walkScripts } from '#shared/ceremony/walk.ts';
import { paperStepOf } from '#renderer/online/pages.ts';
import { scriptSteps, stepsOfPurpose } from '#renderer/offline/frame/steps.ts';

const plan = (kind: CeremonyKind) => planOf(kind, { quorum: 2 });
const printed = (kind: CeremonyKind) => expandScript(plan(kind)).flatMap(({ steps }) => steps);
/** Where a step of a machine is in the script; repeated ones where they stand first. */
function placeOf(kind: CeremonyKind, id: string, machine = ''): number {
  const steps = printed(kind);
  const ofMachine = steps.findIndex(({ instanceId }) => instanceId === `${id}.${machine}`);
  return ofMachine < 0 ? steps.findIndex(({ step }) => step.id === id) : ofMachine;
}

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

describe('the screens of the online app', () => {
  it.each([
    ['recovery', 'recovery-online', 'operator-1', 'online1'],
    ['recovery', 'recovery-online', 'operator-2', 'online2'],
    ['activation', 'activation', 'operator-1', 'online1'],
    ['re-wrap', 're-wrap', 'operator-1', 'online1'],
  ] as const)('of a %s follow the script %s in its order: %s', (purpose, kind, role, machine) => {
    const steps = ceremonySteps({ kind: purpose, backup: recoveryPlan.backup }, role)
      // Looked at when people need to.
      .filter((page) => page !== 'deleted');
    const screens = (['begin', 'account', ...steps, 'finish'] as const).map(
      (page) => [page, placeOf(kind, paperStepOf(page, { kind: purpose }), machine)] as const,
    );
    expect(screens.filter(([, place]) => place < 0)).toEqual([]);
    expect(screens.map(([page]) => page)).toEqual(screens.toSorted(([, a], [, b]) => a - b).map(([page]) => page));
  });
});

/** What is no step: the gap has its own steps wherever it must be closed, and an intent is followed by what it intends. */
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
    // On the offline laptop people read the clock before there is a journal to note it in.
    const inOrder = traced.filter(({ event }) => machine !== 'offline' || event.kind !== 'wall-clock');
    const first = inOrder.flatMap(({ event, places: [at = -1] }) => (at < 0 ? [] : [{ kind: event.kind, at }]));
    expect(first).toEqual(first.toSorted((a, b) => a.at - b.at));
  });
});

it('a bundle is read back where both machines have it: written, taken in, agreed, compared', () => {
  const [offline, online] = (['recovery-offline', 'recovery-online'] as const).map(printed);
  const after = (id: string) => [...offline!, ...online!].find(({ step }) => step.id === id)?.step.after;
  expect(after('C13')).toEqual(['B19']);
  expect(after('B20')).toEqual(['C13']);
  expect(after('C14')).toEqual(['B20']);
  expect(walkScripts(plan('recovery-offline'))).toEqual([]);
});

describe('a journal', () => {
  it.each(['recovery-offline', 'recovery-online', 'activation', 're-wrap'] as const)(
    'begins, is closed and leaves the machine before it goes off: %s',
    (kind) => {
      const begins = kind === 'recovery-online' ? ['M5N', 'M9N'] : ['M7', 'M8', 'M9'];
      const places = [...begins, 'Z1', 'Z1R', kind === 'recovery-online' ? 'Z5N' : 'Z5'].map((id) => placeOf(kind, id));
      expect(places[0]).toBeGreaterThan(0);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    },
  );
});

describe('the short script', () => {
  const style = { css: '', appVersion: '0.1.0', language: 'en', paper: 'a4' } as const;
  const stepsOf = (kind: CeremonyKind, grade: ScriptGrade): readonly string[] =>
    printedSteps(scriptDocument(planOf(kind, { quorum: 2, grade }), style)).map(({ id, turn }) => `${id}.${turn}`);

  // A spec plays the full one from its first step to its last.
  it.each([
    ['recovery-offline', ['O4.1', 'B3P.1', 'Z6.1']],
    ['recovery-online', ['O4.1', 'C12P.1', 'Z6.1']],
  ] as const)('of a %s is the full one without these steps', (kind, without) => {
    const full = stepsOf(kind, 'full');
    expect(full.length).toBeGreaterThan(50);
    expect(stepsOf(kind, 'short')).toEqual(full.filter((step) => !without.some((each) => each === step)));
  });
});
