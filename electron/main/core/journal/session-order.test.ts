// The order of a drill or a making of keys: begun once, ended once, and nothing of a recovery in it.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { encodePlan } from '../plan/plan-file.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { verifyJournal } from './chain.ts';
import { session as sessionRules } from './order/session.ts';
import { planOfJournal } from './plan-of-journal.ts';
import { journalOfEvents } from './testdata/journal-lines.ts';
import { offlineRecovery } from './testdata/recovery.ts';

const app = { version: '0.1.0', build: 'test' };
const opened: JournalEvent = {
  kind: 'session-opened',
  ceremony: 'PRACTICE-1',
  practice: true,
  machine: 'offline',
  purpose: 'quorum-drill',
  app,
};
const resumed: JournalEvent = { kind: 'session-resumed', app };
const loaded: JournalEvent = { kind: 'security-domain-loaded', sha256: textHash('domain'), required: 2, custodians: 3 };
const certificateSha256 = textHash('certificate');
const share: JournalEvent = { kind: 'share-accepted', certificateSha256 };
const proven: JournalEvent = { kind: 'custodian-proven', certificateSha256, copy: 1 };
const finished: JournalEvent = { kind: 'session-finished' };
const [ceremonyOpened] = offlineRecovery;

/** One vector for each rule: an event that this rule refuses, and no other. */
const vectors: Readonly<Record<string, readonly [readonly JournalEvent[], JournalEvent]>> = {
  'opened-first': [[opened], opened],
  'nothing-after-the-end': [[opened, finished], resumed],
  'nothing-of-a-recovery': [[opened], { kind: 'challenge-issued', challenge: '0'.repeat(32) }],
  'practice-gap-in-practice': [
    [{ ...opened, ceremony: 'DRILL-20261014-0912-4F2A', practice: false }],
    { kind: 'air-gap', closed: true, detail: 'PRACTICE: this machine is not cut off: eth0' },
  ],
  'session-practice-by-its-name': [[], { ...opened, practice: false }],
  'share-of-a-loaded-domain': [[opened], proven],
};
const refusalOf = ([before, event]: readonly [readonly JournalEvent[], JournalEvent]) =>
  faultOf(() => journalOfEvents([...before, event]));

describe('the journal of a session', () => {
  it('lets an honest one through, and knows what is held and what was proven', () => {
    const events = [opened, loaded, proven, share, resumed, proven, share];
    const { state } = verifyJournal(journalOfEvents(events)).head;
    expect(state).toMatchObject({ closed: false, opened: undefined, shares: [certificateSha256] });
    const end = verifyJournal(journalOfEvents([...events, finished])).head.state;
    expect(end).toMatchObject({ closed: true, shares: [], session: { purpose: 'quorum-drill' } });
  });

  it.each(Object.keys(vectors))('%s refuses its vector, alone', (rule) => {
    expect(refusalOf(vectors[rule]!)).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER', rules: [rule] });
  });

  it('has a vector for each rule', () => {
    expect(sessionRules.map(({ name }) => name).filter((name) => !(name in vectors))).toEqual([]);
  });

  it('goes with no plan', () => {
    const journal = verifyJournal(journalOfEvents([opened]));
    expect(faultOf(() => planOfJournal(encodePlan(recoveryPlan), journal))).toEqual({ code: 'JOURNAL_IS_SESSION' });
    expect(planOfJournal(encodePlan(recoveryPlan), verifyJournal(Buffer.alloc(0)))).toEqual(recoveryPlan);
  });

  it('takes no beginning of another kind, and gives none to a ceremony', () => {
    expect(refusalOf([[opened], ceremonyOpened!])).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
    expect(refusalOf([[], resumed])).toMatchObject({ rules: ['opened-first'] });
  });
});
