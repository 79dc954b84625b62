// A journal becomes a record: every event lands at the step that it proves, and what differs from the plan is said.
import { describe, expect, it } from 'vitest';
import { planSha256 } from '../../electron/main/core/plan/plan-file.ts';
import { recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import {
  blobSha256,
  offlineRecovery,
  onlineRecovery,
  sheet,
  x5tS256,
} from '../../electron/main/core/journal/testdata/recovery.ts';
import { expandScript } from '../ceremony/expand.ts';
import { scriptPlanOf } from '../ceremony/plan-view.ts';
import { custodiansOf, planOf } from '../ceremony/testdata/plans.ts';
import type { JournalEvent } from '../journal/events.ts';
import { germanDocuments } from '../messages/de/documents.ts';
import { englishDocuments } from '../messages/en/documents.ts';
import { recordOfJournal } from './journal-record.ts';
import { recordDocument } from './record.ts';

const digest = planSha256(recoveryPlan);
const planFor = (side: 'offline' | 'online') =>
  scriptPlanOf(recoveryPlan, { planSha256: digest, side, drillLevels: [] });
const entriesOf = (events: readonly JournalEvent[]) =>
  events.map((event, at) => ({ at: new Date(Date.UTC(2026, 9, 14, 9, at)).toISOString(), event }));
const record = (side: 'offline' | 'online', events: readonly JournalEvent[]) =>
  recordOfJournal(entriesOf(events), 'a'.repeat(64), planFor(side), englishDocuments);
const stepOf = (view: ReturnType<typeof record>, step: string) => view.steps.find((each) => each.step === step);

describe('the record of an honest recovery', () => {
  const offline = record('offline', offlineRecovery);
  const online = record('online', onlineRecovery);

  it('places what happened offline', () => {
    expect(offline.steps.map(({ step }) => step).sort()).toEqual(
      ['B1', 'B10.1', 'B10.2', 'B14', 'B16', 'B17', 'B2', 'B5', 'B6', 'B7', 'B8.1', 'B8.2', 'M6.offline'].sort(),
    );
    expect(stepOf(offline, 'B1')).toMatchObject({
      by: ['Person administrator', 'Person witness'],
      verdict: 'done',
      values: [{ field: 'serial', value: '4711' }],
    });
    expect(stepOf(offline, 'B8.2')?.values).toEqual([{ field: 'custodian', value: 'C3' }]);
    expect(stepOf(offline, 'B7')?.by).toEqual(['Person administrator', 'Person witness']);
    expect(stepOf(offline, 'B16')?.values).toContainEqual({ field: 'blob', value: blobSha256 });
    expect(offline).toMatchObject({
      machine: 'offline',
      entries: offlineRecovery.length,
      startedAt: '2026-10-14 09:00:00 UTC',
    });
    expect(offline.fingerprints.map(({ label }) => label)).toEqual([
      'Security domain file',
      'Exchange certificate',
      'Restore blob',
    ]);
    expect(offline.wallClock).toMatchObject([{ wall: '2026-10-14 09:00:00 UTC', offsetMinutes: 60 }]);
  });

  it('places what happened online', () => {
    expect(online.steps.map(({ step }) => step).sort()).toEqual(
      ['C10', 'C13', 'C14', 'C15', 'C18', 'C19', 'C20', 'C21', 'C6', 'C8', 'C9', 'M6.online1'].sort(),
    );
    expect(stepOf(online, 'C8')?.values).toContainEqual({ field: 'certificate', value: x5tS256 });
    expect(stepOf(online, 'C15')?.values).toContainEqual({ field: 'outcome', value: 'succeeded' });
    expect(stepOf(online, 'C20')?.values).toContainEqual({ field: 'typed-folder', value: 'yes' });
  });

  it('finds no difference from the plan', () => {
    expect(offline.differences).toEqual([]);
    expect(online.differences).toEqual([]);
  });

  it('fills only fields that the steps have', () => {
    for (const [side, view] of [
      ['offline', offline],
      ['online', online],
    ] as const) {
      const steps = new Map(
        expandScript(planFor(side)).flatMap((part) => part.steps.map((each) => [each.instanceId, each])),
      );
      for (const { step, values } of view.steps) {
        const fields = steps.get(step)?.fields.map(({ id }) => id) ?? [];
        for (const { field } of values) expect(fields, step).toContain(field);
      }
    }
  });
});

describe('the record tells', () => {
  const changed = (events: readonly JournalEvent[], kind: JournalEvent['kind'], change: object) =>
    events.map((event) => (event.kind === kind ? { ...event, ...change } : event));

  it('another plan, another HSM, another security domain', () => {
    const other = 'f'.repeat(64);
    expect(record('offline', changed(offlineRecovery, 'plan-adopted', { planSha256: other })).differences).toEqual([
      { subject: 'Plan', planned: digest, actual: other },
    ]);
    expect(
      record('offline', changed(offlineRecovery, 'security-domain-loaded', { sha256: other })).differences,
    ).toHaveLength(1);
    expect(
      record(
        'offline',
        changed(offlineRecovery, 'exchange-key-verified', { hsmUri: 'https://other.managedhsm.azure.net' }),
      ).differences,
    ).toHaveLength(1);
    expect(
      record('online', changed(onlineRecovery, 'call-intended', { target: 'https://other.managedhsm.azure.net' }))
        .differences.length,
    ).toBeGreaterThan(3);
  });

  it('a share of somebody whom the plan does not name', () => {
    const view = record('offline', changed(offlineRecovery, 'share-accepted', { certificateSha256: 'e'.repeat(64) }));
    expect(view.differences).toContainEqual({
      subject: 'Holder',
      planned: 'a custodian of the plan',
      actual: 'e'.repeat(64),
    });
  });

  it('an exchange key without attestation, with its reason', () => {
    const exception = { approvers: ['A', 'B'], reason: 'old build of the service' };
    expect(
      record('offline', changed(offlineRecovery, 'exchange-key-verified', { attested: false, exception })).differences,
    ).toEqual([
      {
        subject: 'Exchange certificate',
        planned: 'attested by the HSM',
        actual: 'not attested: old build of the service',
      },
    ]);
  });

  it('a refused upload, at its step and as a difference', () => {
    const view = record('online', changed(onlineRecovery, 'call-settled', { verdict: 'failed', detail: 'wrong key' }));
    expect(stepOf(view, 'C15')?.verdict).toBe('failed');
    expect(view.differences).toContainEqual({
      subject: 'the step “Upload”',
      planned: 'succeeded',
      actual: 'failed: wrong key',
    });
  });

  it('a call of which nobody knows what became, in the language of the paper', () => {
    const events = changed(onlineRecovery, 'call-settled', { verdict: 'unknown', detail: null });
    const { differences } = recordOfJournal(entriesOf(events), 'a'.repeat(64), planFor('online'), germanDocuments);
    expect(differences).toContainEqual({ subject: 'Schritt „Hochladen“', planned: 'erfolgreich', actual: 'unbekannt' });
  });

  it('a failed check, and the exception that led on', () => {
    const failed: JournalEvent = { kind: 'check-failed', check: 'read-back', step: 'B7', fault: 'X', detail: 'd' };
    const left: JournalEvent = { kind: 'exception', number: 1, check: 'read-back', ...sheet };
    expect(stepOf(record('offline', [...offlineRecovery, failed]), 'B7')?.verdict).toBe('failed');
    const view = record('offline', [...offlineRecovery, failed, left]);
    expect(stepOf(view, 'B7')).toMatchObject({ verdict: 'exception', exceptions: [1] });
    expect(view.exceptions).toMatchObject([{ number: 1, decision: 'Read again', at: '2026-10-14 09:20:00 UTC' }]);
  });

  it('which custodian was proven in a drill', () => {
    const custodians = custodiansOf(3);
    const certificateSha256 = custodians[1]?.fingerprint ?? '';
    const { steps } = recordOfJournal(
      entriesOf([1, 2].map((copy) => ({ kind: 'custodian-proven' as const, certificateSha256, copy }))),
      '',
      planOf('drill', { custodians, quorum: 2 }),
      englishDocuments,
    );
    expect(steps.map(({ step }) => step)).toEqual(['D6.2']);
  });
});

describe('the keys of an activation', () => {
  it('stand at their custodian’s steps, though the plan knows no certificate', () => {
    const plan = planOf('activation', {
      custodians: custodiansOf(3),
      quorum: 2,
    });
    const certificateSha256 = 'ab'.repeat(32);
    const made: JournalEvent = { kind: 'custodian-key-made', custodian: 'C2', certificateSha256, bits: 3072 };
    const checked: JournalEvent = { kind: 'custodian-copy-checked', certificateSha256, copy: 1 };
    const proven = [1, 2].map((copy) => ({ kind: 'custodian-proven' as const, certificateSha256, copy }));
    const { steps } = recordOfJournal(entriesOf([made, checked, ...proven]), '', plan, englishDocuments);
    expect(steps.map(({ step }) => step)).toEqual(['A7.2', 'A9.2', 'A8.2', 'A22.2', 'A22B.2']);
  });
});

describe('an activation that was given up', () => {
  it('is a failed step, a difference from the plan, and the first words of the record', () => {
    const plan = planOf('activation', { custodians: custodiansOf(3), quorum: 2 });
    const by = ['Person administrator', 'Person witness'];
    const over: JournalEvent = { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' };
    const view = recordOfJournal(entriesOf([over]), 'a'.repeat(64), plan, englishDocuments);
    expect(view.givenUp).toMatchObject({ by, exception: 1, reason: 'A copy cannot be read' });
    expect(stepOf(view, 'A23')).toMatchObject({ verdict: 'failed', by });
    expect(view.differences).toContainEqual({
      subject: 'End of the ceremony',
      planned: 'every copy of every new key is proven',
      actual: 'given up, EX-1: A copy cannot be read',
    });
    const page = recordDocument(plan, view, { css: '', appVersion: '0.1.0', language: 'en', paper: 'a4' });
    const [before = ''] = page.split(englishDocuments.record.intro);
    expect(before).toContain('THIS CEREMONY WAS GIVEN UP');
    expect(before).toContain('A copy cannot be read');
  });
});

describe('the new HSM of an activation', () => {
  const call = (name: 'create' | 'backup'): JournalEvent[] => [
    { kind: 'call-intended', call: name, id: name, target: recoveryPlan.target.uri, subject: null, folder: null },
    { kind: 'call-answered', id: name, requestId: 'r', job: null, answerSha256: digest },
    { kind: 'call-settled', id: name, verdict: 'succeeded', detail: null },
  ];
  const inventory: JournalEvent = { kind: 'file-written', name: 'inventory-A-target-1.json', sha256: digest, bytes: 1 };
  const table: JournalEvent = { ...inventory, name: 'hand-over-a.csv' };
  const record = (...events: JournalEvent[]) =>
    recordOfJournal(
      entriesOf(events),
      '',
      planOf('activation', { custodians: custodiansOf(3), quorum: 2 }),
      englishDocuments,
    );

  it('is created at the first step, and backed up and listed at the last', () => {
    expect(record(...call('create'), table).steps.map(({ step }) => step)).toEqual(['A1']);
    expect(record(...call('backup')).steps.map(({ step }) => step)).toEqual(['A26']);
    expect(stepOf(record(inventory), 'A26')?.values).toContainEqual({ field: 'inventory', value: 'yes' });
  });
});

describe('the view of a plan', () => {
  it('names people by their roles and custodians by their codes', () => {
    const plan = planFor('online');
    expect(plan).toMatchObject({ kind: 'recovery-online', mode: 'production', quorum: 2, planSha256: digest });
    expect(plan.custodians.map(({ code }) => code)).toEqual(['C1', 'C2', 'C3']);
    expect(plan.people.map(({ role }) => role)).not.toContain('C');
    expect(plan.people.find(({ role }) => role === 'RO1')?.name).toBe('Person operator-1');
    expect(plan.drillLevels).toEqual([]);
  });

  it('takes the levels of a drill, and the word practice', () => {
    const drill = scriptPlanOf(
      { ...recoveryPlan, kind: 'drill', practice: true },
      { planSha256: digest, side: 'offline', drillLevels: ['D1', 'D3'] },
    );
    expect(drill).toMatchObject({ kind: 'drill', mode: 'practice', drillLevels: ['D1', 'D3'] });
  });
});
