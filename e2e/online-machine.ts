// An operator's machine for specs of the online app.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedOperators } from './support/prepared-operators.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { PickedFile, PickedKind } from '#shared/contract/tools/picked.ts';
import type { OnlineBridge } from '#shared/contract/online/contract.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Fault, Result } from '#shared/faults/fault.ts';
import { fingerprintWords, parsePrintedFingerprint } from '#shared/formatting/fingerprint.ts';
import { expect } from './fixture.ts';
import type { RunningApp } from './hosts/host.ts';
import { host } from './hosts/this-host.ts';
import { confirmIn, type ConfirmedBy } from './pages/confirm-in.ts';
import { clickToAnswer } from './pages/answered-sheet.ts';
import { fillRows } from './pages/word-rows.ts';

type Role = 'operator-1' | 'operator-2';
type Actions = { [Group in keyof OnlineBridge]: keyof OnlineBridge[Group] & string };

/** What an operator's machine has beside it: the files of its ceremony, and what the person at it knows. */
export type OperatorsWorkspace = Pick<
  PreparedOperators,
  'plan' | 'planSha256' | 'planFile' | 'identityFile' | 'confirmation' | 'passphraseOf'
> & {
  readonly offline: Pick<PreparedOperators['offline'], 'identityFile'>;
  /** The folder of the practice cloud; null for the one that the app finds by itself. */
  readonly cloud: string | null;
};

/** One operator's machine: the app, and the stick that files are carried on. Actions are asked for as a screen asks, over the bridge. */
export class OnlineMachine {
  #role: Role;
  readonly #prepared: OperatorsWorkspace;
  readonly #userData: string;
  /** Where the machine's dialogs put files. */
  stick: string;
  #app: RunningApp | undefined;
  /** Whether the running program knows where this machine's identity lies; it asks once. */
  #knowsIdentity = false;

  constructor(role: Role, folder: string, prepared: OperatorsWorkspace) {
    this.#role = role;
    this.#prepared = prepared;
    this.#userData = join(folder, `user-data-${role}`);
    this.stick = join(folder, `stick-${role}`);
    mkdirSync(this.stick, { recursive: true });
  }

