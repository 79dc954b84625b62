// The state of Lifeboat Offline, the view that follows from it, and what every action asks of it first. Main holds it; nothing in it is secret.
import type { SelfTestResult } from '#shared/contract/offline/machine-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { type Fault, refuse, whyOf } from '#shared/faults/fault.ts';
import { selfTestEvent } from '#shared/journal/events.ts';
import type { OrderNeed } from '#shared/faults/shell.ts';
import type { SelfTestReport } from '#shared/self-test/self-test.ts';
import type { Ceremony } from './ceremony/ceremony.ts';
import type { KeptJournal } from './ceremony/kept-journal.ts';
import type { EmergencyRecovery } from './emergency/emergency.ts';
import type { LogWriting, SessionLog } from './session-log.ts';
import { emptyState, nobody, type OfflineState } from './state.ts';
import { viewOf } from './view-of.ts';
import type { OfflineWorld } from './world.ts';

export class OfflineAppState {
  readonly world: OfflineWorld;
  #state: OfflineState;
  #view: View;
  /** The last self-test of this run of the program: it is about the machine, and outlives a ceremony. */
  #selfTest: SelfTestResult | null = null;
  /** What people are told at once. */
  #alarm: Fault | undefined;
  /** A log that stopped, until people have been told. */
  #untold: Fault | undefined;
  #change = Promise.withResolvers<undefined>();
  /** When somebody last touched something, by the clock that nobody can set. */
  #lastActivityMs: number;

  constructor(world: OfflineWorld) {
    this.world = world;
    this.#state = unbegun(world);
    this.#view = this.#derived();
    this.#lastActivityMs = world.elapsedMs();
  }

  get state(): OfflineState {
    return this.#state;
  }

  get view(): View {
    return this.#view;
  }

  /** Makes the next state, tells every screen what follows from it and from the journal as it is now, and answers with the whole. */
  update(change: Partial<OfflineState> = {}): View {
    const before = this.#state;
    const next = { ...before, ...change };
    const isNewTurn = next.custodians.turn !== before.custodians.turn || next.keyTurn !== before.keyTurn;
    if (isNewTurn || next.makingKey !== before.makingKey) this.#lastActivityMs = this.world.elapsedMs();
    this.#state = next;
    return this.#show();
  }

  /** Does something that a journal may note; whether it is refused or not, the screen shows what the journal says afterwards. */
  async showing(work: () => Promise<unknown>): Promise<View> {
    try {
      await work();
    } finally {
      this.update();
    }
    return this.#view;
  }

  /** Tells people of what happened by itself; the log of a drill has it, too. */
  raise(alarm: Fault, change: Partial<OfflineState> = {}): View {
    this.#alarm = alarm;
    // After its end nothing is added.
    void this.#state.log?.append({ kind: 'alarm', fault: alarm.code }).catch(() => undefined);
    return this.update(change);
  }

  closeAlarm(): View {
    this.#alarm = undefined;
    return this.update();
  }

  /** For a log of this run of the program. */
  get logWriting(): LogWriting {
    const { app, now } = this.world;
    return {
      app,
      now,
      stopped: (why) => {
        this.#untold = { code: 'SESSION_LOG_STOPPED', why: whyOf(why) };
        this.update();
      },
    };
  }

  /** Another place may have recoveries to go on with. */
  findEarlier(): View {
    return this.#state.session.phase === 'none'
      ? this.update({ earlierCeremonies: this.world.ceremonies.list() })
      : this.#view;
  }

