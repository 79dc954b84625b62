// The sign-in of one machine: to Azure, or to a practice cloud that is opened for it and ends with it.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { Access, Entrance, Reached } from '../recovery/access.ts';
import type { Waiting } from '#azure/polling.ts';
import { rolesHere, whoIsHere } from '../recovery/who.ts';
import { accountChecks, tenantCheck } from './account-checks.ts';
import type { OpenCeremony } from './open-ceremony.ts';
import type { Around, OnlineWorld, PracticePlaceOpen } from './world.ts';

type SigningIn = Extract<AccountView, { phase: 'signing-in' }>;
type SignedIn = Extract<AccountView, { phase: 'signed-in' }>;

/** What the sign-in needs of the state that it is a part of. */
interface Desk {
  readonly world: OnlineWorld;
  around: Around;
  readonly view: OnlineView;
  readonly waiting: Waiting;
  readonly ceremony: OpenCeremony | undefined;
  nowUtc(): string;
  reached(call: string): Reached;
  asked(): () => boolean;
  update(change?: Partial<Around>): OnlineView;
  leaveAzure(): Promise<OnlineView>;
}

export class SignIn {
  readonly #desk: Desk;
  #access: Access | undefined;
  #place: PracticePlaceOpen | undefined;
  #signingIn: AbortController | undefined;
  /** What is shown of the sign-in when nothing more is asked of a person. */
  #signedIn: SignedIn | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The way to what the plan names; undefined while nobody is signed in. */
  get access(): Access | undefined {
    return this.#access;
  }

  /**
   * Signs in and opens the way to what the plan names, or people have typed.
   * @param open makes the entrance; a practice place that it opened is closed with the sign-in
   * @throws CALL_OUT_OF_ORDER without a ceremony; what the sign-in or the service refuses
   */
  async enter(
    call: string,
    way: SigningIn['way'],
    open: (show: (code: { userCode: string; address: string }) => void) => Promise<Entrance>,
  ): Promise<OnlineView> {
    const desk = this.#desk;
    const reached = desk.reached(call);
    await desk.leaveAzure();
    const giveUp = new AbortController();
    this.#signingIn = giveUp;
    const sinceUtc = desk.nowUtc();
    desk.update({ account: { phase: 'signing-in', way, sinceUtc, code: null } });
    let access: Access | undefined;
    try {
      const entrance = await open((code) => {
        // Asked again in the middle of a step, when the sign-in has run out.
        if (!giveUp.signal.aborted) desk.update({ account: { phase: 'signing-in', way, sinceUtc, code } });
      });
      access = desk.world.openAccess(reached, entrance, desk.waiting);
      const account = await access.account(giveUp.signal);
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
      if (giveUp.signal.aborted) return desk.update({ account: { phase: 'signed-out' } });
      if (error instanceof Refusal) desk.update({ account: { phase: 'refused', way, fault: error.fault } });
      else desk.update({ account: { phase: 'signed-out' } });
      throw error;
    } finally {
      this.#signingIn = undefined;
    }
  }

  /** Asks for the roles of the signed-in account, and compares it with the plan. @throws CALL_OUT_OF_ORDER, the SERVICE faults */
  async refresh(call: string): Promise<OnlineView> {
    const desk = this.#desk;
    const reached = desk.reached(call);
    const plan = desk.ceremony?.approved.plan;
    const access = this.#access;
    const { account } = desk.around;
    if (access === undefined || account.phase !== 'signed-in') {
      return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a sign-in' });
    }
    const { hsm, controlPlane, account: signIn } = access;
    const isStillOpen = desk.asked();
    const planned = plan && (await whoIsHere({ plan, hsm, controlPlane, account: signIn }));
    // Without a plan nobody is expected: who it is, people see, and in which directory.
    const who = planned ?? (await rolesHere({ hsm, account: signIn }));
    if (!isStillOpen()) return desk.view;
    const roles = who.hsm?.map(({ scope, role }) => ({ scope, role })) ?? null;
    desk.around = { ...desk.around, lastContactUtc: desk.nowUtc() };
    const checks = planned ? accountChecks(planned, plan) : [tenantCheck(who.account, reached)];
    return this.#show({ ...account, roles, checks });
  }

  /** Azure has answered, so whoever was asked to sign in once more in the middle of a step has done it. */
  noteContact(lastContactUtc: string): void {
    const desk = this.#desk;
    const isAskedAgain = desk.around.account.phase === 'signing-in' && this.#signingIn === undefined;
    const account = isAskedAgain && this.#signedIn ? { account: this.#signedIn } : {};
    desk.around = { ...desk.around, ...account, lastContactUtc };
  }

  /** Gives up a sign-in that is under way. */
  giveUp(): void {
    this.#signingIn?.abort();
  }

  /** Opens the practice cloud in a folder; it stays open until the sign-in ends. */
  async openPlace(directory: string): Promise<PracticePlaceOpen> {
    const desk = this.#desk;
    const place = await desk.world.openPracticePlace(directory);
    this.#place = place;
    desk.update({ practiceCloud: { phase: place.phase, folder: place.folder } });
    return place;
  }

  /** Forgets tokens, closes connections, and stops a practice cloud of ours. */
  async end(): Promise<OnlineView> {
    this.#access?.close();
    await this.#forget();
    return this.#desk.update({ account: { phase: 'signed-out' } });
  }

  async #forget(): Promise<void> {
    this.#access = undefined;
    this.#signedIn = undefined;
    const place = this.#place;
    this.#place = undefined;
    await place?.close();
    const desk = this.#desk;
    desk.around = { ...desk.around, practiceCloud: { phase: 'none' } };
  }

  #show(account: SignedIn): OnlineView {
    this.#signedIn = account;
    return this.#desk.update({ account });
  }

  /** Whoever has signed in is signed in, even if nobody tells what they may do. */
  async #compared(call: string): Promise<OnlineView> {
    try {
      return await this.refresh(call);
    } catch (error) {
      const { account } = this.#desk.around;
      if (!(error instanceof Refusal) || account.phase !== 'signed-in') throw error;
      const found = { kind: 'refused', fault: error.fault } as const;
      const unknown = { id: 'own-rights', outcome: 'unknown', found } as const;
      return this.#show({ ...account, checks: [...account.checks, unknown] });
    }
  }
}
