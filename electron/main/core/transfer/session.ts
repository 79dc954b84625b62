// The exchange of bundles as one machine sees it: what its journal and plan say must be in the next one, out or in.
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { AppVersion, JournalEnd } from '#shared/schemas/atoms.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { assertStates, assertVerifiedBundle, type BundleExpectation, type VerifiedBundle } from './bind.ts';
import type { SignedBundle } from './bundle.ts';
import type { PublicIdentity } from './identity.ts';
import { observedKey } from './body.ts';
import type { BundlePayload, ExchangeReference, Observation, PayloadOf } from './payload.ts';
import type { PlannedQuorum } from './planned-certificates.ts';
import { bundleRules, type BundleType, payloadVersions, type SignerRole } from './roles.ts';

/** What one machine knows: its own identity, the approved plan, the plan's identities, and its journal. */
export interface ExchangeSession {
  readonly self: PublicIdentity;
  readonly plan: Plan;
  readonly planSha256: string;
  readonly pins: readonly PublicIdentity[];
  readonly state: JournalState;
}

/** The members of a payload that follow from plan and journal. */
export type BundleHeader<Type extends BundleType> = Omit<PayloadOf<Type>, 'type' | 'body' | 'exchange' | 'sd'>;

/** What a header has of the moment in which the bundle is made. */
export interface Made {
  readonly issued: string;
  readonly expires: string;
  readonly app: AppVersion;
  readonly journal: JournalEnd;
}

/**
 * The header of the next bundle that this machine sends.
 * @param journal where this machine's journal ends now
 * @param issued the machine's time, ISO 8601 in UTC
 * @param expires advice to people, in the same form
 * @throws IDENTITY_FOREIGN, BUNDLE_NOT_PREPARED
 */
export const headerOf = <Type extends BundleType>(
  session: ExchangeSession,
  type: Type,
  made: Made,
): BundleHeader<Type> =>
  // The version is that of the kind, which the compiler does not follow through a spread.
  ({ v: payloadVersions[type], ...nextHeader(session, type), ...made }) as unknown as BundleHeader<Type>;

/**
 * A bundle of this machine's own is the next one that it sends, in this ceremony and to this receiver: before its journal notes it,
 * because a file that was signed once stays good forever.
 * @throws IDENTITY_FOREIGN, BUNDLE_NOT_PREPARED, and what `bindBundle` throws
 */
export function assertNextSent({ payload }: Pick<SignedBundle, 'payload'>, session: ExchangeSession): void {
  const { dir, to, plan, ...expected } = nextHeader(session, payload.type);
  const journal = session.state.written.at(-1)?.journal;
  assertStates(payload, dir, to, {
    ...expected,
    journal,
    planSha256: plan.sha256,
    ...knownContent(session, payload.type),
  });
}

/** What the next bundle that this machine sends says, whenever it is made. */
function nextHeader(
  { self, plan, planSha256, pins, state }: ExchangeSession,
  type: BundleType,
): Omit<BundleHeader<BundleType>, 'v' | keyof Made> {
  assertPinned(pins, self);
  const { directions } = bundleRules[type];
  const [dir] = directions;
  /* v8 ignore if -- @preserve Every kind in `bundleRules` has a direction. */
  if (dir === undefined) throw new Error(`bundles of kind ${type} travel nowhere`);
  return {
    ceremony: plan.ceremony,
    seq: (state.lastBundle?.seq ?? 0) + 1,
    prev: state.lastBundle?.payloadSha256 ?? null,
    dir,
    from: self.keyId,
    to: peerOf(pins, state, self.role).keyId,
    challenge: state.challengeNoted ?? refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'challenge' }),
    hsm: { uri: plan.target.uri, resourceId: plan.target.resourceId, tenant: plan.target.tenant },
    plan: { sha256: planSha256 },
    practice: plan.practice,
  };
}

/**
 * What the next bundle that this machine receives must say.
 * @throws IDENTITY_FOREIGN, BUNDLE_NOT_PREPARED
 */
export function expectationOf(session: ExchangeSession, type: BundleType): BundleExpectation {
  const { self, plan, planSha256, pins, state } = session;
  assertPinned(pins, self);
  peerOf(pins, state, self.role);
  return {
    self: { role: self.role, keyId: self.keyId },
    ceremony: plan.ceremony,
    planSha256,
    practice: plan.practice,
    challenge: state.challengeIssued ?? refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'challenge' }),
    seq: (state.lastBundle?.seq ?? 0) + 1,
    prev: state.lastBundle?.payloadSha256 ?? null,
    journal: state.accepted.at(-1)?.journal,
    hsm: { uri: plan.target.uri, resourceId: plan.target.resourceId, tenant: plan.target.tenant },
    ...knownContent(session, type),
  };
}

/** Whose certificates an activation takes, and how many must come. */
export const plannedQuorum = ({ custodians, quorum: { required } }: Plan): PlannedQuorum => ({
  custodians: custodians.map(({ id }) => id),
  required,
});

