// Both operators' desks over one practice cloud, for tests: every action goes through the calls that a screen has.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodePublicIdentity, type PublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { offline, witness } from '#core/transfer/testdata/samples.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { onlineCalls } from '#ipc/online/calls.ts';
import { Turns } from '#ipc/turns.ts';
import { answerTo } from './answer-sheet.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Question, Typed } from '#services/app/confirmation.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { RefusalLog } from '#services/app/refusal-log.ts';
import { PickedFiles } from '#services/app/picked-files.ts';
import { PlanWords } from '#services/app/plan-words.ts';
import { openAccess } from '#services/recovery/access.ts';
import { OnlineAppState } from '#services/online/app-state.ts';
import type { OnlineWorld } from '#services/online/world.ts';
import type { PracticeWorkspace } from './make-practice-workspace.ts';
import { noRehearsal } from './no-rehearsal.ts';
import { answerWithBlob } from './both-sides.ts';
import { offlineChallenge } from './ceremony-beginning.ts';
import { keptIdentity } from './kept.ts';
import { prepareRecovery, type Recovery } from './recovery-setup.ts';

export const passphrase = 'correct horse battery staple';

const operators = {
  'operator-1': keptIdentity('operator-1', 'Person operator-1', passphrase),
  'operator-2': keptIdentity('operator-2', 'Person operator-2', passphrase),
};
type Role = keyof typeof operators;

/** One operator's machine: its app state, and what it has sent to its screens. */
export interface OperatorMachine {
  readonly appState: OnlineAppState;
  readonly calls: OnlineHandlers;
  readonly told: OnlineView[];
  /** What is typed where a secret is asked. */
  typed: string;
  /** What people type into the confirmation view, by field: by default what is right. Undefined where they turn back. */
  answers: Typed | undefined;
  /** A file or folder, as if it had been chosen in a dialog. */
  readonly token: (path: string, kind: Parameters<PickedFiles['remember']>[1]) => string;
  /** Where the machine's dialogs put files. */
  readonly stick: string;
}

export interface PreparedOperators {
  readonly recovery: Recovery;
  readonly plan: Plan;
  readonly planSha256: string;
  readonly planFile: string;
  readonly inventoryFile: string;
  readonly confirmation: { readonly by: string[]; readonly typedName: string };
  readonly folderOf: (role: Role) => string;
  readonly identityFile: (role: Role) => string;
  /** Of an operator's identity. */
  readonly passphraseOf: (role: Role) => string;
  /** The folder of the practice cloud. */
  readonly cloud: string;
  /** A program that has just started on a machine. */
  readonly start: (role: Role, world?: Partial<OnlineWorld>, services?: Partial<AppServices>) => OperatorMachine;
  /** Opens the ceremony and signs in. */
  readonly enter: (role: Role) => Promise<OperatorMachine>;
  /**
   * What the offline machine answers to the bundle of an exchange key.
   * @param issued the number that the online machine gave out
   */
  readonly answer: (
    issued: string,
    exchangeKeyBundle: string,
  ) => { readonly file: string; readonly payloadSha256: string };
  /** The offline machine as it is paired with: its public identity, the hash of the code that it shows, the number that it gave out. */
  readonly offline: { readonly identityFile: string; readonly code: string; readonly challenge: string };
  readonly pair: (machine: OperatorMachine) => Promise<void>;
  /** Opens a ceremony of production with the same people. */
  readonly openProduction: (machine: OperatorMachine) => Promise<OnlineView>;
}

/**
 * @param offlineMachine the identity of an offline machine that takes part itself; without it, `answer` plays one
 * @param planned what the plan says instead of the recovery that is prepared
 */
