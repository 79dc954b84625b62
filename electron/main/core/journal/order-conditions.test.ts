// Each condition of the order by itself: beside every state in which a rule refuses stands the nearest one in which it does not.
import { describe, expect, it } from 'vitest';
import { fingerprints } from '#e2e/support/fingerprints.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { gapFoundOpen, isGapLost, practiceGap } from '#shared/journal/air-gap.ts';
import { brokenRules } from './order/order.ts';
import { apply } from '#shared/journal/fold.ts';
import { type Decision, emptyJournal, type JournalState, type StandingFailure } from '#shared/journal/state.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { vectors } from './testdata/order-vectors.ts';
import {
  adopted,
  blobSha256,
  certificates,
  fetched,
  offlineRecovery,
  onlineRecovery,
  sheet,
  certificateSha256,
} from './testdata/recovery.ts';

const by = ['Person administrator', 'Person witness'];
const before = (events: readonly JournalEvent[], kind: JournalEvent['kind'], call?: string): JournalState =>
  events
    .slice(
      0,
      events.findIndex(
        (event) => event.kind === kind && (call === undefined || ('call' in event && event.call === call)),
      ),
    )
    .reduce(apply, emptyJournal);
const offline = before(offlineRecovery, 'security-domain-loaded');
const online = before(onlineRecovery, 'target-confirmed');
const openedAs = (changed: object): JournalState =>
  offlineRecovery.slice(0, 1).reduce((state, event) => apply(state, { ...event, ...changed }), emptyJournal);
const otherKey = textHash('another key');

/** Both copies of each of these keys, as they are in the lists of what was checked and proven. */
const copiesOf = (keys: readonly string[]): string[] => keys.flatMap((key) => [`${key} 1`, `${key} 2`]);
const newKeys = { C1: textHash('one'), C2: textHash('two'), C3: textHash('three') };
const everyCopy = copiesOf(Object.values(newKeys));

type Case = readonly [string, JournalState, JournalEvent, readonly string[]];
const conditions = (cases: readonly Case[]): void =>
  it.each(cases)('%s', (_, state, event, rules) => {
    expect(brokenRules(state, event)).toEqual(rules);
  });

const call = (name: CallState['call'], phase: CallState['phase'], held = false, id: string = name): CallState => ({
  id,
  call: name,
  target: adopted.targetUri,
  subject: null,
  folder: null,
  phase,
  job: null,
  intendedAt: null,
  settledAt: null,
  asked: false,
  sending: 'first',
  held,
});
/** An online side after these calls, in their order. */
const after = (...calls: readonly CallState[]): JournalState => ({
  ...online,
  calls: Object.fromEntries(calls.map((each) => [each.id, each])),
});
const confirming = (state: JournalState, name: CallState['call'], typedFolder: string | null = null): JournalState =>
  apply(state, { kind: 'target-confirmed', call: name, by, typedName: adopted.targetName, typedFolder });
const intent = (name: CallState['call'], more: Partial<EventOf<'call-intended'>> = {}): JournalEvent => ({
  kind: 'call-intended',
  call: name,
  id: 'next',
  target: adopted.targetUri,
  subject: null,
  folder: null,
  ...more,
});
const written = (type: EventOf<'bundle-written'>['type'], content: string | null = null): JournalEvent => ({
  kind: 'bundle-written',
  type,
  seq: 1,
  payloadSha256: textHash('payload'),
  fileSha256: textHash('file'),
  exchange: certificateSha256,
  content,
  journal: { events: 1, head: textHash('end') },
});
const accepted = (
  type: EventOf<'bundle-written'>['type'],
  content: string | null = null,
): EventOf<'bundle-accepted'> => ({
  ...(written(type, content) as EventOf<'bundle-written'>),
  kind: 'bundle-accepted',
  signers: [textHash('signer')],
});

const standing = (check: string): StandingFailure => ({ check, step: 'B5', fault: '', detail: '' });
/** An exception of two people. */
const noted: Decision = { ...{ number: 1, check: null, at: '', used: false }, ...sheet, decidedBy: by };

describe('a plan', () => {
  const broken = ['plan-of-this-ceremony'];
  conditions([
    ['is adopted by the journal of its ceremony', openedAs({}), adopted, []],
    ['not by that of another', openedAs({ ceremony: 'MHSM-DR-2026-10-14-02' }), adopted, broken],
    ['nor by one of practice', openedAs({ practice: true }), adopted, broken],
    ['nor is one of practice by a real one', openedAs({}), { ...adopted, practice: true }, broken],
    ['in practice one of practice is', openedAs({ practice: true }), { ...adopted, practice: true }, []],
  ]);
});

describe('an outcome that is not good', () => {
  it.each(['failed', 'unknown'] as const)('is a failed check, and two people alone go on: %s', (verdict) => {
    const state = apply(offline, { ...accepted('outcome'), verdict });
    expect(state.failures).toMatchObject([{ check: 'outcome' }]);
    expect(brokenRules(state, { kind: 'journal-closed', by })).toEqual(['failed-check-stands']);
    const leaving = { kind: 'exception', number: 1, check: 'outcome', ...sheet } as const;
    expect(brokenRules(state, { ...leaving, decidedBy: ['Person witness'] })).toEqual(['failure-left-by-two']);
    expect(brokenRules(state, leaving)).toEqual([]);
    expect(brokenRules(apply(state, leaving), { kind: 'journal-closed', by })).toEqual([]);
  });
});

describe('while a failed check stands', () => {
  const failed: JournalState = { ...offline, failures: [standing('words')] };
  conditions([
    ['its own exception may be written', failed, { kind: 'exception', number: 1, check: 'words', ...sheet }, []],
    ['a note may be written', failed, { kind: 'note', by: 'Person witness', text: 'A word differed' }, []],
    ['no step goes on', failed, { kind: 'step-done', step: 'B2', by, values: [] }, ['failed-check-stands']],
  ]);
});

