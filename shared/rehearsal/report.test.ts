// The report: every fault is noticed by its own signs, only after its injection, and each exception answers one fault.
import { describe, expect, it } from 'vitest';
import { gapFoundOpen } from '../journal/air-gap.ts';
import type { EventOf, JournalEvent } from '../journal/events.ts';
import { faultsOfOneCustodian, type RehearsalFault, rehearsalFaults, type Witnessed } from './faults.ts';
import type { FaultReport, Injection } from './files.ts';
import { outcomeOf, reportFaults } from './report.ts';

const at = (minute: number): string => `2026-10-14T09:${String(minute).padStart(2, '0')}:00.000Z`;
const offline = (minute: number, event: JournalEvent): Witnessed => ({ machine: 'offline', at: at(minute), event });
const injected = (fault: RehearsalFault, minute = 10): Injection => ({
  format: 'lifeboat-rehearsal-injection',
  v: 2,
  practice: true,
  ceremony: 'PRACTICE-1',
  fault,
  custodian: faultsOfOneCustodian.has(fault) ? 1 : null,
  at: at(minute),
  action: 'injected',
});
const failed = (fault: string, check = 'bundle', step = 'B5'): JournalEvent => ({
  kind: 'check-failed',
  check,
  step,
  fault,
  detail: '{}',
});
const refused = (fault: string, certificateSha256: string | null = 'a'.repeat(64)): JournalEvent => ({
  kind: 'share-refused',
  certificateSha256,
  fault,
});
const wall = (time: string): JournalEvent => ({
  kind: 'wall-clock',
  readBy: 'Olga Petrova',
  wall: time,
  offsetMinutes: 0,
});
const except = (number: number, check: string | null, step: string): EventOf<'exception'> => ({
  kind: 'exception',
  number,
  check,
  step,
  expected: 'as the script has it',
  happened: 'something else',
  options: 'stop or go on',
  decision: 'go on',
  decidedBy: ['Katrin Vogel'],
  affectsTrust: 'no',
  followUp: 'Olga Petrova',
  initials: ['KV', 'OP'],
});
const custodians = {
  holderOf: (certificate: string) => (certificate === 'a'.repeat(64) ? 'Anna Berg' : undefined),
  certificateOf: (custodian: number | null) => (custodian === 1 ? 'a'.repeat(64) : null),
};
const only = (fault: RehearsalFault, events: readonly Witnessed[]): FaultReport =>
  reportFaults([fault], [injected(fault)], events, custodians).faults[0] ?? expect.fail('no report');

/** For each fault what the journal shows of it first, and the exception that answers it. */
const shown: Readonly<Record<RehearsalFault, readonly [JournalEvent | readonly JournalEvent[], JournalEvent]>> = {
  'swapped-exchange-key': [failed('EXCHANGE_NAME_OTHER', 'exchange-key', 'B6'), except(1, 'exchange-key', 'B6')],
  'other-ceremony': [failed('BUNDLE_CEREMONY'), except(1, 'bundle', 'B5')],
  'wrong-passphrase': [refused('PASSPHRASE_WRONG'), except(1, null, 'B10')],
  'damaged-stick': [refused('CUSTODIAN_KEY_DAMAGED'), except(1, null, 'B10')],
  'clock-off': [[wall('2026-10-15T09:11:00Z'), wall('2026-10-14T09:11:00Z')], except(1, null, 'M6')],
  'air-gap-lost': [{ kind: 'air-gap', closed: false, detail: 'eth0 is up' }, except(1, null, 'B8')],
  'lost-power': [{ kind: 'shares-gone', reason: 'power-lost' }, except(1, null, 'B10')],
};

