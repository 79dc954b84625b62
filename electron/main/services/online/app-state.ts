// The state of Lifeboat Online as its screens see it, and what every action asks of it first. Main holds it; nothing in it is secret.
import { randomBytes } from 'node:crypto';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { type Fault, isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { type Access, containerOf, type AccessTarget } from '../recovery/access.ts';
import type { PollOptions, Waiting } from '#azure/polling.ts';
import { type HealthyContext, healthyContext, type HealthyHsm, accessTargetOf } from '../readiness/healthy-hsm.ts';
import { holdMinuteMs } from '../recovery/hold.ts';
import type { CallContext, Confirmation, StepContext } from '../recovery/step-context.ts';
import type { WorkSession, Machine } from './work-session.ts';
import { OpenCeremony } from './open-ceremony.ts';
import { OpenEmergency } from './open-emergency.ts';
import { confirmTheCall, type DrawCall, type TypedFromPaper } from './questions/calls.ts';
import { emptyUiState } from './empty-view.ts';
import { RunningStep } from './running-step.ts';
import { SignIn } from './sign-in.ts';
import type { RefusedStep } from './step-states.ts';
import type { Facts } from './steps.ts';
import { viewOf } from './view-of.ts';
import type { UiState, OnlineWorld } from './world.ts';

/** What a step does; it gives the facts that are shown when it is done. */
export type Work<Context> = (context: Context, running: RunningStep) => Promise<Facts>;

export class OnlineAppState {
  readonly world: OnlineWorld;
  readonly signIn: SignIn;
  uiState: UiState = emptyUiState();
  /** What is open: a ceremony with a plan, or an emergency. */
  work: WorkSession | undefined;
  /** A healthy HSM, of which nothing is kept here; while one is open, nothing else is. */
  healthy: HealthyHsm | undefined;
  running: RunningStep | undefined;
  readonly refused = new Map<OnlineStepId, RefusedStep>();
  readonly facts = new Map<OnlineStepId, Facts>();
  /** The token of the identity file that was chosen, for signing; after a resume it is asked for again. */
  identity: string | undefined;
  /** The end of the step at work, however it ends. */
  #runningEnd: Promise<unknown> = Promise.resolve();
  /** Until when a refresh is due because a hold ends then. */
  #holdWatched: string | undefined;
  #view: OnlineView;

  constructor(world: OnlineWorld) {
    this.world = world;
    this.signIn = new SignIn(this);
    this.#view = viewOf(this);
  }

  get view(): OnlineView {
    return this.#view;
  }

  /** Waits as the world does; a running step says until when. */
  get waiting(): Waiting {
    const { waiting } = this.world;
    return {
      now: waiting.now,
      wait: (ms, signal) => (this.running?.waitingLike(waiting) ?? waiting).wait(ms, signal),
      onTrouble: (trouble) => this.running?.noteTrouble(trouble),
    };
  }

  nowUtc(): string {
    return new Date(this.world.waiting.now()).toISOString();
  }

  /** Changes what is around the ceremony, tells every screen, and answers with the whole. */
  update(change: Partial<UiState> = {}): OnlineView {
    this.uiState = { ...this.uiState, ...change };
    this.#view = viewOf(this);
    this.#watchHold();
    this.world.tell(this.#view);
    return this.#view;
  }

  get ceremony(): OpenCeremony | undefined {
    return this.work instanceof OpenCeremony ? this.work : undefined;
  }

  get emergency(): OpenEmergency | undefined {
    return this.work instanceof OpenEmergency ? this.work : undefined;
  }

  /** Refuses an action that comes too early or too late. @throws CALL_OUT_OF_ORDER */
  open(call: string): OpenCeremony {
    return this.ceremony ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The same for what an emergency may do, too. @throws CALL_OUT_OF_ORDER */
  openWork(call: string): WorkSession {
    return this.work ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** What a sign-in opens the way to: what is open, or a healthy HSM. @throws CALL_OUT_OF_ORDER */
  accessTarget(call: string): AccessTarget {
    return this.healthy ? accessTargetOf(this.healthy) : this.openWork(call).particulars;
  }

  /** Refuses where something is open already. @throws CALL_OUT_OF_ORDER */
  assertNothingOpen(call: string): void {
    if (this.work ?? this.healthy) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'no ceremony' });
  }

  /** The same for what an emergency alone does. @throws CALL_OUT_OF_ORDER */
  openEmergency(call: string): OpenEmergency {
    return this.emergency ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The signed-in access to Azure. @throws CALL_OUT_OF_ORDER if nobody is signed in */
  access(call: string): Access {
    return this.signIn.access ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a sign-in' });
  }

  get isSignedIn(): boolean {
    return this.signIn.access !== undefined;
  }

  /**
   * Tells, after an action has waited for the network, whether its answer still belongs to what is open: what was asked in one ceremony, or
   * with one sign-in, must not be shown or noted in the next.
   */
  asked(): () => boolean {
    const { work } = this;
    const { access } = this.signIn;
    return () => this.work === work && this.signIn.access === access;
  }

  /** What a ceremony needs of this machine. */
  get machine(): Machine {
    return {
      now: this.world.waiting.now,
      app: this.world.app,
      challenge: () => randomBytes(16).toString('hex'),
      onEvent: (event) => {
        this.running?.noteEvent(event);
        if (this.work) this.update();
      },
    };
  }

  /** Takes up a ceremony or an emergency. @throws PREVIEW_IS_PRACTICE; it is closed again */
  async take(work: WorkSession): Promise<OnlineView> {
    try {
      this.#assertMayTake(work);
    } catch (error) {
      await work.journal.close();
      throw error;
    }
    this.work = work;
    return this.update({ earlier: [] });
  }

  /** @throws PREVIEW_IS_PRACTICE; REHEARSAL_ROOM_CLOSED, also where somebody found the folder of a rehearsal by hand */
  #assertMayTake({ id, particulars: { practice } }: WorkSession): void {
    const { practiceOnly, rehearsal } = this.world.services;
    if (practiceOnly && !practice) refuse({ code: 'PREVIEW_IS_PRACTICE' });
    rehearsal.assertWorkspaceOpen(id);
  }

  /**
   * Ends the sign-in: tokens are forgotten, connections closed, a practice cloud of ours is stopped. A step at work is no longer waited
   * for, but a call that is on its way is answered first: a security domain comes in that answer, and only there.
   */
  async leaveAzure(): Promise<OnlineView> {
    this.turnAway();
    await this.#runningEnd;
    return this.signIn.end();
  }

  /** Whoever leaves waits for no sign-in and for no step: what Azure has taken on goes on there. */
  turnAway(): void {
    this.signIn.giveUp();
    this.running?.stop();
  }

  /** Lets go of the ceremony; it can be resumed from its folder. */
  async leaveCeremony(): Promise<OnlineView> {
    await this.leaveAzure();
    const { work } = this;
    this.work = undefined;
    this.healthy = undefined;
    this.refused.clear();
    this.facts.clear();
    this.identity = undefined;
    this.uiState = emptyUiState();
    await work?.journal.close();
    return this.update();
  }

  /** What the steps of a ceremony work with. @throws CALL_OUT_OF_ORDER without a ceremony or a sign-in */
  context(call: string, running?: RunningStep): StepContext {
    const { plan, planSha256 } = this.open(call).approved;
    return { ...this.callContext(call, running), plan, planSha256 };
  }

  /** What the calls of an emergency work with, too. @throws CALL_OUT_OF_ORDER where nothing is open, or nobody signed in */
  callContext(call: string, running?: RunningStep): CallContext {
    const { particulars: plan, journal, answers } = this.openWork(call);
    const access = this.access(call);
    const { hsm, controlPlane, networkPath, versions } = access;
    return {
      plan,
      hsm,
      controlPlane,
      container: containerOf(access, plan),
      journal,
      answers,
      waiting: this.waiting,
      ...(running ? { polling: this.#pollingOf(running) } : {}),
      holdMinuteMs: holdMinuteMs(plan),
      networkPath,
      versions,
    };
  }

  /** What readiness and a backup outside of a ceremony work with. @throws CALL_OUT_OF_ORDER without a healthy HSM or a sign-in */
  healthyContext(call: string, running?: RunningStep): HealthyContext {
    const healthy = this.healthy ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a healthy HSM' });
    return healthyContext(healthy, this.access(call), this.waiting, running && this.#pollingOf(running));
  }

  /** Refuses a step for which nobody need be asked yet. @throws CALL_OUT_OF_ORDER while another is at work, or nobody is signed in */
  assertMayBegin(call: string): void {
    if (this.running) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'no other step at work' });
    this.access(call);
  }

  /**
   * Asks two people for a call, and for what they type from paper. What the call needs beside them is looked at first: nobody types in vain.
   * @throws CALL_OUT_OF_ORDER, CONFIRMATION_NOT_GIVEN
   */
  confirmed(call: string, asked: DrawCall, typed?: TypedFromPaper): Promise<Confirmation> {
    const work = this.openWork(call);
    this.assertMayBegin(call);
    return this.world.confirm(confirmTheCall(work, asked, typed));
  }

  /**
   * Runs one step of a ceremony; there is one at a time. Answers as soon as its call is on its way, or when it has ended before.
   * @param work gives the facts that the finished step shows
   * @throws CALL_OUT_OF_ORDER; what the step refuses before its call is on its way
   */
  run(call: string, step: OnlineStepId, work: Work<StepContext>): Promise<OnlineView> {
    return this.#run(call, step, (running) => this.context(call, running), work);
  }

  /** The same for a step that an emergency has, too. */
  runCall(call: string, step: OnlineStepId, work: Work<CallContext>): Promise<OnlineView> {
    return this.#run(call, step, (running) => this.callContext(call, running), work);
  }

  /** The same for a backup of a healthy HSM, outside of a ceremony. */
  runHealthy(call: string, work: Work<HealthyContext>): Promise<OnlineView> {
    return this.#run(call, 'backup', (running) => this.healthyContext(call, running), work);
  }

  #pollingOf(running: RunningStep): PollOptions {
    return {
      signal: running.signal,
      onProgress: (progress) => this.#notePoll(running, progress),
    };
  }

  async #run<Context>(
    call: string,
    step: OnlineStepId,
    contextOf: (running: RunningStep) => Context,
    work: Work<Context>,
  ): Promise<OnlineView> {
    if (this.running) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'no other step at work' });
    const running = new RunningStep(step, this.world.waiting.now(), () => this.update());
    const context = contextOf(running);
    this.running = running;
    this.refused.delete(step);
    this.update();
    const end = work(context, running).then(
      (facts) => this.#ended(step, facts),
      (error: unknown) => this.#stopped(running, error),
    );
    this.#runningEnd = end.catch(() => undefined);
    return Promise.race([end, running.sent.then(() => this.view)]);
  }

  #notePoll(running: RunningStep, progress: Parameters<RunningStep['notePoll']>[0]): void {
    if (progress.lastContact !== undefined) this.signIn.noteContact(new Date(progress.lastContact).toISOString());
    running.notePoll(progress);
  }

  #ended(step: OnlineStepId, facts: Facts): OnlineView {
    this.running = undefined;
    this.facts.set(step, facts);
    this.signIn.noteContact(this.nowUtc());
    return this.update();
  }

  /** What was refused before anything was sent is the answer of the action; later it is at the step. */
  #stopped(running: RunningStep, error: unknown): OnlineView {
    this.running = undefined;
    // This sign-in is not used again: people sign in and confirm who they are.
    if (isFaultOf(error, 'SERVICE_SIGN_IN_CHANGED')) void this.signIn.end();
    const isStopped = running.signal.aborted;
    if (!isStopped && running.progress.isSent) {
      const fault: Fault = error instanceof Refusal ? error.fault : { code: 'UNEXPECTED', call: running.step };
      this.refused.set(running.step, { fault, atUtc: this.nowUtc() });
    }
    const view = this.update();
    if (isStopped || running.progress.isSent) return view;
    throw error;
  }

  /** The step "restore" opens by itself when its hold is over. */
  #watchHold(): void {
    const { hold } = this.#view;
    if (hold.phase !== 'running' || this.#holdWatched === hold.endsUtc) return;
    this.#holdWatched = hold.endsUtc;
    const { waiting } = this.world;
    void waiting.wait(Math.max(0, Date.parse(hold.endsUtc) - waiting.now())).then(() => this.update());
  }
}