/** What a machine knows already of what a bundle is about. */
const knownContent = ({ plan, state }: ExchangeSession, type: BundleType) => ({
  exchange: type === 'exchange-key' ? undefined : knownExchangeKey(state),
  sdSha256: plan.securityDomain?.sha256,
  quorum: plannedQuorum(plan),
});

/** The exchange key that this machine knows: verified on the offline side; sent, or else fetched, on the online side. */
export const knownExchangeKey = ({ exchangeKey, keySent, fetched }: JournalState): ExchangeReference | undefined => {
  const known = exchangeKey ?? keySent ?? fetched['operator-1'];
  return known && { certificateSha256: known.certificateSha256, spkiSha256: known.spkiSha256 };
};

/** What a journal says of a bundle that was written or accepted. */
export function travelled(
  { payload, payloadSha256 }: { readonly payload: BundlePayload; readonly payloadSha256: string },
  file: Uint8Array,
): Omit<EventOf<'bundle-written'>, 'kind'> {
  const { type, seq, exchange, journal } = payload;
  return {
    type,
    seq,
    payloadSha256,
    fileSha256: sha256(file).toString('hex'),
    exchange: exchange?.certificateSha256 ?? null,
    content: contentOf(payload),
    journal,
  };
}

/** What the sender's journal says of a complete bundle. What both operators saw of an exchange key is in it before. */
export function bundleSent(
  bundle: { readonly payload: BundlePayload; readonly payloadSha256: string },
  file: Uint8Array,
): readonly JournalEvent[] {
  const { payload } = bundle;
  const seen = payload.type === 'exchange-key' ? seenAndChosen(payload.body) : [];
  return [...seen, { kind: 'bundle-written', ...travelled(bundle, file) }];
}

function seenAndChosen({ first, second, decision }: PayloadOf<'exchange-key'>['body']): readonly JournalEvent[] {
  const [one, two] = [fetched(first), fetched(second)];
  if (decision === null) return [one, two];
  const { key, exception } = decision;
  const chosen = key === 'operator-1' ? one.certificateSha256 : two.certificateSha256;
  return [
    one,
    two,
    { kind: 'exchange-key-chosen', first: one.certificateSha256, second: two.certificateSha256, chosen, exception },
  ];
}

/** What a journal says of one fetch of the exchange key. */
export function fetched(observation: Omit<Observation, 'journal'>): EventOf<'exchange-key-fetched'> {
  const { observer, requestId, fetchedAt, serverDate, answer, tlsChain } = observation;
  const hashOf = (base64: string): string => sha256(decodeBase64(base64)).toString('hex');
  return {
    kind: 'exchange-key-fetched',
    observer,
    ...observedKey(observation),
    requestId,
    fetchedAt,
    serverDate,
    answerSha256: hashOf(answer),
    tlsServerSha256: tlsChain[0] === undefined ? null : hashOf(tlsChain[0]),
  };
}

/** Whether this is what a journal says of a fetch; a bundle has nothing of the file in which the answer is kept. */
export function isNoted(
  noted: Omit<EventOf<'exchange-key-fetched'>, 'kind'>,
  observation: Omit<Observation, 'journal'>,
): boolean {
  const { envelopeSha256: _, ...facts } = noted;
  const line = { ...facts, kind: 'exchange-key-fetched' };
  return encodeCanonicalJson(line).equals(encodeCanonicalJson({ ...fetched(observation) }));
}

/** The event by which a journal accepts a bundle that was bound to this machine. */
export function bundleAccepted(bundle: VerifiedBundle, file: Uint8Array): EventOf<'bundle-accepted'> {
  assertVerifiedBundle(bundle);
  const signers = bundle.signers.map(({ keyId }) => keyId);
  return { kind: 'bundle-accepted', ...travelled(bundle, file), signers, ...badVerdictOf(bundle.payload) };
}

/** What an outcome says of a call that did not succeed. */
function badVerdictOf(payload: BundlePayload): Pick<EventOf<'bundle-accepted'>, 'verdict'> {
  if (payload.type !== 'outcome' || payload.body.verdict === 'succeeded') return {};
  return { verdict: payload.body.verdict };
}

function contentOf(payload: BundlePayload): string | null {
  if (payload.type === 'restore-blob') return payload.body.blobSha256;
  return payload.type === 'security-domain' ? payload.sd.sha256 : null;
}

function assertPinned(pins: readonly PublicIdentity[], { role, keyId }: PublicIdentity): void {
  if (!pins.some((pin) => pin.role === role && pin.keyId === keyId)) refuse({ code: 'IDENTITY_FOREIGN', role });
}

/** The machine on the other side: named by the plan, and paired by people. */
function peerOf(pins: readonly PublicIdentity[], state: JournalState, self: SignerRole): PublicIdentity {
  const role: SignerRole = self === 'offline' ? 'operator-1' : 'offline';
  const peer = pins.find((pin) => pin.role === role);
  return peer && state.peers[role] === peer.keyId ? peer : refuse({ code: 'BUNDLE_NOT_PREPARED', missing: 'pairing' });
}
