// The score: every fault is noticed by its own signs, only after its injection, and each exception answers one fault.
import { describe, expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '../journal/events.ts';
import { rehearsalFaults, type RehearsalFault } from './faults.ts';
import type { FaultScore, Injection } from './files.ts';
import { outcomeOf, pointsOf, scoreFaults, type Witnessed } from './score.ts';

const at = (minute: number): string => `2026-10-14T09:${String(minute).padStart(2, '0')}:00.000Z`;
const offline = (minute: number, event: JournalEvent): Witnessed => ({ machine: 'offline', at: at(minute), event });
const injected = (fault: RehearsalFault, minute = 10): Injection => ({
  format: 'lifeboat-rehearsal-injection',
  v: 1,
  ceremony: 'PRACTICE-1',
  fault,
  at: at(minute),
  deed: 'injected',
});
const failed = (fault: string, check = 'bundle', step = 'B5'): JournalEvent => ({
  kind: 'check-failed',
  check,
  step,
  fault,
  detail: '{}',
});
const refused = (fault: string): JournalEvent => ({ kind: 'share-refused', certificateSha256: 'a'.repeat(64), fault });
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
const holderOf = (certificate: string): string | undefined =>
  certificate === 'a'.repeat(64) ? 'Anna Berg' : undefined;
const only = (fault: RehearsalFault, events: readonly Witnessed[]): FaultScore =>
  scoreFaults([fault], [injected(fault)], events, holderOf).faults[0] ?? expect.fail('no score');

/** For each fault what the journal shows of it first, and the exception that answers it. */
const shown: Readonly<Record<RehearsalFault, readonly [JournalEvent, JournalEvent]>> = {
  'swapped-exchange-key': [failed('EXCHANGE_NAME_OTHER', 'exchange-key', 'B6'), except(1, 'exchange-key', 'B6')],
  'other-ceremony': [failed('BUNDLE_CEREMONY'), except(1, 'bundle', 'B5')],
  'wrong-passphrase': [refused('PASSPHRASE_WRONG'), except(1, null, 'B10')],
  'damaged-stick': [refused('CUSTODIAN_KEY_DAMAGED'), except(1, null, 'B10')],
  'clock-off': [
    { kind: 'wall-clock', readBy: 'Olga Petrova', wall: '2026-10-15T09:11:00Z', offsetMinutes: 0 },
    except(1, null, 'M7'),
  ],
  'air-gap-lost': [{ kind: 'air-gap', closed: false, detail: 'eth0 is up' }, except(1, null, 'B8')],
  'lost-power': [{ kind: 'shares-gone', reason: 'power-lost' }, except(1, null, 'B10')],
};

describe('the score of one fault', () => {
  it.each(rehearsalFaults)('%s is noticed by its sign, and dealt with by an exception', (fault) => {
    const [sign, exception] = shown[fault];
    const both = only(fault, [offline(11, sign), offline(12, exception)]);
    expect([outcomeOf(both), both.noticed?.at, both.answered?.exception, both.answered?.by]).toEqual([
      'answered',
      at(11),
      1,
      ['Katrin Vogel'],
    ]);
    expect(outcomeOf(only(fault, [offline(11, sign)]))).toBe('noticed');
    expect(outcomeOf(only(fault, []))).toBe('missed');
    // What happened before the injection was something else.
    expect(outcomeOf(only(fault, [offline(9, sign)]))).toBe('missed');
  });

  it.each(rehearsalFaults)('%s is not noticed by the sign of another', (fault) => {
    for (const other of rehearsalFaults) {
      if (other !== fault)
        expect([other, outcomeOf(only(fault, [offline(11, shown[other][0])]))]).toEqual([other, 'missed']);
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

  it.each<[RehearsalFault, JournalEvent, string[]]>([
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
    expect(only(fault, [offline(11, sign)]).noticed?.by).toEqual(by);
  });

  it('is not answered by an exception of the other side, or for another check', () => {
    const sign = offline(11, failed('BUNDLE_CEREMONY'));
    const online: Witnessed = { machine: 'online', at: at(12), event: except(1, 'bundle', 'C13') };
    expect(outcomeOf(only('other-ceremony', [sign, online]))).toBe('noticed');
    expect(outcomeOf(only('other-ceremony', [sign, offline(12, except(1, 'exchange-key', 'B6'))]))).toBe('noticed');
  });

  it('takes a clock that is half a day off for wrong, and one that is hours off for another zone', () => {
    const wall = (time: string): JournalEvent => ({
      kind: 'wall-clock',
      readBy: 'Olga Petrova',
      wall: time,
      offsetMinutes: 0,
    });
    expect(outcomeOf(only('clock-off', [offline(11, wall('2026-10-14T21:11:00Z'))]))).toBe('noticed');
    expect(outcomeOf(only('clock-off', [offline(11, wall('2026-10-14T21:10:59Z'))]))).toBe('missed');
    expect(outcomeOf(only('clock-off', [offline(11, wall('2026-10-13T21:11:00Z'))]))).toBe('noticed');
  });
});

describe('the score of a list', () => {
  const two = ['damaged-stick', 'wrong-passphrase'] as const;

  it('lets one exception answer one fault, the one that was injected first', () => {
    const injections = [injected('wrong-passphrase', 20), injected('damaged-stick', 10)];
    const { faults } = scoreFaults(two, injections, [offline(21, except(1, null, 'B10'))], holderOf);
    expect(faults.map((each) => [each.fault, outcomeOf(each)])).toEqual([
      ['damaged-stick', 'answered'],
      ['wrong-passphrase', 'missed'],
    ]);
  });

  it('counts two points for what was dealt with, one for what was noticed, and not what was never injected', () => {
    const { faults } = scoreFaults(
      rehearsalFaults,
      [injected('damaged-stick'), injected('other-ceremony'), injected('lost-power')],
      [
        offline(11, refused('PEM_MALFORMED')),
        offline(12, except(1, null, 'B10')),
        offline(13, failed('BUNDLE_CEREMONY')),
      ],
      holderOf,
    );
    expect(pointsOf({ faults })).toEqual({ have: 3, of: 6 });
    expect(faults.filter((each) => outcomeOf(each) === 'not-injected')).toHaveLength(4);
  });

  it('lists refusals that no injection explains', () => {
    const { unplanned } = scoreFaults(
      ['other-ceremony'],
      [injected('other-ceremony')],
      [
        offline(9, failed('BUNDLE_CEREMONY')),
        offline(11, failed('BUNDLE_CEREMONY')),
        offline(12, failed('BUNDLE_CEREMONY')),
        offline(13, failed('BUNDLE_SEQUENCE', 'bundle', 'B4')),
      ],
      holderOf,
    );
    expect(unplanned).toEqual([
      { at: at(9), machine: 'offline', step: 'B5', fault: 'BUNDLE_CEREMONY' },
      { at: at(13), machine: 'offline', step: 'B4', fault: 'BUNDLE_SEQUENCE' },
    ]);
  });
});