describe('bundles', () => {
  const [opened] = offlineRecovery;
  const unplanned = opened ? apply(emptyJournal, opened) : emptyJournal;
  const seen = (first: string | null, second: string | null): JournalState => ({
    ...online,
    fetched: {
      'operator-1': { ...fetched('operator-1'), tlsServerSha256: first },
      'operator-2': { ...fetched('operator-2'), tlsServerSha256: second },
    },
  });
  const unseen = ['exchange-key-over-seen-connections'];
  conditions([
    ['the plan itself may come in one', unplanned, accepted('plan'), []],
    ['nothing else comes before the plan', unplanned, accepted('outcome'), ['plan-before-bundles']],
    ['an exchange key from one server leaves', seen('a', 'a'), written('exchange-key'), []],
    ['one from two servers of the HSM leaves too', seen('a', 'b'), written('exchange-key'), []],
    ['one from a server that one operator did not see does not', seen('a', null), written('exchange-key'), unseen],
    ['nor one from servers that nobody saw', seen(null, null), written('exchange-key'), unseen],
    ['another bundle asks for no server', seen('a', 'b'), written('outcome'), []],
    ['nor for one that each operator saw', seen('a', null), written('outcome'), []],
  ]);
});

describe('two exchange keys that differ', () => {
  const [one, other] = [certificateSha256, otherKey];
  const differ = (round: number, first = one, second = other): EventOf<'exchange-keys-differ'> => ({
    ...{ kind: 'exchange-keys-differ', round, first, second },
    ...{ firstObservation: textHash('first'), secondObservation: textHash('second') },
  });
  const choice: EventOf<'exchange-key-chosen'> = {
    ...{ kind: 'exchange-key-chosen', first: one, second: other, chosen: one, exception: 1 },
  };
  const afterwards = (...events: readonly JournalEvent[]): JournalState => events.reduce(apply, online);
  const byTwo: JournalEvent = { ...{ kind: 'exception', number: 1, check: null }, ...sheet, step: 'C9' };
  const twice = afterwards(differ(1), differ(2), byTwo);
  const seenBy = (operator: 'operator-1' | 'operator-2', key: string) => ({
    ...fetched(operator),
    certificateSha256: key,
    tlsServerSha256: textHash('server'),
  });
  const chosen = (changed: Partial<EventOf<'exchange-key-chosen'>> = {}): JournalState => ({
    ...apply(twice, { ...choice, ...changed }),
    fetched: { 'operator-1': seenBy('operator-1', one), 'operator-2': seenBy('operator-2', other) },
  });
  const unordered = ['differences-are-counted'];
  const unchosen = ['chosen-of-two-that-differed-twice'];
  const unseen = ['exchange-key-seen-twice'];
  const none = textHash('a third key');

  conditions([
    ['are noted', online, differ(1), []],
    ['in their round', online, differ(2), unordered],
    ['and in the next one', afterwards(differ(1)), differ(2), []],
    ['one key by two people is no difference', online, differ(1, one, one), unordered],
    ['people choose one after they differed twice', twice, choice, []],
    ['or the other', twice, { ...choice, chosen: other }, []],
    ['not one that neither of them saw', twice, { ...choice, chosen: none }, unchosen],
    ['not after the first round', afterwards(differ(1), byTwo), choice, unchosen],
    ['not where the first one was another', twice, { ...choice, first: none }, unchosen],
    ['not where the second one was another', twice, { ...choice, second: none }, unchosen],
    [
      'not where the chosen one was not among those that differed',
      twice,
      { ...choice, first: none, chosen: none },
      unchosen,
    ],
    ['the chosen one leaves', chosen(), written('exchange-key'), []],
    ['the other one stays', chosen({ chosen: other }), written('exchange-key'), unseen],
    ['without a choice both stay', { ...chosen(), keyChosen: undefined }, written('exchange-key'), unseen],
    [
      'a choice made before the first operator fetched once more counts for nothing',
      { ...chosen(), fetched: { ...chosen().fetched, 'operator-1': seenBy('operator-1', none) } },
      written('exchange-key'),
      unseen,
    ],
    [
      'nor one made before the second operator did',
      { ...chosen(), fetched: { ...chosen().fetched, 'operator-2': seenBy('operator-2', none) } },
      written('exchange-key'),
      unseen,
    ],
  ]);
});

describe('a key that is another one when it is fetched once more', () => {
  const ready = before(onlineRecovery, 'call-intended', 'upload');
  const upload = onlineRecovery.find((event) => event.kind === 'call-intended' && event.call === 'upload');
  if (upload === undefined || ready.blobCompared === undefined) throw new Error('the recovery uploads nothing');
  const { blobCompared: compared } = ready;
  const other: EventOf<'blob-compared'> = { kind: 'blob-compared', ...compared, fetched: otherKey, exception: null };
  const byTwo: JournalEvent = { ...{ kind: 'exception', number: 1, check: null }, ...sheet, step: 'C14' };
  const alone: JournalEvent = { ...byTwo, decidedBy: ['Person administrator'] };
  const afterwards = (...events: readonly JournalEvent[]): JournalState => events.reduce(apply, ready);
  const withCompared = (changed: Partial<typeof compared>): JournalState => ({
    ...ready,
    blobCompared: { ...compared, ...changed },
  });
  const left = { ...other, exception: 1 };

  conditions([
    ['is noted', ready, other, []],
    ['is left after two fetches by two people', afterwards(other, other, byTwo), left, []],
    ['not after one fetch', afterwards(other, byTwo), left, ['comparison-left-by-two']],
    ['not by one person', afterwards(other, other, alone), left, ['comparison-left-by-two']],
    ['the blob of the same key is uploaded', ready, upload, []],
    ['and one of another key by the exception', withCompared({ fetched: otherKey, exception: 1 }), upload, []],
    ['not without it', withCompared({ fetched: otherKey }), upload, ['upload-after-comparison']],
    ['nor one that was not compared', { ...ready, blobCompared: undefined }, upload, ['upload-after-comparison']],
  ]);
});

