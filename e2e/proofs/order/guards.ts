// The modules whose only work is to say no, and the steps that write to a journal; with the tests that must notice when one of them does not.
import { globSync } from 'node:fs';
import { root } from '#build/root.ts';

export interface Guard {
  readonly file: string;
  readonly tests: readonly string[];
  /** What is broken in it: its checks unless told. */
  readonly of?: 'writes';
  /** Leaves out tests that need minutes and see nothing that the others do not. */
  readonly pattern?: string;
}

const core = 'electron/main/core';
const notExhaustive = '^(?!.*(every byte of|bits flipped|every altered byte|altered byte|random bytes))';

const transferTests = ['session', 'bundle', 'identity', 'contents', 'body'].map(
  (name) => `${core}/transfer/${name}.test.ts`,
);
const keyTests = [
  'policy',
  'attestation',
  'forgeries',
  'revocation-list',
  'fetch-checks',
  'genuine',
  'exchange-key-file',
].map((name) => `${core}/exchange-key/${name}.test.ts`);

const transfer = (name: string): Guard => ({
  file: `${core}/transfer/${name}.ts`,
  tests: transferTests,
  pattern: notExhaustive,
});
const exchangeKey = (name: string): Guard => ({
  file: `${core}/exchange-key/${name}.ts`,
  tests: keyTests,
  pattern: notExhaustive,
});

const oneGuard = (name: string, tests: readonly string[], pattern?: string): Guard => ({
  file: `${core}/${name}.ts`,
  tests: tests.map((test) => `${core}/${test}.test.ts`),
  ...(pattern === undefined ? {} : { pattern }),
});

const orderRules = (file: string): Guard => ({
  file,
  tests: ['order', 'order-conditions', 'order-ends', 'emergency-order', 'session-order', 'chain', 'records'].map(
    (name) => `${core}/journal/${name}.test.ts`,
  ),
  // Whether mutants made by hand are caught is asked of the rules as they are.
  pattern: '^(?!.*is caught)',
});

const services = 'electron/main/services';
/** @param tests those of a folder by their names, or paths from `electron/main` */
const writer = (folder: string, name: string, ...tests: readonly string[]): Guard => ({
  file: `${services}/${folder}/${name}.ts`,
  tests: tests.map((test) => `${test.includes('/') ? 'electron/main' : `${services}/${folder}`}/${test}.test.ts`),
  of: 'writes',
});
const [onOffline, onActivation] = ['ipc/offline/recovery', 'ipc/offline/activation'];

const writers: readonly Guard[] = [
  writer('offline', 'recovery-session', 'recovery-session-journal', 'recovery-session'),
  writer('offline', 'session-log', 'session-log'),
  writer('offline', 'give-share', 'ipc/offline/drill-log', 'ipc/offline/drills', onOffline),
  writer('offline', 'app-state', 'ipc/offline/drill-log', 'ipc/offline/drills', 'gap-watch', onOffline, onActivation),
  writer('offline', 'gap-watch', 'gap-watch', onOffline),
  writer('offline', 'left-alone', 'gap-watch', onOffline),
  writer('offline', 'idle-lock', 'idle-lock'),
  writer('offline', 'closed-gap', 'closed-gap'),
  ...['ceremony', 'exchange-key', 'kept-journal', 'sending', 'note-domain'].map((name) =>
    writer('offline/ceremony', name, 'earlier', onOffline),
  ),
  ...['new-keys', 'proofs'].map((name) => writer('offline/ceremony', name, onActivation)),
  writer('offline/emergency', 'emergency', 'emergency', 'ipc/offline/emergency'),
];

/** All but the flipping of every bit of a list. */
const evidenceCases = '^(?!.*bit of its list)';

