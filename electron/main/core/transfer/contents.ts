// What each kind of bundle holds, made from the files and words that people give: for the command line and for the app state.
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { asBuffer, sha256 } from '../encoding/bytes.ts';
import { parseStrictJson } from '../encoding/json.ts';
import { assertDomainFor } from '../security-domain/custodians.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import { certificateOfFile } from '../x509/certificate-file.ts';
import { observedKey } from './body.ts';
import type { SignedBundle } from './bundle.ts';
import { blobExchangeThumbprint, maxCarriedBytes } from './carried-files.ts';
import { type KeyDecision, type Observation, observation, type PayloadOf } from './payload.ts';
import { assertPlannedCertificates } from './planned-certificates.ts';
import type { BundleType } from './roles.ts';
import { type ExchangeSession, knownExchangeKey, plannedQuorum } from './session.ts';

/** What a bundle holds besides the header that follows from plan and journal. Its form is checked where the bundle is built. */
export type ContentOf<Type extends BundleType> = {
  readonly [Each in Type]: Pick<PayloadOf<Each>, 'type' | 'exchange' | 'sd' | 'body'>;
}[Type];

const textOf = (file: Uint8Array): string => asBuffer(file).toString('utf8');

/** @param approvedPlan the signed envelope, as it is in its file */
export const planContent = (approvedPlan: Uint8Array): ContentOf<'plan'> => ({
  type: 'plan',
  exchange: null,
  sd: null,
  body: { approvedPlan: textOf(approvedPlan) },
});

/**
 * @param files certificates in PEM or DER, in the order of the plan's custodians
 * @throws BUNDLE_CUSTODIANS, CUSTODIAN_CERTIFICATE_UNFIT, PEM_LABEL_MISSING, PEM_SEVERAL_BLOCKS
 */
export function certificatesContent(plan: Plan, files: readonly Uint8Array[]): ContentOf<'activation-certificates'> {
  const body = {
    required: plan.quorum.required,
    certificates: files.map((file, at) => {
      const custodian = plan.custodians[at]?.id ?? `C${at + 1}`;
      return { custodian, certificate: certificateFor(custodian, file).toString('base64') };
    }),
  };
  assertPlannedCertificates(plannedQuorum(plan), body);
  return { type: 'activation-certificates', exchange: null, sd: null, body };
}

/**
 * The DER of a custodian’s certificate, from PEM or DER. What the certificate says is not checked.
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, PEM_LABEL_MISSING, PEM_SEVERAL_BLOCKS
 */
export function certificateFor(custodian: string, file: Uint8Array): Buffer {
  try {
    return certificateOfFile(file);
  } catch (error) {
    if (!isFaultOf(error, 'PEM_MALFORMED')) throw error;
    return refuse({ code: 'CUSTODIAN_CERTIFICATE_UNFIT', custodian, problem: 'form' }, error);
  }
}

/** Where a service's answer came from. */
export interface Origin {
  readonly requestId: string;
  /** By the clock of the machine that received it, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** The Date header; null where the answer had none. */
  readonly serverDate: string | null;
}

/**
 * @param certificates the bundle to which the HSM has answered with the file
 * @throws SECURITY_DOMAIN_OTHER_CUSTODIANS, the faults of parseSecurityDomain
 */
export function securityDomainContent(
  file: Uint8Array,
  { payload }: Pick<SignedBundle<'activation-certificates'>, 'payload'>,
  { requestId, receivedAt, serverDate }: Origin,
): ContentOf<'security-domain'> {
  assertDomainFor(parseSecurityDomain(file), payload.body.certificates);
  return {
    type: 'security-domain',
    exchange: null,
    sd: { sha256: sha256(file).toString('hex') },
    body: { securityDomain: textOf(file), requestId, receivedAt, serverDate },
  };
}

/** What a bundle of an exchange key holds besides the two fetches. */
export interface KeyExtras {
  /** Where the operators saw different keys: what two people have decided. */
  readonly decision?: KeyDecision | null;
  /** Of the authorities that vouch for the processor, in DER. */
  readonly revocationLists?: readonly Uint8Array[];
}

/**
 * @throws EXCHANGE_ANSWER_FORM, BUNDLE_NOT_PREPARED
 */
export const exchangeKeyContent = (
  session: ExchangeSession,
  first: Observation,
  second: Observation,
  { decision = null, revocationLists = [] }: KeyExtras = {},
): ContentOf<'exchange-key'> => ({
  type: 'exchange-key',
  exchange: observedKey(decision?.key === 'operator-2' ? second : first),
  sd: registeredDomain(session),
  body: {
    first,
    second,
    decision,
    revocationLists: revocationLists.map((list) => asBuffer(list).toString('base64')),
  },
});

/** @throws BUNDLE_NOT_PREPARED, the faults of parseRestoreBlob */
export function restoreBlobContent(session: ExchangeSession, file: Uint8Array): ContentOf<'restore-blob'> {
  const exchange = knownExchangeKey(session.state) ?? refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'exchange-key' });
  const restoreBlob = textOf(file);
  const body = {
    restoreBlob,
    blobSha256: sha256(file).toString('hex'),
    x5tS256: blobExchangeThumbprint(restoreBlob),
  };
  return { type: 'restore-blob', exchange, sd: registeredDomain(session), body };
}

export const outcomeContent = (
  { state, plan }: ExchangeSession,
  body: PayloadOf<'outcome'>['body'],
): ContentOf<'outcome'> => ({
  type: 'outcome',
  exchange: knownExchangeKey(state) ?? null,
  sd: plan.securityDomain && { sha256: plan.securityDomain.sha256 },
  body,
});

/** Reads an observation as an operator's machine wrote it. @throws OBSERVATION_FORM, JSON_… */
export function readObservation(file: Uint8Array): Observation {
  const form = observation.safeParse(parseStrictJson(file, { maxBytes: maxCarriedBytes }));
  return form.success ? form.data : refuse({ code: 'OBSERVATION_FORM', problems: formProblems(form.error) });
}

const registeredDomain = ({ plan }: ExchangeSession): { sha256: string } =>
  plan.securityDomain
    ? { sha256: plan.securityDomain.sha256 }
    : refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'security-domain' });