  get app(): RunningApp {
    if (!this.#app) throw new Error('the app has not been started');
    return this.#app;
  }

  async start(): Promise<void> {
    this.#app = await host.launch({ app: 'online', userData: this.#userData, isShortLived: true });
    this.#knowsIdentity = false;
  }

  /** Ends the app, if it was started and is still there. */
  async close(): Promise<void> {
    if (this.#app?.isRunning() === true) await this.#app.close();
  }

  /** Ends the main process at once, starts the program again, and goes on with the ceremony that it offers. */
  async killed(): Promise<OnlineView> {
    await this.app.kill();
    await this.start();
    await this.#aside();
    const { earlier } = await this.view();
    expect(earlier).toMatchObject([{ role: this.#role }]);
    const resumed = await this.action('session', 'resume', { folder: earlier[0]?.folder });
    expect(resumed.ceremony).toMatchObject({ phase: 'open', resumed: true });
    return this.signIn();
  }

  async signIn(): Promise<OnlineView> {
    const { cloud } = this.#prepared;
    const place = cloud === null ? null : (await this.pick(cloud, 'practice')).token;
    const entering = this.action('account', 'signIn', { way: 'practice', place, principal: null });
    const view = await this.#answered(entering, () => this.#pressInView('Yes, go on with it'));
    expect(view.account.phase).toBe('signed-in');
    return view;
  }

  async open(): Promise<OnlineView> {
    await this.start();
    return this.begin();
  }

  /** The other operator sits down at the same window. */
  async handOver(role: Role): Promise<OnlineView> {
    await this.action('session', 'leave', null);
    this.#role = role;
    return this.begin();
  }

  /** The page is at a tool: there it asks nothing by itself, and actions are asked for over the bridge. */
  async #aside(): Promise<void> {
    const banner = this.app.window.getByRole('banner');
    await banner.waitFor();
    const tools = banner.getByRole('button', { name: 'Papers and proofs', exact: true });
    if (await tools.isVisible()) await tools.click();
  }

  /** What people do once main asks them; a refusal may come before. */
  async #answered<T>(asking: Promise<T>, answer: () => Promise<void>): Promise<T> {
    const isOver = asking.then(
      () => false,
      () => false,
    );
    if (await Promise.race([this.app.confirmation().then(() => true), isOver])) await answer();
    return asking;
  }

  async #typeWords(sha256: string): Promise<void> {
    const words = fingerprintWords(parsePrintedFingerprint(sha256));
    await fillRows((await this.app.confirmation()).getByRole('main'), words);
  }

  async #pressInView(name: string): Promise<void> {
    const button = (await this.app.confirmation()).getByRole('button', { name, exact: true });
    await button.click();
    await expect(button).toBeHidden();
  }

  /** Opens the ceremony, or goes on with it, and signs in. */
  async begin(): Promise<OnlineView> {
    await this.#aside();
    const opening = this.action('session', 'open', {
      plan: (await this.pick(this.#prepared.planFile, 'plan')).token,
      identity: (await this.pick(this.#prepared.identityFile(this.#role), 'identity')).token,
      folder: null,
    });
    const view = await this.#answered(opening, async () => {
      await this.#typeWords(this.#prepared.planSha256);
      await this.#pressInView('Compare');
    });
    this.#knowsIdentity = true;
    expect(view.ceremony).toMatchObject({ phase: 'open', practice: true, role: this.#role });
    return this.signIn();
  }

  view(): Promise<OnlineView> {
    return this.action('session', 'view', null);
  }

  async pick(path: string, what: PickedKind): Promise<PickedFile> {
    await this.app.answerFolder(path);
    const picked = await this.asked<PickedFile | null>('files', 'pick', { what });
    if (!picked.ok || picked.value === null) throw new Error(`nothing was picked: ${what}, ${JSON.stringify(picked)}`);
    return picked.value;
  }

  async action<Group extends keyof Actions>(group: Group, name: Actions[Group], input: unknown): Promise<OnlineView> {
    const answer = await this.asked<OnlineView>(group, name, input);
    if (!answer.ok) throw new Error(`${group}.${name}: ${JSON.stringify(answer.fault)}`);
    return answer.value;
  }

  async refusal<Group extends keyof Actions>(group: Group, name: Actions[Group], input: unknown): Promise<Fault> {
    const answer = await this.asked(group, name, input);
    if (answer.ok) throw new Error(`${group}.${name} was not refused`);
    return answer.fault;
  }

  /** An action for which the identity's passphrase is typed in its own window. */
  async signed<Group extends keyof Actions>(group: Group, name: Actions[Group], input: unknown): Promise<OnlineView> {
    const done = this.action(group, name, input);
    await this.#typePassphrase();
    return done;
  }

  async #typePassphrase(): Promise<void> {
    const view = await this.app.confirmation();
    await view.locator('input[type=password]').fill(this.#prepared.passphraseOf(this.#role));
    await clickToAnswer(view.locator('button[type=submit]'));
  }

  /** Closes the journal in a program that was started again, and so has to open the identity that signs its end. */
  async finishAfterKill(): Promise<OnlineView> {
    await this.app.answerFolder(this.#prepared.identityFile(this.#role));
    const done = this.confirmed('session', 'finish', null);
    await this.#typePassphrase();
    return done;
  }

  /** An action that two people confirm in main's own view, where they type from paper what it is about. */
  async confirmed<Group extends keyof Actions>(
    group: Group,
    name: Actions[Group],
    input: unknown,
    typed: Partial<ConfirmedBy> = {},
  ): Promise<OnlineView> {
    const done = this.action(group, name, input);
    await confirmIn(await this.app.confirmation(), { ...this.confirmedBy, ...typed });
    return done;
  }

  /** Who is beside the one who sits here, and what paper says. */
  get confirmedBy(): ConfirmedBy {
    const { plan } = this.#prepared;
    const other = this.#role === 'operator-1' ? 'operator-2' : 'operator-1';
    const second = plan.identities.find(({ role }) => role === other)?.person ?? '';
    return { second, name: plan.target.name, folder: plan.backup?.folder ?? '' };
  }

  /** Types the pairing code as the offline side reads it, and the number that it gives out. @param code 64 hex digits */
  async pair(code: string, number: string): Promise<void> {
    await this.#answered(this.action('peers', 'pair', null), async () => {
      await (await this.app.confirmation()).getByLabel('The number that the other machine gives out').fill(number);
      await this.#typeWords(code);
      await this.#pressInView('Compare');
    });
  }

  /** The second operator fetches the exchange key. */
  async observe(): Promise<void> {
    await this.#answered(this.action('steps', 'observe', null), async () => {
      await (await this.app.confirmation()).getByLabel(/^Name of the HSM/).fill(this.confirmedBy.name);
      await this.#pressInView('Fetch the exchange key here');
    });
  }

  /** Uploads the blob that was taken in. @param payloadSha256 of its bundle, as the offline side reads it out: digits or words */
  async upload(payloadSha256: string): Promise<void> {
    await this.#answered(this.action('steps', 'upload', {}), async () => {
      await this.#typeWords(payloadSha256);
      await confirmIn(await this.app.confirmation(), this.confirmedBy);
    });
  }

