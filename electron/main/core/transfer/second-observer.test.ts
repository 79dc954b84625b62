// What the second operator signs: the answer that this person's own machine was given, and nothing that only looks like it.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf, faultOfPromise } from '#e2e/support/faults.ts';
import { readObservation } from './contents.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { journalOpened } from '../plan/facts.ts';
import { lineHash, verifyJournal } from '../journal/chain.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';
import { adopted, onlineRecovery, timeOf } from '../journal/testdata/recovery.ts';
import { assertOwnFetch, ownFetch } from './second-observer.ts';
import { fetched } from './session.ts';
import { payloadOf } from './testdata/payloads.ts';
import { answerWith, ceremony, operator1, operator2, otherCertificate } from './testdata/samples.ts';

const draft = payloadOf('exchange-key');
const own = draft.body.second;
const opened = journalOpened({ ceremony, practice: false }, operator2, { version: '0.1.0', build: 'test' });
/** What the second machine's journal amounts to after a fetch. */
const after = (observation = own) => apply(apply(apply(emptyJournal, opened), adopted), fetched(observation));
const look = (mine = own, journal: Parameters<typeof assertOwnFetch>[1]['journal'] = after(mine), self = operator2) =>
  assertOwnFetch(draft, { own: mine, journal, exception: null }, self);

describe('a draft', () => {
  it('that holds my own fetch is signed', () => {
    expect(() => look()).not.toThrow();
  });

  it.each<[string, Parameters<typeof look>]>([
    ['has not fetched', [own, { ...after(), fetched: {} }]],
    ['noted a later fetch', [own, after({ ...own, requestId: 'r-later' })]],
    ['noted the first operator’s fetch', [own, { ...after(), fetched: { 'operator-1': fetched(own) } }]],
    ['follows another plan', [own, { ...after(), plan: { ...adopted, planSha256: '0'.repeat(64) } }]],
    ['is of another ceremony', [own, { ...after(), opened: { ...opened, ceremony: 'MHSM-DR-2026-10-14-02' } }]],
    ['is of another machine', [own, { ...after(), opened: { ...opened, keyId: operator1.keyId } }]],
    ['belongs to the first operator', [own, { ...after(), opened: { ...opened, keyId: operator1.keyId } }, operator1]],
    ['is empty', [own, emptyJournal]],
  ])('is signed by no machine whose journal %s', (_, parts) => {
    expect(faultCode(() => look(...parts))).toBe('BUNDLE_FETCH_NOT_NOTED');
  });

  it.each([
    ['another fetch of the same key', { ...own, requestId: 'r-other' }, 'BUNDLE_NOT_MY_OBSERVATION'],
    [
      'my fetch of another key',
      { ...own, answer: answerWith(otherCertificate).toString('base64') },
      'BUNDLE_OBSERVERS_DISAGREE',
    ],
  ])('that does not hold %s is refused', (_, mine, code) => {
    expect(faultCode(() => look(mine))).toBe(code);
  });
});

describe('a draft with the choice of two people', () => {
  const decision = { key: 'operator-1' as const, exception: 4, decidedBy: ['Person A', 'Person B'], reason: 'x' };
  const chosen = { ...draft, body: { ...draft.body, decision } };
  const sign = (exception: number | null) => () =>
    assertOwnFetch(chosen, { own, journal: after(), exception }, operator2);

  it('is signed by whoever types the number of its exception, and by nobody else', () => {
    expect(sign(4)).not.toThrow();
    for (const exception of [null, 3]) {
      expect(faultOf(sign(exception))).toMatchObject({ code: 'KEY_DECISION_UNSEEN', exception: 4, reason: 'x' });
    }
  });
});

describe('the end of a journal in a fetch', () => {
  const journal = verifyJournal(journalOfEvents(onlineRecovery, (place) => timeOf(onlineRecovery, place)));
  const { length } = onlineRecovery;
  const open = {
    state: journal.head.state,
    hadEnd: (end: JournalEnd) => Promise.resolve(lineHash(journal, end.events) === end.head),
  };
  const claim = (events: number, head: string) => ownFetch({ ...own, journal: { events, head } }, open, null);

  it('is that of a line in it, the last one or one before', async () => {
    expect(await claim(length, journal.head.sha256)).toMatchObject({ journal: journal.head.state, exception: null });
    expect(await claim(length - 1, journal.entries.at(-1)?.prev ?? '')).toBeDefined();
  });

  it.each([
    ['of another line', length - 1, journal.head.sha256],
    ['of another journal', length, 'f'.repeat(64)],
    ['beyond its last line', length + 1, journal.head.sha256],
  ])('is refused as one %s', async (_, events, head) => {
    expect(await faultOfPromise(claim(events, head))).toEqual({ code: 'BUNDLE_FETCH_NOT_NOTED' });
  });
});

describe('an observation', () => {
  it('is read as it was written, and reports what is wrong with its form', () => {
    expect(readObservation(Buffer.from(JSON.stringify(own)))).toEqual(own);
    expect(faultOf(() => readObservation(Buffer.from(JSON.stringify({ ...own, answer: 7 }))))).toMatchObject({
      code: 'OBSERVATION_FORM',
      problems: [{ path: 'answer' }],
    });
  });
});
