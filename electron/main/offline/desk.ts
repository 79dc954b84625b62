// The state of Lifeboat Offline as its screens see it, and what every deed asks of it first. Main holds it; nothing in it is secret.
import type { View } from '../../../shared/contract/offline/view.ts';
import { type Fault, Refusal, refuse } from '../../../shared/faults/fault.ts';
import type { OrderNeed } from '../../../shared/faults/shell.ts';
import type { ExchangeKeyInput } from '../core/exchange-key/claim.ts';
import type { PassphraseRequest } from '../office/office.ts';
import type { AirGap } from '../ports/air-gap/air-gap.ts';
import type { TrackedHost } from '../ports/tracked-host.ts';
import type { RecoverySession } from './recovery-session.ts';
import type { SessionRecorder } from './session-recorder.ts';
import type { VolumeRegister } from './volume-register.ts';

/** What the desk needs of the world. */
export interface DeskWorld {
  readonly version: string;
  readonly practiceOnly: boolean;
  readonly airGap: AirGap;
  readonly volumes: VolumeRegister;
  readonly host: TrackedHost;
  /** Writes down what happens, and finds what was written before. */
  readonly recorder: SessionRecorder;
  readonly now: () => Date;
  /** Asks in a window of its own. @throws PASSPHRASE_CANCELLED */
  readonly askPassphrase: (request: PassphraseRequest) => Promise<Buffer>;
  /** Closes that window, wherever the custodian is in typing. */
  readonly dismissPassphrase: () => void;
  /** The system's dialog; undefined when the person turned back. */
  readonly pickFolder: () => Promise<string | undefined>;
  readonly tell: (view: View) => void;
}

/** What belongs to the state and is not shown: large, or not meant for a screen. */
export interface Behind {
  securityDomain?: Buffer;
  /** What the exchange key was judged from; the combiner judges it again. */
  exchangeKey?: ExchangeKeyInput;
  certificateSha256?: string;
  /** Holds the shares, in its processes; see RecoverySession. */
  session?: RecoverySession;
  blob?: Buffer;
}

export class Desk {
  readonly world: DeskWorld;
  behind: Behind = {};
  #view: View;
  /** A log that stopped, until people have been told. */
  #untold: Fault | undefined;
  /** When somebody last touched something, in Unix milliseconds. */
  #stirredMs: number;

  constructor(world: DeskWorld) {
    this.world = world;
    this.#view = emptyView(world);
    this.#stirredMs = world.now().getTime();
  }

  get view(): View {
    return this.#view;
  }

  /** Changes what is shown, tells every screen, and answers with the whole. */
  update(change: Partial<View>): View {
    const next = { ...this.#view, ...change };
    if (next.custodians.turn !== this.#view.custodians.turn) this.#stirredMs = this.world.now().getTime();
    this.#note(next);
    return this.#show(next);
  }

  /** Goes on with an earlier session: its log says again what outlived the program, and takes what follows. @throws SESSION_UNKNOWN */
  resume(token: string, change: Partial<View>): View {
    this.world.recorder.resume(token);
    return this.#show({ ...this.#view, ...change, earlier: [] });
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
    this.#stirredMs = this.world.now().getTime();
    return this.#view.idleSeconds === null ? this.#view : this.update({ idleSeconds: null });
  }

  /** Milliseconds since somebody was there. */
  idleMs(): number {
    return this.world.now().getTime() - this.#stirredMs;
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

  /** Ends every process that holds a secret. What they held is gone; the view says so. */
  dropShares(): void {
    this.world.dismissPassphrase();
    this.world.host.stopAll();
    delete this.behind.session;
    const { custodians } = this.#view;
    const { phase, purpose } = { purpose: 'recovery', ...this.#view.ceremony };
    // In a share check nothing is held: who has been proven stays proven.
    const kept = phase === 'running' && purpose === 'share-check' ? custodians.accepted : [];
    this.update({ custodians: { ...custodians, accepted: kept, have: kept.length, turn: { phase: 'nobody' } } });
  }

  /** As on the first day; used when a ceremony ends. */
  reset(): View {
    this.dropShares();
    this.behind = {};
    return this.update({ ...emptyView(this.world), airGap: this.#view.airGap });
  }
}

/** The code of a fault or of the system's error, for people who look into it. */
function whyOf(error: unknown): string {
  if (error instanceof Refusal) return error.fault.code;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

export function emptyView({ version, practiceOnly, volumes, recorder }: DeskWorld): View {
  return {
    version,
    practiceOnly,
    ceremony: { phase: 'none' },
    clock: { phase: 'unset' },
    airGap: { phase: 'unknown' },
    volumes: volumes.view,
    securityDomain: { phase: 'none' },
    exchangeKey: { phase: 'none' },
    custodians: { have: 0, required: 0, accepted: [], turn: { phase: 'nobody' } },
    blob: { phase: 'none' },
    createdKeys: [],
    written: [],
    exceptions: [],
    alarm: null,
    idleSeconds: null,
    earlier: recorder.earlier(),
  };
}
