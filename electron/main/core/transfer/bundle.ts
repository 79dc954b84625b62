// Transfer bundles: made, signed and opened. Whether one is meant for this machine now is said in bind.ts.
import { refuse } from '#shared/faults/fault.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { assertBodyAgrees } from './body.ts';
import { same } from './compare.ts';
import { maxBundleBytes, parseEnvelope } from './envelope.ts';
import type { PublicIdentity, Signer } from './identity.ts';
import { assertNoSecrets } from './outgoing-scan.ts';
import { type BundlePayload, type PayloadOf, payloadSchema } from './payload.ts';
import { bundleRules, type BundleType, bundleTypes, payloadTypeOf } from './roles.ts';
import { signDocument, verifySigners } from './signed-document.ts';

/** A bundle whose signatures are good and whose body agrees with its header. Nothing says yet that it is meant for us now. */
export interface SignedBundle<Type extends BundleType = BundleType> {
  readonly payload: PayloadOf<Type>;
  /** SHA-256 of the payload's bytes, hex: the next bundle names it, and people read it to each other. */
  readonly payloadSha256: string;
  readonly signers: readonly PublicIdentity[];
}

/**
 * Makes a bundle's file: checks the payload's form, signs it, looks for secrets, and reads the result back as a receiver would.
 * The exchange key's bundle needs both operators; the second may add its signature later with `countersignDocument`.
 * @throws BUNDLE_PAYLOAD_FORM, SECRET_IN_OUTPUT, ENVELOPE_TOO_LARGE, and what `openBundle` throws of a body
 */
export function buildBundle(payload: BundlePayload, signers: readonly Signer[]): Buffer {
  const form = payloadSchema.safeParse(payload);
  if (!form.success) return refuse({ code: 'BUNDLE_PAYLOAD_FORM', problems: formProblems(form.error) });
  assertBodyAgrees(form.data);
  const file = signDocument(payloadTypeOf(payload.type), encodeCanonicalJson(form.data), signers);
  assertNoSecrets(file);
  readSigned(file, payload.type, signers);
  return file;
}

/**
 * Opens a bundle of one kind: form, signatures by pinned keys with the right roles, then the payload and its body.
 * REQ-32: nothing of the payload is read before its signatures are checked, and what is read is the checked buffer.
 * @throws ENVELOPE_…, SIGNATURE_…, BUNDLE_TYPE…, BUNDLE_SIGN…, BUNDLE_PINS_AMBIGUOUS, BUNDLE_PAYLOAD_…, BUNDLE_BODY,
 *   BUNDLE_EXCHANGE_KEY, BUNDLE_SECURITY_DOMAIN, BUNDLE_OBSERVERS_DISAGREE, PLAN_…, JSON_…
 */
export function openBundle<Type extends BundleType>(
  bytes: Uint8Array,
  type: Type,
  pins: readonly PublicIdentity[],
): SignedBundle<Type> {
  const bundle = readSigned(bytes, type, pins);
  assertRoles(type, bundle.signers);
  assertSender(bundle.payload, bundle.signers);
  assertBodyAgrees(bundle.payload);
  return bundle;
}

/**
 * The kind of bundle that a file says it is, for showing and for choosing what to verify it as; it proves nothing.
 * @throws ENVELOPE_…, BUNDLE_TYPE
 */
export function claimedType(bytes: Uint8Array): BundleType {
  const { payloadType } = parseEnvelope(bytes);
  return (
    bundleTypes.find((type) => payloadTypeOf(type) === payloadType) ??
    refuse({ code: 'BUNDLE_TYPE', expected: bundleTypes.join(', '), found: payloadType })
  );
}

/** The one name of a bundle's file: what it is, in which ceremony, in which place of the sequence. */
export const bundleFileName = ({ ceremony, seq, type }: Pick<BundlePayload, 'ceremony' | 'seq' | 'type'>): string =>
  `lifeboat-${ceremony}-${String(seq).padStart(4, '0')}-${type}.bundle.json`;

/** The name of a bundle that lacks signatures: no bundle yet, and no name of one. */
export const draftFileName = (named: Parameters<typeof bundleFileName>[0]): string =>
  bundleFileName(named).replace(/\.bundle\.json$/, '.draft.json');

/**
 * Opens a bundle that still lacks signatures, for the person who is to add one: those that it has are by pinned keys and good.
 * @throws what `openBundle` throws, except for missing roles
 */
export function openForCountersigning<Type extends BundleType>(
  bytes: Uint8Array,
  type: Type,
  pins: readonly PublicIdentity[],
): SignedBundle<Type> {
  const bundle = readSigned(bytes, type, pins);
  assertBodyAgrees(bundle.payload);
  return bundle;
}

function readSigned<Type extends BundleType>(
  bytes: Uint8Array,
  type: Type,
  pins: readonly PublicIdentity[],
): SignedBundle<Type> {
  const envelope = parseEnvelope(bytes);
  same('BUNDLE_TYPE', payloadTypeOf(type), envelope.payloadType);
  const signers = verifySigners(envelope, pins);
  const payload = parsePayload(envelope.payload);
  same('BUNDLE_TYPE_INSIDE', type, payload.type);
  // The line above made it this type; the compiler cannot follow a comparison of two values.
  return { payload: payload as PayloadOf<Type>, payloadSha256: sha256(envelope.payload).toString('hex'), signers };
}

function parsePayload(bytes: Buffer): BundlePayload {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxBundleBytes, maxDepth: 32 });
  const form = payloadSchema.safeParse(value);
  if (!form.success) return refuse({ code: 'BUNDLE_PAYLOAD_FORM', problems: formProblems(form.error) });
  return canonical ? form.data : refuse({ code: 'BUNDLE_PAYLOAD_NOT_CANONICAL' });
}

function assertRoles(type: BundleType, signers: readonly PublicIdentity[]): void {
  const rule = bundleRules[type];
  const wrong = signers.find(({ role }) => !rule.signers.includes(role));
  if (wrong) refuse({ code: 'BUNDLE_SIGNER_ROLE', role: wrong.role, type });
  const missing = rule.signers.filter((role) => !signers.some((signer) => signer.role === role));
  if (missing.length > 0) refuse({ code: 'BUNDLE_SIGNATURES_SHORT', missing });
  // In another order they are as good, and the file has another hash.
  if (signers.some(({ role }, at) => role !== rule.signers[at])) refuse({ code: 'ENVELOPE_NOT_CANONICAL' });
}

/** The machine that a bundle says it is from has signed it, may send this kind, and sends it the right way. */
function assertSender(payload: BundlePayload, signers: readonly PublicIdentity[]): void {
  const { senders, directions } = bundleRules[payload.type];
  const sender = signers.find(({ role }) => senders.includes(role));
  /* v8 ignore next -- @preserve `assertRoles` has asked for the signature of every role in `signers`, and in
   * `bundleRules` each kind’s sender is one of them. */
  same('BUNDLE_SENDER', sender?.keyId ?? '', payload.from);
  if (!directions.includes(payload.dir)) {
    refuse({ code: 'BUNDLE_DIRECTION', expected: directions.join(', '), found: payload.dir });
  }
}
