// The exchange key: checked, compared by words, refused, accepted by two people without an attestation.
import { checkFailed } from '#core/journal/records.ts';
import type { HeldKey } from '#services/offline/ceremony/exchange-key.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { exchangeKeyChecks, type ExchangeKeyCheckId } from '#shared/exchange-key/checks.ts';
import type { ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { honest, recoveryOf } from './ceremony.ts';
import { file, type Known } from './common.ts';
import { loaded, loadedKnown } from './security-domain.ts';

const otherName: Fault = {
  code: 'EXCHANGE_NAME_OTHER',
  expected: 'recovered-hsm.managedhsm.azure.net',
  found: 'evil.managedhsm.azure.net',
};
const unattestedFault: Fault = { code: 'ATTESTATION_ABSENT' };
const checks = (failing?: ExchangeKeyCheckId, fault: Fault = otherName): ExchangeKeyCheck[] =>
  (Object.keys(exchangeKeyChecks) as ExchangeKeyCheckId[]).map((check) => ({
    id: check,
    evidence: exchangeKeyChecks[check],
    outcome: check === failing ? 'failed' : exchangeKeyChecks[check] >= 'E3' ? 'on-caller' : 'passed',
    value: check === 'certificate-name' ? 'recovered-hsm.managedhsm.azure.net' : '',
    ...(check === failing && { fault }),
  }));
/** What a check finds of a key in which nothing is wrong, which has another name, and which has no attestation. */
export const found = {
  fine: checks(),
  otherName: checks('certificate-name'),
  unattested: checks('attestation-form', unattestedFault),
};
export const keyFile = file('exchange-key.json', 7421);

const signers = (['operator-1', 'operator-2'] as const).map((role) => ({ role, holder: `Person ${role}` }));
/** A key that came, as far as it is shown. */
const heldKey = (foundIn: readonly ExchangeKeyCheck[], verified?: EventOf<'exchange-key-verified'>): HeldKey => {
  const shown = { bundle: { signers }, file: keyFile, checks: foundIn, assessed: verified && { event: verified } };
  // A whole one has a verified bundle, and what the combiner checks again.
  return shown as unknown as HeldKey;
};
const verified = honest('exchange-key-verified');
const unattested: EventOf<'exchange-key-verified'> = {
  ...verified,
  attested: false,
  exception: {
    reason: 'The service builds no attestation in this region yet',
    approvers: ['Person administrator', 'Person witness'],
  },
};

const arrived: readonly JournalEvent[] = [...loaded, honest('bundle-accepted')];
const unconfirmed = [...arrived, verified];
const differed = (attempt: number): JournalEvent => ({ ...honest('read-back'), attempt, outcome: 'differed' });
export const confirmed: readonly JournalEvent[] = [...unconfirmed, honest('read-back')];
export const confirmedKnown: Known = { ...loadedKnown, key: heldKey(found.fine, verified) };

const shown = (events: readonly JournalEvent[], key: HeldKey): View => recoveryOf(events, { ...loadedKnown, key });

export const exchangeKeyStates = {
  'exchange-key-choose': recoveryOf(loaded, loadedKnown),
  'exchange-key-refused': shown([...arrived, checkFailed('exchange-key', 'B6', otherName)], heldKey(found.otherName)),
  'exchange-key-unattested': shown(
    [...arrived, checkFailed('exchange-key', 'B6', unattestedFault)],
    heldKey(found.unattested),
  ),
  'exchange-key-words': shown(unconfirmed, heldKey(found.fine, verified)),
  'exchange-key-words-again': shown([...unconfirmed, differed(1)], heldKey(found.fine, verified)),
  'exchange-key-locked': shown([...unconfirmed, differed(1), differed(2)], heldKey(found.fine, verified)),
  'exchange-key-accepted-unattested': shown([...arrived, unattested], heldKey(found.unattested, unattested)),
} satisfies Readonly<Record<string, View>>;
