// The machines of a drill: each with its folder, its identity and its journal, which is open only while the machine is at work.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '#shared/faults/fault.ts';
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { journalOpened } from '#core/plan/facts.ts';
import { maxJournalBytes, verifyJournal } from '#core/journal/chain.ts';
import { checkFailed } from '#core/journal/records.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import type { Signer } from '#core/transfer/identity.ts';
import { pairingCode, verifyPairing } from '#core/transfer/pairing.ts';
import { type ManagedHsm, openManagedHsm } from '#azure/managed-hsm.ts';
import type { PracticeConnection } from '#azure/practice-connection.ts';
import { AnswerFolder, ownerOf } from '#services/recovery/answer-folder.ts';
import type { Confirmation, StepContext } from '#services/recovery/step-context.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { BundleExchange } from '#services/bundles/bundle-exchange.ts';
import { beginJournal, noteException } from '#services/journal/common-events.ts';
import { type JournalFile, withJournalAt } from '#services/journal/journal-file.ts';
import { readWholeFile } from '#platform/files.ts';
import type { DrillFolder, Journaling } from './folder.ts';
import { personName, type Signers } from './identities.ts';

/** A practice service asks for pauses like the real one; a drill need not sit them out. */
export const hurriedWaiting = { wait: (ms: number) => sleep(Math.min(ms, 20)), now: Date.now };
/** The hold after the restore point is waited for, in milliseconds for minutes. */
const holdMinuteMs = 1;

export const clock = (): string => new Date().toISOString();

/** Those who watch on the offline side, and those who act on the online side. */
export const offlinePeople = [personName('administrator'), personName('witness')];
export const onlinePeople = [personName('operator-1'), personName('operator-2')];

export interface MachineParts {
  readonly folder: DrillFolder;
  readonly approved: ApprovedPlan;
  readonly signers: Signers;
  readonly app: AppVersion;
  readonly connection: PracticeConnection;
}

export class Machines {
  readonly parts: MachineParts;

  constructor(parts: MachineParts) {
    this.parts = parts;
  }

  /** What two people typed from paper before a call. */
  get confirmation(): Confirmation {
    const { target, backup } = this.parts.approved.plan;
    return { by: onlinePeople, typedName: target.name, ...(backup?.folder ? { typedFolder: backup.folder } : {}) };
  }

  openHsm(hsmUri: string): ManagedHsm {
    const { httpClient, credential } = this.parts.connection;
    return openManagedHsm({ hsmUri, mode: 'practice', waiting: hurriedWaiting, httpClient, credential });
  }

  /** Does something with a machine's journal. */
  journal<T>(role: Journaling, work: (journal: JournalFile) => Promise<T>): Promise<T> {
    return withJournalAt(this.parts.folder.journal(role), clock, work);
  }

  /** What a machine's journal amounts to. */
  async state(role: Journaling): Promise<JournalState> {
    return verifyJournal(await readWholeFile(this.parts.folder.journal(role), maxJournalBytes)).head.state;
  }

  /** Sends and receives bundles as one machine, or as somebody who has got at its journal. */
  exchange<T>(
    role: 'offline' | 'operator-1',
    work: (exchange: BundleExchange, journal: JournalFile) => Promise<T>,
    self: Signer = this.parts.signers[role],
  ): Promise<T> {
    const { approved, app } = this.parts;
    return this.journal(role, (journal) => work(new BundleExchange({ journal, approved, self, clock, app }), journal));
  }

  /** Does a step of the online part as one operator. */
  async operator<T>(role: 'operator-1' | 'operator-2', work: (context: StepContext) => Promise<T>): Promise<T> {
    const { folder, approved } = this.parts;
    const journal = await StepJournal.open(folder.journal(role), Date.now);
    try {
      return await work({
        plan: approved.plan,
        planSha256: approved.planSha256,
        hsm: this.openHsm(approved.plan.target.uri),
        controlPlane: undefined,
        container: undefined,
        journal,
        answers: new AnswerFolder(folder.machine[role], ownerOf(approved), Date.now),
        waiting: hurriedWaiting,
        holdMinuteMs,
      });
    } finally {
      await journal.close();
    }
  }

  /** Begins the journals, and pairs the two machines that exchange bundles: each knows the other's key and question. */
  async begin(): Promise<void> {
    for (const role of ['offline', 'operator-1', 'operator-2'] as const) await this.#beginJournal(role);
    await this.#pair('offline', 'operator-1');
    await this.#pair('operator-1', 'offline');
  }

  async #beginJournal(role: Journaling): Promise<void> {
    const { approved, signers, app } = this.parts;
    await this.journal(role, async (journal) => {
      if (!journal.state.opened) {
        await journal.append(journalOpened(approved.plan, signers[role], app));
        await journal.append({ kind: 'wall-clock', readBy: personName('witness'), wall: clock(), offsetMinutes: 0 });
      }
      await beginJournal(journal, approved, signers[role], app);
    });
  }

  async #pair(role: 'offline' | 'operator-1', peer: 'offline' | 'operator-1'): Promise<void> {
    const { approved, signers } = this.parts;
    const { challengeIssued } = await this.state(peer);
    // The peer shows this code, and people type its words here.
    const code = pairingCode(approved.plan.ceremony, signers.offline, signers['operator-1']);
    verifyPairing(code, fingerprintWords(code).join(' '));
    await this.journal(role, async (journal) => {
      if (!journal.state.peers[peer]) {
        await journal.append({ kind: 'peer-paired', role: peer, keyId: signers[peer].keyId });
      }
      if (journal.state.challengeNoted === undefined && challengeIssued !== undefined) {
        await journal.append({ kind: 'challenge-noted', challenge: challengeIssued });
      }
    });
  }
}

type Appender = Pick<JournalFile, 'append' | 'state'> | StepJournal;

/** Notes that a check has failed, and the exception by which people go on. */
export async function noteFailure(journal: Appender, check: string, step: string, fault: Fault): Promise<void> {
  await journal.append(checkFailed(check, step, fault));
  await except(journal, check, step, `an injected fault was caught: ${fault.code}`);
}

/** Leaves a failed check, or notes something that the script does not foresee, as people do it: by an exception. */
export async function except(journal: Appender, check: string | null, step: string, happened: string): Promise<void> {
  await noteException(journal, exceptionSheet(step, happened), check);
}

export const exceptionSheet = (step: string, happened: string): ExceptionSheet => ({
  step,
  expected: 'The step as the script has it',
  happened: `PRACTICE: ${happened}`,
  options: 'Stop; go on with the right thing',
  decision: 'Go on with the right thing',
  decidedBy: [personName('administrator'), personName('witness')],
  affectsTrust: 'no',
  followUp: personName('witness'),
  initials: ['PA', 'PW'],
});
