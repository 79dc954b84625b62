// A ceremony that is open at this machine: its plan, whose machine this is, its journal, and what the steps have left in its folder.
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { ReadBackView } from '#shared/contract/read-back-view.ts';
import { allowedTries } from '#shared/formatting/read-back.ts';
import { nextTry, readBackCheck, stands } from '#shared/journal/state.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { type ApprovedPlan, readSignedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { checkFailed } from '#core/journal/records.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { claimedType, openBundle, openForCountersigning, type SignedBundle } from '#core/transfer/bundle.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { encodePublicIdentity, type PublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import type { Observation } from '#core/transfer/payload.ts';
import { type WordCheck, WordChecks } from '../app/word-check.ts';
import { noteReadBack } from '../bundles/note-read-back.ts';
import { AnswerFolder, ownerOf } from '../recovery/answer-folder.ts';
import { CeremonyFolder } from './ceremony-folder.ts';
import { type KeptParts, WorkSession, type Machine, openJournal } from './work-session.ts';
import { beginJournal } from '../journal/common-events.ts';
import type { HeardWords } from './heard-words.ts';

/** The bundles that come from the offline side and lead to a call. */
export type IncomingBundle = SignedBundle<'restore-blob'> | SignedBundle<'activation-certificates'>;

/** A bundle of the exchange key on its way to both signatures. */
export interface ExchangeBundle {
  readonly phase: 'draft' | 'sent';
  readonly bundle: SignedBundle<'exchange-key'>;
}

export class OpenCeremony extends WorkSession {
  readonly approved: ApprovedPlan;
  readonly self: PublicIdentity;
  /** This machine's identity, once its passphrase was typed: it signs the end of the journal, too. */
  signer: Signer | undefined;
  second: Observation | undefined;
  exchange: ExchangeBundle | undefined;
  incoming: IncomingBundle | undefined;
  readonly #words = new WordChecks<'pairing' | IncomingBundle['payload']['type']>();

  private constructor(parts: KeptParts & Pick<OpenCeremony, 'approved' | 'self'>) {
    super(parts);
    this.approved = parts.approved;
    this.self = parts.self;
  }

  get id(): string {
    return this.approved.plan.ceremony;
  }

  get particulars(): Plan {
    return this.approved.plan;
  }

  /**
   * Begins a ceremony in a folder, or goes on with the one that is there.
   * @param onEvent hears of each event after the journal is open
   * @throws PLAN_…, IDENTITY_FOREIGN, STEP_WRONG_MACHINE; FILE_EXISTS if another ceremony is there; what `StepJournal.open` throws
   */
  static async begin(
    path: string,
    basis: { readonly plan: Buffer; readonly planSha256: string; readonly self: PublicIdentity },
    machine: Machine,
  ): Promise<OpenCeremony> {
    const approved = verifyApprovedPlan(basis.plan, basis.planSha256);
    const self = ownIdentity(approved, basis.self);
    const folder = await CeremonyFolder.open(path);
    await folder.begin(basis.plan, encodePublicIdentity(self));
    return OpenCeremony.#open(folder, approved, self, machine);
  }

  /**
   * Goes on with the ceremony in a folder. The plan was compared with paper when it was begun; the journal says with which.
   * @throws CEREMONY_NOT_FOUND, PLAN_MISMATCH, and what `begin` throws
   */
  static async resume(path: string, machine: Machine): Promise<OpenCeremony> {
    const folder = await CeremonyFolder.open(path);
    if (!(await folder.isBegun())) refuse({ code: 'CEREMONY_NOT_FOUND', name: folder.name });
    const { plan, identity } = await folder.basis();
    const approved = verifyApprovedPlan(plan, readSignedPlan(plan).planSha256);
    return OpenCeremony.#open(folder, approved, ownIdentity(approved, readPublicIdentity(identity)), machine);
  }

