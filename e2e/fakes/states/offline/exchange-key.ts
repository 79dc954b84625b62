// The exchange key: checked, compared by words, refused, accepted by two people without an attestation.
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { type ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import { exchangeKeyChecks, type ExchangeKeyCheckId } from '#shared/exchange-key/checks.ts';
import { sha } from '../hashes.ts';
import { asking, clockOf, file } from './common.ts';
import { failing, loaded } from './security-domain.ts';

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
const assessed = {
  file: file('exchange-key.json', 7421),
  host: 'new-hsm.managedhsm.azure.net',
  checks: checks(),
  signers,
  exception: null,
};
export const confirmed: View = {
  ...loaded,
  recoveryTime: clockOf(false),
  exchangeKey: { phase: 'confirmed', ...assessed, certificateSha256: sha },
};

export const exchangeKeyStates = {
  'exchange-key-choose': loaded,
  'exchange-key-refused': {
    ...loaded,
    recovery: failing('exchange-key', 'B6', 'EXCHANGE_NAME_OTHER'),
    exchangeKey: { phase: 'refused', ...assessed, checks: checks('certificate-name'), unattested: false },
  },
  'exchange-key-unattested': {
    ...loaded,
    recovery: failing('exchange-key', 'B6', 'ATTESTATION_ABSENT'),
    exchangeKey: {
      phase: 'refused',
      ...assessed,
      checks: checks('attestation-form', { code: 'ATTESTATION_ABSENT' }),
      unattested: true,
    },
  },
  'exchange-key-words': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...assessed, words: asking() },
  },
  'exchange-key-words-again': {
    ...loaded,
    exchangeKey: { phase: 'unconfirmed', ...assessed, words: asking(1) },
  },
  'exchange-key-locked': { ...loaded, exchangeKey: { phase: 'locked', ...assessed } },
  'exchange-key-accepted-unattested': {
    ...loaded,
    exchangeKey: {
      phase: 'unconfirmed',
      ...assessed,
      words: asking(),
      exception: {
        reason: 'The service builds no attestation in this region yet',
        approvers: ['Person administrator', 'Person witness'],
      },
    },
  },
} satisfies Readonly<Record<string, View>>;