describe('a fetch of the exchange key', () => {
  const begun = (phase: CallState['phase']): JournalState => after(call('init-recovery', phase));
  const broken = ['first-fetch-is-the-call'];
  const noted = (...events: readonly JournalEvent[]): JournalState => events.reduce(apply, online);
  conditions([
    ['follows the call that put the HSM into recovery', begun('succeeded'), fetched('operator-1'), []],
    ['and not one that failed', begun('failed'), fetched('operator-1'), broken],
    ['nor another call', after(call('create', 'succeeded')), fetched('operator-1'), broken],
    ['of the second observer stands in a journal without it', online, fetched('operator-2'), []],
    ['is noted again with its bundle', noted(fetched('operator-2')), fetched('operator-2'), []],
    [
      'is noted again after one of the other operator',
      noted(fetched('operator-2'), { ...fetched('operator-1'), requestId: 'r-2' }),
      fetched('operator-2'),
      [],
    ],
  ]);
});

describe('an exchange key without attestation', () => {
  const state = before(offlineRecovery, 'exchange-key-verified');
  const verified = (approvers: readonly string[] | null): JournalEvent => ({
    kind: 'exchange-key-verified',
    certificateSha256,
    spkiSha256: textHash('spki'),
    hsmUri: adopted.targetUri,
    verdictSha256: textHash('verdict'),
    attested: false,
    exception: approvers === null ? null : { approvers: [...approvers], reason: 'The service gave none' },
  });
  it.each([
    ['of two people is taken', by, []],
    ['of one person under two spellings is not', ['Person A', 'person a'], ['attested-or-excepted']],
    ['of nobody is not', null, ['attested-or-excepted']],
  ])('by an exception %s', (_, approvers, broken) => {
    expect(brokenRules(state, verified(approvers))).toEqual(broken);
  });
});

describe('shares and the blob', () => {
  const share: JournalEvent = { kind: 'share-accepted', certificateSha256: certificates[0] ?? '' };
  const drill = before(offlineRecovery, 'exchange-key-verified');
  const ready = before(offlineRecovery, 'blob-intended');
  const intended = before(offlineRecovery, 'blob-built');
  const built = before(offlineRecovery, 'bundle-written');
  const blobBuilt: JournalEvent = { kind: 'blob-built', certificateSha256, blobSha256, blobBytes: 1 };
  const blobIntended: JournalEvent = { kind: 'blob-intended', certificateSha256 };
  /** After a blob for one key, one for another was intended, and its shares are gone. */
  const givenUp = [
    blobBuilt,
    { kind: 'blob-intended', certificateSha256: otherKey } as const,
    { kind: 'shares-gone', reason: 'cancelled' } as const,
  ].reduce(apply, intended);
  conditions([
    [
      'a share in a drill asks for no exchange key',
      { ...drill, airGapClosed: true, plan: { ...adopted, ceremonyKind: 'drill' } },
      share,
      [],
    ],
    ['a share in a recovery does', { ...drill, airGapClosed: true }, share, ['share-after-exchange-key']],
    ['a blob is built behind the gap', ready, blobIntended, []],
    ['and nowhere else', { ...ready, airGapClosed: false }, blobIntended, ['built-from-the-gap']],
    [
      'a blob for another key may follow',
      { ...ready, blob: { phase: 'built', certificateSha256: otherKey, blobSha256 }, builtFor: [otherKey] },
      blobIntended,
      [],
    ],
    [
      'none follows for the same key',
      { ...ready, blob: { phase: 'built', certificateSha256, blobSha256 }, builtFor: [certificateSha256] },
      blobIntended,
      ['built-once-for-a-key'],
    ],
    [
      'nor where one for another key was intended and given up since',
      { ...ready, blob: givenUp.blob, builtFor: givenUp.builtFor },
      blobIntended,
      ['built-once-for-a-key'],
    ],
    [
      'none follows while another one is being built',
      { ...ready, blob: { phase: 'intended', certificateSha256: otherKey } },
      blobIntended,
      ['built-once-for-a-key'],
    ],
    ['a blob is built as intended', intended, blobBuilt, []],
    ['a blob is built only once', built, blobBuilt, ['built-as-intended']],
  ]);
});

describe('the end', () => {
  const closing: JournalEvent = { kind: 'journal-closed', by };
  const asked = ['all-custodians-proven'];
  const twoKeys = { C1: newKeys.C1, C2: newKeys.C2 };
  it.each([
    ['an activation ends with every copy proven', offline, 'activation', newKeys, everyCopy, []],
    ['not with one copy missing', offline, 'activation', newKeys, everyCopy.slice(1), asked],
    [
      'nor with one copy proven twice',
      offline,
      'activation',
      newKeys,
      [...everyCopy.slice(1), ...everyCopy.slice(1)],
      asked,
    ],
    ['nor with a key less than custodians', offline, 'activation', twoKeys, everyCopy, asked],
    ['a re-wrap asks for the same', offline, 're-wrap', newKeys, everyCopy.slice(1), asked],
    ['proofs of the keys before count for none', offline, 're-wrap', newKeys, copiesOf(certificates), asked],
    ['the online side has nothing to prove', online, 'activation', {}, [], []],
    ['a recovery has nothing to prove', offline, 'recovery', {}, [], []],
  ] as const)('%s', (_, side, ceremonyKind, keysMade, proven, broken) => {
    expect(brokenRules({ ...side, plan: { ...adopted, ceremonyKind }, keysMade, proven }, closing)).toEqual(broken);
  });

  it.each(['intended', 'answered', 'unknown', 'succeeded', 'failed'] as const)('with a call that is %s', (phase) => {
    const isOver = phase === 'succeeded' || phase === 'failed';
    expect(brokenRules(after(call('backup', phase)), closing)).toEqual(isOver ? [] : ['no-call-open-at-the-end']);
  });
});