  #derived(): View {
    const { app, practiceOnly, volumes } = this.world;
    return viewOf(this.#state, {
      version: app.version,
      practiceOnly,
      volumes: volumes.view,
      alarm: this.#alarm ?? null,
    });
  }

  #show(): View {
    if (this.#alarm === undefined) {
      this.#alarm = this.#untold;
      this.#untold = undefined;
    }
    this.#view = this.#derived();
    this.world.tell(this.#view);
    const told = this.#change;
    this.#change = Promise.withResolvers();
    told.resolve(undefined);
    return this.#view;
  }

  /**
   * Waits until something is so, which is asked again with each change that screens are told of.
   * @param ended when nobody waits for it any more: then it does not settle
   */
  async untilSo(isSo: () => boolean, ended: AbortSignal): Promise<undefined> {
    while (!isSo()) {
      await this.#change.promise;
      if (ended.aborted) await new Promise<never>(() => undefined);
    }
    return undefined;
  }

  /** Somebody is there: a key, a click, a new step. */
  recordActivity(): View {
    this.#lastActivityMs = this.world.elapsedMs();
    return this.#state.idleSeconds === null ? this.#view : this.update({ idleSeconds: null });
  }

  /** Milliseconds since somebody was there. */
  idleMs(): number {
    return this.world.elapsedMs() - this.#lastActivityMs;
  }

  /** Notes which sticks have a role, where the journal does not have it yet: people who go on with it are not asked again. */
  async noteSticks(): Promise<void> {
    await this.noteByItself(async () => {
      const { ceremony } = this.state;
      for (const stick of this.world.volumes.knownSticks) {
        const noted = ceremony?.state.sticks[stick.role];
        if (noted?.serial === stick.serial && noted.name === stick.name) continue;
        await ceremony?.append({ kind: 'stick-role', ...stick });
      }
    });
  }

  /** Refuses an action that comes too early or too late. @throws CALL_OUT_OF_ORDER */
  need(isMet: boolean, needs: OrderNeed, call: string): void {
    if (!isMet) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
  }

  /** The running ceremony. @throws CALL_OUT_OF_ORDER */
  running(call: string): Extract<View['ceremony'], { phase: 'running' }> {
    const { session } = this.#state;
    return session.phase === 'running'
      ? session
      : refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The ceremony of a recovery. @throws CALL_OUT_OF_ORDER */
  recovery(call: string): Ceremony {
    return this.#state.ceremony ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an approved plan' });
  }

  /** The log of a drill or a making of keys. @throws CALL_OUT_OF_ORDER */
  log(call: string): SessionLog {
    return this.#state.log ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The emergency recovery. @throws CALL_OUT_OF_ORDER */
  emergency(call: string): EmergencyRecovery {
    return this.#state.emergency ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The journal of a ceremony that is open, of whatever grade. */
  get kept(): KeptJournal | undefined {
    return this.#state.ceremony ?? this.#state.emergency;
  }

  /** The same, or the log of a drill. */
  get journal(): KeptJournal | undefined {
    return this.kept ?? this.#state.log;
  }

  /** Whether shares are in memory, in a process that can be ended. */
  get holdsShares(): boolean {
    return (this.#state.shares?.accepted.length ?? 0) > 0;
  }

  /** Ends every process that holds a secret. What they held is gone; the view says so. The journal of a recovery is told apart. */
  dropShares(): void {
    this.world.dismissPassphrase();
    this.world.host.stopAll();
    const { session, blob } = this.#state;
    const isShareCheck = session.phase === 'running' && session.purpose === 'share-check';
    // In a share check nothing is held: who has been proven stays proven. What was built keeps the names of those who gave.
    const accepted = blob.phase === 'built' || isShareCheck ? this.#view.custodians.accepted : [];
    this.update({ shares: undefined, uncopied: undefined, custodians: { accepted, ...nobody } });
  }

  get selfTest(): SelfTestResult | null {
    return this.#selfTest;
  }

  /** Keeps a self-test, and notes it in the journal that is open; where none is, the next one that opens takes it. */
  async keepSelfTest(report: SelfTestReport): Promise<SelfTestResult> {
    this.#selfTest = { report, isInJournal: false };
    await this.noteSelfTest();
    return this.#selfTest;
  }

  /** Notes the last self-test in the journal that has been opened. */
  async noteSelfTest(): Promise<void> {
    const test = this.#selfTest;
    // In the log of a drill it has no place.
    if (test === null || this.kept === undefined) return;
    await this.noteByItself(async (ceremony) => {
      await ceremony.append(selfTestEvent(test.report));
      this.#selfTest = { ...test, isInJournal: true };
    });
  }

  /** Notes in the journal what happened by itself. Where that cannot be written, people are told at once. */
  async noteByItself(write: (journal: KeptJournal) => Promise<void>): Promise<void> {
    const { journal } = this;
    if (journal === undefined || journal.state.closed) return;
    try {
      await write(journal);
      this.update();
    } catch (error) {
      this.raise({ code: 'CEREMONY_JOURNAL_STOPPED', why: whyOf(error) });
    }
  }

  /** As on the first day; used when a ceremony has ended. */
  async reset(): Promise<View> {
    this.dropShares();
    await this.journal?.close();
    return this.update({ ...unbegun(this.world), airGap: this.#state.airGap });
  }
}

/** While no session is open: what can be gone on with. */
const unbegun = ({ sessions, ceremonies }: OfflineWorld): OfflineState => ({
  ...emptyState,
  earlier: sessions.list(),
  earlierCeremonies: ceremonies.list(),
});
