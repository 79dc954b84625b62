// Comparing what a bundle says with what is known, each difference under its own code.
import { refuse } from '#shared/faults/fault.ts';
import type { ExchangeReference, HsmReference } from './payload.ts';

/** Codes of the faults that say what was expected and what was found. */
type Difference =
  | 'BUNDLE_TYPE'
  | 'BUNDLE_TYPE_INSIDE'
  | 'BUNDLE_CEREMONY'
  | 'BUNDLE_PLAN'
  | 'BUNDLE_DIRECTION'
  | 'BUNDLE_SENDER'
  | 'BUNDLE_RECIPIENT'
  | 'BUNDLE_CHALLENGE'
  | 'BUNDLE_SEQUENCE'
  | 'BUNDLE_PREVIOUS'
  | 'BUNDLE_HSM'
  | 'BUNDLE_EXCHANGE_KEY'
  | 'BUNDLE_SECURITY_DOMAIN'
  | 'BUNDLE_OBSERVERS_DISAGREE'
  | 'BUNDLE_CUSTODIANS'
  | 'BUNDLE_OTHER_CONTENT';

export function same(code: Difference, expected: string, found: string): void {
  if (expected !== found) refuse({ code, expected, found });
}

export function sameExchange(expected: ExchangeReference, found: ExchangeReference): void {
  same('BUNDLE_EXCHANGE_KEY', expected.certificateSha256, found.certificateSha256);
  same('BUNDLE_EXCHANGE_KEY', expected.spkiSha256, found.spkiSha256);
}

/** An HSM is the same where its address, its resource and its tenant are. */
export function sameHsm(expected: HsmReference, found: HsmReference): void {
  same('BUNDLE_HSM', hsmText(expected), hsmText(found));
}

const hsmText = ({ uri, resourceId, tenant }: HsmReference): string => [uri, resourceId, tenant].join(' ');
