// Events from what other rooms have checked: where a journal says that something was verified, the verified value itself was at hand.
import { type Fault, refuse } from '#shared/faults/fault.ts';
import type { ExchangeKeyVerdict } from '#shared/exchange-key/verdict.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { ChosenKey, ExchangeKeyInput, ObservedFetch } from '../exchange-key/claim.ts';
import { verifyExchangeKey } from '../exchange-key/policy.ts';
import type { ApprovedPlan } from '../plan/approval.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import { assertVerifiedBundle, type VerifiedBundle } from '../transfer/bind.ts';
import type { ExchangeReference, KeyDecision, Observation, PayloadOf } from '../transfer/payload.ts';

const detailLimit = 400;

/** The exception branch for a key without attestation. */
export interface Unattested {
  readonly reason: string;
  readonly approvers: readonly string[];
}

export interface AssessedExchangeKey {
  /** What the combiner is asked to check again. */
  readonly input: ExchangeKeyInput;
  readonly verdict: ExchangeKeyVerdict;
  readonly event: EventOf<'exchange-key-verified'>;
}

/**
 * Checks the exchange key of a bundle by the plan: its answer as both operators signed it, the plan's HSM, the plan's signers.
 * @param custodianThumbprintsS256 those of the security domain
 * @param wallClockMs as people read it from the wall, if they have
 * @throws BUNDLE_EXCHANGE_KEY; the faults of verifyExchangeKey: a failed check, to be left only through an exception
 */
export function assessBundledKey(
  bundle: VerifiedBundle<'exchange-key'>,
  approved: ApprovedPlan,
  custodianThumbprintsS256: readonly string[],
  options: AssessmentOptions = {},
): AssessedExchangeKey {
  const input = bundledKeyInput(bundle, approved, custodianThumbprintsS256, options);
  const { exchange } = bundle.payload;
  const { certificateSha256Hex, spkiSha256Hex, evidence: verdict } = verifyExchangeKey(input);
  const found = `${certificateSha256Hex} ${spkiSha256Hex}`;
  const expected = `${exchange.certificateSha256} ${exchange.spkiSha256}`;
  /* v8 ignore if -- @preserve A verified bundle names the certificate of its answer; here another parser reads that
   * answer, and they agree today. */
  if (found !== expected) refuse({ code: 'BUNDLE_EXCHANGE_KEY', expected, found });
  return { input, verdict, event: verifiedEvent(verdict, exchange, approved.plan.target.uri, options.unattested) };
}

export interface AssessmentOptions {
  readonly unattested?: Unattested | undefined;
  readonly wallClockMs?: number | undefined;
}

/** What the exchange key of a bundle is checked from, whatever the verdict will be. */
export function bundledKeyInput(
  bundle: VerifiedBundle<'exchange-key'>,
  { plan }: ApprovedPlan,
  custodianThumbprintsS256: readonly string[],
  { unattested, wallClockMs }: AssessmentOptions = {},
): ExchangeKeyInput {
  assertVerifiedBundle(bundle);
  return exchangeKeyInput(bundle.payload, plan, custodianThumbprintsS256, { unattested, wallClockMs });
}

/** As `bundledKeyInput`, for the key of a bundle that is in an evidence package: nobody receives it any more. */
export function exchangeKeyInput(
  { exchange, body }: Pick<PayloadOf<'exchange-key'>, 'exchange' | 'body'>,
  plan: Plan,
  custodianThumbprintsS256: readonly string[],
  { unattested, wallClockMs }: AssessmentOptions = {},
): ExchangeKeyInput {
  const { decision, revocationLists } = body;
  const fetches = [body.first, body.second].map(fetchOf);
  return {
    fileBytes: decodeBase64((decision?.key === 'operator-2' ? body.second : body.first).answer),
    /* v8 ignore next -- @preserve A production key that both operators signed cannot be made in a test: only the
     * genuine one is of Intel. */
    mode: plan.practice ? 'practice' : 'production',
    use: 'ceremony',
    claim: unattested
      ? { kind: 'unattested', certificateSha256Hex: exchange.certificateSha256, ...unattested }
      : { kind: 'attested', hsmUri: plan.target.uri },
    custodianThumbprintsS256,
    acceptedQuoteSigners: plan.enclaveSigners,
    revocationLists,
    observed: { hsmUri: plan.target.uri, fetches, ...(decision === null ? {} : { decision: choiceOf(decision) }) },
    ...(wallClockMs === undefined ? {} : { wallClockMs }),
  };
}

const choiceOf = ({ key, decidedBy, reason }: KeyDecision): ChosenKey => ({ key, decidedBy, reason });

/** What the policy asks of an observation, and nothing besides: the combiner is given it again. */
const fetchOf = ({ observer, answer, tlsChain, fetchedAt, serverDate }: Observation): ObservedFetch => ({
  observer,
  answer,
  tlsChain,
  fetchedAt,
  serverDate,
});

/** The event of a key that was accepted, with its verdict. */
export function verifiedEvent(
  verdict: ExchangeKeyVerdict,
  exchange: ExchangeReference,
  hsmUri: string,
  unattested: Unattested | undefined,
): EventOf<'exchange-key-verified'> {
  return {
    kind: 'exchange-key-verified',
    ...exchange,
    hsmUri,
    verdictSha256: sha256(encodeVerdict(verdict)).toString('hex'),
    attested: unattested === undefined,
    exception: unattested ? { reason: unattested.reason, approvers: [...unattested.approvers] } : null,
  };
}

/** The bytes of a verdict as they are put into the evidence, under `verdicts/`. */
export const encodeVerdict = (verdict: ExchangeKeyVerdict): Buffer =>
  Buffer.from(`${JSON.stringify(verdict, null, 2)}\n`, 'utf8');

/**
 * The event of a security domain that was loaded.
 * @throws the faults of parseSecurityDomain
 */
export function securityDomainLoaded(file: Uint8Array): EventOf<'security-domain-loaded'> {
  const { required, shares, unknownMembers } = parseSecurityDomain(file);
  const custodians = new Set(shares.map(({ thumbprintS256 }) => thumbprintS256)).size;
  return {
    kind: 'security-domain-loaded',
    sha256: sha256(file).toString('hex'),
    required,
    custodians,
    ...(unknownMembers.length > 0 && { unknownMembers: [...unknownMembers] }),
  };
}

/** The event of a check that failed; it stands until an exception names it. */
export const checkFailed = (check: string, step: string, fault: Fault): EventOf<'check-failed'> => ({
  kind: 'check-failed',
  check,
  step,
  fault: fault.code,
  detail: visibleText(JSON.stringify(fault), detailLimit),
});
