// Rules on the way to the restore blob: the registered domain, the verified exchange key, the shares of a quorum, two people's yes.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { openingOf, requiredOf } from '#shared/journal/grade.ts';
import { isIn, lastOfType } from '#shared/journal/growth.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { type OrderRule, rule } from './rule.ts';

const acceptedKey = (state: JournalState, certificateSha256: string): boolean =>
  lastOfType(state.accepted, 'exchange-key')?.exchange === certificateSha256;

/** What a plan says about the way to the blob. */
export const plannedBlob: readonly OrderRule[] = [
  rule(
    'registered-domain',
    'security-domain-loaded',
    (state, { sha256 }) => (state.plan?.sdSha256 ?? sha256) === sha256,
  ),
  rule(
    'planned-quorum',
    'security-domain-loaded',
    (state, { required, custodians }) => state.plan?.required === required && state.plan.custodians === custodians,
  ),
  rule('exchange-key-from-its-bundle', 'exchange-key-verified', (state, { certificateSha256 }) =>
    acceptedKey(state, certificateSha256),
  ),
  rule('exchange-key-of-the-target', 'exchange-key-verified', (state, { hsmUri }) => state.plan?.targetUri === hsmUri),
  rule(
    'share-of-a-planned-custodian',
    'share-accepted',
    (state, { certificateSha256 }) => state.plan?.custodianCertificates.includes(certificateSha256) === true,
  ),
  rule(
    'refusal-of-a-planned-custodian',
    'share-refused',
    (state, { certificateSha256 }) =>
      certificateSha256 === null || state.plan?.custodianCertificates.includes(certificateSha256) === true,
  ),
  rule(
    'share-after-exchange-key',
    'share-accepted',
    ({ plan, exchangeKey, readBack }) =>
      plan?.ceremonyKind !== 'recovery' ||
      (exchangeKey !== undefined && readBack['exchange-key'] === exchangeKey.certificateSha256),
  ),
  rule(
    'built-after-read-back',
    'blob-intended',
    ({ readBack }, { certificateSha256 }) => readBack['exchange-key'] === certificateSha256,
  ),
];

/** What holds with a plan and without one: the gap, a domain, a verified key, a quorum, two people's yes. */
export const blob: readonly OrderRule[] = [
  rule(
    'attested-or-excepted',
    'exchange-key-verified',
    (_, { attested, exception }) => attested || (exception !== null && peopleAmong(exception.approvers) >= 2),
  ),
  rule('share-behind-the-gap', 'share-accepted', ({ airGapClosed }) => airGapClosed),
  rule('share-of-a-domain', 'share-accepted', ({ securityDomain }) => securityDomain !== undefined),
  rule(
    'share-given-once',
    'share-accepted',
    ({ shares }, { certificateSha256 }) => !shares.includes(certificateSha256),
  ),
  rule('approved-by-two', 'build-approved', (_, { by }) => peopleAmong(by) >= 2),
  rule('approved-with-quorum', 'build-approved', (state) => state.shares.length >= requiredOf(state)),
  rule('built-from-the-gap', 'blob-intended', (state) => state.airGapClosed && openingOf(state)?.machine === 'offline'),
  rule('built-from-a-domain', 'blob-intended', ({ securityDomain }) => securityDomain !== undefined),
  rule(
    'built-for-the-verified-key',
    'blob-intended',
    ({ exchangeKey }, { certificateSha256 }) => exchangeKey?.certificateSha256 === certificateSha256,
  ),
  rule('built-with-quorum', 'blob-intended', (state) => state.shares.length >= requiredOf(state)),
  rule(
    'built-with-approval',
    'blob-intended',
    ({ buildApproved }, { certificateSha256 }) => buildApproved === certificateSha256,
  ),
  rule(
    'built-once-for-a-key',
    'blob-intended',
    ({ blob, builtFor }, { certificateSha256 }) => blob.phase !== 'intended' && !isIn(builtFor, certificateSha256),
  ),
  rule(
    'built-as-intended',
    'blob-built',
    ({ blob }, { certificateSha256 }) => blob.phase === 'intended' && blob.certificateSha256 === certificateSha256,
  ),
];
