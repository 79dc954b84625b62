// A recovery at this machine: its folder, plan, identity and journal. Everything that happens goes through `append`.
import type { ClockView } from '#shared/contract/clock-view.ts';
import type { ReadBackView } from '#shared/contract/read-back-view.ts';
import { isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { type JournalState, nextTry, readBackCheck, stands } from '#shared/journal/state.ts';
import { sheetOfPlan } from '#shared/plan/people.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { allowedTries } from '#shared/formatting/read-back.ts';
import { type ApprovedPlan, readSignedPlan, type SignedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { journalOpened, planAdopted } from '#core/plan/facts.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes, type PublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { type WordCheck, WordChecks } from '../../app/word-check.ts';
import { BundleExchange } from '../../bundles/bundle-exchange.ts';
import { type CeremonyFolder, keepFile, makeFolders } from '../../journal/ceremony-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { newChallenge } from '../../journal/common-events.ts';
import { type JournalFile, type JournalWriter, keepingJournal } from '../../journal/journal-file.ts';
import { clockOf, KeptJournal } from './kept-journal.ts';

export type SetClock = Extract<ClockView, { phase: 'set' }>;

/** What a ceremony is begun with, all of it checked by the caller. */
export interface CeremonyBeginning {
  readonly folder: CeremonyFolder;
  readonly planFile: Buffer;
  readonly identityFile: Buffer;
  /** The clock on the wall as it was read, each time: a reading that was put right stays in the journal. */
  readonly clocks: readonly SetClock[];
  readonly app: AppVersion;
}

/** Subjects whose words people compare. */
export type WordSubject = 'plan' | 'pairing' | 'exchange-key' | 'security-domain';

export class Ceremony extends KeptJournal<JournalFile> {
  readonly folder: CeremonyFolder;
  readonly self: PublicIdentity;
  /** This machine's identity, once its passphrase was typed: it signs the end of the journal, too. */
  signer: Signer | undefined;
  readonly #signed: SignedPlan;
  readonly #planFile: Buffer;
  #approved: ApprovedPlan | undefined;
  readonly #words = new WordChecks<WordSubject>();

  private constructor(parts: {
    folder: CeremonyFolder;
    planFile: Buffer;
    identityFile: Buffer;
    journal: JournalFile;
    app: AppVersion;
    now: () => Date;
  }) {
    super(parts);
    this.folder = parts.folder;
    this.self = readPublicIdentity(parts.identityFile);
    this.#planFile = parts.planFile;
    this.#signed = readSignedPlan(parts.planFile);
    const adopted = parts.journal.state.plan?.planSha256;
    if (adopted !== undefined) this.#approved = verifyApprovedPlan(parts.planFile, adopted);
  }

  /**
   * Begins the journal of a ceremony.
   * @throws CEREMONY_BEGUN if its folder has a journal already; JOURNAL_IN_USE; the file faults
   */
  static async begin({ folder, clocks, ...beginning }: CeremonyBeginning, now: () => Date): Promise<Ceremony> {
    await makeFolders(folder);
    return keepingJournal(folder.journal, clockOf(now), async (journal) => {
      const { opened, closed } = journal.state;
      if (opened) refuse({ code: 'CEREMONY_BEGUN', id: opened.ceremony, isClosed: closed });
      await keepFile(folder.plan, beginning.planFile);
      await keepFile(folder.identity, beginning.identityFile);
      const ceremony = new Ceremony({ folder, ...beginning, journal, now });
      await ceremony.append(journalOpened(ceremony.plan, ceremony.self, ceremony.app));
      for (const clock of clocks) await ceremony.noteClock(clock, ceremony.self.holder);
      return ceremony;
    });
  }

  /**
   * Goes on with a ceremony from its folder. Shares that were in memory are gone, and the journal says so.
   * @throws JOURNAL_IN_USE, the damage of the journal, PLAN_…, the file faults
   */
  static async resume(folder: CeremonyFolder, app: AppVersion, now: () => Date): Promise<Ceremony> {
    const planFile = await readWholeFile(folder.plan, maxBundleBytes);
    const identityFile = await readWholeFile(folder.identity, maxIdentityBytes);
    return keepingJournal(folder.journal, clockOf(now), async (journal) => {
      const ceremony = new Ceremony({ folder, planFile, identityFile, journal, app, now });
      await ceremony.dropShares('power-lost');
      await ceremony.#issueNumber();
      return ceremony;
    });
  }

  get practice(): boolean {
    return this.plan.practice;
  }

  get plan(): Plan {
    return this.#signed.plan;
  }
  /** Names of those who signed the plan. */
  get approvers(): readonly string[] {
    return this.#signed.approvers.map((id) => this.nameOf(id));
  }

  /** The plan, once people have compared its words. @throws CALL_OUT_OF_ORDER */
  get approved(): ApprovedPlan {
    return this.#approved ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'ceremony', needs: 'an approved plan' });
  }

  /** The first operator, whose machine is on the other side. */
  get peer(): PublicIdentity {
    const peer = pinnedIdentities(this.plan).find(({ role }) => role === 'operator-1');
    return peer ?? refuse({ code: 'IDENTITY_FOREIGN', role: 'operator-1' });
  }

  /** For services that write what people are shown, too: an outcome may be a failed check. */
  get #writer(): JournalWriter {
    const { journal } = this;
    return {
      get state() {
        return journal.state;
      },
      assertMayHappen: (events) => journal.assertMayHappen(events),
      get head() {
        return journal.head;
      },
      hadEnd: (end) => journal.hadEnd(end),
      append: (event) => this.append(event),
    };
  }

  /** This machine's side of the exchange of bundles, for what comes in. */
  exchange(): BundleExchange<PublicIdentity> {
    return this.exchangeAs(this.self);
  }

  /** The same with an opened identity, which can sign. */
  exchangeAs<Self extends PublicIdentity>(self: Self): BundleExchange<Self> {
    const clock = (): string => this.now().toISOString();
    return new BundleExchange({ journal: this.#writer, approved: this.approved, self, clock, app: this.app });
  }

  /**
   * Writes an exception. A read-back that was locked may be tried again afterwards.
   * @throws PERSON_NOT_IN_PLAN; JOURNAL_OUT_OF_ORDER if no such check stands failed
   */
  override async except(sheet: ExceptionSheet, check: string | null): Promise<void> {
    await super.except(sheetOfPlan(this.plan, sheet), check);
  }

  /** Names of people of the plan. @throws PERSON_NOT_IN_PLAN, TWO_PEOPLE_NEEDED */
  names(by: readonly string[]): string[] {
    if (new Set(by).size < by.length) refuse({ code: 'TWO_PEOPLE_NEEDED' });
    return by.map((id) => {
      const found = this.plan.people.find((person) => person.id === id);
      return found?.name ?? refuse({ code: 'PERSON_NOT_IN_PLAN', person: id });
    });
  }

  nameOf(id: string): string {
    return this.plan.people.find((person) => person.id === id)?.name ?? id;
  }

  /** How far the read-back of a subject is: as the journal has it, and where that does not know, as people are at it. */
  words(subject: WordSubject): ReadBackView {
    return wordsBy(this.state, { subject, peer: this.peer.keyId }, () => this.#asked(subject).view);
  }

  /**
   * Takes words as people read them aloud. Where those of the plan agree, it is adopted, and this machine gives out the number that bundles
   * must answer.
   * @throws WORDS_WRONG, WORDS_LOCKED, PLAN_APPROVALS_SHORT, JOURNAL_OUT_OF_ORDER
   */
  async compareWords(
    subject: Exclude<WordSubject, 'pairing'>,
    words: readonly string[],
    by: readonly string[],
  ): Promise<void> {
    await this.#compare(subject, words, by);
    if (subject !== 'plan') return;
    const approved = verifyApprovedPlan(this.#planFile, this.#signed.planSha256);
    await this.append(planAdopted(approved));
    this.#approved = approved;
    await this.#issueNumber();
  }

  /** Where a plan was adopted, the number follows it; the power may have gone in between. */
  async #issueNumber(): Promise<void> {
    const { plan, challengeIssued } = this.state;
    if (plan === undefined || challengeIssued !== undefined) return;
    await this.append({ kind: 'challenge-issued', challenge: newChallenge() });
  }

  /** The pairing code of the two machines that the plan names: SHA-256 in hex. */
  get pairingCode(): string {
    return pairingCode(this.plan.ceremony, this.self, this.peer);
  }

  /**
   * Takes the words of the pairing code, and the number that the other machine gave out.
   * @throws WORDS_WRONG, WORDS_LOCKED
   */
  async pair(words: readonly string[], number: string): Promise<void> {
    const check = this.#asked('pairing');
    try {
      check.take(words);
    } catch (error) {
      if (isFaultOf(error, 'WORDS_LOCKED')) await this.fail('pairing', 'M9', { code: 'PAIRING_LOCKED' });
      throw error;
    }
    await this.append({ kind: 'peer-paired', role: 'operator-1', keyId: this.peer.keyId });
    await this.append({ kind: 'challenge-noted', challenge: number });
  }

  /** Notes the clock on the wall as a person read it, moved on by what has passed since. */
  noteClock({ wallUtc, machineUtc }: SetClock, readBy = this.self.holder): Promise<void> {
    const passedMs = this.now().getTime() - Date.parse(machineUtc);
    const wall = new Date(Date.parse(wallUtc) + Math.max(0, passedMs)).toISOString();
    return this.append({ kind: 'wall-clock', readBy, wall, offsetMinutes: 0 });
  }

  async #compare(
    subject: Exclude<WordSubject, 'pairing'>,
    words: readonly string[],
    by: readonly string[],
  ): Promise<void> {
    const names = this.names(by);
    const check = this.#asked(subject);
    const attempt = nextTry(this.state, subject, check.sha256);
    const view = check.answer(words);
    const outcome = view.phase === 'agreed' ? 'agreed' : 'differed';
    await this.append({ kind: 'read-back', subject, sha256: check.sha256, attempt, outcome, by: names });
    if (view.phase === 'asking') refuse({ code: 'WORDS_WRONG', triesLeft: view.triesLeft });
    if (view.phase === 'locked') refuse({ code: 'WORDS_LOCKED' });
  }

  #asked(subject: WordSubject): WordCheck {
    const sha256 = this.#fingerprintOf(subject);
    return this.#words.asked(subject, sha256, allowedTries + 1 - nextTry(this.state, subject, sha256));
  }

  #fingerprintOf(subject: WordSubject): string {
    if (subject === 'plan') return this.#signed.planSha256;
    if (subject === 'pairing') return this.pairingCode;
    const { exchangeKey, securityDomain } = this.state;
    if (subject === 'security-domain') {
      const sha256 = securityDomain?.sha256;
      return sha256 ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'activation', needs: 'a security domain' });
    }
    return (
      exchangeKey?.certificateSha256 ??
      refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey', needs: 'an exchange key' })
    );
  }
}

