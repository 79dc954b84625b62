// The state of Lifeboat Offline as its screens see it, and what every deed asks of it first. Main holds it; nothing in it is secret.
import type { SelfTestResult } from '#shared/contract/offline/machine-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { type Fault, refuse } from '#shared/faults/fault.ts';
import { selfTestEvent } from '#shared/journal/events.ts';
import type { OrderNeed } from '#shared/faults/shell.ts';
import type { SelfTestReport } from '#shared/self-test/self-test.ts';
import type { Ceremony, SetClock } from './ceremony/ceremony.ts';
import type { UncopiedKey } from './ceremony/new-keys.ts';
import type { NewDomain } from './ceremony/proofs.ts';
import type { KeptJournal } from './ceremony/kept-journal.ts';
import { ceremonyPart, type Held } from './ceremony/view.ts';
import type { EmergencyKey, EmergencyRecovery } from './emergency/emergency.ts';
import { emergencyPart } from './emergency/view.ts';
import type { CeremonySession } from './ceremony-session.ts';
import { emptyView } from './empty-view.ts';
import type { RecoverySession } from './recovery-session.ts';
import { whyOf } from './why-of.ts';
import type { OfflineWorld } from './world.ts';

/** What belongs to the state and is not shown: large, or not meant for a screen. */
export interface Behind extends Held {
  securityDomain?: Buffer;
  /** Of a recovery: its journal is open as long as it is here. */
  ceremony?: Ceremony;
  /** A recovery without a plan, and the file that was offered last as its exchange key. */
  emergency?: EmergencyRecovery;
  emergencyKey?: EmergencyKey | undefined;
  /** The clock on the wall, as often as it was read before there was a journal. */
  readings?: readonly SetClock[];
  key?: Held['key'];
  outcome?: Held['outcome'];
  /** The custodian of the plan whose turn it is: the hash of their certificate, hex. */
  expected?: string;
  /** Holds the shares of a recovery, in its processes. */
  shares?: CeremonySession;
  /** A new key that waits for its second stick, encrypted as on the first. */
  uncopied?: UncopiedKey;
  /** The security domain of an activation. */
  domain?: NewDomain;
  /** Holds the shares of a drill. */
  drill?: RecoverySession;
  /** The folder of a practice set that was made here: its operators can be asked. */
  practiceSet?: string;
}

export class Desk {
  readonly world: OfflineWorld;
  behind: Behind = {};
  #view: View;
  /** The last self-test of this run of the program: it is about the machine, and outlives a ceremony. */
  #selfTest: SelfTestResult | null = null;
  /** A log that stopped, until people have been told. */
  #untold: Fault | undefined;
  /** When somebody last touched something, by the clock that nobody can set. */
  #stirredMs: number;

  constructor(world: OfflineWorld) {
    this.world = world;
    this.#view = unbegun(world);
    this.#stirredMs = world.elapsedMs();
  }

  get view(): View {
    return this.#view;
  }

