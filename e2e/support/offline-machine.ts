// The machine of Lifeboat Offline for tests of its calls: the app state on a real journal and the programs that hold secrets, and what every person does at it.
import { join } from 'node:path';
import { offlineContract, type OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { PageRole } from '#shared/contract/offline/volume-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { callsOfAppState } from '#ipc/offline/calls.ts';
import { inTurn, Turns } from '#ipc/turns.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';
import type { Question, Typed } from '#services/app/confirmation.ts';
import { secretsAsked } from '#services/app/questions/secret.ts';
import { EarlierCeremonies } from '#services/offline/ceremony/earlier.ts';
import { OfflineAppState } from '#services/offline/app-state.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { EarlierSessions } from '#services/offline/session-log.ts';
import { VolumeRegister } from '#services/offline/volume-register.ts';
import type { Medium } from '#platform/volumes/medium.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { trackProcesses } from '#secrets/host/tracked-host.ts';
import { answerTo } from './answer-sheet.ts';
import { custodyInThread } from './custody-in-thread.ts';
import { noRehearsal } from './no-rehearsal.ts';

const app = { version: '0.1.0', build: 'test' };

function turnedAwayLater(): PromiseWithResolvers<never> {
  const later = Promise.withResolvers<never>();
  later.promise.catch(() => undefined);
  return later;
}

/** What people begin; an emergency's id is made. */
interface SessionOrder {
  readonly purpose: Purpose;
  readonly practice: boolean;
  readonly id?: string;
}

/** One run of the program. */
export abstract class OfflineMachine {
  /** Ways out of the machine that the air gap sees. */
  waysOut: WayOut[] = [];
  /** Sticks that the system reports, beside the folders that are plugged in. */
  media: readonly Medium[] = [];
  readonly appState: OfflineAppState;
  readonly calls: ReturnType<typeof callsOfAppState>;
  readonly #folder: string;
  /** Rejects when whoever is asked is turned away. */
  #away = turnedAwayLater();
  readonly #turns = new Turns(() => {
    const { reject } = this.#away;
    this.#away = turnedAwayLater();
    reject(new Refusal({ code: 'CONFIRMATION_NOT_GIVEN' }));
    this.turnedAway();
  });
  /** Where keys are opened. */
  protected processHost(): ProcessHost {
    return custodyInThread();
  }
  readonly #host = trackProcesses(this.processHost());

  /** @param folder where sessions, ceremonies and a practice set lie */
  constructor(folder: string, now: () => Date = () => new Date()) {
    this.#folder = folder;
    this.appState = new OfflineAppState({
      app,
      practiceOnly: false,
      airGap: () => Promise.resolve(this.waysOut),
      volumes: new VolumeRegister(() => Promise.resolve(this.media)),
      host: this.#host,
      tokenModules: () => Promise.resolve(this.tokenModules),
      sessions: new EarlierSessions(join(folder, 'sessions')),
      ceremonies: new EarlierCeremonies(join(folder, 'ceremonies'), noRehearsal()),
      now,
      elapsedMs: () => performance.now(),
      sleptMs: () => 0,
      askPassphrase: (request) =>
        request.problem !== undefined && !this.typesAgain(request)
          ? this.#leave(request.problem)
          : secretsAsked(
              this.#turns.askingPeople(async (question) =>
                question.take({
                  typed: {},
                  secret: Buffer.from(await this.passphraseFor(request)),
                  act: '',
                  texts: await loadCatalogue('en'),
                }),
              ),
              () => false,
            )(request),
      confirm: this.#turns.askingPeople((question) => this.#ask(question)),
      dismissPassphrase: this.#turns.turnAway,
      pickFolder: () => Promise.resolve(join(folder, 'set')),
      tell: () => undefined,
    });
    this.calls = inTurn(this.#turns, offlineContract, callsOfAppState(this.appState));
  }

  /** The passphrase that somebody types. */
  protected abstract passphraseFor(request: PassphraseRequest): string | Promise<string>;
  /** Whether they type again where they were refused. */
  typesAgain: (request: PassphraseRequest) => boolean = () => false;
  /** What people type into the confirmation view; of a fingerprint whose words are asked, all of its digits. */
  answers: Typed = {};
  /** Somebody reads all words of a fingerprint to them. */
  hears(sha256: string): void {
    this.answers = { ...this.answers, words: sha256 };
  }
  /** The button that they press; by default the first. */
  pressed: string | undefined;
  protected answered(): Typed | Promise<Typed> {
    return this.answers;
  }
  /** What the key of the custodian at the screen is called, or their stick, where more than one is there. */
  ownKey = /./;
  /** Modules of tokens. */
  tokenModules: readonly TokenModule[] = [];
  /** What they were offered last. */
  offered: readonly string[] = [];
  /** Why they left: whoever is refused does not try again. */
  refusedWith: Fault | undefined;

  async #ask<T>(question: Question<T>): Promise<T> {
    const asked = question.draw(await loadCatalogue('en'));
    if (question.problem !== undefined) return this.#leave(question.problem);
    if (asked.help?.acts.some(({ name }) => name === this.pressed)) return answerTo(question, () => ({}), this.pressed);
    if (asked.acts.length === 0) return this.#byItself(question);
    if (asked.fields.some(({ form }) => form.kind === 'secret')) {
      const request: PassphraseRequest = { who: { name: '' }, fileName: '', use: 'new-key' };
      const secret = Buffer.from(await this.passphraseFor(request));
      return question.take({ typed: this.answers, secret, act: 'yes', texts: await loadCatalogue('en') });
    }
    const own = asked.fields.find(({ name }) => name === 'key' || name === 'stick');
    this.offered = own?.form.kind === 'choice' ? own.form.choices.map(({ title }) => title) : [];
    if (own?.form.kind !== 'choice') return answerTo(question, () => this.answered(), this.pressed);
    const chosen = own.form.choices.find(({ title }) => this.ownKey.test(title));
    return chosen === undefined
      ? this.#byItself(question)
      : answerTo(question, () => ({ [own.name]: chosen.value }), 'yes');
  }
  /** Nobody is there who would answer. */
  async #byItself<T>({ until }: Question<T>): Promise<T> {
    const ended = new AbortController();
    try {
      return await Promise.race([this.#away.promise, ...(until ? [until(ended.signal)] : [])]);
    } finally {
      ended.abort();
    }
  }
  #leave(problem: Fault): never {
    this.refusedWith ??= problem;
    return refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
  }
  /** The turn of a custodian, who leaves where they are refused. @returns why */
  async custodianTurn(...[of]: Parameters<OfflineHandlers['custodians']['begin']>): Promise<Fault | undefined> {
    this.refusedWith = undefined;
    await this.calls.custodians.begin(of);
    return this.refusedWith;
  }

  /** Whatever asks is closed, if it is open. */
  protected turnedAway(): void {
    // Where nobody is in typing, nothing is to be closed.
  }

  get view(): View {
    return this.appState.view;
  }

  /** Ends as a power cut would: processes are gone, the journal is let go, nothing is noted. */
  async end(): Promise<void> {
    this.#host.stopAll();
    await this.appState.journal?.close().catch(() => undefined);
  }

  /** @param wallUtc what the clock on the wall says, ISO 8601 */
  async startSession(order: SessionOrder, wallUtc: string): Promise<void> {
    await this.beginSession(order);
    await checkGap(this.appState);
    await this.setClock(wallUtc);
  }
  /** People say in the confirmation view whether it is practice, and type the id. */
  async beginSession({ purpose, practice, id = '' }: SessionOrder): Promise<void> {
    this.answers = { ...this.answers, id };
    this.pressed = practice ? 'practice' : 'production';
    try {
      const asked = { isTrial: false };
      await (purpose === 'emergency'
        ? this.calls.emergency.begin(asked)
        : this.calls.session.start({ purpose, ...asked }));
    } finally {
      this.pressed = undefined;
    }
  }
  /** People read the clock on the wall. @param wallUtc ISO 8601 */
  async setClock(wallUtc: string): Promise<void> {
    this.answers = { ...this.answers, date: wallUtc.slice(0, 10), time: wallUtc.slice(11, 16) };
    await this.calls.session.setWallClock(null);
  }
  /** Goes on with the newest ceremony that an earlier run of the program began. */
  async resume(): Promise<void> {
    await this.calls.ceremony.resume({ journal: this.view.earlierCeremonies[0]?.journal ?? '' });
  }
  /** Another run of the program, which goes on after a power cut. */
  async restarted(): Promise<this> {
    await this.end();
    const again = new (this.constructor as new (folder: string) => this)(this.#folder);
    await again.resume();
    return again;
  }
  plugIn(...paths: readonly string[]): void {
    for (const path of paths) this.appState.world.volumes.addFolder(path);
    this.appState.update();
  }
  async role(stick: string, role: PageRole): Promise<void> {
    await this.calls.volumes.assign({ volume: this.#volumeOf(stick), role });
  }
  /** The token of the newest file on a stick whose name fits, empty where there is none. */
  async file(stick: string, pattern: RegExp): Promise<string> {
    const { files } = await this.calls.volumes.files({ volume: this.#volumeOf(stick) });
    return files.findLast(({ name }) => pattern.test(name))?.token ?? '';
  }
  #volumeOf(stick: string): string {
    return this.view.volumes.find(({ name }) => name === stick)?.id ?? '';
  }
}
