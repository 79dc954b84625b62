// The files, the report of journals, and the guide through a whole recovery.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { checkedNote, listedNote } from '#shared/consumers/work.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { guideStages, nextStage } from '#shared/rehearsal/guide.ts';
import type { Injection, RehearsalFile } from '#shared/rehearsal/files.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';
import { offlineRecovery, onlineRecovery } from '../journal/testdata/recovery.ts';
import { planSha256 } from '../plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import {
  encodeRehearsalFile,
  maxRehearsalBytes,
  parseInjection,
  parseRehearsal,
  parseReport,
} from './rehearsal-files.ts';
import { reportJournals } from './report-journals.ts';

const ceremony = 'PRACTICE-REHEARSAL-1';
const plan = asPractice(recoveryPlan, ceremony);
const now = '2026-10-14T08:00:00.000Z';
const rehearsal: RehearsalFile = {
  format: 'lifeboat-rehearsal',
  v: 1,
  practice: true,
  ceremony,
  planSha256: planSha256(recoveryPlan),
  trainer: 'Tess Trainer',
  faults: ['lost-power', 'clock-off'],
};

describe('the files of a rehearsal', () => {
  it('are read as they were written', () => {
    for (const each of [rehearsal, { ...rehearsal, faults: [] }]) {
      expect(parseRehearsal(encodeRehearsalFile(each))).toEqual(each);
    }
  });

  it.each([
    ['rehearsal', parseRehearsal, { ...rehearsal, practice: false }],
    ['injection', parseInjection, { format: 'lifeboat-rehearsal-injection', v: 3 }],
    ['report', parseReport, { ...rehearsal, format: 'lifeboat-rehearsal-report' }],
  ])('refuses another form of the %s', (file, parse, value) => {
    expect(faultOf(() => parse(Buffer.from(JSON.stringify(value))))).toMatchObject({
      code: 'REHEARSAL_FILE_INVALID',
      file,
    });
    expect(faultCode(() => parse(Buffer.alloc(maxRehearsalBytes + 1, ' ')))).toBe('JSON_TOO_LARGE');
  });
});

const practised = (events: readonly JournalEvent[]): JournalEvent[] =>
  events.map((event) =>
    event.kind === 'journal-opened' || event.kind === 'plan-adopted' ? { ...event, practice: true, ceremony } : event,
  );
const journal = (events: readonly JournalEvent[]): Buffer =>
  journalOfEvents(events, (minute) => `2026-10-14T09:${String(minute).padStart(2, '0')}:00.000Z`);

describe('the report of journals', () => {
  const injections: readonly Injection[] = [
    {
      format: 'lifeboat-rehearsal-injection',
      v: 2,
      practice: true,
      ceremony,
      fault: 'lost-power',
      custodian: null,
      at: '2026-10-14T09:12:30.000Z',
      action: 'injected',
    },
  ];
  const before = practised(offlineRecovery).slice(0, 13);
  const lost: JournalEvent = { kind: 'shares-gone', reason: 'power-lost' };

  it('is of the chosen scenarios, and can be read again', () => {
    const report = reportJournals({
      rehearsal,
      plan,
      injections,
      journals: [journal([...before, lost]), journal(practised(onlineRecovery))],
      now,
    });
    expect(report.faults).toEqual([
      {
        fault: 'lost-power',
        injectedAt: injections[0]?.at,
        noticed: { at: '2026-10-14T09:13:00.000Z', machine: 'offline', step: null, sign: 'shares-gone', by: [] },
        answered: null,
      },
      { fault: 'clock-off', injectedAt: null, noticed: null, answered: null },
    ]);
    expect(report.unplanned).toEqual([]);
    // The offline side has lost its shares, and is with its custodians again.
    expect([report.reportedAt, report.stage]).toEqual([now, 'custodians']);
    expect(parseReport(encodeRehearsalFile(report))).toEqual(report);
  });

  it('names the custodian of the plan whose share was refused', () => {
    const chosen = { ...rehearsal, faults: ['wrong-passphrase' as const] };
    const injected = injections.map((each) => ({ ...each, fault: 'wrong-passphrase' as const, custodian: 1 }));
    const noticed = (certificateSha256: string | null) =>
      reportJournals({
        rehearsal: chosen,
        plan,
        injections: injected,
        journals: [journal([...before, { kind: 'share-refused', certificateSha256, fault: 'PASSPHRASE_WRONG' }])],
        now,
      }).faults[0]?.noticed?.by;
    const [first] = recoveryPlan.custodians;
    const person = recoveryPlan.people.find(({ id }) => id === first?.person);
    expect(noticed(first?.certificateSha256 ?? expect.fail('no certificate'))).toEqual([person?.name]);
    // A refusal of somebody else, or of nobody knows whom, is not what the trainer did.
    expect(noticed(recoveryPlan.custodians[1]?.certificateSha256 ?? null)).toBeUndefined();
    expect(noticed(null)).toBeUndefined();
  });

  it('is refused for another ceremony, a real journal and a damaged one', () => {
    const whole = journal([...before, lost]);
    const report = (journals: readonly Buffer[]) => () =>
      reportJournals({ rehearsal, plan, injections, journals, now });
    expect(faultOf(report([journal(offlineRecovery)]))).toEqual({
      code: 'REHEARSAL_JOURNAL_OTHER',
      expected: ceremony,
      found: 'a real ceremony',
    });
    const elsewhere = before.map((event) =>
      event.kind === 'journal-opened' || event.kind === 'plan-adopted' ? { ...event, ceremony: 'PRACTICE-2' } : event,
    );
    expect(faultOf(report([journal(elsewhere)]))).toMatchObject({
      code: 'REHEARSAL_JOURNAL_OTHER',
      found: 'PRACTICE-2',
    });
    expect(faultCode(report([whole.subarray(0, whole.length - 5)]))).toBe('JOURNAL_TORN_LINE');
  });
});

