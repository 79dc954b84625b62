// A ceremony that is open at this machine: its plan, whose machine this is, its journal, and what the steps have left in its folder.
import { z } from 'zod';
import { type VerificationView, verificationView } from '../../../../shared/contract/online/verification-view.ts';
import type { ExchangeKeyCheck } from '../../../../shared/exchange-key/verdict.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import type { JournalEvent } from '../../../../shared/journal/events.ts';
import type { AppVersion } from '../../../../shared/schemas/atoms.ts';
import { type JsonValue, parseStrictJson } from '../../core/encoding/json.ts';
import { encodeCanonicalJson } from '../../core/encoding/canonical-json.ts';
import { maxInventoryBytes } from '../../core/inventory/inventory-file.ts';
import { type ApprovedPlan, readSignedPlan, verifyApprovedPlan } from '../../core/plan/approval.ts';
import { assertPlanOfJournal, planAdopted } from '../../core/plan/facts.ts';
import { pinnedIdentities } from '../../core/plan/plan-file.ts';
import { claimedType, openBundle, openForCountersigning, type SignedBundle } from '../../core/transfer/bundle.ts';
import { readObservation } from '../../core/transfer/contents.ts';
import { maxBundleBytes } from '../../core/transfer/envelope.ts';
import { encodePublicIdentity, type PublicIdentity, readPublicIdentity } from '../../core/transfer/identity.ts';
import type { Observation } from '../../core/transfer/payload.ts';
import { AnswerFolder, ownerOf } from '../steps/answer-folder.ts';
import { StepJournal } from '../steps/step-journal.ts';
import { CeremonyFolder } from './ceremony-folder.ts';
import { JournalLog } from './journal-log.ts';

const maxObservationBytes = 512 << 10;

/** The bundles that come from the offline side and lead to a call. */
export type IncomingBundle = SignedBundle<'restore-blob'> | SignedBundle<'activation-certificates'>;

/** A bundle of the exchange key on its way to both signatures. */
export interface ExchangeBundle {
  readonly phase: 'draft' | 'sent';
  readonly bundle: SignedBundle<'exchange-key'>;
}

export class OpenCeremony {
  readonly folder: CeremonyFolder;
  readonly approved: ApprovedPlan;
  readonly self: PublicIdentity;
  readonly journal: StepJournal;
  readonly log: JournalLog;
  readonly answers: AnswerFolder;
  readonly resumed: boolean;
  own: Observation | undefined;
  checks: readonly ExchangeKeyCheck[] = [];
  second: Observation | undefined;
  exchange: ExchangeBundle | undefined;
  incoming: IncomingBundle | undefined;
  verification: VerificationView = { phase: 'none' };

  private constructor(
    parts: Pick<OpenCeremony, 'folder' | 'approved' | 'self' | 'journal' | 'log' | 'answers' | 'resumed'>,
  ) {
    this.folder = parts.folder;
    this.approved = parts.approved;
    this.self = parts.self;
    this.journal = parts.journal;
    this.log = parts.log;
    this.answers = parts.answers;
    this.resumed = parts.resumed;
  }

  /**
   * Begins a ceremony in a folder, or goes on with the one that lies there.
   * @param onEvent hears of each event after the journal is open
   * @throws PLAN_…, IDENTITY_FOREIGN, STEP_WRONG_MACHINE; FILE_EXISTS if another ceremony lies there; what `StepJournal.open` throws
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
    { now, app, challenge, onEvent }: Machine,
  ): Promise<OpenCeremony> {
    const log = new JournalLog();
    const resumed = await folder.isBegun();
    const journal = await StepJournal.open(folder.journalPath, now, (entry) => {
      log.note(entry);
      onEvent(entry.event);
    });
    try {
      await completeBeginning(journal, approved, self, app, challenge);
      const answers = new AnswerFolder(folder.answersPath, ownerOf(approved), now);
      const ceremony = new OpenCeremony({ folder, approved, self, journal, log, answers, resumed });
      await ceremony.#readWhatIsThere();
      return ceremony;
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  async keepObservation(observation: Observation, checks: readonly ExchangeKeyCheck[]): Promise<void> {
    // Their faults are plain data, which the type of a union cannot say.
    await this.folder.keep('checks', encodeCanonicalJson(checks as unknown as JsonValue));
    await this.folder.keep('observation', encodeCanonicalJson(observation));
    this.own = observation;
    this.checks = checks;
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

  async keepVerification(view: VerificationView): Promise<void> {
    await this.folder.keep('verification', encodeCanonicalJson(view));
    this.verification = view;
  }

  /** The bundle from the offline side as a file, for the step that uses it. @throws CALL_OUT_OF_ORDER */
  async incomingFile(call: string): Promise<Buffer> {
    const file = await this.folder.last('incoming', maxBundleBytes);
    return file ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a bundle from the offline side' });
  }