  static async #open(
    folder: CeremonyFolder,
    approved: ApprovedPlan,
    self: PublicIdentity,
    machine: Machine,
  ): Promise<OpenCeremony> {
    const opened = await openJournal(folder, machine);
    try {
      await beginJournal(opened.journal, approved, self, machine.app, machine.challenge);
      const answers = new AnswerFolder(folder.answersPath, ownerOf(approved), machine.now);
      const ceremony = new OpenCeremony({ ...opened, approved, self, answers });
      await ceremony.readWhatIsThere();
      return ceremony;
    } catch (error) {
      await opened.journal.close();
      throw error;
    }
  }

  /** The offline machine of the plan, whose key is in it; undefined in a plan that names none. */
  get peer(): PublicIdentity | undefined {
    return pinnedIdentities(this.approved.plan).find(({ role }) => role === 'offline');
  }

  /** How far the comparison of the pairing code is; null in a plan without an offline machine. */
  get pairingWords(): ReadBackView | null {
    const { peer } = this;
    const { state } = this.journal;
    const { peers, challengeNoted } = state;
    if (!peer) return null;
    if (peers['offline'] === peer.keyId && challengeNoted !== undefined) return { phase: 'agreed' };
    return stands(state, pairingCheck) ? { phase: 'locked' } : this.#pairing().view;
  }

  /** The pairing code with the offline machine of the plan: SHA-256 in hex. @throws IDENTITY_FOREIGN in a plan without one */
  get pairingCode(): string {
    return pairingCode(this.id, this.offlineMachine, this.self);
  }

  /** @throws IDENTITY_FOREIGN in a plan without one */
  get offlineMachine(): PublicIdentity {
    return this.peer ?? refuse({ code: 'IDENTITY_FOREIGN', role: 'offline' });
  }

  /**
   * Takes the words of the pairing code as the offline side reads them, and the number that it gives out.
   * @param number 32 hex digits
   * @throws WORDS_WRONG, WORDS_LOCKED
   */
  async pair(words: readonly string[], number: string): Promise<void> {
    const peer = this.offlineMachine;
    try {
      this.#pairing().take(words);
    } catch (error) {
      if (isFaultOf(error, 'WORDS_LOCKED')) {
        await this.journal.append(checkFailed(pairingCheck, 'M9', { code: 'PAIRING_LOCKED' }));
      }
      throw error;
    }
    await this.journal.append({ kind: 'peer-paired', role: 'offline', keyId: peer.keyId });
    await this.journal.append({ kind: 'challenge-noted', challenge: number });
  }

  #pairing(): WordCheck {
    return this.#words.asked('pairing', this.pairingCode);
  }

  /** How far the read-back of the bundle from the offline side is. */
  incomingWords({ payload: { type }, payloadSha256 }: IncomingBundle): ReadBackView {
    const { state } = this.journal;
    if (state.readBack[type] === payloadSha256) return { phase: 'agreed' };
    if (stands(state, readBackCheck(type))) return { phase: 'locked' };
    const triesLeft = allowedTries + 1 - nextTry(state, type, payloadSha256);
    return { phase: 'asking', places: [...this.#words.asked(type, payloadSha256).places], triesLeft };
  }

  /** The words that people hear of the bundle from the offline side. The journal counts the tries. @throws CALL_OUT_OF_ORDER */
  readOut(call: string): HeardWords {
    const { incoming } = this;
    if (!incoming) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a bundle from the offline side' });
    const { payload, payloadSha256 } = incoming;
    return {
      words: () => this.incomingWords(incoming),
      take: (words, by) => {
        const typed = this.#words.asked(payload.type, payloadSha256).fits(words) ? payloadSha256 : '';
        const subject = { subject: payload.type, sha256: payloadSha256 };
        return noteReadBack(this.journal, this.approved.plan, subject, { typed, by });
      },
    };
  }

  async keepSecond(observation: Observation): Promise<void> {
    await this.folder.keep('second-observation', encodeCanonicalJson(observation));
    this.second = observation;
  }

  async keepExchange(phase: ExchangeBundle['phase'], file: Buffer): Promise<void> {
    const { plan } = this.approved;
    const open = phase === 'sent' ? openBundle : openForCountersigning;
    const bundle = open(file, 'exchange-key', pinnedIdentities(plan));
    await this.folder.keep(phase, file);
    this.exchange = { phase, bundle };
  }

  /** The bundle from the offline side as a file, for the step that uses it. @throws CALL_OUT_OF_ORDER */
  async incomingFile(call: string): Promise<Buffer> {
    const file = await this.folder.last('incoming', maxBundleBytes);
    return file ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a bundle from the offline side' });
  }

  protected override async readWhatIsThere(): Promise<void> {
    await super.readWhatIsThere();
    this.second = await this.observationIn('second-observation');
    await this.#readBundles();
  }

  async #readBundles(): Promise<void> {
    const pins = pinnedIdentities(this.approved.plan);
    const [draft, sent] = [
      await this.folder.last('draft', maxBundleBytes),
      await this.folder.last('sent', maxBundleBytes),
    ];
    if (sent) this.exchange = { phase: 'sent', bundle: openBundle(sent, 'exchange-key', pins) };
    else if (draft) this.exchange = { phase: 'draft', bundle: openForCountersigning(draft, 'exchange-key', pins) };
    const incoming = await this.folder.last('incoming', maxBundleBytes);
    if (incoming) this.incoming = openIncoming(incoming, this.approved);
  }
}

/** Opens a bundle of one of the two kinds that a step uses. @throws BUNDLE_TYPE and what `openBundle` throws */
export function openIncoming(file: Buffer, { plan }: ApprovedPlan): IncomingBundle {
  const pins = pinnedIdentities(plan);
  return claimedType(file) === 'activation-certificates'
    ? openBundle(file, 'activation-certificates', pins)
    : openBundle(file, 'restore-blob', pins);
}

/** The check that two wrong tries at the pairing code leave failed. */
const pairingCheck = 'pairing';

/** The plan names this machine, and as an operator's. @throws IDENTITY_FOREIGN, STEP_WRONG_MACHINE */
function ownIdentity({ plan }: ApprovedPlan, self: PublicIdentity): PublicIdentity {
  const pinned = pinnedIdentities(plan).find(({ role, keyId }) => role === self.role && keyId === self.keyId);
  if (!pinned) return refuse({ code: 'IDENTITY_FOREIGN', role: self.role });
  if (pinned.role !== 'operator-1' && pinned.role !== 'operator-2') {
    refuse({ code: 'STEP_WRONG_MACHINE', expected: ['operator-1', 'operator-2'], found: pinned.role });
  }
  return pinned;
}