/**
 * How far a read-back is by the journal; it does not know how those stand that people are at.
 * @param peer the first operator's key
 */
export function wordsBy(
  state: JournalState,
  { subject, peer }: { readonly subject: WordSubject; readonly peer: string },
  asking: () => ReadBackView,
): ReadBackView {
  if (isAgreed(state, subject, peer)) return { phase: 'agreed' };
  return stands(state, checkOf(subject)) ? { phase: 'locked' } : asking();
}

function isAgreed(state: JournalState, subject: WordSubject, peer: string): boolean {
  const { plan, peers, challengeNoted, exchangeKey, securityDomain, readBack } = state;
  if (subject === 'plan') return plan !== undefined;
  if (subject === 'pairing') return peers['operator-1'] === peer && challengeNoted !== undefined;
  if (subject === 'security-domain')
    return securityDomain !== undefined && readBack['security-domain'] === securityDomain.sha256;
  return exchangeKey !== undefined && readBack['exchange-key'] === exchangeKey.certificateSha256;
}

/** The check that a locked read-back leaves failed. */
const checkOf = (subject: WordSubject): string => (subject === 'pairing' ? 'pairing' : readBackCheck(subject));

/** Runs a check of the machine; where it refuses, the refusal is in the journal before it is told. */
export async function checked<T>(
  ceremony: Ceremony,
  { check, step }: { readonly check: string; readonly step: string },
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) await ceremony.fail(check, step, error.fault);
    throw error;
  }
}