describe('an exception', () => {
  const failed: JournalState = { ...offline, failures: [standing('words')] };
  const written = (check: string | null, changed: Partial<EventOf<'exception'>> = {}): readonly string[] =>
    brokenRules(failed, { kind: 'exception', number: 1, check, ...sheet, ...changed });
  const alone = { decidedBy: ['Person administrator'] };

  it('leaves a failed check by the decision of two, and one person may note what else happened', () => {
    expect(written('words')).toEqual([]);
    expect(written('words', alone)).toEqual(['failure-left-by-two']);
    expect(written(null, alone)).toEqual([]);
  });

  it('has the initials of two', () => {
    expect(written(null, { initials: ['AB', 'AB'] })).toEqual(['exception-initialled-by-two']);
    expect(written(null, { initials: ['AB', 'AB', 'CD'] })).toEqual([]);
  });

  it('closes off damage by the decision of two', () => {
    const closed: JournalEvent = {
      kind: 'tail-closed-off',
      exception: 1,
      lastGood: 1,
      damagedSha256: textHash('x'),
      damagedBytes: 1,
    };
    const after = (changed: object): JournalState =>
      apply(offline, { kind: 'exception', number: 1, check: null, ...sheet, ...changed });
    expect(brokenRules(after({}), closed)).toEqual([]);
    expect(brokenRules(after(alone), closed)).toEqual(['tail-closed-by-two']);
    expect(brokenRules(offline, closed)).toContain('tail-closed-by-two');
  });
});

describe('words that are read back', () => {
  const words = (
    attempt: number,
    outcome: 'agreed' | 'differed',
    sha256 = certificateSha256,
    subject: EventOf<'read-back'>['subject'] = 'exchange-key',
  ): EventOf<'read-back'> => ({ kind: 'read-back', subject, sha256, attempt, outcome, by });
  const afterwards = (...events: readonly JournalEvent[]): JournalState => events.reduce(apply, offline);
  const left: JournalEvent = { kind: 'exception', number: 1, check: 'read-back-exchange-key', ...sheet };
  const miscounted = ['tries-are-counted'];

  conditions([
    ['are first read at the first try', afterwards(), words(1, 'agreed'), []],
    ['not at the second', afterwards(), words(2, 'agreed'), miscounted],
    ['then at the second', afterwards(words(1, 'differed')), words(2, 'agreed'), []],
    ['not at the first again', afterwards(words(1, 'differed')), words(1, 'agreed'), miscounted],
    ['of something else at the first', afterwards(words(1, 'differed')), words(1, 'agreed', otherKey), []],
    [
      'on another subject too',
      afterwards(words(1, 'differed')),
      words(1, 'agreed', certificateSha256, 'restore-blob'),
      [],
    ],
    ['after they agreed at the first', afterwards(words(1, 'differed'), words(2, 'agreed')), words(1, 'differed'), []],
    ['after an exception too', afterwards(words(1, 'differed'), words(2, 'differed'), left), words(1, 'agreed'), []],
    [
      'which leaves other words alone',
      afterwards(words(1, 'differed', certificateSha256, 'plan'), words(1, 'differed'), words(2, 'differed'), left),
      words(1, 'agreed', certificateSha256, 'plan'),
      miscounted,
    ],
  ]);

  it('are a failed check after the second difference', () => {
    expect(afterwards(words(1, 'differed')).failures).toEqual([]);
    expect(afterwards(words(1, 'differed'), words(2, 'differed')).failures).toMatchObject([
      { check: 'read-back-exchange-key' },
    ]);
  });

  it('are read by two', () => {
    expect(brokenRules(offline, { ...words(1, 'agreed'), by: ['Person witness', 'Person  Witness'] })).toEqual([
      'read-back-by-two',
    ]);
  });
});

describe('giving up', () => {
  const decision: Decision = { ...noted, step: 'A23' };
  const givenUp = { kind: 'given-up' as const, by, exception: 1, reason: 'A copy cannot be read' };
  const unproven = (state: JournalState, ceremonyKind: 'activation' | 're-wrap' | 'recovery'): JournalState => ({
    ...state,
    plan: { ...adopted, ceremonyKind },
    keysMade: newKeys,
    proven: everyCopy.slice(1),
    decisions: [decision],
  });
  const activation = unproven(offline, 'activation');
  it.each<Case>([
    ['ends an activation that has no proofs', activation, givenUp, []],
    ['ends a re-wrap too', unproven(offline, 're-wrap'), givenUp, []],
    ['ends no recovery', unproven(offline, 'recovery'), givenUp, ['given-up-with-new-keys']],
    ['is nothing for the online side', unproven(online, 'activation'), givenUp, ['given-up-with-new-keys']],
    ['is not for what is proven', { ...activation, proven: everyCopy }, givenUp, ['given-up-unproven']],
    ['needs two people', activation, { ...givenUp, by: [by[0] ?? '', by[0] ?? ''] }, ['given-up-by-two']],
    ['needs an exception', { ...activation, decisions: [] }, givenUp, ['given-up-by-exception']],
    ['by its own number', activation, { ...givenUp, exception: 2 }, ['given-up-by-exception']],
    [
      'that two people decided',
      { ...activation, decisions: [{ ...decision, decidedBy: by.slice(1) }] },
      givenUp,
      ['given-up-by-exception'],
    ],
    [
      'comes after every failed check was left',
      { ...activation, failures: [standing('security-domain')] },
      givenUp,
      ['failed-check-stands'],
    ],
  ])('%s', (_name, state, event, broken) => {
    expect(brokenRules(state, event)).toEqual(broken);
  });

  it('is the end: the old set is not noted, nothing is proven, and nothing is closed after it', () => {
    const over = apply(unproven(offline, 're-wrap'), givenUp);
    expect(over).toMatchObject({ closed: true, givenUp: { exception: 1 } });
    const later: readonly JournalEvent[] = [
      { kind: 'step-done', step: 'A26R', by, values: [] },
      { kind: 'journal-closed', by },
      givenUp,
    ];
    for (const event of later) expect(brokenRules(over, event)).toContain('nothing-after-the-end');
  });
});

