// What a bundle says once its signatures are known to be good: a header that ties it to one ceremony, and a closed body.
import { z } from 'zod';
import {
  appVersion,
  base64Text,
  ceremonyId,
  guid,
  hsmResourceId,
  hsmUri,
  journalEnd,
  lineOfText,
  nonceHex,
  sha256B64u,
  sha256Hex,
  utcTime,
} from '#shared/schemas/atoms.ts';
import { restoreBlobText, securityDomainText } from './carried-files.ts';
import { type BundleType, directions, payloadVersions } from './roles.ts';

/** Which HSM a bundle is about: the one that is recovered to. */
export const hsmReference = z.strictObject({ uri: hsmUri, resourceId: hsmResourceId, tenant: guid });
export type HsmReference = z.infer<typeof hsmReference>;

/** Which exchange key: thumbprint of the certificate and hash of its SubjectPublicKeyInfo, both in hex. */
export const exchangeReference = z.strictObject({ certificateSha256: sha256Hex, spkiSha256: sha256Hex });
export type ExchangeReference = z.infer<typeof exchangeReference>;

const fileReference = z.strictObject({ sha256: sha256Hex });

const version = <Type extends BundleType>(type: Type) => ({
  v: z.literal(payloadVersions[type]),
  type: z.literal(type),
});

const common = {
  ceremony: ceremonyId,
  /** Bundles of a ceremony are counted in both directions together, from 1. */
  seq: z.int().min(1).max(9999),
  /** SHA-256 of the payload before this one in either direction; null for the first. */
  prev: sha256Hex.nullable(),
  dir: z.enum(directions),
  from: sha256Hex,
  to: sha256Hex,
  /** The nonce that the receiver issued. */
  challenge: nonceHex,
  issued: utcTime,
  /** Advice for people: offline clocks lie. */
  expires: utcTime,
  hsm: hsmReference,
  plan: fileReference,
  practice: z.boolean(),
  /** Where the sender's journal ended when the bundle was made: a journal that is written again later contradicts what was signed. */
  journal: journalEnd,
  app: appVersion,
};

/** One fetch of the exchange key: the service's answer as it came, and the connection that it came over. */
export const observation = z.strictObject({
  observer: z.enum(['operator-1', 'operator-2']),
  /** The raw body of the answer, base64. */
  answer: base64Text.min(4).max(96 << 10),
  /** Certificates of the TLS connection, the server's own first, DER in base64. */
  tlsChain: z
    .array(base64Text.min(4).max(16 << 10))
    .min(1)
    .max(8),
  requestId: lineOfText(128),
  /** By the observer's own clock: the service's answer with the key bears no date. */
  fetchedAt: utcTime,
  /** The Date header of the answer; null where it had none. */
  serverDate: lineOfText(64).nullable(),
  /** Where the observer's own journal ended once it had noted this fetch: with that line. */
  journal: journalEnd,
});
export type Observation = z.infer<typeof observation>;

const certificate = z.strictObject({ custodian: lineOfText(16), certificate: base64Text.min(4).max(16 << 10) });

const plan = z.strictObject({
  ...common,
  ...version('plan'),
  exchange: z.null(),
  sd: z.null(),
  /** The approved plan: its whole signed envelope as text. */
  body: z.strictObject({
    approvedPlan: z
      .string()
      .min(2)
      .max(256 << 10),
  }),
});
const activationCertificates = z.strictObject({
  ...common,
  ...version('activation-certificates'),
  exchange: z.null(),
  sd: z.null(),
  body: z.strictObject({ required: z.int().min(2).max(10), certificates: z.array(certificate).min(3).max(10) }),
});
const securityDomain = z.strictObject({
  ...common,
  ...version('security-domain'),
  exchange: z.null(),
  sd: fileReference,
  body: z.strictObject({
    securityDomain: securityDomainText,
    requestId: lineOfText(128),
    /** By the clock of the machine that received it. */
    receivedAt: utcTime,
    /** The Date header of the answer; null where it had none. */
    serverDate: lineOfText(64).nullable(),
  }),
});
/** How two people have decided where the operators saw different keys twice. */
export const keyDecision = z.strictObject({
  /** Whose key the header names. */
  key: z.enum(['operator-1', 'operator-2']),
  /** The number of the exception in the journal of operator 1. */
  exception: z.int().min(1).max(999),
  decidedBy: z.array(lineOfText(80)).min(2).max(8),
  reason: lineOfText(500),
});
export type KeyDecision = z.infer<typeof keyDecision>;

const exchangeKey = z.strictObject({
  ...common,
  ...version('exchange-key'),
  exchange: exchangeReference,
  sd: fileReference,
  body: z.strictObject({
    first: observation,
    second: observation,
    /** Null where both saw the same key. */
    decision: keyDecision.nullable(),
    /** Revocation lists of the authorities that vouch for the processor, DER in base64; none where nobody carried any along. */
    revocationLists: z.array(base64Text.min(4).max(192 << 10)).max(4),
  }),
});
const restoreBlob = z.strictObject({
  ...common,
  ...version('restore-blob'),
  exchange: exchangeReference,
  sd: fileReference,
  body: z.strictObject({ restoreBlob: restoreBlobText, blobSha256: sha256Hex, x5tS256: sha256B64u }),
});
const outcome = z.strictObject({
  ...common,
  ...version('outcome'),
  exchange: exchangeReference.nullable(),
  sd: fileReference.nullable(),
  body: z.strictObject({
    call: z.enum(['download', 'upload', 'restore']),
    verdict: z.enum(['succeeded', 'failed', 'unknown']),
    requestId: lineOfText(128),
    /** The service's own words, made visible. */
    detail: lineOfText(500),
  }),
});

export const payloadSchema = z.discriminatedUnion('type', [
  plan,
  activationCertificates,
  securityDomain,
  exchangeKey,
  restoreBlob,
  outcome,
]);
export type BundlePayload = z.infer<typeof payloadSchema>;
export type PayloadOf<Type extends BundlePayload['type']> = Extract<BundlePayload, { type: Type }>;
