// The ends of a ceremony of new keys under random histories, checked by what is in the history and not by the state of the fold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personKey } from '#shared/formatting/person-name.ts';
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';
import { brokenRules, createGuard, type OrderGuard, orderRules } from './order/order.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { adopted, offlineRecovery, sheet } from './testdata/recovery.ts';

const runs = 4000;
const seed = 20_261_014;
const by = ['Person administrator', 'Person witness'];
const oneTwice = ['Person witness', 'PERSON WITNESS'];
const keys = [1, 2, 3].map((at) => textHash(`new key ${at}`));
const domain = textHash('new security domain');
const bundle = {
  ...{ kind: 'bundle-accepted' as const, type: 'security-domain' as const, seq: 1, exchange: null, content: domain },
  ...{ payloadSha256: textHash('payload'), fileSha256: textHash('file'), signers: [textHash('signer')] },
  journal: { events: 1, head: textHash('end') },
};
const exception = (number: number, decidedBy: string[]): JournalEvent => ({
  ...{ kind: 'exception', number, check: null, ...sheet },
  decidedBy,
});
const proofs = keys.flatMap((certificateSha256) =>
  [1, 2].map((copy): JournalEvent => ({ kind: 'custodian-proven', certificateSha256, copy })),
);
const begun: readonly JournalEvent[] = [
  ...offlineRecovery.slice(0, 1),
  { ...adopted, ceremonyKind: 're-wrap', sdSha256: null, custodianCertificates: [] },
  { kind: 'air-gap', closed: true, detail: 'no way out was found' },
  ...keys.map((certificateSha256, at): JournalEvent => ({
    ...{ kind: 'custodian-key-made', custodian: `C${at + 1}`, certificateSha256, bits: 3072 },
  })),
  bundle,
  { kind: 'security-domain-loaded', sha256: domain, required: 2, custodians: 3 },
  { kind: 'read-back', subject: 'security-domain', sha256: domain, attempt: 1, outcome: 'agreed', by },
];
const givenUp = (number: number, people: string[]): JournalEvent => ({
  ...{ kind: 'given-up', by: people, exception: number, reason: 'A copy cannot be read' },
});
const ends: readonly JournalEvent[] = [
  exception(1, ['Person witness']),
  exception(1, by),
  exception(2, by),
  exception(2, oneTwice),
  givenUp(1, by),
  givenUp(2, by),
  givenUp(2, oneTwice),
  { kind: 'step-done', step: 'A26R', by, values: [] },
  { kind: 'journal-closed', by },
];
/** Some proofs are there, in any order and with the ends between them. */
const histories = fc
  .tuple(fc.shuffledSubarray([...proofs]), fc.shuffledSubarray([...ends]))
  .chain(([some, last]) =>
    fc.oneof(
      fc.shuffledSubarray([...some, ...last], { minLength: some.length + last.length }),
      fc.constant([...some, ...last]),
      fc.constant([...proofs, ...last]),
    ),
  );

type History = readonly JournalEvent[];
const all = <Kind extends EventKind>(history: History, kind: Kind): EventOf<Kind>[] =>
  history.filter((event): event is EventOf<Kind> => event.kind === kind);
const areTwo = (names: readonly string[]): boolean => new Set(names.map(personKey)).size >= 2;
const isProven = (history: History): boolean =>
  keys.every((key) =>
    [1, 2].every((copy) =>
      all(history, 'custodian-proven').some((each) => each.certificateSha256 === key && each.copy === copy),
    ),
  );

/** What is wrong with the last event of a history, as somebody would say who reads the whole of it. */
function objection(history: History): string | undefined {
  const [event, before] = [history.at(-1), history.slice(0, -1)];
  if (before.some(({ kind }) => kind === 'journal-closed' || kind === 'given-up')) return 'something follows the end';
  if (event?.kind === 'journal-closed' && !isProven(before)) return 'closed without the proofs';
  if (event?.kind === 'step-done' && !isProven(before)) return 'the old set went before the proofs';
  if (event?.kind !== 'given-up') return undefined;
  if (isProven(before)) return 'given up though it is proven';
  if (!areTwo(event.by)) return 'given up by one';
  const decided = all(before, 'exception').find(({ number }) => number === event.exception)?.decidedBy ?? [];
  return areTwo(decided) ? undefined : 'given up without an exception of two people';
}

function firstObjection(events: History, guard: OrderGuard, reached: Set<EventKind>): string | undefined {
  const history: JournalEvent[] = [];
  let state = emptyJournal;
  for (const event of [...begun, ...events]) {
    if (guard(state, event).length > 0) continue;
    state = apply(state, event);
    history.push(event);
    reached.add(event.kind);
    const found = objection(history);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('the ends of a ceremony of new keys', () => {
  it(`are what they say in ${runs} random histories`, () => {
    const reached = new Set<EventKind>();
    fc.assert(
      fc.property(histories, (events) => {
        expect(firstObjection(events, brokenRules, reached)).toBeUndefined();
      }),
      { numRuns: runs, seed },
    );
    for (const kind of ['given-up', 'journal-closed', 'step-done'] as const) expect(reached).toContain(kind);
  });

  it.each([
    'nothing-after-the-end',
    'all-custodians-proven',
    'old-set-until-proven',
    'given-up-unproven',
    'given-up-by-two',
    'given-up-by-exception',
  ])('are noticed to be none without the rule %s', (name) => {
    const guard = createGuard(orderRules.filter((rule) => rule.name !== name));
    const { failed } = fc.check(
      fc.property(histories, (events) => firstObjection(events, guard, new Set()) === undefined),
      { numRuns: runs, seed, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