describe('the signature of an end', () => {
  const [opened] = offlineRecovery;
  if (opened?.kind !== 'journal-opened') throw new Error('the recovery does not begin');
  const signature: JournalEvent = { kind: 'journal-signed', keyId: opened.keyId, sig: 'MAYCAQECAQE=' };
  const open = before(offlineRecovery, 'journal-closed');
  const ended = apply(open, { kind: 'journal-closed', by });
  const outOfPlace = ['signed-after-the-end'];
  conditions([
    ['follows it', ended, signature, []],
    ['and not before', open, signature, outOfPlace],
    ['with the key of this machine, and no other', ended, { ...signature, keyId: otherKey }, outOfPlace],
    ['once', apply(ended, signature), signature, ['nothing-after-the-end']],
    [
      'and nothing else does',
      ended,
      { kind: 'note', by: 'Person witness', text: 'A word differed' },
      ['nothing-after-the-end'],
    ],
  ]);
});

describe('two people', () => {
  it.each([
    ['are two', 'Person witness', []],
    ['are not one whose name is typed with another space', 'Person  administrator', ['approved-by-two']],
    ['nor in another case', 'PERSON ADMINISTRATOR', ['approved-by-two']],
    ['nor in other letters of the same spelling', '\uff30erson administrator', ['approved-by-two']],
  ])('%s', (_, second, broken) => {
    const state = before(offlineRecovery, 'build-approved');
    const approved: JournalEvent = { kind: 'build-approved', certificateSha256, by: ['Person administrator', second] };
    expect(brokenRules(state, approved)).toEqual(broken);
  });
});

describe('the end of the old set', () => {
  const destroyed: JournalEvent = { kind: 'step-done', step: 'A26R', by, values: [] };
  it.each([
    ['is noted once every new copy is proven', everyCopy, destroyed, []],
    ['and not with one copy missing', everyCopy.slice(1), destroyed, ['old-set-until-proven']],
    ['nor when the old copies are proven', copiesOf(certificates), destroyed, ['old-set-until-proven']],
    ['another step does not wait for it', [], { ...destroyed, step: 'A25' }, []],
  ] as const)('%s', (_, proven, event, broken) => {
    const state: JournalState = {
      ...offline,
      plan: { ...adopted, ceremonyKind: 're-wrap' },
      keysMade: newKeys,
      proven,
    };
    expect(brokenRules(state, event)).toEqual(broken);
  });
});

describe('the proof of a copy', () => {
  const domain = textHash('security domain');
  const proof = (certificateSha256: string): JournalEvent => ({ kind: 'custodian-proven', certificateSha256, copy: 1 });
  const madeHere = textHash('made here');
  const loaded: JournalState = {
    ...apply(offline, { kind: 'security-domain-loaded', sha256: domain, required: 2, custodians: 3 }),
    plan: { ...adopted, ceremonyKind: 'activation' },
    keysMade: { C1: madeHere },
    airGapClosed: true,
    readBack: { 'security-domain': domain },
  };
  const unloaded: JournalState = { ...loaded, securityDomain: undefined };
  const drill = (state: JournalState): JournalState => ({ ...state, plan: { ...adopted, ceremonyKind: 'drill' } });

  it.each<Case>([
    ['is of a key that was made here', loaded, proof(madeHere), []],
    ['and of no other in an activation', loaded, proof(otherKey), ['proof-of-a-custodian']],
    [
      'and not on the word of its process',
      loaded,
      { kind: 'custodian-proven', certificateSha256: madeHere, copy: 1, onItsWord: true },
      ['proof-of-a-custodian'],
    ],
    ['not of one that the plan knows either', loaded, proof(certificates[0] ?? ''), ['proof-of-a-custodian']],
    [
      'comes after the words of the file agreed',
      { ...loaded, readBack: {} },
      proof(madeHere),
      ['proof-after-read-back'],
    ],
    ['and not before there is a file', { ...unloaded, readBack: {} }, proof(madeHere), ['proof-after-read-back']],
    ['nor where only words are there', unloaded, proof(madeHere), ['proof-after-read-back']],
    ['asks for no words in a drill', drill({ ...loaded, readBack: {} }), proof(certificates[0] ?? ''), []],
    ['nor there for a key of the plan', drill(loaded), proof(otherKey), []],
    ['nor there for a gap', drill({ ...loaded, airGapClosed: false }), proof(otherKey), []],
    ['is behind the gap', { ...loaded, airGapClosed: false }, proof(madeHere), ['proof-behind-the-gap']],
  ])('%s', (_name, state, event, broken) => {
    expect(brokenRules(state, event)).toEqual(broken);
  });
});

describe('a share that was refused', () => {
  const refused = (certificateSha256: string | null): readonly string[] =>
    brokenRules(offline, { kind: 'share-refused', certificateSha256, fault: 'PASSPHRASE_WRONG' });

  it('is of a custodian of the plan, or of a key that nobody could read', () => {
    expect(refused(certificates[0] ?? '')).toEqual([]);
    expect(refused(null)).toEqual([]);
    expect(refused(otherKey)).toEqual(['refusal-of-a-planned-custodian']);
  });
});

describe('two sticks of a new key', () => {
  const made: JournalState = { ...offline, keysMade: newKeys };
  const differ = (people?: readonly string[]): readonly string[] =>
    brokenRules(made, {
      ...{ kind: 'custodian-sticks-differ', certificateSha256: newKeys.C1 },
      ...(people && { by: [...people] }),
    });

  it('are told apart by the app, or by two people', () => {
    expect(differ()).toEqual([]);
    expect(differ(by)).toEqual([]);
    expect(differ(['Person witness', 'PERSON  witness'])).toEqual(['sticks-by-two']);
  });
});