describe('the report of one fault', () => {
  it.each(rehearsalFaults)('%s is noticed by its sign, and dealt with by an exception', (fault) => {
    const [sign, exception] = shown[fault];
    const signs = (minute: number) => [sign].flat().map((event) => offline(minute, event));
    const both = only(fault, [...signs(11), offline(12, exception)]);
    expect([outcomeOf(both), both.noticed?.at, both.answered?.exception, both.answered?.by]).toEqual([
      'answered',
      at(11),
      1,
      ['Katrin Vogel'],
    ]);
    expect(outcomeOf(only(fault, signs(11)))).toBe('noticed');
    expect(outcomeOf(only(fault, []))).toBe('missed');
    // What happened before the injection was something else.
    expect(outcomeOf(only(fault, signs(9)))).toBe('missed');
  });

  it.each(rehearsalFaults)('%s is not noticed by the sign of another', (fault) => {
    for (const other of rehearsalFaults) {
      const signs = [shown[other][0]].flat().map((event) => offline(11, event));
      if (other !== fault) expect([other, outcomeOf(only(fault, signs))]).toEqual([other, 'missed']);
    }
  });

  it('is noticed by people alone, where the machine could not see it', () => {
    const score = only('wrong-passphrase', [offline(11, except(1, null, 'B13.C2'))]);
    expect(score.noticed).toEqual({
      at: at(11),
      machine: 'offline',
      step: 'B13.C2',
      sign: 'exception',
      by: ['KV', 'OP'],
    });
    expect(outcomeOf(score)).toBe('answered');
    expect(outcomeOf(only('wrong-passphrase', [offline(11, except(1, null, 'B1'))]))).toBe('missed');
  });

  it.each(rehearsalFaults.filter((fault) => fault !== 'clock-off'))(
    '%s is not noticed by what the online machine refuses',
    (fault) => {
      const signs = [shown[fault][0]].flat().map((event) => ({ ...offline(11, event), machine: 'online' as const }));
      expect(outcomeOf(only(fault, signs))).toBe('missed');
    },
  );

  it.each<[RehearsalFault, JournalEvent | readonly JournalEvent[], string[]]>([
    ['wrong-passphrase', refused('PASSPHRASE_WRONG'), ['Anna Berg']],
    ['clock-off', shown['clock-off'][0], ['Olga Petrova']],
    [
      'swapped-exchange-key',
      {
        kind: 'read-back',
        subject: 'exchange-key',
        sha256: 'b'.repeat(64),
        attempt: 1,
        outcome: 'differed',
        by: ['Ada', 'Grace'],
      },
      ['Ada', 'Grace'],
    ],
    ['damaged-stick', except(1, null, 'B9'), ['KV', 'OP']],
    ['other-ceremony', failed('BUNDLE_CEREMONY'), []],
    ['air-gap-lost', shown['air-gap-lost'][0], []],
  ])('%s is noticed by whom the event names, and by nobody else', (fault, sign, by) => {
    const signs = [sign].flat().map((event) => offline(11, event));
    expect(only(fault, signs).noticed?.by).toEqual(by);
  });

  it('is not answered by an exception of the other side, or for another check', () => {
    const sign = offline(11, failed('BUNDLE_CEREMONY'));
    const online: Witnessed = { machine: 'online', at: at(12), event: except(1, 'bundle', 'C13') };
    expect(outcomeOf(only('other-ceremony', [sign, online]))).toBe('noticed');
    expect(outcomeOf(only('other-ceremony', [sign, offline(12, except(1, 'exchange-key', 'B6'))]))).toBe('noticed');
  });

  it('takes a false time that is typed blindly for missed, and one that is put right for noticed', () => {
    const off = offline(11, wall('2026-10-15T09:11:00Z'));
    expect(outcomeOf(only('clock-off', [off]))).toBe('missed');
    expect(outcomeOf(only('clock-off', [off, offline(12, wall('2026-10-15T09:12:00Z'))]))).toBe('missed');
    expect(only('clock-off', [off, offline(12, wall('2026-10-14T09:12:00Z'))]).noticed).toMatchObject({
      at: at(12),
      sign: 'wall-clock',
    });
    // The right time all along means that nobody looked at the false clock.
    expect(
      outcomeOf(
        only(
          'clock-off',
          [11, 12].map((minute) => offline(minute, wall(at(minute)))),
        ),
      ),
    ).toBe('missed');
    // The other side's clock puts nothing right.
    const online: Witnessed = { machine: 'online', at: at(12), event: wall('2026-10-14T09:12:00Z') };
    expect(outcomeOf(only('clock-off', [off, online]))).toBe('missed');
  });

  it('takes a clock that is half a day off for wrong, and one that is hours off for another zone', () => {
    const corrected = (time: string) =>
      outcomeOf(only('clock-off', [offline(11, wall(time)), offline(12, wall('2026-10-14T09:12:00Z'))]));
    expect(corrected('2026-10-14T21:11:00Z')).toBe('noticed');
    expect(corrected('2026-10-14T21:10:59Z')).toBe('missed');
    expect(corrected('2026-10-13T21:11:00Z')).toBe('noticed');
  });

  it.each(['M2', 'M6', 'M7', 'O5', 'C0'])('clock-off is noticed by an exception at %s', (step) => {
    expect(outcomeOf(only('clock-off', [offline(11, except(1, null, step))]))).toBe('answered');
  });

  it.each(['C9', 'C12', 'B6', 'B7.2'])('swapped-exchange-key is noticed by an exception at %s', (step) => {
    const machine = step.startsWith('C') ? 'online' : 'offline';
    const exception: Witnessed = { machine, at: at(11), event: except(1, null, step) };
    expect(outcomeOf(only('swapped-exchange-key', [exception]))).toBe('answered');
    expect(outcomeOf(only('swapped-exchange-key', [{ ...exception, event: except(1, null, 'C13') }]))).toBe('missed');
  });

  it('takes a gap that was found open for none that was lost', () => {
    const found: JournalEvent = { kind: 'air-gap', closed: false, detail: `${gapFoundOpen}interface eth0` };
    expect(outcomeOf(only('air-gap-lost', [offline(11, found)]))).toBe('missed');
  });

  it.each<[RehearsalFault, string]>([
    ['wrong-passphrase', 'PASSPHRASE_WRONG'],
    ['damaged-stick', 'CUSTODIAN_KEY_DAMAGED'],
  ])('%s is noticed at the custodian to whom it was done, and at nobody else', (fault, code) => {
    const others = [offline(11, refused(code, 'b'.repeat(64))), offline(12, refused(code, null))];
    const { faults, unplanned } = reportFaults([fault], [injected(fault)], others, custodians);
    expect(faults.map(outcomeOf)).toEqual(['missed']);
    expect(unplanned).toEqual(
      [11, 12].map((minute) => ({ at: at(minute), machine: 'offline', step: 'B10', fault: code })),
    );
    // The key or passphrase of a custodian is refused nowhere else.
    expect(outcomeOf(only(fault, [offline(11, failed(code))]))).toBe('missed');
  });
});

