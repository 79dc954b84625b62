// A journal becomes a record: every event lands at the step that it proves, and what differs from the plan is said.
import { describe, expect, it } from 'vitest';
import { journalOpened } from '../plan/facts.ts';
import { planSha256 } from '../plan/plan-file.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import {
  adopted as adoptedForRecovery,
  blobSha256,
  certificateSha256,
  offlineRecovery,
  onlineRecovery,
  sheet,
} from '../journal/testdata/recovery.ts';
import { offlineEmergency, onlineEmergency, verified } from '../journal/testdata/emergency.ts';
import { wordOfCeremony } from '#shared/messages/testdata/words-of-a-ceremony.ts';
import { scriptOfEmergency } from '#shared/ceremony/emergency-view.ts';
import { expandScript } from '#shared/ceremony/expand.ts';
import { scriptPlanOf } from '#shared/ceremony/plan-view.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { germanDocuments } from '#shared/messages/de/documents.ts';
import { englishDocuments } from '#shared/messages/en/documents.ts';
import { recordOfJournal } from './journal-record.ts';
import { recordDocument } from './record.ts';

const digest = planSha256(recoveryPlan);
const planFor = (side: 'offline' | 'online') =>
  scriptPlanOf(recoveryPlan, { planSha256: digest, isApproved: true, side, drillLevels: [] });
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
      [
        ...['B1', 'B10.1', 'B10.2', 'B14', 'B15', 'B16', 'B17', 'B2', 'B20', 'B21', 'B5', 'B6', 'B7', 'B8.1', 'B8.2'],
        ...['M6.offline', 'M7.offline', 'M8.offline', 'M9.offline', 'Z1'],
      ].sort(),
    );
    expect(stepOf(offline, 'B1')).toMatchObject({
      by: ['Person administrator', 'Person witness'],
      verdict: 'done',
      values: [{ field: 'serial', value: '4711' }],
    });
    expect(stepOf(offline, 'B8.2')?.values).toEqual([
      { field: 'custodian', value: 'C3' },
      { field: 'gap', value: 'yes' },
    ]);
    expect(stepOf(offline, 'B7')?.by).toEqual(['Person administrator', 'Person witness']);
    expect(stepOf(offline, 'B16')?.values).toContainEqual({ field: 'blob', value: blobSha256 });
    expect(offline).toMatchObject({
      machine: 'offline',
      entries: offlineRecovery.length,
      startedAt: '2026-10-14 09:00:00 UTC',
    });
    expect(offline.fingerprints.map(({ label }) => label)).toEqual([
      'Bundle 1: exchange key (file)',
      'Bundle 2: restore blob (file)',
      'Bundle 3: outcome of a call (file)',
      'Security domain file',
      'Exchange certificate',
      'Restore blob',
    ]);
    expect(offline.wallClock).toMatchObject([{ wall: '2026-10-14 09:00:00 UTC', offsetMinutes: 60 }]);
  });

  it('places what happened online', () => {
    expect(online.steps.map(({ step }) => step).sort()).toEqual(
      [
        ...['C10', 'C13', 'C14', 'C15', 'C16', 'C16B', 'C18', 'C19', 'C20', 'C21', 'C6', 'C8', 'C9'],
        ...['M5N.online1', 'M6.online1', 'M9N', 'Z1'],
      ].sort(),
    );
    expect(stepOf(online, 'C8')?.values).toContainEqual({ field: 'certificate', value: certificateSha256 });
    expect(stepOf(online, 'C15')?.values).toContainEqual({ field: 'outcome', value: 'succeeded' });
    expect(stepOf(online, 'C20')?.values).toContainEqual({ field: 'typed-folder', value: 'yes' });
  });

  it('finds no difference from the plan', () => {
    expect(offline.differences).toEqual([]);
    expect(online.differences).toEqual([
      { subject: 'Hold before the restore', planned: '30 min', actual: '1 min 00 s' },
    ]);
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

  it('members of the security domain that the application does not know', () => {
    const unknownMembers = ['region', 'SharedKeys.note'];
    expect(
      record('offline', changed(offlineRecovery, 'security-domain-loaded', { unknownMembers })).differences,
    ).toEqual([{ subject: 'Members of the security domain', planned: 'all known', actual: 'region, SharedKeys.note' }]);
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
    expect(view.exceptions).toMatchObject([{ number: 1, decision: 'Read again', at: '2026-10-14 09:21:00 UTC' }]);
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

  it('on a token have one copy, and the record says so at the steps of the second', () => {
    const plan = planOf('activation', { custodians: custodiansOf(3), quorum: 2 });
    const certificateSha256 = 'ab'.repeat(32);
    const token = { serial: '0a1b', model: null, manufacturer: null, firmware: null, label: null, keyId: null };
    const made: JournalEvent = { kind: 'custodian-key-made', custodian: 'C1', certificateSha256, bits: 3072, token };
    const proven: JournalEvent = { kind: 'custodian-proven', certificateSha256, copy: 1 };
    const { steps } = recordOfJournal(entriesOf([made, proven]), '', plan, englishDocuments);
    const valueOf = (step: string) =>
      steps.find((each) => each.step === step)?.values.map(({ field, value }) => `${field}: ${value}`);
    expect(steps.map(({ step, verdict }) => `${step} ${verdict}`)).toEqual(
      ['A7.1', 'A8.1', 'A10.1', 'A9.1', 'A22.1', 'A22B.1'].map((step) => `${step} done`),
    );
    expect([valueOf('A8.1'), valueOf('A22B.1')]).toEqual([
      ['copy1: yes', 'sticks: token'],
      ['opened: yes', 'wiped: yes'],
    ]);
  });
});

describe('an event that no step of the script asks for', () => {
  const online = planOf('recovery-online', { custodians: custodiansOf(3), quorum: 2 });
  const offline = planOf('recovery-offline', { custodians: custodiansOf(3), quorum: 2 });
  const activation = planOf('activation', { custodians: custodiansOf(3), quorum: 2 });
  const bundle = {
    ...{ type: 'plan' as const, seq: 1, payloadSha256: 'a'.repeat(64), fileSha256: 'b'.repeat(64) },
    ...{ exchange: null, content: null, journal: { events: 1, head: 'e'.repeat(64) } },
  };
  const recorded = (event: JournalEvent, plan: typeof online) =>
    recordOfJournal(entriesOf([event]), 'a'.repeat(64), plan, englishDocuments).steps;

  it.each<[string, JournalEvent]>([
    ['a plan that came in a bundle', { kind: 'bundle-accepted', ...bundle, signers: ['c'.repeat(64)] }],
    [
      'the words of the plan',
      {
        ...{ kind: 'read-back', subject: 'plan', sha256: 'a'.repeat(64), attempt: 1, outcome: 'agreed' },
        by: ['Person one', 'Person two'],
      },
    ],
    [
      'a name before a purge',
      {
        ...{ kind: 'target-confirmed', call: 'purge', by: ['Person one', 'Person two'], typedName: 'lost-hsm' },
        typedFolder: null,
      },
    ],
    ['the end of a call that was never intended', { kind: 'call-settled', id: 'x', verdict: 'failed', detail: null }],
  ])('stands at none: %s', (_name, event) => {
    expect(recorded(event, online)).toEqual([]);
  });

  it('says of a security domain what can be said', () => {
    const [download, stick] = recorded({ kind: 'bundle-written', ...bundle, type: 'security-domain' }, activation);
    expect([download?.step, download?.values, stick?.step]).toEqual(['A17', [], 'A20']);
    const loaded: JournalEvent = { kind: 'security-domain-loaded', sha256: 'd'.repeat(64), required: 2, custodians: 3 };
    const unplanned = { ...offline };
    delete unplanned.securityDomainSha256;
    expect(recorded(loaded, unplanned).map(({ step, values }) => [step, values])).toEqual([
      ['B2', [{ field: 'counts', value: 'yes' }]],
    ]);
  });

  it('has the number of a job as soon as the service has told it', () => {
    const target = recoveryPlan.target.uri;
    const events: readonly JournalEvent[] = [
      { kind: 'call-intended', call: 'restore', id: 'restore-1', target, subject: null, folder: 'backup' },
      { kind: 'call-answered', id: 'restore-1', requestId: 'r', job: 'job-7', answerSha256: 'a'.repeat(64) },
    ];
    const [step] = recordOfJournal(entriesOf(events), 'a'.repeat(64), online, englishDocuments).steps;
    expect([step?.step, step?.values]).toEqual(['C21', [{ field: 'job', value: 'job-7' }]]);
  });

  it('leaves a blob that differs from a fresh fetch for one more', () => {
    const compared: JournalEvent = {
      ...{ kind: 'blob-compared', fetched: 'a'.repeat(64), inBlob: 'b'.repeat(64), blobSha256: 'c'.repeat(64) },
      exception: null,
    };
    const [step] = recorded(compared, online);
    expect([step?.step, step?.values]).toEqual(['C14', [{ field: 'certificate', value: 'no' }]]);
  });
});

describe('an activation that was given up', () => {
  it('is a failed step, a difference from the plan, and the first words of the record', () => {
    const plan = planOf('activation', { custodians: custodiansOf(3), quorum: 2 });
    const by = ['Person administrator', 'Person witness'];
    const over: JournalEvent = { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' };
    const view = recordOfJournal(entriesOf([over]), 'a'.repeat(64), plan, englishDocuments);
    expect(view.end).toMatchObject({ kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' });
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

/** A whole activation or re-wrap of three custodians, on either machine, as far as its record shows it. */
const certificateOf = (at: number): string => `${at}c`.repeat(32);
const domainSha256 = 'd0'.repeat(32);
const travelled = (type: 'activation-certificates' | 'security-domain') => ({
  type,
  seq: type === 'security-domain' ? 2 : 1,
  payloadSha256: 'e1'.repeat(32),
  fileSha256: 'e2'.repeat(32),
  exchange: null,
  content: type === 'security-domain' ? domainSha256 : null,
  journal: { events: 1, head: 'e3'.repeat(32) },
});
const byTwo = ['Person operator-1', 'Person operator-2'];
const agreed = (subject: 'activation-certificates' | 'security-domain'): JournalEvent => ({
  kind: 'read-back',
  subject,
  sha256: domainSha256,
  attempt: 1,
  outcome: 'agreed',
  by: byTwo,
});
const opened = (role: 'offline' | 'operator-1' | 'operator-2'): JournalEvent =>
  journalOpened(recoveryPlan, { role, keyId: digest }, { version: '0.1.0', build: 'test' });
const adopted: JournalEvent = {
  ...adoptedForRecovery,
  ceremonyKind: 'activation',
  custodianCertificates: [],
  sdSha256: null,
  backupFolder: null,
};
const callOf = (call: 'create' | 'download' | 'canary' | 'backup'): JournalEvent[] => [
  { kind: 'call-intended', call, id: call, target: recoveryPlan.target.uri, subject: null, folder: null },
  { kind: 'call-answered', id: call, requestId: 'r', job: null, answerSha256: digest },
  { kind: 'call-settled', id: call, verdict: 'succeeded', detail: null },
];
const stated = (step: string, values: Readonly<Record<string, string>>): JournalEvent => ({
  kind: 'step-done',
  step,
  by: ['Lifeboat'],
  values: Object.entries(values).map(([field, value]) => ({ field, value })),
});
const domain: JournalEvent = { kind: 'security-domain-loaded', sha256: domainSha256, required: 2, custodians: 3 };
const newKeysOffline: readonly JournalEvent[] = [
  opened('offline'),
  adopted,
  ...[1, 2, 3].flatMap((at): JournalEvent[] => {
    const certificateSha256 = certificateOf(at);
    return [
      { kind: 'custodian-key-made', custodian: `C${at}`, certificateSha256, bits: 3072 },
      { kind: 'custodian-copy-checked', certificateSha256, copy: 1 },
      {
        kind: 'custodian-sticks-differ',
        certificateSha256,
        ...(at > 1 && { by: ['Person administrator', 'Person witness'] }),
      },
      { kind: 'custodian-copy-checked', certificateSha256, copy: 2 },
    ];
  }),
  { kind: 'bundle-written', ...travelled('activation-certificates') },
  agreed('activation-certificates'),
  { kind: 'bundle-accepted', ...travelled('security-domain'), signers: [digest] },
  domain,
  agreed('security-domain'),
  ...[1, 2, 3].flatMap((at) =>
    [1, 2].map((copy) => ({ kind: 'custodian-proven' as const, certificateSha256: certificateOf(at), copy })),
  ),
];
const newKeysOnline: readonly JournalEvent[] = [
  opened('operator-1'),
  adopted,
  ...callOf('create'),
  { kind: 'bundle-accepted', ...travelled('activation-certificates'), signers: [digest] },
  agreed('activation-certificates'),
  { kind: 'target-confirmed', call: 'download', by: byTwo, typedName: recoveryPlan.target.name, typedFolder: null },
  // What the step has seen and the service was not asked for twice: see services/recovery/activate.ts.
  stated('A1', { state: 'yes', 'resource-id': recoveryPlan.target.resourceId }),
  stated('A1R', { state: 'yes' }),
  ...callOf('download'),
  stated('A17', { bytes: '15102', domain: domainSha256 }),
  stated('A18', { version: 'yes', shares: 'yes', required: 'yes', known: 'yes' }),
  { kind: 'bundle-written', ...travelled('security-domain') },
  ...callOf('canary'),
  { kind: 'canary-proven', key: 'lifeboat-canary', version: '0'.repeat(32), publicSha256: digest, uses: ['sign'] },
  ...callOf('backup'),
  { kind: 'file-written', name: 'inventory-A-target-1.json', sha256: digest, bytes: 1 },
];
const givingKeys = (kind: 'activation' | 're-wrap', events: readonly JournalEvent[]) =>
  recordOfJournal(entriesOf(events), '', planOf(kind, { custodians: custodiansOf(3), quorum: 2 }), englishDocuments);

describe('the security domain of an activation', () => {
  const upTo = (last: JournalEvent, ...more: JournalEvent[]) =>
    stepOf(givingKeys('activation', [...newKeysOffline.slice(0, newKeysOffline.indexOf(last) + 1), ...more]), 'A21');

  it('is equal in full only once its words have agreed, and a difference is a failed step', () => {
    expect(upTo(domain)?.values).toEqual([{ field: 'inspector', value: 'yes' }]);
    const differed: JournalEvent = { ...agreed('security-domain'), outcome: 'differed' } as JournalEvent;
    expect(upTo(domain, differed)).toMatchObject({
      verdict: 'failed',
      values: [
        { field: 'inspector', value: 'yes' },
        { field: 'hash', value: 'no' },
      ],
    });
    expect(upTo(domain, agreed('security-domain'))?.values).toContainEqual({ field: 'hash', value: 'yes' });
  });

  it('is proven by all only with the last copy', () => {
    expect(stepOf(givingKeys('activation', newKeysOffline.slice(0, -1)), 'A23')).toBeUndefined();
    expect(stepOf(givingKeys('activation', newKeysOffline), 'A23')?.values).toEqual([{ field: 'all', value: 'yes' }]);
  });

  it('has its bytes, its hash and its moments from the machine that downloaded it', () => {
    const { values } = stepOf(givingKeys('activation', newKeysOnline), 'A17') ?? {};
    expect(values).toEqual(
      expect.arrayContaining([
        { field: 'saved', value: 'yes' },
        { field: 'bytes', value: '15102' },
        { field: 'domain', value: domainSha256 },
        { field: 'succeeded', value: expect.stringMatching(/^2026-10-14 .* UTC$/) as string },
      ]),
    );
  });
});

describe('a record claims nothing that its journal does not note', () => {
  const without = (events: readonly JournalEvent[], gone: (event: JournalEvent) => boolean) =>
    events.filter((event) => !gone(event));
  const onlyOf = (event: JournalEvent, call: string) => 'id' in event && event.id.startsWith(call);
  const valueOf = (view: ReturnType<typeof record>, step: string, field: string) =>
    stepOf(view, step)?.values.find((each) => each.field === field)?.value;
  const printed = (side: 'offline' | 'online', events: readonly JournalEvent[]): string =>
    recordDocument(planFor(side), record(side, events), { css: '', appVersion: '0.1.0', language: 'en', paper: 'a4' });
  /** Everything but the texts of the acts; a box with a tick is one with its label. */
  const ticks = (page: string): string[] =>
    [...page.matchAll(/☑"[^>]*>✓<\/span>\s*([^<]*)/gu)].map(([, label]) => (label ?? '').trim());

  /** Each line of an honest journal, and the tick that must go with it. */
  it.each<['offline' | 'online', JournalEvent['kind'], string, string]>([
    ['offline', 'journal-opened', 'M7.offline', 'journal'],
    ['offline', 'plan-adopted', 'M8.offline', 'plan'],
    ['offline', 'peer-paired', 'M9.offline', 'words'],
    ['offline', 'journal-closed', 'Z1', 'closed'],
    ['online', 'bundle-written', 'C16B', 'written'],
    ['online', 'challenge-noted', 'M9N', 'challenge'],
    ['offline', 'security-domain-loaded', 'B2', 'hash'],
    ['offline', 'bundle-accepted', 'B5', 'signature'],
    ['offline', 'exchange-key-verified', 'B5', 'target'],
    ['offline', 'read-back', 'B7', 'words'],
    ['offline', 'air-gap', 'B8.1', 'gap'],
    ['offline', 'share-accepted', 'B10.2', 'accepted'],
    ['offline', 'build-approved', 'B14', 'quorum'],
    ['offline', 'blob-built', 'B15', 'items'],
    ['offline', 'bundle-written', 'B17', 'verified'],
    ['online', 'read-back', 'C14', 'bundle'],
    ['online', 'blob-compared', 'C14', 'certificate'],
    ['online', 'exchange-key-fetched', 'C9', 'equal'],
    ['online', 'target-confirmed', 'C20', 'typed-folder'],
    ['online', 'call-settled', 'C16', 'activated'],
  ])('%s: without %s there is no tick at %s %s', (side, kind, step, field) => {
    const events = side === 'offline' ? offlineRecovery : onlineRecovery;
    expect(valueOf(record(side, events), step, field)).toBe('yes');
    expect(
      valueOf(
        record(
          side,
          without(events, (event) => event.kind === kind),
        ),
        step,
        field,
      ),
    ).not.toBe('yes');
  });

  it('prints a box only with its tick, and says where the rest is', () => {
    for (const [side, events] of [
      ['offline', offlineRecovery],
      ['online', onlineRecovery],
    ] as const) {
      const page = printed(side, events);
      expect(page).not.toContain('☐');
      expect(page).not.toContain('not reached');
      const yeses = record(side, events).steps.flatMap(({ step, values }) => {
        const checks = expandScript(planFor(side))
          .flatMap(({ steps }) => steps)
          .find(({ instanceId }) => instanceId === step)
          ?.fields.filter(({ kind }) => kind === 'check');
        return values.filter(({ field, value }) => value === 'yes' && checks?.some(({ id }) => id === field));
      });
      expect(ticks(page)).toHaveLength(yeses.length);
    }
    expect(printed('offline', offlineRecovery)).toContain('see the machine sheet');
    expect(printed('online', onlineRecovery)).toContain('see the signed script');
  });

  it('calls a step begun whose call has no verdict, and unknown where nobody knows', () => {
    const unsettled = without(onlineRecovery, (event) => event.kind === 'call-settled' && onlyOf(event, 'upload'));
    expect(stepOf(record('online', unsettled), 'C15')).toMatchObject({ verdict: 'begun' });
    expect(stepOf(record('online', unsettled), 'C16')).toBeUndefined();
    const confirmedOnly = without(onlineRecovery, (event) => event.kind.startsWith('call-') && onlyOf(event, 'upload'));
    expect(stepOf(record('online', confirmedOnly), 'C15')).toMatchObject({ verdict: 'begun' });
    const unknown = onlineRecovery.map((event) =>
      event.kind === 'call-settled' && onlyOf(event, 'upload') ? { ...event, verdict: 'unknown' as const } : event,
    );
    expect(stepOf(record('online', unknown), 'C15')).toMatchObject({ verdict: 'unknown' });
  });

  it('has the last verdict of a call that was asked for again, and that it failed before', () => {
    const at = onlineRecovery.findIndex((event) => event.kind === 'call-settled' && onlyOf(event, 'upload'));
    const settled = onlineRecovery[at] as Extract<JournalEvent, { kind: 'call-settled' }>;
    const events = onlineRecovery.toSpliced(at, 0, { ...settled, verdict: 'failed', detail: 'busy' });
    const step = stepOf(record('online', events), 'C15');
    expect(step).toMatchObject({ verdict: 'done', failedBefore: true });
    expect(step?.values).toContainEqual({ field: 'outcome', value: 'succeeded' });
  });

  it('keeps what a person stated, whatever a machine sees later', () => {
    const statedFirst: JournalEvent = stated('C15', { outcome: 'failed' });
    const view = record('online', [statedFirst, ...onlineRecovery.slice(1)]);
    expect(valueOf(view, 'C15', 'outcome')).toBe('failed');
  });

  it('does not count shares that are gone, nor what rested on them', () => {
    const at = offlineRecovery.findIndex(({ kind }) => kind === 'blob-intended');
    const lost: JournalEvent = { kind: 'shares-gone', reason: 'power-lost' };
    const view = record('offline', [...offlineRecovery.slice(0, at), lost]);
    for (const step of ['B8.1', 'B8.2', 'B10.1', 'B10.2', 'B14'])
      expect(stepOf(view, step), step).toMatchObject({ verdict: 'lost', values: [] });
    expect(stepOf(view, 'B7')?.verdict).toBe('done');
    // A drill ends with its shares wiped: they have served.
    const served: JournalEvent = { kind: 'shares-gone', reason: 'drill-ended' };
    expect(stepOf(record('offline', [...offlineRecovery.slice(0, at), served]), 'B10.2')?.verdict).toBe('done');
  });

  it('keeps what a person stated at a step whose share is gone', () => {
    const at = offlineRecovery.findIndex(({ kind }) => kind === 'blob-intended');
    const lost: JournalEvent = { kind: 'shares-gone', reason: 'power-lost' };
    const events = [...offlineRecovery.slice(0, at), stated('B10.1', { accepted: 'no' }), lost];
    expect(stepOf(record('offline', events), 'B10.1')).toMatchObject({
      verdict: 'lost',
      values: [{ field: 'accepted', value: 'no' }],
    });
  });

  it('does not count what was proven with another security domain', () => {
    const other: JournalEvent = { ...domain, sha256: 'd1'.repeat(32) };
    const view = givingKeys('activation', [...newKeysOffline, other]);
    for (const step of ['A22.1', 'A22B.3', 'A23'])
      expect(stepOf(view, step), step).toMatchObject({ verdict: 'lost', values: [] });
    expect(stepOf(view, 'A9.1')?.verdict).toBe('done');
  });

  it('places a pairing at the machine that it was made on', () => {
    const paired: JournalEvent = { kind: 'peer-paired', role: 'offline', keyId: digest };
    const view = givingKeys('activation', [opened('operator-1'), adopted, paired]);
    expect(stepOf(view, 'M9N.online1')?.values).toEqual([{ field: 'words', value: 'yes' }]);
    expect(stepOf(record('online', [opened('operator-1'), paired]), 'M9N')?.verdict).toBe('done');
  });

  it('does not count a read-back of another key than the one that was taken in the end', () => {
    const at = offlineRecovery.findIndex(({ kind }) => kind === 'air-gap');
    const verifiedKey = offlineRecovery.find(({ kind }) => kind === 'exchange-key-verified');
    const other = { ...verifiedKey, certificateSha256: 'f'.repeat(64) } as JournalEvent;
    expect(stepOf(record('offline', [...offlineRecovery.slice(0, at), other]), 'B7')?.verdict).toBe('lost');
  });

  it('says that words differed, instead of leaving a box open', () => {
    const at = offlineRecovery.findIndex(({ kind }) => kind === 'read-back');
    const differed = { ...offlineRecovery[at], outcome: 'differed' } as JournalEvent;
    const events = offlineRecovery.toSpliced(at, 1, differed);
    expect(valueOf(record('offline', events), 'B7', 'words')).toBe('no');
    expect(printed('offline', events)).toContain('<strong>Not true:</strong> The words agree.');
  });

  it('tells another plan, another quorum and another target at their steps', () => {
    const changed = (kind: JournalEvent['kind'], change: object) =>
      record(
        'offline',
        offlineRecovery.map((event) => (event.kind === kind ? { ...event, ...change } : event)),
      );
    expect(valueOf(changed('plan-adopted', { planSha256: 'f'.repeat(64) }), 'M8.offline', 'plan')).toBe('no');
    expect(valueOf(changed('security-domain-loaded', { required: 3 }), 'B2', 'counts')).toBe('no');
    expect(valueOf(changed('security-domain-loaded', { sha256: 'f'.repeat(64) }), 'B2', 'hash')).toBe('no');
    const uri = { hsmUri: 'https://other.managedhsm.azure.net' };
    expect(valueOf(changed('exchange-key-verified', uri), 'B5', 'target')).toBe('no');
  });

  it('shows how long a hold was kept, and ticks 30 minutes only where they passed', () => {
    const hold = (minutesKept: number) => {
      let clock = Date.UTC(2026, 9, 14, 9);
      const entries = onlineRecovery.map((event) => {
        if (event.kind === 'hold-over') clock += minutesKept * 60_000;
        return { at: new Date(clock).toISOString(), event };
      });
      return recordOfJournal(entries, 'a'.repeat(64), planFor('online'), englishDocuments);
    };
    expect(valueOf(hold(30), 'C19', 'timer')).toBe('yes');
    expect(hold(30).differences).toEqual([]);
    expect(valueOf(hold(0.0005), 'C19', 'timer')).toBe('no');
    expect(valueOf(hold(0.0005), 'C19', 'held')).toBe('0 s');
    expect(hold(0.0005).differences).toEqual([
      { subject: 'Hold before the restore', planned: '30 min', actual: '0 s' },
    ]);
  });

  it('takes a backup after the restore for the first of the recovered HSM', () => {
    const again = onlineRecovery
      .filter((event) => onlyOf(event, 'backup') && event.kind.startsWith('call-'))
      .map((event) => ({ ...event, id: 'backup-2' }) as JournalEvent);
    const point = stepOf(record('online', onlineRecovery), 'C18');
    const view = record('online', [...onlineRecovery.slice(0, -1), ...again]);
    expect(stepOf(view, 'C18')).toEqual(point);
    expect(stepOf(view, 'C26')?.verdict).toBe('done');
  });

  it('says how long it took until the keys were restored, and nothing where they were not', () => {
    const settled = onlineRecovery.findIndex((event) => event.kind === 'call-settled' && onlyOf(event, 'restore'));
    expect(record('online', onlineRecovery).restoredAfter).toBe(`${settled} min 00 s`);
    expect(printed('online', onlineRecovery)).toContain('Keys restored, after the first entry');
    const failed = onlineRecovery.map((event, at) => (at === settled ? { ...event, verdict: 'failed' } : event));
    expect(record('online', failed as JournalEvent[]).restoredAfter).toBeUndefined();
    expect(record('offline', offlineRecovery).restoredAfter).toBeUndefined();
    expect(printed('offline', offlineRecovery)).not.toContain('Keys restored, after the first entry');
  });

  it('says whether the journal has an end', () => {
    expect(record('offline', offlineRecovery).end).toMatchObject({
      kind: 'closed',
      by: ['Person administrator', 'Person witness'],
    });
    expect(record('offline', offlineRecovery.slice(0, -1)).end).toEqual({ kind: 'open' });
    const mark = 'THE JOURNAL HAS NO END';
    expect(printed('offline', offlineRecovery)).not.toContain(mark);
    expect(printed('offline', offlineRecovery)).toContain('closed by');
    expect(printed('offline', offlineRecovery.slice(0, -1))).toContain(mark);
  });

  it('names the machine of the second operator, and sends its reader to the record of the first', () => {
    const second = [opened('operator-2'), adopted];
    const view = record('online', second);
    expect(view.machine).toBe('online2');
    const page = printed('online', second);
    expect(page).toContain('online machine of RO2');
    expect(page).toContain('see the record of the machine of RO1');
  });

  it('claims neither that nothing was written nor that there was no trouble', () => {
    const page = printed('offline', offlineRecovery);
    expect(page).not.toContain('No files were written');
    expect(page).not.toContain('There were no exceptions');
    expect(valueOf(record('offline', [{ kind: 'quorum-reconstructed', shares: 2 }]), 'D10', 'nothing')).toBeUndefined();
  });
});

/** Fields that a script has as seen, and no journal fills: why, and where they stand instead. */
const unfilled: readonly (readonly [RegExp, why: string])[] = [
  [/^M5[.]offline /u, 'on the machine sheet, which is printed by itself'],
  [/^M7N[.]/u, 'on the page of the account; a journal names no account'],
  [/^M(5N|6)[.]online2 /u, 'in the journal of the second operator, which has a record of its own'],
  [/^M6[.]/u, 'nobody read the clock'],
  [/^M9N?([.]| )/u, 'each side notes the number of the other, and in these journals one of them'],
  [/^Z1 closed$/u, 'the journals of new keys in this test are open'],
  [/^B2 (source|custodians)$/u, 'on the screen of the security domain'],
  [/^B4 files$/u, 'on the screen: a stick with other files has no bundle to choose'],
  [/^B6 (subject|issuer|bits|dates|second)$/u, 'in the verdict, which lies in the evidence under its hash'],
  [/^B8[.]\d gap$/u, 'a drill of a journal without a line about the gap'],
  [/^B11[.]\d /u, 'on the screen of the custodian’s turn'],
  [/^B13[.]\d /u, 'nothing was refused'],
  [/^B18 /u, 'the scan for secrets refuses the bundle, or says nothing'],
  [/^C[23] /u, 'on the board, which sends nothing and notes nothing'],
  [/^C(6|17) identity$/u, 'on the board'],
  [/^C7 /u, 'facts of the finished step on its page'],
  [/^C8 (subject|issuer|bits)$/u, 'in the observation, which travels in the bundle'],
  [/^C(18|21) job$/u, 'not in this journal, whose answers had none'],
  [/^C18 folder$/u, 'in the kept answer, and on the page of the step'],
  [/^C2[2-6] /u, 'in the comparison, which the journal notes as a sentence with both hashes'],
  [/^D8 proven$/u, 'counted at the end by people, from the steps before'],
  [/^D9 notice$/u, 'on the screen'],
  [/^D10 nothing$/u, 'people look for files; no journal notes that there is none'],
  [/^D1[13] /u, 'in the score of the rehearsal'],
];

describe('what a script says is recorded', () => {
  const left: string[] = [];
  const drilled: readonly JournalEvent[] = [
    opened('offline'),
    { ...adopted, ceremonyKind: 'drill' },
    { kind: 'security-domain-loaded', sha256: planOf('drill').securityDomainSha256 ?? '', required: 2, custodians: 3 },
    ...custodiansOf(3).flatMap(({ fingerprint = '' }) =>
      [1, 2].map((copy) => ({ kind: 'custodian-proven' as const, certificateSha256: fingerprint, copy })),
    ),
    ...custodiansOf(2).map(({ fingerprint = '' }) => ({
      kind: 'share-accepted' as const,
      certificateSha256: fingerprint,
    })),
    { kind: 'quorum-reconstructed', shares: 2 },
  ];
  const drillPlan = planOf('drill', { custodians: custodiansOf(3), quorum: 2, drillLevels: ['D1', 'D2', 'D3'] });
  const journals = {
    activation: [newKeysOffline, newKeysOnline].map((events) => givingKeys('activation', events)),
    're-wrap': [newKeysOffline, newKeysOnline].map((events) => givingKeys('re-wrap', events)),
    'recovery-offline': [record('offline', offlineRecovery)],
    'recovery-online': [record('online', onlineRecovery)],
    drill: [recordOfJournal(entriesOf(drilled), '', drillPlan, englishDocuments)],
  };
  const plans = {
    activation: planOf('activation', { custodians: custodiansOf(3), quorum: 2 }),
    're-wrap': planOf('re-wrap', { custodians: custodiansOf(3), quorum: 2 }),
    'recovery-offline': planFor('offline'),
    'recovery-online': planFor('online'),
    drill: drillPlan,
  };

  it.each(Object.keys(plans) as (keyof typeof plans)[])('in the script %s is filled, or has its reason', (kind) => {
    const filled = new Set(
      journals[kind].flatMap(({ steps }) =>
        steps.flatMap(({ step, values }) => values.map(({ field }) => `${step} ${field}`)),
      ),
    );
    const open = expandScript(plans[kind]).flatMap(({ steps }) =>
      steps.flatMap(({ instanceId, fields }) =>
        fields.flatMap(({ id, recorded }) =>
          recorded && !filled.has(`${instanceId} ${id}`) ? [`${instanceId} ${id}`] : [],
        ),
      ),
    );
    expect(open.filter((field) => !unfilled.some(([where]) => where.test(field)))).toEqual([]);
    left.push(...open);
  });

  it('has no reason that is left over', () => {
    expect(unfilled.filter(([where]) => !left.some((field) => where.test(field)))).toEqual([]);
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
      { planSha256: digest, isApproved: false, side: 'offline', drillLevels: ['D1', 'D3'] },
    );
    expect(drill).toMatchObject({ kind: 'drill', mode: 'practice', drillLevels: ['D1', 'D3'] });
  });
});

describe('the record of an emergency', () => {
  const style = { css: '', appVersion: '0.1.0', paper: 'a4' } as const;

  /** The same, of an HSM that was created in it. */
  const withCreation = (events: readonly JournalEvent[]): readonly JournalEvent[] => {
    const ofCall = (event: JournalEvent): boolean =>
      event.kind === 'target-confirmed'
        ? event.call === 'init-recovery'
        : event.kind.startsWith('call-') && 'id' in event && event.id.startsWith('init-recovery');
    const at = events.findIndex(ofCall);
    const creation = events.filter(ofCall).map((event) => ({
      ...event,
      ...('id' in event && { id: 'create-1' }),
      ...('call' in event && { call: 'create' }),
    }));
    return [...events.slice(0, at), ...(creation as JournalEvent[]), ...events.slice(at)];
  };

  it.each([
    ['offline', offlineEmergency, 'E'],
    ['online', withCreation(onlineEmergency), 'F'],
  ] as const)('places every step, and says on every page that there is no plan: %s', (_, events, letter) => {
    const entries = entriesOf(events);
    const plan = scriptOfEmergency(entries)!;
    const view = recordOfJournal(entries, 'a'.repeat(64), plan, englishDocuments);
    expect(view).toMatchObject({ missing: ['plan'], machine: letter === 'E' ? 'offline' : 'online1' });
    // What only people know — who was there, that a stick is out — is in no journal.
    const unseen = letter === 'E' ? ['E1', 'E6.1', 'E6.2'] : ['F1', 'F2'];
    const steps = expandScript(plan).flatMap((part) => part.steps.map(({ instanceId }) => instanceId));
    expect(view.steps.map(({ step }) => step).sort()).toEqual(steps.filter((step) => !unseen.includes(step)).sort());
    for (const [language, mark] of [
      ['en', 'NO PLAN'],
      ['de', 'OHNE PLAN'],
    ] as const) {
      const page = recordDocument(plan, view, { ...style, language });
      expect(/@top-right \{[^}]*\}/.exec(page)?.[0]).toContain(mark);
      expect(page).toMatch(new RegExp(`<p class="mode production">[A-Z]+ – ${mark}</p>`));
      const lines = page.replaceAll(/<style[^]*?<\/style>|<head[^]*?<\/head>/gu, '').split(/<[^>]*>|\n/u);
      expect(lines.filter((line) => wordOfCeremony(line) !== undefined)).toEqual([]);
    }
  });

  it('names a key that was refused, and who answered for one without attestation', () => {
    const at = offlineEmergency.findIndex(({ kind }) => kind === 'exchange-key-verified');
    const events: JournalEvent[] = [
      ...offlineEmergency.slice(0, at),
      {
        ...{ kind: 'exchange-key-refused', fileSha256: certificateSha256, fault: 'EXCHANGE_NAME_OTHER' },
        hsmUri: 'https://recovered-hsm.managedhsm.azure.net',
      },
      {
        ...verified,
        attested: false,
        exception: { approvers: ['Anna Beispiel', 'Bert Muster'], reason: 'built in 2020' },
      },
      ...offlineEmergency.slice(at + 1),
    ];
    const entries = entriesOf(events);
    const view = recordOfJournal(entries, 'a'.repeat(64), scriptOfEmergency(entries)!, englishDocuments);
    expect(view.differences.map(({ actual }) => actual)).toEqual([
      'EXCHANGE_NAME_OTHER',
      expect.stringContaining('built in 2020'),
    ]);
    expect(view.steps.find(({ step }) => step === 'E4')?.values).toContainEqual({
      field: 'refused',
      value: 'EXCHANGE_NAME_OTHER',
    });
  });

  const valuesAt = (events: readonly JournalEvent[], step: string) => {
    const entries = entriesOf(events);
    return stepOf(recordOfJournal(entries, 'a'.repeat(64), scriptOfEmergency(entries)!, englishDocuments), step);
  };
  /** The same events, those of a kind with something else in them. */
  const withOther = (events: readonly JournalEvent[], kind: JournalEvent['kind'], change: object) =>
    events.map((event) => (event.kind === kind ? { ...event, ...change } : event));

  it('says that a way out of the machine was open', () => {
    const open = withOther(offlineEmergency, 'air-gap', { closed: false, detail: 'a network card is up' });
    expect(valuesAt(open, 'E2')).toMatchObject({ verdict: 'failed', values: [{ field: 'gap', value: 'no' }] });
  });

  it('shows what failed on the way, each thing once, and ticks no gap that was open', () => {
    const at = offlineEmergency.findIndex(({ kind }) => kind === 'share-accepted');
    const refused: JournalEvent[] = [
      { kind: 'share-refused', certificateSha256: null, fault: 'WRONG_PASSPHRASE' },
      { kind: 'share-refused', certificateSha256: 'e1'.repeat(32), fault: 'SHARE_NOT_OPENED' },
    ];
    const begun = withOther(offlineEmergency.slice(0, at), 'air-gap', { closed: false, detail: 'wlan0 is up' });
    const lost: JournalEvent = { kind: 'shares-gone', reason: 'power-lost' };
    const again = begun.filter(({ kind }) => kind === 'security-domain-loaded' || kind === 'exchange-key-verified');
    const events = [...begun, ...refused, offlineEmergency[at]!, lost, ...again, ...offlineEmergency.slice(at)];
    const entries = entriesOf(events);
    const plan = scriptOfEmergency(entries)!;
    const view = recordOfJournal(entries, 'a'.repeat(64), plan, englishDocuments);
    expect(view.differences.map(({ actual }) => actual)).toEqual([
      ...['wlan0 is up', 'WRONG_PASSPHRASE', 'SHARE_NOT_OPENED (e1e1e1…e1)'],
      englishDocuments.record.word('power-lost'),
    ]);
    const labels = view.fingerprints.map(({ label, sha256 }) => `${label} ${sha256}`);
    expect(new Set(labels).size).toBe(labels.length);
    const page = recordDocument(plan, view, { ...style, language: 'en' });
    expect(page).toContain('<strong>Not true:</strong> The program finds no way out.');
    expect(page).not.toContain('✓</span> The program finds no way out.');
    for (const once of ['wlan0 is up', 'WRONG_PASSPHRASE', 'SHARE_NOT_OPENED', 'power-lost'])
      expect(page.split(once).length, once).toBeLessThanOrEqual(2);
  });

  it('calls a blob for another key unequal, and goes on until another is compared', () => {
    const other = withOther(onlineEmergency, 'blob-compared', { inBlob: 'f'.repeat(64) });
    const step = valuesAt(other, 'F4');
    expect(step?.verdict).toBe('begun');
    expect(step?.values).toContainEqual({ field: 'equal', value: 'no' });
  });

  it.each(['failed', 'unknown'] as const)('has the verdict of a call whose outcome was %s', (verdict) => {
    const step = valuesAt(withOther(onlineEmergency, 'call-settled', { verdict }), 'F5');
    expect(step?.verdict).toBe(verdict);
    expect(step?.values).toContainEqual({ field: 'outcome', value: verdict });
  });

  it('counts the differences of the restored keys only where there was a list to compare with', () => {
    const differences = (events: readonly JournalEvent[]) =>
      valuesAt(events, 'F9')?.values.find(({ field }) => field === 'differences')?.value;
    expect(differences(onlineEmergency)).toBeUndefined();
    expect(differences(withOther(onlineEmergency, 'restore-verified', { differences: 2 }))).toBe('2');
  });

  it('places a file that an online machine wrote at no step', () => {
    const file: JournalEvent = { kind: 'file-written', name: 'answer.json', sha256: digest, bytes: 1 };
    const open = onlineEmergency.slice(0, -1);
    const stepsOf = (events: readonly JournalEvent[]) => {
      const entries = entriesOf(events);
      return recordOfJournal(entries, '', scriptOfEmergency(entries)!, englishDocuments).steps;
    };
    expect(stepsOf([...open, file])).toEqual(stepsOf(open));
  });

  it('is no script of a ceremony with a plan', () => {
    expect(scriptOfEmergency(entriesOf(offlineRecovery))).toBeUndefined();
  });
});
