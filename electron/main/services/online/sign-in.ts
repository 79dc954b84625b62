// The sign-in of one machine: to Azure, or to a practice cloud that is opened for it and ends with it.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import type { Access, Credentials, AccessTarget } from '../recovery/access.ts';
import type { Waiting } from '#azure/polling.ts';
import type { DeviceCode } from '#azure/sign-in.ts';
import { rolesHere, whoIsHere } from '../recovery/who.ts';
import { accountChecks, tenantCheck } from './account-checks.ts';
import type { OpenCeremony } from './open-ceremony.ts';
import { confirmAccount, showDeviceCode } from './questions/account.ts';
import type { UiState, OnlineWorld, PracticePlaceOpen } from './world.ts';

type SigningIn = Extract<AccountView, { phase: 'signing-in' }>;
type SignedIn = Extract<AccountView, { phase: 'signed-in' }>;

/** What the sign-in needs of the state that it is a part of. */
interface OfflineAppState {
  readonly world: OnlineWorld;
  uiState: UiState;
  readonly view: OnlineView;
  readonly waiting: Waiting;
  readonly ceremony: OpenCeremony | undefined;
  nowUtc(): string;
  accessTarget(call: string): AccessTarget;
  asked(): () => boolean;
  update(change?: Partial<UiState>): OnlineView;
  leaveAzure(): Promise<OnlineView>;
  turnAway(): void;
}

const nothing = (): void => undefined;

interface Entering {
  readonly way: SigningIn['way'];
  /** Makes the credentials; a practice place that it opened is closed with the sign-in. */
  readonly open: (show: (code: DeviceCode) => void) => Promise<Credentials>;
  /** Waits for people who sign in, whom nobody overtakes. */
  readonly untilSignedIn: <T>(wait: () => Promise<T>) => Promise<T>;
}

export class SignIn {
  readonly #appState: OfflineAppState;
  #access: Access | undefined;
  #place: PracticePlaceOpen | undefined;
  #signingIn: AbortController | undefined;
  /** Ends the sheet with the code. */
  #endCode: () => void = nothing;
  /** Whatever is asked above a sheet ends with it: nothing is asked before this one is gone. */
  #codeGone: Promise<void> = Promise.resolve();
  /** What is shown of the sign-in when nothing more is asked of a person. */
  #signedIn: SignedIn | undefined;

  constructor(appState: OfflineAppState) {
    this.#appState = appState;
  }

  /** The way to what the plan names; undefined while nobody is signed in. */
  get access(): Access | undefined {
    return this.#access;
  }

  /**
   * Signs in and opens the way to what the plan names, or people have typed.
   * @throws CALL_OUT_OF_ORDER without a ceremony; CONFIRMATION_NOT_GIVEN; what the sign-in or the service refuses
   */
  async enter(call: string, { way, open, untilSignedIn }: Entering): Promise<OnlineView> {
    const appState = this.#appState;
    const reached = appState.accessTarget(call);
    await appState.leaveAzure();
    const giveUp = new AbortController();
    this.#signingIn = giveUp;
    const sinceUtc = appState.nowUtc();
    appState.update({ account: { phase: 'signing-in', way, sinceUtc } });
    let access: Access | undefined;
    try {
      const credentials = await open((code) => {
        if (giveUp.signal.aborted) return;
        // Asked again in the middle of a step, when the sign-in has run out.
        appState.update({ account: { phase: 'signing-in', way, sinceUtc } });
        this.#showCode(reached, code);
      });
      const opened = appState.world.openAccess(reached, credentials, appState.waiting);
      access = opened;
      const account = await untilSignedIn(() => opened.account(giveUp.signal));
      giveUp.signal.throwIfAborted();
      this.#endCode();
      await this.#codeGone;
      await appState.world.confirm(confirmAccount(reached, account));
      giveUp.signal.throwIfAborted();
      this.#access = access;
      const { name, objectId, tenantId } = account;
      const checks = [tenantCheck(account, reached)];
      const network = access.networkUse ?? null;
      this.#show({ phase: 'signed-in', way, name, objectId, tenantId, network, roles: null, checks });
      const view = await this.#compared(call);
      giveUp.signal.throwIfAborted();
      return view;
    } catch (error) {
      access?.close();
      await this.#forget();
      if (giveUp.signal.aborted) return appState.update({ account: { phase: 'signed-out' } });
      const isSilent = isFaultOf(error, 'CONFIRMATION_NOT_GIVEN');
      if (error instanceof Refusal && !isSilent)
        appState.update({ account: { phase: 'refused', way, fault: error.fault } });
      else appState.update({ account: { phase: 'signed-out' } });
      throw error;
    } finally {
      this.#endCode();
      this.#signingIn = undefined;
    }
  }

