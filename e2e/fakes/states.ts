// Every state that an offline screen can be in, as main would tell it: for the gallery, for axe, and for specs of single screens.
import type { Fault } from '../../shared/faults/fault.ts';
import { recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import type { RecoveryView, View } from '../../shared/contract/offline/view.ts';
import {
  exchangeKeyChecks,
  type ExchangeKeyCheck,
  type ExchangeKeyCheckId,
} from '../../shared/exchange-key/verdict.ts';

const sha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const thumbprints = [
  '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
];
const id = (mark: string): string => mark.repeat(22).slice(0, 22);

const empty: View = {
  version: '0.1.0',
  practiceOnly: false,
  ceremony: { phase: 'none' },
  recovery: null,
  activation: null,
  clock: { phase: 'unset' },
  airGap: { phase: 'closed' },
  volumes: [],
  securityDomain: { phase: 'none' },
  exchangeKey: { phase: 'none' },
  custodians: { have: 0, required: 0, accepted: [], turn: { phase: 'nobody' }, who: null },
  blob: { phase: 'none' },
  makingKey: null,
  createdKeys: [],
  written: [],
  exceptions: [],
  alarm: null,
  idleSeconds: null,
  earlier: [],
  earlierCeremonies: [],
};
const running: View = {
  ...empty,
  ceremony: { phase: 'running', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
};
const clock: View['clock'] = {
  phase: 'set',
  wallUtc: '2026-10-14T09:12:00.000Z',
  machineUtc: '2026-10-14T09:12:21.000Z',
  aheadSeconds: 21,
};
const ownStick = { id: id('w'), name: 'OWN', role: 'own', present: true, readOnly: true } as const;
const inStick = { id: id('i'), name: 'IN', role: 'in', present: true, readOnly: true } as const;
const outStick = { id: id('o'), name: 'OUT', role: 'out', present: true, readOnly: false } as const;
const custodianStick = { id: id('c'), name: 'C2-KEY', role: 'custodian', present: true, readOnly: true } as const;
const clocked: View = { ...running, clock };
const sticks: View = { ...clocked, volumes: [ownStick, inStick, outStick] };
const asking = (triesLeft = 2) => ({
  phase: 'asking' as const,
  places: [3, 7, 12, 18, 21, 29, 32],
  triesLeft,
});
const recovery: RecoveryView = {
  plan: recoveryPlan,
  planSha256: null,
  approvers: ['Person operator-1', 'Person witness'],
  planWords: asking(),
  holder: 'Person offline-operator',
  peer: 'Person operator-1',
  pairing: asking(),
  challenge: null,
  failures: [],
  sent: null,
  outcome: null,
  head: { n: 3, sha256: sha },
};
const agreed = { phase: 'agreed' } as const;
const opened: View = { ...sticks, recovery };
const adopted: View = {
  ...sticks,
  recovery: { ...recovery, planSha256: sha, planWords: agreed, challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de' },
};
const paired: View = { ...adopted, recovery: { ...recovery, ...adopted.recovery, pairing: agreed } };
const file = (name: string, bytes: number) => ({ name, bytes, sha256: sha });
const loaded: View = {
  ...paired,
  securityDomain: {
    phase: 'loaded',
    file: file('security-domain.json', 15_214),
    version: 2,
    required: 2,
    custodians: thumbprints,
    data: [
      { tag: 'hsm_backup', bytes: 9011 },
      { tag: 'base_enclave_backup', bytes: 1023 },
      { tag: 'kmsp_enclave_backup', bytes: 3072 },
    ],
    notes: [],
  },
  custodians: { ...empty.custodians, required: 2 },
};

const otherName: Fault = {
  code: 'EXCHANGE_NAME_OTHER',
  expected: 'new-hsm.managedhsm.azure.net',
  found: 'evil.managedhsm.azure.net',
};
const checks = (failed?: ExchangeKeyCheckId, fault: Fault = otherName): ExchangeKeyCheck[] =>
  (Object.keys(exchangeKeyChecks) as ExchangeKeyCheckId[]).map((check) => ({
    id: check,
    evidence: exchangeKeyChecks[check],
    outcome: check === failed ? 'failed' : exchangeKeyChecks[check] >= 'E3' ? 'on-caller' : 'passed',
    value: check === 'certificate-name' ? 'new-hsm.managedhsm.azure.net' : '',
    ...(check === failed && { fault }),
  }));
const signers = [
  { role: 'operator-1', holder: 'Person operator-1' },
  { role: 'operator-2', holder: 'Person operator-2' },
];
const judged = {
  file: file('exchange-key.json', 7421),
  host: 'new-hsm.managedhsm.azure.net',
  checks: checks(),
  signers,
  exception: null,
};
const confirmed: View = { ...loaded, exchangeKey: { phase: 'confirmed', ...judged, certificateSha256: sha } };
const accepted = [0, 1].map((at) => ({
  thumbprint: thumbprints[at] ?? '',
  fileName: `custodian-${at + 1}.key`,
  who: `Person custodian-${at + 1}`,
  atUtc: '2026-10-14T09:31:07.000Z',
}));
const one: View = { ...confirmed, custodians: { ...loaded.custodians, have: 1, accepted: accepted.slice(0, 1) } };
const turn = (at: View['custodians']['turn']): View => ({
  ...one,
  volumes: [inStick, custodianStick],
  custodians: { ...one.custodians, turn: at, who: at.phase === 'nobody' ? null : 'Person custodian-2' },
});
const full: View = { ...confirmed, custodians: { ...loaded.custodians, have: 2, accepted } };
const built: View = {
  ...full,
  blob: { phase: 'built', bytes: 18_733, sha256: sha, wrappedFor: thumbprints[0] ?? '', data: 3 },
};
const bundleName = 'lifeboat-MHSM-DR-2026-10-14-01-0002-restore-blob.bundle.json';
const written = [{ volume: 'OUT', name: bundleName, bytes: 28_733, sha256: sha, readBack: true }];
const sent = (isReadBack: boolean) => ({ name: bundleName, payloadSha256: sha, copies: 1, isReadBack });
const known = paired.recovery ?? recovery;
const exported: View = { ...built, written, recovery: { ...known, sent: sent(false) } };
const told: View = { ...built, written, recovery: { ...known, sent: sent(true) } };
const failing = (check: string, step: string, fault: string): RecoveryView => ({
  ...known,
  failures: [{ check, step, fault, detail: '' }],
});
const exception: View['exceptions'][number] = {
  number: 1,
  check: null,
  step: 'B9',
  expected: 'bag 1182 intact',
  happened: 'the seal of bag 1182 was torn at one corner',
  options: 'another custodian; photograph and go on',
  decision: 'photographed, compared with the ledger, accepted',
  decidedBy: ['Person administrator'],
  affectsTrust: 'no',
  followUp: 'Person witness',
  initials: ['PA', 'PW'],
  atUtc: '2026-10-14T09:40:00.000Z',
};
const drill = (purpose: 'share-check' | 'quorum-drill', view: View): View => ({
  ...view,
  recovery: null,
  ceremony: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose, practice: true },
});
const keys: View = {
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-02-03', purpose: 'custodian-keys', practice: false },
};
type NewKey = NonNullable<View['activation']>['keys'][number];
const hashes = [sha, `a1${sha.slice(2)}`, `b2${sha.slice(2)}`];
const newKey = (at: number, next: NewKey['next'], proven: NewKey['proven'] = []): NewKey => ({
  custodian: `C${at}`,
  who: `Person custodian-${at}`,
  next,
  certificateSha256: next === 'make' ? null : (hashes[at - 1] ?? sha),
  proven,
});
const activating = (
  kind: 'activation' | 're-wrap',
  newKeys: NewKey[],
  parts: Partial<NonNullable<View['activation']>> = {},
): View => ({
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-10-14-01', purpose: 'activation', practice: false },
  volumes: [ownStick, inStick, outStick],
  recovery: {
    ...recovery,
    plan: {
      ...recovery.plan,
      kind,
      ceremony: 'MHSM-ACT-2026-10-14-01',
      source: null,
      securityDomain: null,
      custodians: recovery.plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
    },
    planSha256: sha,
    planWords: agreed,
    pairing: agreed,
    challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de',
  },
  activation: {
    kind,
    keys: newKeys,
    turn: null,
    domainWords: null,
    oldSet: kind === 're-wrap' ? 'kept' : null,
    ...parts,
  },
});
const allMade = [1, 2, 3].map((at) => newKey(at, 'done'));
const certificatesSent = (isReadBack: boolean): View => {
  const view = activating('activation', allMade);
  const name = 'MHSM-ACT-2026-10-14-01.001.activation-certificates.bundle.json';
  return {
    ...view,
    written: [{ volume: 'OUT', name, bytes: 5120, sha256: sha, readBack: true }],
    recovery: view.recovery && { ...view.recovery, sent: { name, payloadSha256: sha, copies: 1, isReadBack } },
  };
};
const withDomain = (keysProven: NewKey[], kind: 'activation' | 're-wrap' = 'activation'): View => ({
  ...certificatesSent(true),
  ...activating(kind, keysProven, { domainWords: agreed }),
  recovery: certificatesSent(true).recovery,
  securityDomain: {
    phase: 'loaded',
    file: { name: 'MHSM-ACT-2026-10-14-01.002.security-domain.bundle.json', bytes: 15_102, sha256: sha },
    version: 2,
    required: 2,
    custodians: hashes.map((each) => Buffer.from(each, 'hex').toString('base64url')),
    data: [{ tag: 'hsm_backup', bytes: 1024 }],
    notes: [],
  },
});
const allProven = [1, 2, 3].map((at) => newKey(at, 'done', [1, 2]));
const hostile = '<img src=x onerror=alert(1)>';

/** From a name to what main tells; the names are those of the images in the gallery. */
export const states: Readonly<Record<string, View>> = {
  start: empty,
  'start-preview': {
    ...empty,
    practiceOnly: true,
    airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] },
  },
  'start-earlier': {
    ...empty,
    earlier: [
      {
        log: id('l'),
        id: 'MHSM-D2-2026-10-14',
        purpose: 'quorum-drill',
        practice: false,
        lastUtc: '2026-10-14T09:40:00.000Z',
        isDamaged: true,
        shares: 2,
        exceptions: 1,
        written: [],
        wallUtc: '2026-10-14T09:12:00.000Z',
      },
    ],
    earlierCeremonies: [
      {
        journal: id('j'),
        purpose: 'recovery',
        id: 'MHSM-DR-2026-10-14-01',
        practice: false,
        lastUtc: '2026-10-14T09:40:00.000Z',
        events: 17,
        damage: null,
        shares: 2,
        exceptions: 1,
        exchangeKey: true,
        blob: false,
        keysMade: 0,
        copiesProven: 0,
      },
      {
        journal: id('k'),
        purpose: 'activation',
        id: 'MHSM-DR-2026-03-02-01',
        practice: false,
        lastUtc: '2026-03-02T11:02:00.000Z',
        events: 5,
        damage: { code: 'JOURNAL_TORN_LINE', lastGood: 5 },
        shares: 0,
        exceptions: 0,
        exchangeKey: false,
        blob: false,
        keysMade: 2,
        copiesProven: 0,
      },
    ],
  },
  clock: running,
  'clock-gap-open': {
    ...running,
    airGap: {
      phase: 'open',
      waysOut: [
        { kind: 'interface', name: 'wlp3s0' },
        { kind: 'route', name: 'IPv4 → wlp3s0' },
        { kind: 'radio', name: 'bluetooth hci0' },
      ],
    },
  },
  'sticks-none': clocked,
  'sticks-three': {
    ...clocked,
    volumes: [
      { ...inStick, role: 'none' },
      { ...outStick, role: 'none' },
      { ...outStick, id: id('h'), name: hostile, role: 'none' },
    ],
  },
  'sticks-practice': {
    ...clocked,
    ceremony: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose: 'recovery', practice: true },
  },
  'plan-choose': sticks,
  'plan-words': opened,
  'plan-locked': {
    ...opened,
    recovery: {
      ...recovery,
      planWords: { phase: 'locked' },
      failures: [{ check: 'read-back-plan', step: 'O5', fault: 'WORDS_LOCKED', detail: '' }],
    },
  },
  'other-machine': adopted,
  'security-domain-choose': paired,
  'security-domain-stick-out': { ...paired, volumes: [{ ...inStick, present: false }] },
  'security-domain-other': { ...paired, recovery: failing('security-domain', 'B2', 'PLAN_MISMATCH') },
  'exchange-key-choose': loaded,
  'exchange-key-refused': {
    ...loaded,
    recovery: failing('exchange-key', 'B6', 'EXCHANGE_NAME_OTHER'),
    exchangeKey: { phase: 'refused', ...judged, checks: checks('certificate-name'), unattested: false },
  },
  'exchange-key-unattested': {
    ...loaded,
    recovery: failing('exchange-key', 'B6', 'ATTESTATION_ABSENT'),
    exchangeKey: {
      phase: 'refused',
      ...judged,
      checks: checks('attestation-form', { code: 'ATTESTATION_ABSENT' }),
      unattested: true,
    },
  },
  'exchange-key-words': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...judged, words: asking() },
  },
  'exchange-key-words-again': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...judged, words: asking(1) },
  },
  'exchange-key-locked': { ...loaded, exchangeKey: { phase: 'locked', ...judged } },
  'custodians-first': confirmed,
  'custodians-second': one,
  'custodian-insert': { ...turn({ phase: 'choosing' }), volumes: [inStick, { ...custodianStick, role: 'none' }] },
  'custodian-choose': turn({ phase: 'choosing' }),
  'custodian-idle': { ...turn({ phase: 'choosing' }), idleSeconds: 42 },
  'custodian-passphrase': turn({ phase: 'passphrase', fileName: 'custodian-2.key' }),
  'custodian-opening': turn({ phase: 'opening', fileName: 'custodian-2.key' }),
  'custodian-refused': turn({ phase: 'refused', fileName: 'custodian-2.key', fault: { code: 'KEY_OPENS_NO_SHARE' } }),
  'custodian-accepted': {
    ...full,
    custodians: {
      ...full.custodians,
      who: 'Person custodian-2',
      turn: { phase: 'accepted', fileName: 'custodian-2.key', thumbprint: thumbprints[1] ?? '' },
    },
  },
  'gap-lost': { ...confirmed, alarm: { code: 'AIR_GAP_LOST', waysOut: ['interface eth0'], sharesDropped: 1 } },
  'build-ready': full,
  'exchange-key-accepted-unattested': {
    ...loaded,
    exchangeKey: {
      phase: 'unconfirmed',
      ...judged,
      words: asking(),
      exception: {
        reason: 'The service builds no attestation in this region yet',
        approvers: ['Person administrator', 'Person witness'],
      },
    },
  },
  export: built,
  'export-read-aloud': exported,
  outcome: told,
  finish: {
    ...told,
    recovery: {
      ...known,
      sent: sent(true),
      outcome: { call: 'upload', verdict: 'succeeded', requestId: '7b9f7a70-4f1b-11f0-9b3c', detail: 'Succeeded' },
    },
  },
  finished: {
    ...told,
    ceremony: { phase: 'finished', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
    recovery: { ...known, sent: sent(true), head: { n: 24, sha256: sha } },
    exceptions: [exception],
  },
  'drill-share-check': drill('share-check', {
    ...loaded,
    custodians: { have: 1, required: 3, accepted: accepted.slice(0, 1), turn: { phase: 'nobody' }, who: null },
  }),
  'drill-quorum-ready': drill('quorum-drill', { ...full, exchangeKey: { phase: 'none' } }),
  'keys-first': keys,
  'keys-made': {
    ...keys,
    createdKeys: [
      {
        label: 'C1 Amsterdam',
        bits: 3072,
        certificateSha256: sha,
        files: [{ volume: 'C1', name: 'C1 Amsterdam.key', bytes: 2655, sha256: sha, readBack: true }],
      },
    ],
  },
  'activation-first-key': activating('activation', [newKey(1, 'make'), newKey(2, 'make'), newKey(3, 'make')]),
  'activation-second-stick': {
    ...activating('activation', [newKey(1, 'done'), newKey(2, 'write-2'), newKey(3, 'make')]),
    volumes: [ownStick, inStick, outStick, { ...custodianStick, name: 'STICK-7', readOnly: false }],
  },
  'activation-key-done': activating('activation', [newKey(1, 'done'), newKey(2, 'make'), newKey(3, 'make')]),
  'activation-turn': activating('activation', [newKey(1, 'check-1'), newKey(2, 'make'), newKey(3, 'make')], {
    turn: { custodian: 'C1', who: 'Person custodian-1', copy: 1, doing: 'check' },
  }),
  'activation-certificates': activating('activation', allMade),
  'activation-read-aloud': certificatesSent(false),
  'activation-domain': certificatesSent(true),
  'activation-domain-words': {
    ...certificatesSent(true),
    activation: { kind: 'activation', keys: allMade, turn: null, domainWords: asking(), oldSet: null },
  },
  'activation-domain-locked': {
    ...certificatesSent(true),
    activation: { kind: 'activation', keys: allMade, turn: null, domainWords: { phase: 'locked' }, oldSet: null },
  },
  'activation-proofs': withDomain([newKey(1, 'done', [1, 2]), newKey(2, 'done', [1]), newKey(3, 'done')]),
  'activation-register': withDomain(allProven),
  're-wrap-proofs': withDomain([newKey(1, 'done', [1, 2]), newKey(2, 'done', [1]), newKey(3, 'done')], 're-wrap'),
  're-wrap-register': withDomain(allProven, 're-wrap'),
};