  /** Writes what this machine fetched to the stick. @returns its file */
  async exportObservation(): Promise<string> {
    await this.app.answerFolder(this.stick);
    await this.action('exchange', 'exportObservation', null);
    return this.newest('observation');
  }

  /** Writes the bundle of the exchange key to the stick; it lacks the second signature. */
  async makeBundle(): Promise<void> {
    await this.#answerForSigning();
    expect(
      (await this.signed('exchange', 'makeBundle', { choice: null, revocationLists: [] })).exchange.bundle.phase,
    ).toBe('draft');
  }

  /** Adds the second signature. @returns the file of the whole bundle on the stick */
  async countersign(draft: string): Promise<string> {
    const { token } = await this.pick(draft, 'bundle');
    await this.#answerForSigning();
    await this.signed('exchange', 'countersign', { file: token, exception: null });
    return this.newest('exchange-key');
  }

  /** The dialogs of an action that signs and writes a bundle. */
  async #answerForSigning(): Promise<void> {
    if (!this.#knowsIdentity) await this.app.answerFolder(this.#prepared.identityFile(this.#role));
    this.#knowsIdentity = true;
    await this.app.answerFolder(this.stick);
  }

  /** Restores everything into the HSM, after two people have shortened the hold by an exception. */
  async restore(inventory: string): Promise<void> {
    const noted = this.action('session', 'noteException', { step: 'C19', check: null });
    const view = await this.app.confirmation();
    const sheet = {
      'What happened': 'A rehearsal',
      'What was decided': 'Go on',
      'Decided by': this.#prepared.confirmation.by.join(', '),
    };
    for (const [label, text] of Object.entries(sheet)) await view.getByLabel(label).fill(text);
    await view.getByLabel('Initials of two people').fill('AL GH');
    await view.getByRole('button', { name: 'Note it' }).click();
    await noted;
    await this.confirmed('steps', 'restore', {
      access: 'identity',
      operators: [practiceAdministrator],
      inventory,
      key: null,
      holdException: 1,
      lockOutException: null,
      externalException: null,
    });
  }

  /** Writes the message about the upload to the stick. @returns its file */
  async sendOutcome(): Promise<string> {
    await this.#answerForSigning();
    await this.signed('exchange', 'sendOutcome', { call: 'upload' });
    return this.newest('outcome');
  }

  /** The state of a step once it is what a spec waits for. */
  async until(step: OnlineStepId, phase: string): Promise<OnlineView> {
    const state = async () => (await this.view()).steps.find(({ id }) => id === step)?.state;
    await expect
      .poll(async () => (await state())?.phase, { timeout: 30_000, message: step, intervals: [100] })
      .toBe(phase);
    return this.view();
  }

  newest(part: string): string {
    const found = readdirSync(this.stick).filter((name) => name.includes(part));
    return join(this.stick, found.sort().at(-1) ?? 'none');
  }

  asked<T>(group: string, name: string, input: unknown): Promise<Result<T>> {
    return this.app.window.evaluate(
      ([inGroup, action, value]) => {
        // What the preload script has put into the page; this runs there, and names its action by text.
        const { lifeboat } = globalThis as unknown as {
          lifeboat: Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
        };
        return lifeboat[inGroup]?.[action]?.(value);
      },
      [group, name, input] as const,
    ) as Promise<Result<T>>;
  }
}

/** Every call that was intended, by its name in the journal: a second one would have a second number. */
export const intendedCalls = ({ activity }: OnlineView): string[] =>
  [...new Set(activity.latest.flatMap(({ event }) => (event.kind === 'call-intended' ? [event.id] : [])))].sort();