  /** Until somebody has signed in with it. Whoever turns back gives up what waits for the sign-in. */
  #showCode(reached: AccessTarget, code: DeviceCode): void {
    this.#endCode();
    const { promise, resolve } = Promise.withResolvers<null>();
    const end = (): void => {
      this.#endCode = nothing;
      resolve(null);
    };
    this.#endCode = end;
    this.#codeGone = this.#codeGone
      .then(() => this.#appState.world.confirm(showDeviceCode(reached, code, promise)))
      .then(nothing, () => {
        if (this.#endCode === end) this.#appState.turnAway();
      });
  }

  /** Asks for the roles of the signed-in account, and compares it with the plan. @throws CALL_OUT_OF_ORDER, the SERVICE faults */
  async refresh(call: string): Promise<OnlineView> {
    const appState = this.#appState;
    const reached = appState.accessTarget(call);
    const plan = appState.ceremony?.approved.plan;
    const access = this.#access;
    const { account } = appState.uiState;
    if (access === undefined || account.phase !== 'signed-in') {
      return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a sign-in' });
    }
    const { hsm, controlPlane, account: signIn } = access;
    const isStillOpen = appState.asked();
    const planned = plan && (await whoIsHere({ plan, hsm, controlPlane, account: signIn }));
    // Without a plan nobody is expected: who it is, people see, and in which directory.
    const who = planned ?? (await rolesHere({ hsm, account: signIn }));
    if (!isStillOpen()) return appState.view;
    const roles = who.hsm?.map(({ scope, role }) => ({ scope, role })) ?? null;
    appState.uiState = { ...appState.uiState, lastContactUtc: appState.nowUtc() };
    const checks = planned ? accountChecks(planned, plan) : [tenantCheck(who.account, reached)];
    return this.#show({ ...account, roles, checks });
  }

  /** Azure has answered, so a sign-in that was asked for in the middle of a step is done. */
  noteContact(lastContactUtc: string): void {
    const appState = this.#appState;
    this.#endCode();
    const isAskedAgain = appState.uiState.account.phase === 'signing-in' && this.#signingIn === undefined;
    const account = isAskedAgain && this.#signedIn ? { account: this.#signedIn } : {};
    appState.uiState = { ...appState.uiState, ...account, lastContactUtc };
  }

  /** Gives up a sign-in that is under way. */
  giveUp(): void {
    this.#signingIn?.abort();
  }

  /** Opens the practice cloud in a folder; it stays open until the sign-in ends. */
  async openPlace(directory: string): Promise<PracticePlaceOpen> {
    const appState = this.#appState;
    const place = await appState.world.openPracticePlace(directory);
    this.#place = place;
    appState.update({ practiceCloud: { phase: place.phase, folder: place.folder } });
    return place;
  }

  /** Forgets tokens, closes connections, and stops a practice cloud of ours. */
  async end(): Promise<OnlineView> {
    this.#endCode();
    this.#access?.close();
    await this.#forget();
    return this.#appState.update({ account: { phase: 'signed-out' } });
  }

  async #forget(): Promise<void> {
    this.#access = undefined;
    this.#signedIn = undefined;
    const place = this.#place;
    this.#place = undefined;
    await place?.close();
    const appState = this.#appState;
    appState.uiState = { ...appState.uiState, practiceCloud: { phase: 'none' } };
  }

  #show(account: SignedIn): OnlineView {
    this.#signedIn = account;
    return this.#appState.update({ account });
  }

  /** The account is signed in, even if nothing tells what it may do. */
  async #compared(call: string): Promise<OnlineView> {
    try {
      return await this.refresh(call);
    } catch (error) {
      const { account } = this.#appState.uiState;
      if (!(error instanceof Refusal) || account.phase !== 'signed-in') throw error;
      const found = { kind: 'refused', fault: error.fault } as const;
      const unknown = { id: 'own-rights', outcome: 'unknown', found } as const;
      return this.#show({ ...account, checks: [...account.checks, unknown] });
    }
  }
}