  async #readWhatIsThere(): Promise<void> {
    const { folder } = this;
    const [own, second] = [
      await folder.last('observation', maxObservationBytes),
      await folder.last('second-observation', maxObservationBytes),
    ];
    this.own = own && readObservation(own);
    this.second = second && readObservation(second);
    const checks = await folder.last('checks', maxObservationBytes);
    // Our own file: what it says decides nothing, it is shown.
    if (checks)
      this.checks = z
        .array(z.custom<ExchangeKeyCheck>())
        .parse(parseStrictJson(checks, { maxBytes: maxObservationBytes }));
    await this.#readBundles();
    const verification = await folder.last('verification', maxInventoryBytes);
    if (verification)
      this.verification = verificationView.parse(parseStrictJson(verification, { maxBytes: maxInventoryBytes }));
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

/** What opening a ceremony needs of the machine. */
export interface Machine {
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly app: AppVersion;
  /** A fresh number that this machine gives out: 16 random bytes in hex. */
  readonly challenge: () => string;
  /** Hears of each event of the journal. */
  readonly onEvent: (event: JournalEvent) => void;
}

/** Opens a bundle of one of the two kinds that a step uses. @throws BUNDLE_TYPE and what `openBundle` throws */
export function openIncoming(file: Buffer, { plan }: ApprovedPlan): IncomingBundle {
  const pins = pinnedIdentities(plan);
  return claimedType(file) === 'activation-certificates'
    ? openBundle(file, 'activation-certificates', pins)
    : openBundle(file, 'restore-blob', pins);
}

/** The plan names this machine, and as an operator's. @throws IDENTITY_FOREIGN, STEP_WRONG_MACHINE */
function ownIdentity({ plan }: ApprovedPlan, self: PublicIdentity): PublicIdentity {
  const pinned = pinnedIdentities(plan).find(({ role, keyId }) => role === self.role && keyId === self.keyId);
  if (!pinned) return refuse({ code: 'IDENTITY_FOREIGN', role: self.role });
  if (pinned.role !== 'operator-1' && pinned.role !== 'operator-2') {
    refuse({ code: 'STEP_WRONG_MACHINE', expected: ['operator-1', 'operator-2'], found: pinned.role });
  }
  return pinned;
}

/** Writes what of the beginning is missing: a program that was killed in between goes on where it was. */
async function completeBeginning(
  journal: StepJournal,
  approved: ApprovedPlan,
  { role, keyId }: PublicIdentity,
  app: AppVersion,
  challenge: () => string,
): Promise<void> {
  const { ceremony, practice } = approved.plan;
  if (!journal.state.opened) {
    await journal.append({ kind: 'journal-opened', ceremony, practice, machine: 'online', role, keyId, app });
  }
  const { opened } = journal.state;
  if (opened?.keyId !== keyId) refuse({ code: 'IDENTITY_FOREIGN', role });
  if (!journal.state.plan) await journal.append(planAdopted(approved));
  assertPlanOfJournal(journal.state, approved.planSha256);
  if (!journal.state.challengeIssued) await journal.append({ kind: 'challenge-issued', challenge: challenge() });
}