describe('the report of all scenarios', () => {
  const two = ['damaged-stick', 'wrong-passphrase'] as const;

  const list = ['air-gap-lost', 'damaged-stick', 'wrong-passphrase', 'lost-power'] as const;
  const all = list.map((fault, at) => injected(fault, at + 1));
  const answers = (events: readonly Witnessed[]) =>
    Object.fromEntries(
      reportFaults(list, all, events, custodians).faults.map((each) => [
        each.fault,
        each.answered?.exception ?? outcomeOf(each),
      ]),
    );

  it('gives an exception at the custodians’ screen to what the machine noticed last, not to what was injected first', () => {
    const events = [
      offline(11, refused('PASSPHRASE_WRONG')),
      offline(12, except(1, null, 'B10')),
      offline(13, refused('PEM_MALFORMED')),
      offline(14, except(2, null, 'B10')),
    ];
    expect(answers(events)).toEqual({
      'wrong-passphrase': 1,
      'damaged-stick': 2,
      'air-gap-lost': 'missed',
      'lost-power': 'missed',
    });
  });

  it('gives what is left over to a fault that no machine has noticed', () => {
    const events = [
      offline(11, refused('PASSPHRASE_WRONG')),
      offline(12, refused('PASSPHRASE_WRONG')),
      offline(13, except(1, null, 'B10')),
      offline(14, except(2, null, 'B10')),
    ];
    expect(answers(events)).toMatchObject({ 'wrong-passphrase': 1, 'air-gap-lost': 2, 'damaged-stick': 'missed' });
  });

  it('does not take the exception for a failed check for another fault', () => {
    const events = [offline(11, refused('PASSPHRASE_WRONG')), offline(12, except(1, 'bundle', 'B10'))];
    expect(answers(events)).toMatchObject({ 'wrong-passphrase': 'noticed' });
  });

  it('lets one exception answer one fault, the one that was injected first', () => {
    const injections = [injected('wrong-passphrase', 20), injected('damaged-stick', 10)];
    const { faults } = reportFaults(two, injections, [offline(21, except(1, null, 'B10'))], custodians);
    expect(faults.map((each) => [each.fault, outcomeOf(each)])).toEqual([
      ['damaged-stick', 'answered'],
      ['wrong-passphrase', 'missed'],
    ]);
  });

  it('tells what was answered, what was only noticed, and what was never injected', () => {
    const { faults } = reportFaults(
      rehearsalFaults,
      [injected('damaged-stick'), injected('other-ceremony'), injected('lost-power')],
      [
        offline(11, refused('PEM_MALFORMED')),
        offline(12, except(1, null, 'B10')),
        offline(13, failed('BUNDLE_CEREMONY')),
      ],
      custodians,
    );
    const outcomes = Object.fromEntries(faults.map((each) => [each.fault, outcomeOf(each)]));
    expect(outcomes).toMatchObject({
      'damaged-stick': 'answered',
      'other-ceremony': 'noticed',
      'lost-power': 'missed',
    });
    expect(faults.filter((each) => outcomeOf(each) === 'not-injected')).toHaveLength(4);
  });

  it('lists refusals that no injection explains', () => {
    const { unplanned } = reportFaults(
      ['other-ceremony'],
      [injected('other-ceremony')],
      [
        offline(9, failed('BUNDLE_CEREMONY')),
        offline(11, failed('BUNDLE_CEREMONY')),
        offline(12, failed('BUNDLE_CEREMONY')),
        offline(13, failed('BUNDLE_SEQUENCE', 'bundle', 'B4')),
      ],
      custodians,
    );
    expect(unplanned).toEqual([
      { at: at(9), machine: 'offline', step: 'B5', fault: 'BUNDLE_CEREMONY' },
      { at: at(13), machine: 'offline', step: 'B4', fault: 'BUNDLE_SEQUENCE' },
    ]);
  });
});