describe('the guide', () => {
  it('leads through every stage in order, never back, to the end', () => {
    let [offline, online] = [emptyJournal, emptyJournal];
    const seen: string[] = [];
    const look = (): void => {
      const stage = nextStage({ offline, online }) ?? 'over';
      if (seen.at(-1) !== stage) seen.push(stage);
    };
    look();
    // Each side goes on as far as it can before the other.
    const [left, right] = [practised(offlineRecovery), practised(onlineRecovery)];
    const noted = [
      listedNote(40, 'a'.repeat(64), null),
      ...[20, 40].map((back) => checkedNote(back, 40, 'a'.repeat(64))),
    ];
    right.splice(-1, 0, ...noted.map((text): JournalEvent => ({ kind: 'note', by: 'Lifeboat', text })));
    const turns: readonly (readonly ['offline' | 'online', (event: JournalEvent) => boolean])[] = [
      ['offline', ({ kind }) => kind === 'security-domain-loaded'],
      ['online', ({ kind }) => kind === 'bundle-written'],
      ['offline', ({ kind }) => kind === 'bundle-written'],
      ['online', (event) => event.kind === 'bundle-written' && event.type === 'outcome'],
      ['offline', (event) => event.kind === 'bundle-accepted' && event.type === 'outcome'],
      ['online', ({ kind }) => kind === 'journal-closed'],
      ['offline', ({ kind }) => kind === 'journal-closed'],
    ];
    for (const [side, last] of turns) {
      const events = side === 'offline' ? left : right;
      for (let event = events.shift(); event !== undefined; event = events.shift()) {
        if (side === 'offline') offline = apply(offline, event);
        else online = apply(online, event);
        look();
        if (last(event)) break;
      }
    }
    expect(seen).toEqual([...guideStages.filter((stage) => seen.includes(stage)), 'over']);
    // What both sides do at once is passed in one step.
    expect(guideStages.filter((stage) => !seen.includes(stage))).toEqual([]);
  });

  it('stays at the list while a consumer is not back, also after the journals are closed', () => {
    const closed = practised(onlineRecovery).reduce(apply, emptyJournal);
    const offline = practised(offlineRecovery).reduce(apply, emptyJournal);
    expect(nextStage({ offline, online: closed })).toBe('consumers');
    expect(nextStage({ offline, online: { ...closed, consumers: { back: 39, of: 40 } } })).toBe('consumers');
    expect(nextStage({ offline, online: { ...closed, consumers: { back: 40, of: 40 } } })).toBeUndefined();
  });

  it('begins with opening both sides', () => {
    expect(nextStage({ offline: undefined, online: undefined })).toBe('open');
    expect(nextStage({ offline: emptyJournal, online: undefined })).toBe('open');
  });
});