  /** Changes what is shown, tells every screen, and answers with the whole. */
  update(change: Partial<View>): View {
    const next = { ...this.#view, ...change };
    if (next.custodians.turn !== this.#view.custodians.turn) this.#stirredMs = this.world.elapsedMs();
    if (next.activation?.turn !== this.#view.activation?.turn) this.#stirredMs = this.world.elapsedMs();
    if (next.makingKey !== this.#view.makingKey) this.#stirredMs = this.world.elapsedMs();
    this.#note(next);
    return this.#show(next);
  }

  /** Shows the ceremony as its journal has it now, with what else has changed. */
  showCeremony(change: Partial<View> = {}): View {
    const { ceremony, emergency, emergencyKey } = this.behind;
    const next = { ...this.#view, ...change };
    if (emergency !== undefined) return this.update({ ...change, ...emergencyPart(emergency, emergencyKey, next) });
    if (ceremony === undefined) return this.update(change);
    return this.update({ ...change, ...ceremonyPart(ceremony, this.behind, next) });
  }

  /** Goes on with an earlier drill or making of keys: its log says again what outlived the program, and takes what follows. @throws SESSION_UNKNOWN */
  resume(token: string, change: Partial<View>): View {
    this.world.recorder.resume(token);
    return this.#show({ ...this.#view, ...change, earlier: [], earlierCeremonies: [] });
  }

  /** Another place may have recoveries to go on with. */
  lookForEarlier(): View {
    return this.#view.ceremony.phase === 'none'
      ? this.update({ earlierCeremonies: this.world.ceremonies.list() })
      : this.#view;
  }

  /** A full disk must not keep a screen from saying that shares are gone: the session goes on, and people are told. */
  #note(next: View): void {
    try {
      this.world.recorder.note(this.#view, next);
    } catch (error) {
      this.#untold = { code: 'SESSION_LOG_STOPPED', why: whyOf(error) };
    }
  }

  #show(next: View): View {
    const alarm = next.alarm ?? this.#untold ?? null;
    if (next.alarm === null) this.#untold = undefined;
    this.#view = { ...next, alarm };
    this.world.tell(this.#view);
    return this.#view;
  }

  /** Somebody is there: a key, a click, a new step. */
  stir(): View {
    this.#stirredMs = this.world.elapsedMs();
    return this.#view.idleSeconds === null ? this.#view : this.update({ idleSeconds: null });
  }

  /** Milliseconds since somebody was there. */
  idleMs(): number {
    return this.world.elapsedMs() - this.#stirredMs;
  }

  showVolumes(): View {
    return this.update({ volumes: this.world.volumes.view });
  }

  /** Refuses a deed that comes too early or too late. @throws CALL_OUT_OF_ORDER */
  need(isMet: boolean, needs: OrderNeed, call: string): void {
    if (!isMet) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
  }

  /** The running ceremony. @throws CALL_OUT_OF_ORDER */
  running(call: string): Extract<View['ceremony'], { phase: 'running' }> {
    const { ceremony } = this.#view;
    return ceremony.phase === 'running'
      ? ceremony
      : refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The ceremony of a recovery. @throws CALL_OUT_OF_ORDER */
  recovery(call: string): Ceremony {
    return this.behind.ceremony ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an approved plan' });
  }

  /** The emergency recovery. @throws CALL_OUT_OF_ORDER */
  emergency(call: string): EmergencyRecovery {
    return this.behind.emergency ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a running ceremony' });
  }

  /** The journal that is open, of whatever grade. */
  get kept(): KeptJournal | undefined {
    return this.behind.ceremony ?? this.behind.emergency;
  }

  /** Whether shares are in memory, in a process that can be ended. */
  get holdsShares(): boolean {
    return this.behind.shares !== undefined || this.behind.drill !== undefined;
  }

  /** Ends every process that holds a secret. What they held is gone; the view says so. The journal of a recovery is told apart. */
  dropShares(): void {
    this.world.dismissPassphrase();
    this.world.host.stopAll();
    delete this.behind.shares;
    delete this.behind.drill;
    delete this.behind.uncopied;
    const { custodians, blob } = this.#view;
    const { phase, purpose } = { purpose: 'recovery', ...this.#view.ceremony };
    // In a share check nothing is held: who has been proven stays proven. What was built keeps the names of those who gave.
    const isKept = blob.phase === 'built' || (phase === 'running' && purpose === 'share-check');
    const accepted = isKept ? custodians.accepted : [];
    this.update({
      custodians: { ...custodians, accepted, have: accepted.length, turn: { phase: 'nobody' }, who: null, copy: null },
    });
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
    if (test === null) return;
    await this.noteByItself(async (ceremony) => {
      await ceremony.append(selfTestEvent(test.report));
      this.#selfTest = { ...test, isInJournal: true };
    });
  }

  /** Notes in the journal what happened by itself. Where that cannot be written, people are told at once. */
  async noteByItself(write: (ceremony: KeptJournal) => Promise<void>): Promise<void> {
    const { kept } = this;
    if (kept === undefined || kept.state.closed) return;
    try {
      await write(kept);
      this.showCeremony();
    } catch (error) {
      this.update({ alarm: { code: 'CEREMONY_JOURNAL_STOPPED', why: whyOf(error) } });
    }
  }

  /** As on the first day; used when a ceremony has ended. */
  async reset(): Promise<View> {
    this.dropShares();
    await this.kept?.close();
    this.behind = {};
    return this.update({ ...unbegun(this.world), airGap: this.#view.airGap });
  }
}

/** What is shown while no session is open: the volumes that are there, and what can be gone on with. */
const unbegun = ({ app, practiceOnly, volumes, recorder, ceremonies }: OfflineWorld): View => ({
  ...emptyView(app.version, practiceOnly),
  volumes: volumes.view,
  earlier: recorder.earlier(),
  earlierCeremonies: ceremonies.list(),
});
