// A rehearsal in its room: whose turn it is, what the trainer does, and the score. What the command line and both apps share; it needs no
// connection.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { JournalState } from '../../../../shared/journal/state.ts';
import type { RehearsalFault } from '../../../../shared/rehearsal/faults.ts';
import type { Envelope, Injection, Score, Seal } from '../../../../shared/rehearsal/files.ts';
import type { BothSides } from '../../../../shared/rehearsal/guide.ts';
import { readJournal } from '../../core/journal/chain.ts';
import type { ApprovedPlan } from '../../core/plan/approval.ts';
import { scoreJournals } from '../../core/rehearsal/score-journals.ts';
import { loadApprovedPlan } from '../drill/drill-plan.ts';
import { openIdentities } from '../drill/identities.ts';
import { type DeedWorld, inject, putRight } from './deeds.ts';
import { RehearsalRoom, TrainerFolder } from './room.ts';

export interface TrainerOrder {
  readonly trainer: string;
  readonly fault: RehearsalFault;
  readonly deed: Injection['deed'];
  /** Whose key and passphrase are spoilt: 1 to N. */
  readonly custodian: number;
}

export class Rehearsal {
  readonly room: RehearsalRoom;
  readonly seal: Seal;
  readonly approved: ApprovedPlan;
  readonly #now: () => Date;

  private constructor(room: RehearsalRoom, seal: Seal, approved: ApprovedPlan, now: () => Date) {
    this.room = room;
    this.seal = seal;
    this.approved = approved;
    this.#now = now;
  }

  /**
   * Opens the room that lies in a folder.
   * @throws REHEARSAL_NOT_PRACTICE, REHEARSAL_FILE_INVALID, PLAN_…, the file faults
   */
  static async open(directory: string, now: () => Date): Promise<Rehearsal> {
    const room = new RehearsalRoom(directory);
    const seal = await room.seal();
    const approved = await loadApprovedPlan(room.folder);
    const { plan, planSha256 } = approved;
    if (!plan.practice) refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony: plan.ceremony });
    if (planSha256 !== seal.planSha256) {
      refuse({ code: 'PLAN_MISMATCH', what: 'plan of the rehearsal', expected: planSha256, found: seal.planSha256 });
    }
    return new Rehearsal(room, seal, approved, now);
  }

  /**
   * The journals of both sides as far as they have been begun; of two online the first operator's is the one that acts.
   * @param journals their bytes, where they do not lie in the room
   */
  async sides(journals?: readonly Buffer[]): Promise<BothSides> {
    const states = (journals ?? (await this.room.journals())).map((bytes) => readJournal(bytes).head.state);
    const of = (role: string): JournalState | undefined =>
      states.find(({ opened }) => opened?.role === role && opened.ceremony === this.seal.ceremony);
    return { offline: of('offline'), online: of('operator-1') };
  }

  /** What the clock on the wall of this room says. @throws the file faults */
  async wallClock(): Promise<Date> {
    return new Date(this.#now().getTime() + (await this.room.wallClockAheadSeconds()) * 1000);
  }

  /** The trainer's list, and what was done of it. @throws REHEARSAL_SEAL_BROKEN, REHEARSAL_FILE_INVALID and the file faults */
  async list(trainer: string): Promise<{ readonly envelope: Envelope; readonly injections: readonly Injection[] }> {
    const folder = new TrainerFolder(trainer);
    const envelope = await folder.envelope(this.seal);
    return { envelope, injections: await folder.injections() };
  }

  /**
   * Injects a fault of the list, or puts it right, and notes it in the trainer's folder.
   * @throws REHEARSAL_NOT_ON_LIST, REHEARSAL_DONE, REHEARSAL_NOT_INJECTED, REHEARSAL_NOT_YET, what `list` throws
   */
  async deed({ trainer, fault, deed, custodian }: TrainerOrder): Promise<void> {
    const { envelope, injections } = await this.list(trainer);
    if (!envelope.faults.includes(fault)) refuse({ code: 'REHEARSAL_NOT_ON_LIST', fault });
    const done = injections.filter((each) => each.fault === fault).map((each) => each.deed);
    if (done.includes(deed)) refuse({ code: 'REHEARSAL_DONE', fault, deed });
    if (deed === 'put-right' && !done.includes('injected')) refuse({ code: 'REHEARSAL_NOT_INJECTED', fault });
    const { room, approved } = this;
    const folder = new TrainerFolder(trainer);
    const signers = (): ReturnType<typeof openIdentities> => openIdentities(room.folder);
    const world: DeedWorld = { room, trainer: folder, approved, signers, now: this.#now, custodian };
    await (deed === 'injected' ? inject : putRight)(fault, world);
    const at = this.#now().toISOString();
    await folder.note({ format: 'lifeboat-rehearsal-injection', v: 1, ceremony: this.seal.ceremony, fault, at, deed });
  }

  /**
   * Opens the envelope and scores what the journals show.
   * @param journals their bytes, where they do not lie in the room
   * @throws REHEARSAL_SEAL_BROKEN, REHEARSAL_JOURNAL_OTHER, JOURNAL_… if a journal is damaged, the file faults
   */
  async score(trainer: string, journals?: readonly Buffer[]): Promise<Score> {
    const { envelope, injections } = await this.list(trainer);
    return scoreJournals({
      seal: this.seal,
      plan: this.approved.plan,
      envelope,
      injections,
      journals: journals ?? (await this.room.journals()),
    });
  }
}