export const guards: readonly Guard[] = [
  // A new file of rules is a guard without being named here.
  ...globSync('electron/main/core/journal/order/*.ts', { cwd: root }).toSorted().map(orderRules),
  ...['bind', 'bundle', 'session', 'body', 'compare', 'planned-certificates', 'signed-document', 'signature'].map(
    transfer,
  ),
  ...[
    'policy',
    'checklist',
    'form-checks',
    'name-checks',
    'exception-checks',
    'attestation-checks',
    'fetch-checks',
  ].map(exchangeKey),
  // Narrower than `transfer` and `exchangeKey`: each has its own vectors.
  oneGuard('transfer/certificate-hashes', ['transfer/certificate-hashes']),
  oneGuard('transfer/contents', ['transfer/contents']),
  oneGuard('transfer/outgoing-scan', ['transfer/outgoing-scan']),
  oneGuard('transfer/pairing', ['transfer/identity'], '^pairing'),
  oneGuard('transfer/second-observer', ['transfer/second-observer']),
  oneGuard('custodian-key/key-sizes', ['custodian-key/custodian-key']),
  oneGuard('custodian-key/roca', ['custodian-key/roca']),
  oneGuard('custodian-key/token-attestation', ['custodian-key/token-attestation'], '^(?!.*altered)'),
  oneGuard('custodian-key/token-certificate', ['custodian-key/token-certificate']),
  oneGuard('register/attestations', ['register/register']),
  oneGuard('security-domain/custodians', ['security-domain/custodians', 'transfer/contents']),
  oneGuard('exchange-key/pck-chain', ['exchange-key/attestation'], '^(forged chains|the same without forgery)'),
  oneGuard('exchange-key/revocation-list', ['exchange-key/revocation-list']),
  // Only both checkers' table of tampering meets some of their conditions.
  ...['bundles', 'journals', 'exchange-keys'].map((name) =>
    oneGuard(
      `evidence/${name}`,
      ['contradictions', 'evidence', 'tampering'].map((test) => `evidence/${test}`),
      evidenceCases,
    ),
  ),
  oneGuard('journal/signed-end', ['journal/signed-end', 'evidence/tampering'], evidenceCases),
  oneGuard('inventory/key-attestation', ['inventory/key-attestation']),
  oneGuard('evidence/named-files', ['evidence/named-files']),
  oneGuard('evidence/package', ['evidence/evidence', 'evidence/named-files'], evidenceCases),
  oneGuard('evidence/emergency', ['evidence/emergency', 'evidence/emergency-tampering']),
  { file: `${core}/plan/approval.ts`, tests: [`${core}/plan/plan.test.ts`] },
  { file: `${core}/plan/plan-file.ts`, tests: [`${core}/plan/plan.test.ts`] },
  { file: `${core}/plan/inputs.ts`, tests: [`${core}/plan/plan.test.ts`] },
  ...['enter-proofs', 'fits', 'from-plan', 'journal-proofs'].map((name) => ({
    file: `${core}/register/${name}.ts`,
    tests: [`${core}/register/register.test.ts`],
  })),
  {
    file: `${core}/journal/close-off.ts`,
    tests: [`${core}/journal/chain.test.ts`],
    pattern: '^(?!.*flipped bit)',
  },
  {
    file: `${core}/journal/plan-of-journal.ts`,
    tests: [`${core}/journal/session-order.test.ts`, `${core}/plan/facts.test.ts`],
  },
  { file: `${core}/journal/records.ts`, tests: [`${core}/journal/records.test.ts`] },
  {
    file: `${core}/journal/emergency.ts`,
    tests: [`${core}/journal/emergency-order.test.ts`, 'electron/main/services/offline/emergency/emergency.test.ts'],
  },
  { file: `${core}/inventory/of-source.ts`, tests: [`${core}/inventory/of-source.test.ts`] },
  { file: 'shared/formatting/read-back.ts', tests: ['shared/formatting/formatting.test.ts'] },
  { file: 'shared/plan/people.ts', tests: ['shared/plan/people.test.ts'] },
  ...writers,
];