export async function prepareOperators(
  workspace: PracticeWorkspace,
  offlineMachine: PublicIdentity = offline,
  planned: (recovery: Plan) => Plan = (recovery) => recovery,
): Promise<PreparedOperators> {
  const recovery = await prepareRecovery(workspace);
  const identities = recovery.plan.identities.map((each) =>
    each.role === 'operator-1' || each.role === 'operator-2'
      ? { ...each, spki: operators[each.role].signer.spkiDer.toString('base64') }
      : each.role === 'offline'
        ? { ...each, spki: offlineMachine.spkiDer.toString('base64') }
        : each,
  );
  const plan = planned({ ...recovery.plan, identities });
  const place = workspace.newDirectory();
  mkdirSync(place, { recursive: true });
  const put = (name: string, bytes: Uint8Array): string => {
    const path = join(place, name);
    writeFileSync(path, bytes);
    return path;
  };
  const planFile = put('plan.dsse.json', approveAgain(approvePlan(plan, operators['operator-1'].signer), witness));
  const inventoryFile = put('inventory.json', encodeInventory(recovery.inventory));
  const offlineIdentity = put('offline.json', encodePublicIdentity(offlineMachine));
  const files = {
    'operator-1': put('operator-1.identity.json', operators['operator-1'].file),
    'operator-2': put('operator-2.identity.json', operators['operator-2'].file),
  };
  const folderOf = (role: Role): string => join(place, `ceremony-${role}`);

  const pairedWith = {
    identityFile: offlineIdentity,
    code: pairingCode(plan.ceremony, offlineMachine, operators['operator-1'].signer),
    challenge: offlineChallenge,
  };
  const start: PreparedOperators['start'] = (role, world = {}, services = {}) => {
    const stick = join(place, `stick-${role}`);
    mkdirSync(stick, { recursive: true });
    const picked = new PickedFiles();
    const told: OnlineView[] = [];
    const beside = role === 'operator-1' ? 'operator-2' : 'operator-1';
    const machine = { typed: passphrase, answers: {} as Typed | undefined };
    const turns = new Turns(() => appState.turnAway());
    const asked = async <T>(question: Question<T>): Promise<T> => {
      const { answers } = machine;
      if (!answers) return refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
      const fromPaper = { name: plan.target.name, folder: plan.backup?.folder ?? '' };
      const isPairing = question.draw(english).fields.some(({ name }) => name === 'number');
      const read = isPairing ? pairedWith.code : (appState.ceremony?.incoming?.payloadSha256 ?? planSha256(plan));
      const heard = { words: read, number: pairedWith.challenge };
      // In an emergency both names stand there already.
      const people: Typed = appState.emergency ? {} : { second: beside };
      return answerTo(question, () => ({ ...fromPaper, ...heard, ...people, ...answers }));
    };
    const appState: OnlineAppState = new OnlineAppState({
      services: servicesOf(picked, stick, () => machine.typed, {
        confirm: turns.askingPeople(asked),
        pickFile: () => Promise.resolve(files[role]),
        ...services,
      }),
      app: { version: '0.1.0', build: 'test' },
      waiting: { wait: () => Promise.resolve(), now: recovery.clock.now },
      ownFolders: { ceremonies: join(place, `own-${role}`), practice: join(place, 'practice') },
      openAccess,
      openPracticePlace: () => {
        const { port, caCertificatePem } = recovery.cloud;
        const close = (): Promise<void> => Promise.resolve();
        return Promise.resolve({ phase: 'joined', folder: 'practice', port, caCertificatePem, close });
      },
      confirm: turns.askingPeople(asked),
      tell: (view) => void told.push(view),
      ...world,
    });
    const token = (path: string, kind: Parameters<PickedFiles['remember']>[1]): string =>
      picked.remember(path, kind).token;
    const calls = onlineCalls(appState, turns);
    return Object.assign(machine, { appState, calls, told, token, stick });
  };
  const enter = async (role: Role): Promise<OperatorMachine> => {
    const machine = start(role);
    const { calls, token } = machine;
    mkdirSync(folderOf(role), { recursive: true });
    await openCeremony(machine, {
      plan: token(planFile, 'plan'),
      planSha256: planSha256(plan),
      identity: token(files[role], 'identity'),
      folder: token(folderOf(role), 'ceremony'),
    });
    await calls.account.signIn({ way: 'practice', place: null, principal: null });
    return machine;
  };
  return {
    recovery,
    plan,
    planSha256: planSha256(plan),
    planFile,
    inventoryFile,
    confirmation: { by: ['Person operator-1', 'Person operator-2'], typedName: plan.target.name },
    folderOf,
    identityFile: (role) => files[role],
    passphraseOf: () => passphrase,
    cloud: recovery.directory,
    start,
    enter,
    offline: pairedWith,
    answer: (onlineChallenge, exchangeKeyBundle) => {
      const { securityDomain } = recovery;
      const known = { onlineChallenge, operatorKeyId: operators['operator-1'].signer.keyId };
      const bundle = readFileSync(exchangeKeyBundle);
      const { file, payloadSha256 } = answerWithBlob(workspace, { plan, securityDomain }, bundle, known);
      return { file: put('restore-blob.bundle.json', file), payloadSha256 };
    },
    openProduction: async (machine) => {
      const { token } = machine;
      const production: Plan = { ...recoveryPlan, identities };
      const file = put(
        `production-${randomUUID()}.json`,
        approveAgain(approvePlan(production, operators['operator-1'].signer), witness),
      );
      return openCeremony(machine, {
        plan: token(file, 'plan'),
        planSha256: planSha256(production),
        identity: token(files['operator-1'], 'identity'),
        folder: token(join(place, randomUUID()), 'ceremony'),
      });
    },
    pair: async ({ calls }) => {
      await calls.peers.pair(null);
    },
  };
}

type Opening = Parameters<OnlineHandlers['session']['open']>[0] & { readonly planSha256: string };

/** Opens a ceremony as people do who have this hash on paper. */
export async function openCeremony(
  machine: OperatorMachine,
  { planSha256: words, ...order }: Opening,
): Promise<OnlineView> {
  return saying(machine, { words }, () => machine.calls.session.open(order));
}

/** People type this while a call asks them. */
export async function saying<T>(machine: OperatorMachine, typed: Typed, call: () => T | Promise<T>): Promise<T> {
  const { answers } = machine;
  machine.answers = { ...answers, ...typed };
  try {
    return await call();
  } finally {
    machine.answers = answers;
  }
}

const servicesOf = (
  files: PickedFiles,
  stick: string,
  typed: () => string,
  changed: Partial<AppServices>,
): AppServices => ({
  side: 'online',
  version: '0.1.0',
  practiceOnly: true,
  printStyle: '',
  manualPictures: { en: {}, de: {} },
  now: () => new Date(),
  files,
  settings: {
    begin: (language) =>
      Promise.resolve({ settings: { language, theme: 'system', textSize: 100, sound: false }, isKeptLost: false }),
    choose: () => Promise.resolve(),
  },
  programFile: import.meta.filename,
  refusals: new RefusalLog(() => new Date()),
  rehearsal: noRehearsal(),
  press: {
    preview: () => Promise.reject(new Error('nothing is printed here')),
    // A PDF is its page here.
    pdf: (html) => Promise.resolve(Buffer.from(html)),
    printers: () => Promise.resolve({ local: [], others: 0 }),
    print: () => Promise.reject(new Error('nothing is printed here')),
  },
  planWords: new PlanWords(),
  confirm: () => refuse({ code: 'CONFIRMATION_NOT_GIVEN' }),
  askPassphrase: () => Promise.resolve(Buffer.from(typed())),
  pickFile: () => Promise.resolve(undefined),
  pickFiles: () => Promise.resolve([]),
  pickFolder: () => Promise.resolve(stick),
  ...changed,
});
