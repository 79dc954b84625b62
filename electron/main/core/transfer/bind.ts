// Binding a bundle to the one ceremony, machine and moment that it was made for.
import { refuse } from '#shared/faults/fault.ts';
import type { JournalEnd } from '#shared/schemas/atoms.ts';
import { createSeal, type Verified } from '../verified.ts';
import { openBundle, type SignedBundle } from './bundle.ts';
import { same, sameExchange, sameHsm } from './compare.ts';
import type { PublicIdentity } from './identity.ts';
import type { BundlePayload, ExchangeReference, HsmReference } from './payload.ts';
import { assertPlannedCertificates, type PlannedQuorum } from './planned-certificates.ts';
import type { BundleType, Direction, SignerRole } from './roles.ts';

/** A bundle that was also checked against everything that its receiver knows. Only `bindBundle` makes one. */
export type VerifiedBundle<Type extends BundleType = BundleType> = Verified<SignedBundle<Type>>;

const seal = createSeal<object>('transfer bundle');
/** Throws a defect unless this bundle was bound here. Call it before acting on one. */
export const assertVerifiedBundle = (bundle: VerifiedBundle): void => seal.assert(bundle);

/** What a machine knows before it looks: from its plan, its journal and its paper, never from the stick. */
export interface BundleFacts {
  readonly ceremony: string;
  readonly planSha256: string;
  readonly practice: boolean;
  /** The nonce that the receiver issued. */
  readonly challenge: string;
  /** What comes next: its number, and the hash of the payload before it. */
  readonly seq: number;
  readonly prev: string | null;
  readonly hsm: HsmReference;
  /** The exchange key that is known already; undefined while none is. */
  readonly exchange: ExchangeReference | undefined;
  /** The security domain's hash in the register; undefined while there is none. */
  readonly sdSha256: string | undefined;
  /** Where the sender's journal ended in the last bundle that it sent; undefined before the first. */
  readonly journal: JournalEnd | undefined;
  /** Whose certificates an activation takes. */
  readonly quorum: PlannedQuorum;
}

/** What the receiver of a bundle knows. */
export interface BundleExpectation extends BundleFacts {
  /** The machine that receives. */
  readonly self: { readonly role: SignerRole; readonly keyId: string };
}

/**
 * Binds an opened bundle to its receiver. Each attack of REQ-32 ends at one line here, with its own code.
 * @throws BUNDLE_PRACTICE, BUNDLE_CEREMONY, BUNDLE_PLAN, BUNDLE_DIRECTION, BUNDLE_RECIPIENT, BUNDLE_CHALLENGE, BUNDLE_SEQUENCE,
 *   BUNDLE_PREVIOUS, BUNDLE_JOURNAL_SHORTER, BUNDLE_HSM, BUNDLE_EXCHANGE_KEY, BUNDLE_SECURITY_DOMAIN, BUNDLE_CUSTODIANS, CUSTODIAN_CERTIFICATE_UNFIT
 */
export function bindBundle<Type extends BundleType>(
  bundle: SignedBundle<Type>,
  expected: BundleExpectation,
): VerifiedBundle<Type> {
  assertStates(bundle.payload, incomingDirection(expected.self.role), expected.self.keyId, expected);
  seal.mint(bundle);
  // The seal minted this very object; its type cannot carry the kind along.
  return bundle as VerifiedBundle<Type>;
}

/**
 * Compares a bundle's header with what a machine knows, whichever end it is at.
 * @throws the faults that `bindBundle` names
 */
export function assertStates(payload: BundlePayload, dir: Direction, to: string, expected: BundleFacts): void {
  if (payload.practice !== expected.practice) refuse({ code: 'BUNDLE_PRACTICE', expectedPractice: expected.practice });
  same('BUNDLE_CEREMONY', expected.ceremony, payload.ceremony);
  same('BUNDLE_PLAN', expected.planSha256, payload.plan.sha256);
  same('BUNDLE_DIRECTION', dir, payload.dir);
  same('BUNDLE_RECIPIENT', to, payload.to);
  same('BUNDLE_CHALLENGE', expected.challenge, payload.challenge);
  same('BUNDLE_SEQUENCE', String(expected.seq), String(payload.seq));
  same('BUNDLE_PREVIOUS', String(expected.prev), String(payload.prev));
  // The sender has noted the bundle before this one, so its journal is longer than it said there, or it is another journal.
  const least = (expected.journal?.events ?? 0) + 1;
  if (payload.journal.events < least) {
    refuse({ code: 'BUNDLE_JOURNAL_SHORTER', expected: String(least), found: String(payload.journal.events) });
  }
  sameHsm(expected.hsm, payload.hsm);
  if (expected.exchange && payload.exchange) sameExchange(expected.exchange, payload.exchange);
  if (expected.sdSha256 !== undefined && payload.sd) {
    same('BUNDLE_SECURITY_DOMAIN', expected.sdSha256, payload.sd.sha256);
  }
  if (payload.type === 'activation-certificates') assertPlannedCertificates(expected.quorum, payload.body);
}

/** Opens and binds in one go, as every machine that receives a bundle does. */
export const verifyBundle = <Type extends BundleType>(
  bytes: Uint8Array,
  type: Type,
  pins: readonly PublicIdentity[],
  expected: BundleExpectation,
): VerifiedBundle<Type> => bindBundle(openBundle(bytes, type, pins), expected);

const incomingDirection = (self: SignerRole): Direction =>
  self === 'offline' ? 'online-to-offline' : 'offline-to-online';
