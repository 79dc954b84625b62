// A rehearsal in its workspace: whose turn it is, what the trainer does, and the report. What the command line and both apps share; it needs no
// connection.
import { refuse } from '#shared/faults/fault.ts';
import { faultsOfOneCustodian, type RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { Injection, RehearsalFile, RehearsalReport } from '#shared/rehearsal/files.ts';
import { type BothSides, sidesOf } from '#shared/rehearsal/guide.ts';
import { practicePrefix } from '#shared/schemas/atoms.ts';
import { readJournal } from '#core/journal/chain.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { certificateIn, reportJournals } from '#core/rehearsal/report-journals.ts';
import { loadApprovedPlan } from '../drill-plan.ts';
import { openIdentities } from '../identities.ts';
import { moveAsOwner, type Owner, ownersIn } from './owners.ts';
import { type ActionWorld, inject, putRight } from './trainer-actions.ts';
import { assertNoticeable, type Moment } from './moments.ts';
import { RehearsalWorkspace, type TrainerFolder } from './workspace.ts';

export interface TrainersList {
  /** The scenarios that were chosen. */
  readonly faults: readonly RehearsalFault[];
  /** What was done and put right. */
  readonly injections: readonly Injection[];
  /** What was begun and not finished, because the program ended. */
  readonly begun: readonly Injection[];
}

export interface InjectionOrder {
  readonly fault: RehearsalFault;
  /** Whose key or passphrase is damaged, where it is somebody's: 1 to N. */
  readonly custodian: number;
  /** Whether this laptop is known to have a way out now. */
  readonly gapOpen: boolean;
}

export class Rehearsal {
  readonly workspace: RehearsalWorkspace;
  readonly file: RehearsalFile;
  readonly approved: ApprovedPlan;
  readonly #now: () => Date;

  private constructor(workspace: RehearsalWorkspace, file: RehearsalFile, approved: ApprovedPlan, now: () => Date) {
    this.workspace = workspace;
    this.file = file;
    this.approved = approved;
    this.#now = now;
  }

  /**
   * Opens the room that is in a folder.
   * @throws REHEARSAL_NOT_PRACTICE, REHEARSAL_FILE_INVALID, PLAN_…, the file faults
   */
  static async open(directory: string, now: () => Date): Promise<Rehearsal> {
    const workspace = new RehearsalWorkspace(directory);
    const file = await workspace.file();
    const approved = await loadApprovedPlan(workspace.folder);
    const { plan, planSha256 } = approved;
    // It is a file that anybody can edit, and its ceremony says what this app keeps in the room.
    for (const ceremony of [plan.ceremony, file.ceremony]) {
      if (!plan.practice || !ceremony.startsWith(practicePrefix)) refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony });
    }
    if (planSha256 !== file.planSha256) {
      refuse({ code: 'PLAN_MISMATCH', what: 'plan of the rehearsal', expected: planSha256, found: file.planSha256 });
    }
    if (plan.ceremony !== file.ceremony) {
      refuse({ code: 'PLAN_MISMATCH', what: 'ceremony', expected: plan.ceremony, found: file.ceremony });
    }
    return new Rehearsal(workspace, file, approved, now);
  }

  /**
   * The journals of both sides as far as they have been begun.
   * @param journals their bytes, where they do not be in the room
   */
  async sides(journals?: readonly Buffer[]): Promise<BothSides> {
    const states = (journals ?? (await this.workspace.journals())).map((bytes) => readJournal(bytes).head.state);
    return sidesOf(states, this.file.ceremony);
  }

  /** What the clock on the wall of this room says. @throws the file faults */
  async wallClock(): Promise<Date> {
    return new Date(this.#now().getTime() + (await this.workspace.wallClockAheadSeconds()) * 1000);
  }

  /** The chosen scenarios, and what was done of them. @throws REHEARSAL_FILE_INVALID and the file faults */
  async list(): Promise<TrainersList> {
    const { trainer } = this.workspace;
    return { faults: this.file.faults, injections: await trainer.injections(), begun: await trainer.begun() };
  }

  /**
   * Injects a fault of the list, and notes it in the workspace: as begun before, so that it can always be undone, and as injected
   * after, so that nothing is reported that never was. What a killed program has begun is undone first.
   * @throws REHEARSAL_NOT_ON_LIST, REHEARSAL_DONE, REHEARSAL_NOT_YET, REHEARSAL_TOO_LATE, REHEARSAL_GAP_OPEN, REHEARSAL_STILL_WRONG,
   *   what `list` throws
   */
  async inject({ fault, custodian: meant, gapOpen }: InjectionOrder): Promise<void> {
    const { faults, injections, begun } = await this.list();
    if (!faults.includes(fault)) refuse({ code: 'REHEARSAL_NOT_ON_LIST', fault });
    if (injections.some((each) => each.fault === fault)) refuse({ code: 'REHEARSAL_DONE', fault, action: 'injected' });
    const custodian = faultsOfOneCustodian.has(fault) ? meant : null;
    assertNoticeable(fault, await this.#moment(custodian, gapOpen));
    const folder = this.workspace.trainer;
    const before = begun.find((each) => each.fault === fault);
    if (before) await this.#undo(folder, before);
    const note = this.#noteOf(fault, custodian, 'injected');
    await folder.noteBegun(note);
    try {
      await inject(fault, this.#world(custodian));
    } catch (error) {
      // Where that fails too, the note stays, and says so.
      await this.#undo(folder, note).catch(() => undefined);
      throw error;
    }
    await folder.note(note);
    await folder.forgetBegun(note);
  }

  /**
   * Puts right what was injected, where it was injected, and notes it in the workspace. The note comes last: until then it may be
   * done again. What was only begun can be injected again afterwards.
   * @throws REHEARSAL_NOT_ON_LIST, REHEARSAL_DONE, REHEARSAL_NOT_INJECTED, what `list` throws
   */
  async putRight(fault: RehearsalFault): Promise<void> {
    const { faults, injections, begun } = await this.list();
    if (!faults.includes(fault)) refuse({ code: 'REHEARSAL_NOT_ON_LIST', fault });
    const folder = this.workspace.trainer;
    const unfinished = begun.find((each) => each.fault === fault);
    if (unfinished) return this.#undo(folder, unfinished);
    const actionOf = (action: Injection['action']) =>
      injections.find((each) => each.fault === fault && each.action === action);
    if (actionOf('put-right')) refuse({ code: 'REHEARSAL_DONE', fault, action: 'put-right' });
    const { custodian } = actionOf('injected') ?? refuse({ code: 'REHEARSAL_NOT_INJECTED', fault });
    await putRight(fault, this.#world(custodian));
    await folder.note(this.#noteOf(fault, custodian, 'put-right'));
  }

  /** Who owns the resources that use the keys, and whether they have moved them. @throws what `ownersIn` throws */
  owners(): Promise<readonly Owner[]> {
    return ownersIn(this.workspace.folder);
  }

  /**
   * Plays an owner who was called.
   * @throws CALL_OUT_OF_ORDER before there is a list to call from; what `ownersIn` throws
   */
  async moveOwner(owner: string | null): Promise<void> {
    const { online } = await this.sides();
    if (online?.consumers === undefined) {
      refuse({ code: 'CALL_OUT_OF_ORDER', call: 'rehearsal.moveOwner', needs: 'the list of consumers' });
    }
    await moveAsOwner(this.workspace.folder, this.approved.plan, owner);
  }

  /** Undoes what was begun, as far as it had come. */
  async #undo(folder: TrainerFolder, begun: Injection): Promise<void> {
    await putRight(begun.fault, this.#world(begun.custodian));
    await folder.forgetBegun(begun);
  }

  #world(custodian: number | null): ActionWorld {
    const { workspace, approved } = this;
    const signers = (): ReturnType<typeof openIdentities> => openIdentities(workspace.folder);
    return { workspace, trainer: workspace.trainer, approved, signers, now: this.#now, custodian: custodian ?? 1 };
  }

  #noteOf(fault: RehearsalFault, custodian: number | null, action: Injection['action']): Injection {
    const { ceremony } = this.file;
    const at = this.#now().toISOString();
    return { format: 'lifeboat-rehearsal-injection', v: 2, practice: true, ceremony, fault, custodian, at, action };
  }

  async #moment(custodian: number | null, gapOpen: boolean): Promise<Moment> {
    const journals = await this.workspace.journals();
    const hasClock = (machine: string): boolean =>
      journals
        .map((bytes) => readJournal(bytes))
        .some(
          ({ entries, head }) =>
            head.state.opened?.machine === machine && entries.some(({ event }) => event.kind === 'wall-clock'),
        );
    return {
      sides: await this.sides(journals),
      clocksEntered: hasClock('offline') && hasClock('online'),
      bundle: await this.workspace.exchangeBundle(),
      certificateSha256: certificateIn(this.approved.plan, custodian),
      gapOpen,
    };
  }

  /**
   * What was injected, and what the journals show of it.
   * @param journals their bytes, where they do not be in the workspace
   * @throws REHEARSAL_JOURNAL_OTHER, JOURNAL_… if a journal is damaged, the file faults
   */
  async report(journals?: readonly Buffer[]): Promise<RehearsalReport> {
    const { injections } = await this.list();
    return reportJournals({
      rehearsal: this.file,
      plan: this.approved.plan,
      injections,
      journals: journals ?? (await this.workspace.journals()),
      now: this.#now().toISOString(),
    });
  }
}
