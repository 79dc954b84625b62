// An activation or a re-wrap: new keys, their certificates, the security domain that comes back, and its proofs.
import type { Page } from '@playwright/test';
import { certificates, sheet } from '#core/journal/testdata/recovery.ts';
import { asNewKeys, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import { copyName } from '#services/offline/ceremony/new-keys.ts';
import type { OfflineState } from '#services/offline/state.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { say } from '../../localize.ts';
import { sha } from '../hashes.ts';
import { type ToolsState, press } from '../tools/tool-state.ts';
import { ceremonyOf, honest } from './ceremony.ts';
import { type Known, show, sticksKnown } from './common.ts';
import { domain, thumbprints } from './security-domain.ts';

type NewKeysKind = 'activation' | 're-wrap';

/** Before the first key: the plan is adopted, and the machines have met. */
const beginning = (ceremonyKind: NewKeysKind): readonly JournalEvent[] => [
  honest('journal-opened'),
  honest('air-gap'),
  honest('wall-clock'),
  { ...honest('plan-adopted'), ceremonyKind, custodianCertificates: [], sdSha256: null, backupFolder: null },
  honest('challenge-issued'),
  honest('peer-paired'),
  { kind: 'challenge-noted', challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de' },
];
const { ceremony: id } = honest('journal-opened');
const session = { id, purpose: 'activation', practice: false } as const;
const activating = (events: readonly JournalEvent[], known: Known = {}, kind: NewKeysKind = 'activation'): View =>
  show({
    ...sticksKnown,
    session: { phase: 'running', ...session },
    ceremony: ceremonyOf(asNewKeys(recoveryPlan, kind), [...beginning(kind), ...events]),
    ...known,
  });

const certificateOf = (at: number): string => certificates[at - 1] ?? '';
const written = (at: number, copy: number): JournalEvent => ({
  kind: 'file-written',
  name: `C${at}-${copy}/${copyName(`C${at}`, copy)}.key`,
  sha256: certificateOf(at),
  bytes: 2655,
});
/** A key on its first stick; then on its second; then opened from both. */
const made = (at: number): readonly JournalEvent[] => [
  written(at, 1),
  { kind: 'custodian-key-made', custodian: `C${at}`, certificateSha256: certificateOf(at), bits: 3072 },
];
const checked = (at: number, copy: number): JournalEvent => ({
  kind: 'custodian-copy-checked',
  certificateSha256: certificateOf(at),
  copy,
});
const onTwo = (at: number): readonly JournalEvent[] => [
  ...made(at),
  checked(at, 1),
  { kind: 'custodian-sticks-differ', certificateSha256: certificateOf(at) },
  written(at, 2),
];
const done = (at: number): readonly JournalEvent[] => [...onTwo(at), checked(at, 2)];
const uncopied = (custodian: string): NonNullable<OfflineState['uncopied']> => ({
  custodian,
  encryptedKeyPem: Buffer.alloc(0),
  firstDevice: undefined,
});
const allMade = [1, 2, 3].flatMap((at) => done(at));

const bundle = (type: 'activation-certificates' | 'security-domain', seq: number) => ({
  ...{ type, seq, payloadSha256: sha, fileSha256: sha, exchange: null },
  content: type === 'security-domain' ? sha : null,
  journal: { events: 1, head: sha },
});
const certificateBundle = bundle('activation-certificates', 1);
const exported: readonly JournalEvent[] = [
  ...allMade,
  { kind: 'bundle-written', ...certificateBundle },
  {
    kind: 'file-written',
    name: `OUT/${bundleFileName({ ceremony: id, ...certificateBundle })}`,
    sha256: sha,
    bytes: 5120,
  },
];
const readBack = (
  subject: 'activation-certificates' | 'security-domain',
  outcome: EventOf<'read-back'>['outcome'] = 'agreed',
  attempt = 1,
): JournalEvent => ({ ...honest('read-back'), subject, sha256: sha, outcome, attempt });
const sent = [...exported, readBack('activation-certificates')];
const came: readonly JournalEvent[] = [
  ...sent,
  { kind: 'bundle-accepted', ...bundle('security-domain', 2), signers: honest('bundle-accepted').signers.slice(0, 1) },
  { kind: 'security-domain-loaded', sha256: sha, required: 2, custodians: 3 },
];
const newDomain: Extract<View['securityDomain'], { phase: 'loaded' }> = {
  ...domain,
  file: { name: bundleFileName({ ceremony: id, ...bundle('security-domain', 2) }), bytes: 15_102, sha256: sha },
  custodians: thumbprints,
};
/** Nothing of it is shown before its words agree. */
const cameKnown: Known = { domain: { file: Buffer.alloc(0), inspected: newDomain } };
const agreedKnown: Known = { ...cameKnown, securityDomain: newDomain };
const agreed = [...came, readBack('security-domain')];
const proven = (at: number, copy: number): JournalEvent => ({
  kind: 'custodian-proven',
  certificateSha256: certificateOf(at),
  copy,
});
const some = [...agreed, proven(1, 1), proven(1, 2), proven(2, 1)];
/** The same where the key of C2 is on a token: it is one copy, which was checked when it was adopted. */
const withToken = (events: readonly JournalEvent[]): readonly JournalEvent[] =>
  events.flatMap((event): readonly JournalEvent[] => {
    if (event.kind === 'custodian-key-made' && event.custodian === 'C2') {
      const told = { model: 'YubiKey YK5', manufacturer: 'Yubico', firmware: '5.4', label: 'PIV_II', keyId: '03' };
      return [{ ...event, token: { serial: '0a1b2c3d', ...told } }];
    }
    const isOfSecond = event.kind === 'custodian-sticks-differ' || ('copy' in event && event.copy === 2);
    return isOfSecond && event.certificateSha256 === certificateOf(2) ? [] : [event];
  });
const allButOne = [...some, proven(3, 1), proven(3, 2)];
const allProven = [...allButOne, proven(2, 2)];

const brokenCopy: EventOf<'exception'> = {
  ...sheet,
  kind: 'exception',
  number: 1,
  check: null,
  step: 'A23',
  expected: 'copy 2 of C2 opens its share',
  happened: 'no computer reads the stick with copy 2 of C2',
  options: 'give the ceremony up, and re-wrap with new keys',
  decision: 'give the ceremony up',
  affectsTrust: 'yes',
};
const givenUp: JournalEvent = {
  kind: 'given-up',
  by: brokenCopy.decidedBy,
  exception: 1,
  reason: 'copy 2 of C2 cannot be read',
};
const ended: Known = { ...agreedKnown, session: { phase: 'finished', ...session } };
const toFinish = (page: Page): Promise<void> => press(page, 'Finish');

/** The last page, which may be looked at before its time. */
export const activationEnds = {
  're-wrap-finish': { view: activating(allProven, agreedKnown, 're-wrap'), answers: {}, open: toFinish },
  'activation-unproven': { view: activating(allButOne, agreedKnown), answers: {}, open: toFinish },
  'activation-give-up': {
    view: activating([...allButOne, brokenCopy], agreedKnown),
    answers: {},
    open: async (page) => {
      await toFinish(page);
      await press(page, 'Give this ceremony up …');
    },
  },
  'activation-key-anew': {
    view: activating(allMade),
    answers: {},
    open: async (page) => {
      // The rail says of what is done that it is.
      const step = page.getByRole('button', { name: await say(page, 'New keys', 'anywhere') });
      await step.first().click();
      await page.getByRole('table').getByRole('button').nth(1).click();
    },
  },
} satisfies Readonly<Record<string, ToolsState>>;

export const activationStates = {
  'activation-first-key': activating([]),
  'activation-second-stick': activating([...done(1), ...made(2), checked(2, 1)], { uncopied: uncopied('C2') }),
  'activation-key-done': activating(done(1)),
  'activation-token-done': activating(withToken([...done(1), ...done(2)])),
  'activation-turn': activating(made(1), {
    uncopied: uncopied('C1'),
    keyTurn: { custodian: 'C1', who: 'Person custodian-1', copy: 1, doing: 'check' },
  }),
  'activation-certificates': activating(allMade),
  'activation-read-aloud': activating(exported),
  'activation-domain': activating(sent),
  'activation-domain-words': activating(came, cameKnown),
  'activation-domain-locked': activating(
    [...came, readBack('security-domain', 'differed'), readBack('security-domain', 'differed', 2)],
    cameKnown,
  ),
  'activation-proofs': activating(some, agreedKnown),
  'activation-token-proofs': activating(withToken(some), agreedKnown),
  'activation-register': activating(allProven, agreedKnown),
  're-wrap-proofs': activating(some, agreedKnown, 're-wrap'),
  're-wrap-register': activating(allProven, agreedKnown, 're-wrap'),
  'activation-given-up': activating([...allButOne, brokenCopy, givenUp], ended),
  're-wrap-kept': activating([...allProven, honest('journal-closed')], ended, 're-wrap'),
} satisfies Readonly<Record<string, View>>;