describe('a key on a token', () => {
  const token = { serial: '0a1b', model: null, manufacturer: null, firmware: null, label: null, keyId: null };
  const made = (custodian: string, serial?: string | null, key = custodian): EventOf<'custodian-key-made'> => ({
    ...{ kind: 'custodian-key-made', custodian, certificateSha256: textHash(`key ${key}`), bits: 2048 },
    ...(serial !== undefined && { token: { ...token, serial } }),
  });
  const ofKey = { certificateSha256: textHash('key C1') };
  const after = (...events: readonly JournalEvent[]): JournalState =>
    events.reduce(apply, {
      ...offline,
      airGapClosed: true,
      plan: { ...adopted, ceremonyKind: 'activation', custodians: 2 },
    });
  const onToken = after(made('C1', '0a1b'));
  const shared = ['token-of-one-custodian'];
  const copied = ['one-copy-on-a-token'];

  conditions([
    ['may be beside one on another token', onToken, made('C2', '0a1c'), []],
    ['and on sticks', onToken, made('C2'), []],
    ['not on the same token', onToken, made('C2', '0a1b'), shared],
    ['nor may two say no serial number', after(made('C1', null)), made('C2', null), shared],
    ['another key of the same custodian may be on it', onToken, made('C1', '0a1b', 'another'), []],
    [
      'and somebody else’s, once theirs is on sticks',
      after(made('C1', '0a1b'), made('C1', undefined, 'x')),
      made('C2', '0a1b'),
      [],
    ],
    ['is on no two sticks', onToken, { kind: 'custodian-sticks-differ', ...ofKey }, copied],
    ['may be checked again', onToken, { kind: 'custodian-copy-checked', ...ofKey, copy: 1 }, []],
    [
      'has no second copy to check',
      onToken,
      { kind: 'custodian-copy-checked', ...ofKey, copy: 2 },
      [...copied, 'second-copy-on-second-stick'],
    ],
  ]);

  const twoKeys = after(made('C1', '0a1b'), made('C2'));
  const copyOfC2 = (copy: number) => ({ certificateSha256: textHash('key C2'), copy });
  const checkedTwice = [1, 2].map((copy): JournalEvent => ({ kind: 'custodian-copy-checked', ...copyOfC2(copy) }));
  it('was checked when it was noted: its certificate leaves with those of checked sticks', () => {
    const mayLeave = (state: JournalState): boolean =>
      !brokenRules(state, written('activation-certificates')).includes('certificates-of-checked-keys');
    expect(mayLeave(twoKeys)).toBe(false);
    expect(mayLeave(checkedTwice.reduce(apply, twoKeys))).toBe(true);
    // A key on sticks in its place is checked as any other.
    expect(mayLeave([...checkedTwice, made('C1', undefined, 'x')].reduce(apply, twoKeys))).toBe(false);
  });

  it('is proven by one copy, the others by two, before the journal is closed', () => {
    const closing: JournalEvent = { kind: 'journal-closed', by };
    const proofs = [{ ...ofKey, copy: 1 }, copyOfC2(1), copyOfC2(2)].map((each): JournalEvent => ({
      kind: 'custodian-proven',
      ...each,
    }));
    for (const [at] of proofs.entries()) {
      expect(brokenRules(proofs.toSpliced(at, 1).reduce(apply, twoKeys), closing)).toEqual(['all-custodians-proven']);
    }
    expect(brokenRules(proofs.reduce(apply, twoKeys), closing)).toEqual([]);
    expect(brokenRules(twoKeys, { kind: 'custodian-proven', ...ofKey, copy: 2 })).toEqual(
      expect.arrayContaining(copied),
    );
  });
});

describe('the certificates of new keys', () => {
  const made = (keysMade: Readonly<Record<string, string>>, copiesChecked: readonly string[]): JournalState => ({
    ...offline,
    plan: { ...adopted, ceremonyKind: 'activation', custodians: 3 },
    keysMade,
    copiesChecked,
  });
  const mayLeave = (
    state: JournalState,
    type: EventOf<'bundle-written'>['type'] = 'activation-certificates',
  ): boolean => !brokenRules(state, written(type)).includes('certificates-of-checked-keys');
  it('leave when the keys of all are made and both copies of each were checked', () => {
    expect(mayLeave(made(newKeys, everyCopy))).toBe(true);
    expect(mayLeave(made(newKeys, everyCopy.slice(1)))).toBe(false);
    expect(mayLeave(made({ C1: newKeys.C1 }, copiesOf([newKeys.C1])))).toBe(false);
  });

  it('keep no other bundle back', () => {
    expect(mayLeave(made(newKeys, []), 'security-domain')).toBe(true);
  });
});

it('a draft is countersigned by nobody whose machine fetched nothing', () => {
  const { event } = vectors['countersigned-for-the-last-fetch']!;
  expect(brokenRules({ ...online, fetched: {} }, event)).toContain('countersigned-for-the-last-fetch');
});

