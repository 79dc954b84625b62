// One machine's side of the exchange: bundles written to a folder and noted, bundles read from a folder, bound and noted.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { isIn } from '#shared/journal/growth.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { endOf } from '#core/journal/chain.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { assertNoOtherPlan } from '#core/plan/facts.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { type VerifiedBundle, verifyBundle } from '#core/transfer/bind.ts';
import {
  buildBundle,
  bundleFileName,
  claimedType,
  draftFileName,
  openBundle,
  openForCountersigning,
  type SignedBundle,
} from '#core/transfer/bundle.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import type { PublicIdentity, Signer } from '#core/transfer/identity.ts';
import type { BundlePayload } from '#core/transfer/payload.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { assertOwnFetch, countersigned, type OwnFetch } from '#core/transfer/second-observer.ts';
import { bundleAccepted, bundleSent, type ExchangeSession, expectationOf, headerOf } from '#core/transfer/session.ts';
import { countersignDocument } from '#core/transfer/signed-document.ts';
import { refuseExisting } from '#platform/files.ts';
import { bundlePath, listBundles, readBundle, setBundleAside, writeBundle, writeDraft } from './bundle-folder.ts';
import type { Clock, JournalWriter } from '../journal/journal-file.ts';

export interface ExchangeParts<Self extends PublicIdentity> {
  readonly journal: JournalWriter;
  readonly approved: ApprovedPlan;
  /** The public half is enough for what comes in. */
  readonly self: Self;
  readonly clock: Clock;
  readonly app: AppVersion;
}

/** A bundle that lacks signatures. */
export interface BundleDraft {
  readonly name: string;
  readonly payload: BundlePayload;
  /** SHA-256 of the payload, hex; the other signatures do not change it. */
  readonly payloadSha256: string;
}

/** Advice on a bundle's face: people look after a day. */
const expiresAfterMs = 24 * 60 * 60 * 1000;

export class BundleExchange<Self extends PublicIdentity = Signer> {
  readonly #parts: ExchangeParts<Self>;

  constructor(parts: ExchangeParts<Self>) {
    this.#parts = parts;
  }

  /** What this machine knows now. @throws PLAN_MISMATCH if its journal follows another plan */
  get session(): ExchangeSession {
    const { approved, self, journal } = this.#parts;
    const { plan, planSha256 } = approved;
    // The plan itself may come in a bundle, before it is adopted.
    assertNoOtherPlan(journal.state, planSha256);
    return { self, plan, planSha256, pins: pinnedIdentities(plan), state: journal.state };
  }

  /**
   * Writes the next bundle under its name and notes it. A program that ended between the two has left the file: where it says the
   * same, it is noted and nothing is written; where it does not, people look at it first.
   * @returns the name of the file
   * @throws BUNDLE_…, SECRET_IN_OUTPUT, JOURNAL_OUT_OF_ORDER before anything is written; BUNDLE_IN_THE_WAY; the file and medium faults
   */
  async send<Type extends BundleType>(this: BundleExchange, folder: string, content: ContentOf<Type>): Promise<string> {
    const { journal, self } = this.#parts;
    const payload = this.#nextPayload(content);
    const made = buildBundle(payload, [self]);
    const name = bundleFileName(payload);
    const left = await this.#leftOver(folder, name, payload);
    const file = left ?? made;
    const bundle = openBundle(file, payload.type, this.session.pins);
    journal.assertMayHappen(bundleSent(bundle, file));
    if (left === undefined) await writeBundle(folder, name, file);
    for (const event of bundleSent(bundle, file)) await journal.append(event);
    return name;
  }

