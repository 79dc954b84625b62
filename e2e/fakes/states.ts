// Every state that an offline screen can be in, as main would tell it: for the gallery, for axe, and for specs of single screens.
import type { View } from '../../shared/contract/offline/view.ts';
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
  clock: { phase: 'unset' },
  airGap: { phase: 'closed' },
  volumes: [],
  securityDomain: { phase: 'none' },
  exchangeKey: { phase: 'none' },
  custodians: { have: 0, required: 0, accepted: [], turn: { phase: 'nobody' } },
  blob: { phase: 'none' },
  createdKeys: [],
  written: [],
  exceptions: [],
  alarm: null,
  idleSeconds: null,
  earlier: [],
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
const inStick = { id: id('i'), name: 'IN', role: 'in', present: true, readOnly: true } as const;
const outStick = { id: id('o'), name: 'OUT', role: 'out', present: true, readOnly: false } as const;
const custodianStick = { id: id('c'), name: 'C2-KEY', role: 'custodian', present: true, readOnly: true } as const;
const clocked: View = { ...running, clock };
const sticks: View = { ...clocked, volumes: [inStick, outStick] };
const file = (name: string, bytes: number) => ({ name, bytes, sha256: sha });
const loaded: View = {
  ...sticks,
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

const checks = (failed?: ExchangeKeyCheckId): ExchangeKeyCheck[] =>
  (Object.keys(exchangeKeyChecks) as ExchangeKeyCheckId[]).map((check) => ({
    id: check,
    evidence: exchangeKeyChecks[check],
    outcome: check === failed ? 'failed' : exchangeKeyChecks[check] >= 'E3' ? 'on-caller' : 'passed',
    value: check === 'certificate-name' ? 'new-hsm.managedhsm.azure.net' : '',
    ...(check === failed && {
      fault: {
        code: 'EXCHANGE_NAME_OTHER',
        expected: 'new-hsm.managedhsm.azure.net',
        found: 'evil.managedhsm.azure.net',
      },
    }),
  }));
const judged = { file: file('exchange-key.json', 7421), host: 'new-hsm.managedhsm.azure.net', checks: checks() };
const confirmed: View = { ...loaded, exchangeKey: { phase: 'confirmed', ...judged, certificateSha256: sha } };
const accepted = [0, 1].map((at) => ({
  thumbprint: thumbprints[at] ?? '',
  fileName: `custodian-${at + 1}.key`,
  atUtc: '2026-10-14T09:31:07.000Z',
}));
const one: View = { ...confirmed, custodians: { ...loaded.custodians, have: 1, accepted: accepted.slice(0, 1) } };
const turn = (at: View['custodians']['turn']): View => ({
  ...one,
  volumes: [inStick, custodianStick],
  custodians: { ...one.custodians, turn: at },
});
const full: View = { ...confirmed, custodians: { ...loaded.custodians, have: 2, accepted } };
const built: View = {
  ...full,
  blob: { phase: 'built', bytes: 18_733, sha256: sha, wrappedFor: thumbprints[0] ?? '', data: 3 },
};
const written = [
  { volume: 'OUT', name: 'restore-blob-MHSM-DR-2026-10-14-01.json', bytes: 18_733, sha256: sha, readBack: true },
];
const exported: View = { ...built, written };
const drill = (purpose: 'share-check' | 'quorum-drill', view: View): View => ({
  ...view,
  ceremony: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose, practice: true },
});
const keys: View = {
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-02-03', purpose: 'custodian-keys', practice: false },
};
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
        id: 'MHSM-DR-2026-10-14-01',
        purpose: 'recovery',
        practice: false,
        lastUtc: '2026-10-14T09:40:00.000Z',
        isDamaged: true,
        shares: 2,
        exceptions: 1,
        written: [],
        securityDomainSha256: sha,
        exchangeKeyHost: 'new-hsm.managedhsm.azure.net',
        wallUtc: '2026-10-14T09:12:00.000Z',
        blobSha256: sha,
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
        { kind: 'route', name: 'IPv4 through wlp3s0' },
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
  'security-domain-choose': sticks,
  'security-domain-stick-out': { ...sticks, volumes: [{ ...inStick, present: false }] },
  'exchange-key-choose': loaded,
  'exchange-key-refused': {
    ...loaded,
    exchangeKey: { phase: 'refused', ...judged, checks: checks('certificate-name') },
  },
  'exchange-key-words': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...judged, places: [3, 7, 12, 18, 21, 29, 32], triesLeft: 2 },
  },
  'exchange-key-words-again': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...judged, places: [3, 7, 12, 18, 21, 29, 32], triesLeft: 1 },
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
      turn: { phase: 'accepted', fileName: 'custodian-2.key', thumbprint: thumbprints[1] ?? '' },
    },
  },
  'gap-lost': { ...confirmed, alarm: { code: 'AIR_GAP_LOST', waysOut: ['interface eth0'], sharesDropped: 1 } },
  'build-ready': full,
  export: built,
  'export-done': { ...exported, ceremony: running.ceremony },
  finished: {
    ...exported,
    ceremony: { phase: 'finished', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
    exceptions: [
      {
        number: 1,
        step: 'custodians',
        expected: 'bag 1182 intact',
        happened: 'the seal of bag 1182 was torn at one corner',
        decision: 'photographed, compared with the ledger, accepted',
        decidedBy: 'CA',
        trust: 'no',
        atUtc: '2026-10-14T09:40:00.000Z',
      },
    ],
  },
  'drill-share-check': drill('share-check', {
    ...loaded,
    custodians: { have: 1, required: 3, accepted: accepted.slice(0, 1), turn: { phase: 'nobody' } },
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
};
