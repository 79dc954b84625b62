// Which steps a machine has follows from the kind of ceremony and from whose machine it is.
import { describe, expect, it } from 'vitest';
import type { OperatorRole } from '#shared/contract/online/ceremony-view.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { stepViews } from './step-states.ts';
import { ceremonySteps } from './steps-of.ts';

const views = (kind: Plan['kind'], role: OperatorRole, journal: JournalState = emptyJournal) =>
  stepViews({
    plan: recoveryPlan,
    list: ceremonySteps({ ...recoveryPlan, kind }, role),
    journal,
    isSignedIn: true,
    wasInspected: false,
    hasObservation: false,
    isExchangeSigned: false,
    isVerified: false,
    isHandedOver: false,
    hasBaseline: false,
    hold: 'no-restore-point',
    running: undefined,
    refused: new Map(),
    facts: new Map(),
    settledAt: () => undefined,
  });
const ids = (kind: Plan['kind'], role: OperatorRole): OnlineStepId[] => views(kind, role).map(({ id }) => id);

const succeeded = (call: GuardedCall): CallState => ({
  ...{ id: call, call, subject: null, folder: null, phase: 'succeeded', job: null },
  ...{
    target: 'https://recovered-hsm.managedhsm.azure.net',
    intendedAt: null,
    settledAt: null,
    held: false,
    asked: false,
    sending: 'first' as const,
  },
});

describe('the steps of a machine', () => {
  it('make an HSM where there is none, and never in a re-wrap', () => {
    expect(ids('activation', 'operator-1')).toContain('create');
    expect(ids('re-wrap', 'operator-1')).toEqual(ids('activation', 'operator-1').filter((id) => id !== 'create'));
  });

  it('let the second operator observe where an exchange key is fetched, and nowhere else', () => {
    expect(ids('recovery', 'operator-2')).toEqual(['observe', 'countersign']);
    expect(ids('activation', 'operator-2')).toEqual([]);
    expect(ids('re-wrap', 'operator-2')).toEqual([]);
  });

  it('take the first backup only of an HSM that has given out its security domain', () => {
    const backup = (journal?: JournalState) =>
      views('activation', 'operator-1', journal).find(({ id }) => id === 'backup')?.state;
    expect(backup()).toEqual({ phase: 'not-yet', needs: ['activate'] });
    expect(backup({ ...emptyJournal, calls: { download: succeeded('download') } })).toEqual({ phase: 'ready' });
  });

  it('take the first backup of what was restored apart from the restore point', () => {
    const phases = (...names: readonly GuardedCall[]) => {
      const calls = Object.fromEntries(names.map((call, at) => [`${call}-${at}`, succeeded(call)]));
      const found = views('recovery', 'operator-1', { ...emptyJournal, calls });
      return found.find(({ id }) => id === 'first-backup')?.state.phase;
    };
    expect(phases('upload', 'backup', 'restore')).toBe('not-yet');
    expect(phases('upload', 'backup', 'restore', 'backup')).toBe('done');
    expect(phases('upload', 'backup', 'key-restore', 'backup')).toBe('done');
    // What came back after it is in no backup yet.
    expect(phases('upload', 'backup', 'restore', 'backup', 'restore')).toBe('not-yet');
  });

  it('take a restore of single keys as done, and as one that may be done again until everything is back', () => {
    const after = (...names: readonly GuardedCall[]) => {
      const calls = Object.fromEntries(names.map((call, at) => [`${call}-${at}`, succeeded(call)]));
      const found = views('recovery', 'operator-1', { ...emptyJournal, calls });
      return found.find(({ id }) => id === 'restore')?.state;
    };
    expect(after('upload', 'backup')).not.toMatchObject({ phase: 'done' });
    expect(after('upload', 'backup', 'key-restore')).toMatchObject({ phase: 'done', again: true });
    expect(after('upload', 'backup', 'key-restore', 'restore')).not.toHaveProperty('again');
  });

  it('make the test key between the security domain and the first backup, once, and show it from the journal', () => {
    const steps = ids('activation', 'operator-1');
    expect(steps.slice(steps.indexOf('activate'))).toEqual([
      'activate',
      'canary',
      'identity',
      'backup',
      'baseline',
      'deleted',
    ]);
    const canaryAfter = (journal: Partial<JournalState>) =>
      views('activation', 'operator-1', { ...emptyJournal, ...journal }).find(({ id }) => id === 'canary')?.state;
    const calls = (...names: readonly ('download' | 'backup' | 'canary')[]) => ({
      calls: Object.fromEntries(names.map((name) => [name, succeeded(name)])),
    });
    expect(canaryAfter({})).toEqual({ phase: 'not-yet', needs: ['activate'] });
    expect(canaryAfter(calls('download'))).toEqual({ phase: 'ready' });
    expect(canaryAfter(calls('download', 'backup'))).toEqual({ phase: 'not-yet', needs: ['no-backup'] });
    // Made, and not used yet.
    expect(canaryAfter(calls('download', 'canary'))).toEqual({ phase: 'ready' });
    const canary = { key: 'canary', version: '0'.repeat(32), publicSha256: 'a'.repeat(64), uses: ['sign' as const] };
    expect(canaryAfter({ ...calls('download', 'canary'), canary })).toMatchObject({
      phase: 'done',
      facts: [{ fact: 'canary-key', value: 'canary' }, { fact: 'canary-version' }, { fact: 'canary-sha256' }],
    });
  });

  it('attach an identity where the plan has one, unless the creation has attached it or a backup has used it', () => {
    const identityAfter = (...names: readonly ('create' | 'download' | 'backup' | 'identity')[]) =>
      views('activation', 'operator-1', {
        ...emptyJournal,
        calls: Object.fromEntries(names.map((name) => [name, succeeded(name)])),
      }).find(({ id }) => id === 'identity')?.state.phase;
    expect(identityAfter()).toBe('ready');
    for (const call of ['create', 'backup', 'identity'] as const) expect(identityAfter('download', call)).toBe('done');
  });

  it('take the inventory baseline last, of an HSM that was backed up', () => {
    expect(ids('activation', 'operator-1').at(-2)).toBe('baseline');
    const state = views('activation', 'operator-1').find(({ id }) => id === 'baseline')?.state;
    expect(state).toEqual({ phase: 'not-yet', needs: ['backup'] });
    expect(ids('recovery', 'operator-1')).not.toContain('baseline');
  });
});