describe('calls', () => {
  const folder = adopted.backupFolder ?? '';
  const restores = (state: JournalState, from: string | null = folder, plan = adopted): readonly string[] =>
    brokenRules(confirming({ ...state, plan }, 'restore', from), intent('restore', { folder: from }));
  const upload = call('upload', 'succeeded');
  const point = call('backup', 'succeeded', true);

  it('may be made again after one that failed, and not after one that went well', () => {
    const again = (phase: CallState['phase']) =>
      brokenRules(confirming(after(call('create', phase)), 'create'), intent('create'));
    expect(again('failed')).toEqual([]);
    expect(again('succeeded')).toEqual(['call-once']);
    expect(again('unknown')).toEqual(['one-call-at-a-time']);
  });

  it('go to the HSM of the plan, each of them', () => {
    for (const each of ['create', 'init-recovery', 'backup'] as const) {
      const other = intent(each, { target: 'https://other-hsm.managedhsm.azure.net' });
      expect(brokenRules(confirming(online, each), intent(each))).toEqual([]);
      expect(brokenRules(confirming(online, each), other)).toEqual(['call-to-the-target']);
    }
  });

  it('have one verdict', () => {
    const settled: JournalEvent = { kind: 'call-settled', id: 'create', verdict: 'succeeded', detail: null };
    expect(brokenRules(after(call('create', 'unknown')), settled)).toEqual([]);
    expect(brokenRules(after(call('create', 'succeeded')), settled)).toEqual(['verdict-on-an-open-call']);
    expect(brokenRules(after(call('create', 'failed')), settled)).toEqual(['verdict-on-an-open-call']);
    expect(brokenRules(after(), settled)).toEqual(['verdict-on-an-open-call']);
  });

  it.each(['constructor', 'toString', '__proto__'])('are not found by the name %s', (id) => {
    const state = after(call('backup', 'intended'));
    const answered: JournalEvent = {
      kind: 'call-answered',
      id,
      requestId: 'r',
      job: null,
      answerSha256: textHash('answer'),
    };
    const settled: JournalEvent = { kind: 'call-settled', id, verdict: 'succeeded', detail: null };
    expect(brokenRules(state, answered)).toEqual(['answer-to-an-intent']);
    expect(brokenRules(state, settled)).toEqual(['verdict-on-an-open-call']);
    expect(brokenRules(state, { kind: 'hold-over', id, minutes: 30, exception: null })).toEqual([
      'hold-after-a-restore-point',
    ]);
    expect(apply(state, settled)).toEqual(state);
  });

  it('restore from a restore point that was made after the upload', () => {
    const none = ['restore-after-restore-point', 'restore-after-hold'];
    expect(restores(after(upload, point))).toEqual([]);
    expect(restores(after(call('create', 'succeeded'), upload, point))).toEqual([]);
    expect(restores(after(point, upload))).toEqual(none);
    expect(restores(after(call('create', 'succeeded'), point, upload))).toEqual(none);
    // The first upload was refused: what was backed up then holds nothing of the blob.
    expect(restores(after(call('upload', 'failed', false, 'first'), point, upload))).toEqual(none);
    expect(restores(after(point))).toEqual(['restore-after-upload', ...none]);
  });

  it('restore from the last restore point that went well, whatever came after it', () => {
    expect(restores(after(upload, point, call('backup', 'failed', false, 'second')))).toEqual([]);
    expect(restores(after(upload, point, call('key-restore', 'succeeded')))).toEqual([]);
    expect(restores(after(upload, point, call('backup', 'succeeded', false, 'second')))).toEqual([
      'restore-after-hold',
    ]);
  });

  it('restore no folder where none is planned', () => {
    expect(restores(after(upload, point), null, { ...adopted, backupFolder: null })).toEqual([
      'restore-of-the-planned-folder',
    ]);
  });

  it('wait for a backup that went well', () => {
    const over: JournalEvent = { kind: 'hold-over', id: 'backup', minutes: 30, exception: null };
    expect(brokenRules(after(upload, call('backup', 'succeeded')), over)).toEqual([]);
    expect(brokenRules(after(upload, call('backup', 'failed')), over)).toEqual(['hold-after-a-restore-point']);
  });

  it('download with the custodians’ certificates that were read back', () => {
    const bundle = accepted('activation-certificates');
    const state = confirming({ ...online, accepted: [bundle] }, 'download');
    const downloads = (readBack: JournalState['readBack'], from = state) =>
      brokenRules({ ...from, readBack }, intent('download'));
    const broken = ['certificates-before-download'];
    expect(downloads({ 'activation-certificates': bundle.payloadSha256 })).toEqual([]);
    expect(downloads({ 'activation-certificates': textHash('other') })).toEqual(broken);
    expect(downloads({})).toEqual(broken);
    expect(downloads({}, { ...state, accepted: [] })).toEqual(broken);
    expect(
      downloads({ 'activation-certificates': bundle.payloadSha256 }, { ...state, accepted: [accepted('plan')] }),
    ).toEqual(broken);
  });

  it('upload a blob that has a name, and nothing else', () => {
    const nameless = before(onlineRecovery, 'call-intended', 'upload');
    const [first, ...others] = nameless.accepted.filter(({ type }) => type === 'restore-blob');
    expect(others).toEqual([]);
    const state: JournalState = { ...nameless, accepted: first ? [{ ...first, content: null }] : [] };
    expect(brokenRules(nameless, intent('upload', { subject: blobSha256 }))).toEqual([]);
    expect(brokenRules(state, intent('upload'))).toEqual(['upload-of-the-accepted-blob', 'upload-after-comparison']);
  });
});

describe('a call that was left', () => {
  const left = { ...emptyJournal, calls: { 'backup-1': call('backup', 'answered', false, 'backup-1') } };
  it.each([
    ['was asked about once it is taken up again', 'resumed', true],
    ['was not by what it met while it was waited for', 'waiting', false],
  ])('%s', (_, status, asked) => {
    const state = apply(left, { kind: 'call-queried', id: 'backup-1', status, detail: null });
    expect(state.calls['backup-1']?.asked).toBe(asked);
  });
});

describe('an air gap', () => {
  it.each([
    ['that is there was not lost', { closed: true, detail: 'no way out was found' }, false],
    ['that was found open was not lost', { closed: false, detail: `${gapFoundOpen}eth0` }, false],
    ['that opened while it was looked at was', { closed: false, detail: 'eth0' }, true],
  ])('%s', (_, event, isLost) => {
    expect(isGapLost({ kind: 'air-gap', ...event })).toBe(isLost);
  });

  const [cutOff, connected] = ['no way out was found', `${practiceGap}this machine is not cut off: eth0`].map(
    (detail): JournalEvent => ({ kind: 'air-gap', closed: true, detail }),
  ) as [JournalEvent, JournalEvent];
  conditions([
    ['of a machine that is connected is one in practice', openedAs({ practice: true }), connected, []],
    ['and nowhere else', openedAs({}), connected, ['practice-gap-in-practice']],
    ['of a machine that is cut off is one in practice too', openedAs({ practice: true }), cutOff, []],
    ['and outside of it', openedAs({}), cutOff, []],
  ]);
});