  /**
   * Writes the next bundle as `send` does, into a folder of this machine alone, from which it is copied to sticks. What a program that
   * ended too early left there was never told to anybody: it goes out of the way, renamed.
   * @returns the name of the file
   * @throws as `send`
   */
  async sendHere<Type extends BundleType>(
    this: BundleExchange,
    folder: string,
    content: ContentOf<Type>,
  ): Promise<string> {
    const name = bundleFileName(this.#nextPayload(content));
    if ((await listBundles(folder)).bundles.includes(name)) await this.setAside(folder, name);
    return this.send(folder, content);
  }

  /**
   * Writes the next bundle with this machine's signature alone, for somebody else to sign it too. It is a draft under a name of its
   * own, and nothing is noted: the sender notes the whole bundle when it has seen it.
   * @throws as `send`
   */
  async draft<Type extends BundleType>(
    this: BundleExchange,
    folder: string,
    content: ContentOf<Type>,
  ): Promise<BundleDraft> {
    const payload = this.#nextPayload(content);
    const file = buildBundle(payload, [this.#parts.self]);
    const name = draftFileName(payload);
    const left = await this.#leftOver(folder, name, payload);
    if (left === undefined) await writeDraft(folder, name, file);
    const { payloadSha256 } = openForCountersigning(left ?? file, payload.type, this.session.pins);
    return { name, payload, payloadSha256 };
  }

  /**
   * Puts a file out of the way of the next bundle: renamed, never deleted.
   * @returns its new name
   * @throws BUNDLE_NOTED for one that the journal names; BUNDLE_NAME, FILE_EXISTS and the file and medium faults
   */
  setAside(folder: string, name: string): Promise<string> {
    return setBundleAside(folder, name, this.#parts.journal.state);
  }

  /**
   * Reads a bundle, verifies that it is the next one for this machine, and notes it.
   * @throws BUNDLE_…, ENVELOPE_…, JOURNAL_OUT_OF_ORDER, the file and medium faults
   */
  async receive<Type extends BundleType>(folder: string, name: string, type: Type): Promise<VerifiedBundle<Type>> {
    const session = this.session;
    const file = await readBundle(folder, name);
    const bundle = verifyBundle(file, type, session.pins, expectationOf(session, type));
    await this.#parts.journal.append(bundleAccepted(bundle, file));
    return bundle;
  }

  /**
   * Opens a bundle again that this machine accepted before, as after a restart: the same file, bound as it was then.
   * @throws BUNDLE_SEQUENCE if the journal knows of no such file; the BUNDLE, file and medium faults
   */
  async reopen<Type extends BundleType>(folder: string, name: string, type: Type): Promise<VerifiedBundle<Type>> {
    const session = this.session;
    const { accepted, written } = session.state;
    const file = await readBundle(folder, name);
    const found = sha256(file).toString('hex');
    const then = accepted.find(({ fileSha256 }) => fileSha256 === found);
    if (!then) return refuse({ code: 'BUNDLE_SEQUENCE', expected: 'a bundle accepted before', found });
    const before = [...written, ...accepted].find(({ seq }) => seq === then.seq - 1);
    return verifyBundle(file, type, session.pins, {
      ...expectationOf(session, type),
      seq: then.seq,
      prev: before?.payloadSha256 ?? null,
      journal: accepted.findLast(({ seq }) => seq < then.seq)?.journal,
    });
  }

  #nextPayload<Type extends BundleType>(content: ContentOf<Type>): BundlePayload {
    const { clock, app, journal } = this.#parts;
    const issued = clock();
    const expires = new Date(Date.parse(issued) + expiresAfterMs).toISOString();
    const header = headerOf(this.session, content.type, {
      issued,
      expires,
      app,
      journal: endOf(journal.head),
    });
    // The kind and its content belong together; a spread cannot say so, and the bundle's own schema checks it.
    return { ...header, ...content } as unknown as BundlePayload;
  }

  /**
   * The file that is under a name already, if it is what was about to be written; undefined if nothing is there.
   * @throws BUNDLE_IN_THE_WAY
   */
  async #leftOver(folder: string, name: string, payload: BundlePayload): Promise<Buffer | undefined> {
    const file = await readIfThere(folder, name);
    if (file === undefined) return undefined;
    const fileSha256 = sha256(file).toString('hex');
    return (await this.#saysTheSame(file, payload)) ? file : refuse({ code: 'BUNDLE_IN_THE_WAY', name, fileSha256 });
  }

  /** Whether a file is ours, good, of this journal, and differs at most in its times, the version that wrote it and how far the journal was. */
  async #saysTheSame(file: Buffer, payload: BundlePayload): Promise<boolean> {
    try {
      const found = openForCountersigning(file, payload.type, this.session.pins);
      return (
        found.signers.some(({ keyId }) => keyId === this.#parts.self.keyId) &&
        lasting(found.payload).equals(lasting(payload)) &&
        (await this.#parts.journal.hadEnd(found.payload.journal))
      );
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}

/** What stays the same when a bundle is made once more. */
const lasting = (payload: BundlePayload): Buffer =>
  encodeCanonicalJson({ ...payload, issued: '', expires: '', app: null, journal: null });

async function readIfThere(folder: string, name: string): Promise<Buffer | undefined> {
  try {
    return await readBundle(folder, name);
  } catch (error) {
    if (error instanceof Refusal && error.fault.code === 'FILE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * Opens the draft of an exchange key for the second operator, once it is found to hold what this operator's own machine fetched and noted.
 * @throws BUNDLE_FETCH_NOT_NOTED, BUNDLE_NOT_MY_OBSERVATION, BUNDLE_OBSERVERS_DISAGREE, KEY_DECISION_UNSEEN; BUNDLE_…, ENVELOPE_…
 */
export function openDraft(draft: Buffer, plan: Plan, fetch: OwnFetch): SignedBundle<'exchange-key'> {
  const pins = pinnedIdentities(plan);
  const bundle = openForCountersigning(draft, 'exchange-key', pins);
  const self = pins.find(({ role }) => role === 'operator-2') ?? refuse({ code: 'BUNDLE_FETCH_NOT_NOTED' });
  assertOwnFetch(bundle.payload, fetch, self);
  return bundle;
}

/**
 * Adds the second operator's signature to a draft, which makes it a bundle: noted in that operator's own journal, then written under the
 * bundle's name. A program that ended between the two has noted it: the same draft is signed again, and nothing is noted twice.
 * @param journal of the second operator's machine
 * @throws IDENTITY_FOREIGN where another one than operator 2 of the plan signs; what `openDraft` throws; JOURNAL_OUT_OF_ORDER; FILE_EXISTS and
 *   the file and medium faults
 */
export async function countersignDraft(
  draft: Buffer,
  folder: string,
  plan: Plan,
  signer: Signer,
  fetch: OwnFetch,
  journal: Pick<JournalWriter, 'state' | 'append'>,
): Promise<BundleDraft> {
  openDraft(draft, plan, fetch);
  if (signer.keyId !== fetch.journal.opened?.keyId) refuse({ code: 'IDENTITY_FOREIGN', role: signer.role });
  const file = countersignDocument(draft, signer);
  const { payload, payloadSha256 } = openBundle(file, claimedType(file), pinnedIdentities(plan));
  const name = bundleFileName(payload);
  await refuseExisting(bundlePath(folder, name));
  if (!isIn(journal.state.countersigned, payloadSha256)) await journal.append(countersigned(payloadSha256, fetch.own));
  await writeBundle(folder, name, file);
  return { name, payload, payloadSha256 };
}