describe('a deleted HSM', () => {
  const source = { name: 'lost-hsm', uri: 'https://lost-hsm.managedhsm.azure.net' };
  const planned = (...calls: readonly CallState[]): JournalState => ({
    ...after(...calls),
    plan: { ...adopted, source },
  });
  const typed = (state: JournalState, name: 'recover' | 'purge', typedName: string): JournalState =>
    apply(state, { kind: 'target-confirmed', call: name, by, typedName, typedFolder: null });
  const ofSource = { target: source.uri };
  conditions([
    [
      'that is the lost one is recovered by its name',
      typed(planned(), 'recover', 'lost-hsm'),
      intent('recover', ofSource),
      [],
    ],
    [
      'not by the name of the target',
      typed(planned(), 'recover', adopted.targetName),
      intent('recover', ofSource),
      ['call-confirmed-by-two'],
    ],
    [
      'is not purged by a confirmation of its recovery',
      typed(planned(call('restore', 'succeeded')), 'recover', 'lost-hsm'),
      intent('purge', ofSource),
      ['call-confirmed-by-two'],
    ],
    [
      'is not purged before its backup is restored',
      typed(planned(call('restore', 'failed')), 'purge', 'lost-hsm'),
      intent('purge', ofSource),
      ['purge-of-the-lost-after-restore'],
    ],
    [
      'but afterwards',
      typed(planned(call('restore', 'succeeded')), 'purge', 'lost-hsm'),
      intent('purge', ofSource),
      [],
    ],
    [
      'that has the name of the target is purged at any time',
      typed(planned(), 'purge', adopted.targetName),
      intent('purge'),
      [],
    ],
    [
      'of another name is not',
      typed(planned(), 'purge', 'other'),
      intent('purge', { target: 'https://other.managedhsm.azure.net' }),
      ['call-to-the-target', 'call-confirmed-by-two'],
    ],
    [
      'is all that another address is for',
      confirming(planned(), 'create'),
      intent('create', ofSource),
      ['call-to-the-target'],
    ],
    [
      'is not the lost one where the plan names none',
      typed(after(), 'recover', 'lost-hsm'),
      intent('recover', ofSource),
      ['call-to-the-target', 'call-confirmed-by-two'],
    ],
    ['is beside an identity, which nobody confirms', planned(), intent('identity'), []],
  ]);
});

describe('the test key of a new HSM', () => {
  const inKind = (state: JournalState, ceremonyKind: 'activation' | 're-wrap'): JournalState => ({
    ...state,
    plan: { ...adopted, ceremonyKind },
  });
  const active = inKind(after(call('download', 'succeeded')), 'activation');
  const canary = { key: 'canary', version: '0'.repeat(32), publicSha256: textHash('canary'), uses: ['sign' as const] };
  const proven: JournalEvent = { kind: 'canary-proven', ...canary };
  const decision: Decision = { ...noted, step: 'A26' };
  const leftOut: JournalEvent = { kind: 'canary-left-out', exception: 1 };
  const excepted: JournalState = { ...active, decisions: [decision] };
  const broken = ['canary-left-out-by-two'];
  conditions([
    ['is made once the security domain is out', active, intent('canary'), []],
    ['not where its download failed', after(call('download', 'failed')), intent('canary'), ['canary-after-download']],
    [
      'and before the backup',
      inKind(after(call('download', 'succeeded'), call('backup', 'succeeded')), 'activation'),
      intent('canary'),
      ['canary-before-the-backup'],
    ],
    [
      'a backup that failed does not count',
      inKind(after(call('download', 'succeeded'), call('backup', 'failed')), 'activation'),
      intent('canary'),
      [],
    ],
    [
      'is made once',
      inKind(after(call('download', 'succeeded'), call('canary', 'succeeded')), 'activation'),
      intent('canary'),
      ['call-once'],
    ],
    ['is in the HSM of the plan', active, intent('canary', { target: 'https://other' }), ['call-to-the-target']],
    ['is proven after it was made', after(call('canary', 'succeeded')), proven, []],
    ['not while it is being made', after(call('canary', 'answered')), proven, ['canary-made-here']],
    ['is in the first backup', { ...active, canary }, intent('backup'), []],
    ['which is not made without it', active, intent('backup'), ['backup-after-canary']],
    ['unless two people left it out', { ...active, canaryLeftOut: true }, intent('backup'), []],
    ['a re-wrap may do without it', inKind(active, 're-wrap'), intent('backup'), []],
    ['is left out by an exception of two', excepted, leftOut, []],
    ['which is about this step', { ...active, decisions: [{ ...decision, step: 'A25' }] }, leftOut, broken],
    ['and has not served yet', apply(excepted, leftOut), leftOut, broken],
    ['and is in the journal', active, leftOut, broken],
  ]);
});

it('refuses what it refused: each event of both journals and of the vectors, after each line of them', async () => {
  const events = [...offlineRecovery, ...onlineRecovery, ...Object.values(vectors).map(({ event }) => event)];
  const rows = [offlineRecovery, onlineRecovery].flatMap((journal, at) =>
    journal.map((_, line) => {
      const state = journal.slice(0, line).reduce(apply, emptyJournal);
      const broken = events.map((event) => brokenRules(state, event));
      return [`${['offline', 'online'][at]} ${String(line).padStart(2, '0')}`, JSON.stringify(broken)] as const;
    }),
  );
  await expect(fingerprints(rows)).toMatchFileSnapshot('testdata/order-net.txt');
});
