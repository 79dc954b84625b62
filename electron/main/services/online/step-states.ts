// Where each step of this machine is: read from the journal, from what the steps have left, and from what is at work now.
import type { OnlineStepId, OnlineStepView, StepFact, StepNeed, StepState } from '#shared/contract/online/step-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { type CallState, openCalls } from '#shared/journal/call-index.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { RunningStep } from './running-step.ts';
import type { Particulars } from '../recovery/step-context.ts';
import { confirmationOf } from './steps-of.ts';

/** A step that was refused after its call was on its way. */
export interface RefusedStep {
  readonly fault: Fault;
  readonly atUtc: string;
}

export type Facts = readonly { readonly fact: StepFact; readonly value: string }[];

/** All that the states follow from. */
export interface StepSituation {
  /** The steps of this machine, in their order. */
  readonly list: readonly OnlineStepId[];
  readonly plan: Particulars;
  readonly journal: JournalState;
  readonly isSignedIn: boolean;
  readonly wasInspected: boolean;
  readonly hasObservation: boolean;
  /** Whether the bundle of the exchange key has both signatures here. */
  readonly isExchangeSigned: boolean;
  readonly isVerified: boolean;
  readonly isHandedOver: boolean;
  /** Whether the inventory of the HSM was written to a file in this ceremony. */
  readonly hasBaseline: boolean;
  readonly hold: 'no-restore-point' | 'running' | 'over';
  readonly running: RunningStep | undefined;
  readonly refused: ReadonlyMap<OnlineStepId, RefusedStep>;
  readonly facts: ReadonlyMap<OnlineStepId, Facts>;
  /** When a call was settled, in Unix milliseconds. */
  readonly settledAt: (id: string) => number | undefined;
}

const callOf: Readonly<Partial<Record<OnlineStepId, GuardedCall>>> = {
  create: 'create',
  activate: 'download',
  'init-recovery': 'init-recovery',
  canary: 'canary',
  upload: 'upload',
  identity: 'identity',
  backup: 'backup',
  restore: 'restore',
  'first-backup': 'backup',
};

/**
 * The step of a list that shows a call. A backup after the restore is the first of the recovered HSM. An emergency that begins with a blob has
 * no step of its own for the question that puts the HSM into recovery: the upload asks it.
 */
export function stepIn(list: readonly OnlineStepId[], call: GuardedCall, journal: JournalState): OnlineStepId {
  if (call === 'backup' && list.includes('first-backup') && restored(journal)) return 'first-backup';
  return list.includes(stepsOfCalls[call]) ? stepsOfCalls[call] : 'upload';
}

const stepsOfCalls: Readonly<Record<GuardedCall, OnlineStepId>> = {
  create: 'create',
  'init-recovery': 'init-recovery',
  download: 'activate',
  canary: 'canary',
  upload: 'upload',
  identity: 'identity',
  delete: 'deleted',
  recover: 'deleted',
  purge: 'deleted',
  backup: 'backup',
  restore: 'restore',
  'key-restore': 'restore',
};

export function stepViews(situation: StepSituation): OnlineStepView[] {
  return situation.list.map((id) => ({
    id,
    confirm: confirmationOf(id),
    state: stateOf(id, situation),
  }));
}

function stateOf(id: OnlineStepId, situation: StepSituation): StepState {
  const { running, journal, refused } = situation;
  if (running?.step === id) return { phase: 'running', progress: running.progress };
  const open = openCalls(journal).find(({ call }) => stepIn(situation.list, call, journal) === id);
  if (open) return openState(open, refused.get(id)?.fault ?? null);
  const before = refused.get(id);
  // Single keys came back: others may follow, and where one of those is refused, that is said.
  const mayFollow = id === 'restore' && restored(journal) && succeeded(journal, 'restore') === undefined;
  if (isDone(id, situation) && !(mayFollow && before)) {
    const again = mayFollow && { again: true as const };
    return { phase: 'done', atUtc: doneAt(id, situation), facts: [...factsOf(id, situation)], ...again };
  }
  const needs = needsOf(id, situation);
  const again = journal.failures.length > 0 ? 'exception' : 'yes';
  if (before) return { phase: 'refused', ...before, again };
  return needs.length > 0 ? { phase: 'not-yet', needs } : { phase: 'ready' };
}

/** What is needed on paper outlives the run of the program that found it. */
function factsOf(id: OnlineStepId, { facts, journal: { canary } }: StepSituation): Facts {
  if (id !== 'canary' || canary === undefined) return facts.get(id) ?? [];
  return [
    { fact: 'canary-key', value: canary.key },
    { fact: 'canary-version', value: canary.version },
    { fact: 'canary-sha256', value: canary.publicSha256 },
    ...(facts.get(id) ?? []),
  ];
}

/** An unknown outcome is one that was asked for and not told: people look. Until then, asking may tell. */
const openState = ({ call, id, phase, asked }: CallState, fault: Fault | null): StepState =>
  phase === 'unknown'
    ? { phase: 'unknown', call, callId: id }
    : { phase: 'interrupted', callId: id, fault, decided: asked ? call : null };

const succeeded = ({ calls }: JournalState, call: GuardedCall): CallState | undefined =>
  Object.values(calls).findLast((each) => each.call === call && each.phase === 'succeeded');

const isPaired = ({ peers, challengeNoted }: JournalState): boolean =>
  peers['offline'] !== undefined && challengeNoted !== undefined;

const isSent = ({ written }: JournalState): boolean => written.some(({ type }) => type === 'exchange-key');

function isDone(id: OnlineStepId, situation: StepSituation): boolean {
  const { journal } = situation;
  switch (id) {
    case 'pairing':
      return isPaired(journal);
    case 'preFlight':
      return situation.wasInspected || succeeded(journal, 'create') !== undefined || goesOn(journal);
    case 'create':
      // An HSM that was made in another way is taken as it is: the first call to it shows that it is there.
      return succeeded(journal, 'create') !== undefined || goesOn(journal);
    case 'init-recovery':
      return succeeded(journal, 'init-recovery') !== undefined && situation.hasObservation;
    case 'observe':
      return situation.hasObservation;
    case 'exchange-key':
      return isSent(journal);
    case 'countersign':
      return situation.isExchangeSigned;
    case 'backup':
      return givesKeys(journal.plan?.ceremonyKind)
        ? succeeded(journal, 'backup') !== undefined
        : situation.hold !== 'no-restore-point';
    case 'verify':
      return situation.isVerified;
    case 'first-backup':
      return firstBackup(journal) !== undefined;
    case 'hand-over':
      return situation.isHandedOver;
    case 'canary':
      return journal.canary !== undefined;
    case 'identity':
      // A creation of this ceremony has attached it, and a backup with it shows that it is there; or it was found attached just now.
      return (
        ['create', 'identity', 'backup'].some((call) => succeeded(journal, call as GuardedCall) !== undefined) ||
        situation.facts.has('identity')
      );
    case 'deleted':
      return situation.facts.has('deleted');
    case 'baseline':
      return situation.hasBaseline;
    case 'activate':
    case 'upload':
      return succeeded(journal, callOf[id] ?? 'upload') !== undefined;
    case 'restore':
      return restored(journal);
  }
}

/** Whether the new HSM has answered a call of this ceremony. */
const goesOn = (journal: JournalState): boolean =>
  succeeded(journal, 'init-recovery') !== undefined || succeeded(journal, 'download') !== undefined;

function doneAt(id: OnlineStepId, { journal, settledAt }: StepSituation): string | null {
  const done = callThatDid(id, journal);
  const at = done && settledAt(done.id);
  return at === undefined ? null : new Date(at).toISOString();
}

function callThatDid(id: OnlineStepId, journal: JournalState): CallState | undefined {
  if (id === 'first-backup') return firstBackup(journal);
  if (id === 'restore') return lastRestore(journal);
  const call = callOf[id];
  return call && succeeded(journal, call);
}

type Needs = readonly (readonly [need: StepNeed, isMet: boolean])[];

function needsOf(id: OnlineStepId, situation: StepSituation): StepNeed[] {
  const { journal, running } = situation;
  const general: Needs =
    id === 'pairing' || id === 'preFlight'
      ? []
      : [
          ['exception', journal.failures.length === 0],
          ['other-step', running === undefined && openCalls(journal).length === 0],
        ];
  return [...ownNeeds(id, situation), ...general].flatMap(([need, isMet]) => (isMet ? [] : [need]));
}

function ownNeeds(id: OnlineStepId, situation: StepSituation): Needs {
  const { plan, journal, isSignedIn, hold, hasObservation } = situation;
  const signedIn = ['sign-in', isSignedIn] as const;
  switch (id) {
    case 'pairing':
    case 'hand-over':
      return id === 'pairing' ? [] : [['verify', situation.isVerified]];
    case 'preFlight':
    case 'create':
    case 'init-recovery':
    case 'observe':
    case 'identity':
    case 'deleted':
      return [signedIn];
    case 'activate':
      return [signedIn, ['pairing', isPaired(journal)]];
    case 'exchange-key':
      return [
        ['pairing', isPaired(journal)],
        ['init-recovery', succeeded(journal, 'init-recovery') !== undefined && hasObservation],
      ];
    case 'countersign':
      return [['observation', hasObservation]];
    case 'upload':
      if (!journal.emergency) return [signedIn, ['exchange-key', isSent(journal)]];
      return [
        signedIn,
        // With a blob the key was fetched elsewhere; this machine asks for it with the upload.
        ['init-recovery', !situation.list.includes('init-recovery') || hasObservation],
      ];
    case 'baseline':
      // An inventory belongs to the backup that it is compared with.
      return [signedIn, ['backup', succeeded(journal, 'backup') !== undefined]];
    case 'canary': {
      // One that is made already is only used.
      const isInTime = succeeded(journal, 'backup') === undefined || succeeded(journal, 'canary') !== undefined;
      return [signedIn, ...afterTheDomain(situation), ['no-backup', isInTime]];
    }
    case 'backup':
      // In an emergency people type here where the backup lies.
      return [
        signedIn,
        ['plan', plan.backup !== null || journal.emergency !== undefined],
        ...afterTheDomain(situation),
      ];
    case 'first-backup':
      return [signedIn, ['plan', plan.backup !== null], ['verify', situation.isVerified]];
    case 'restore':
      return [
        signedIn,
        // In an emergency the backup before it has named the folder.
        ['plan', (plan.backup?.folder ?? null) !== null || journal.emergency !== undefined],
        ['backup', hold !== 'no-restore-point'],
        ['hold', hold === 'over'],
      ];
    case 'verify':
      return [signedIn, ['plan', plan.source !== null], ['restore', restored(journal)]];
  }
}

/** A restore point counts only once the security domain is in the new HSM. */
const afterTheDomain = ({ list, journal }: StepSituation): Needs =>
  list.includes('activate')
    ? [['activate', succeeded(journal, 'download') !== undefined]]
    : [['upload', succeeded(journal, 'upload') !== undefined]];

const isRestore = ({ call, phase }: CallState): boolean =>
  (call === 'restore' || call === 'key-restore') && phase === 'succeeded';
const lastRestore = ({ calls }: JournalState): CallState | undefined => Object.values(calls).findLast(isRestore);
const restored = (journal: JournalState): boolean => lastRestore(journal) !== undefined;

/** The last backup of what was restored, if there is one. */
function firstBackup({ calls }: JournalState): CallState | undefined {
  const all = Object.values(calls);
  const restoredAt = all.findLastIndex(isRestore);
  return all.findLast(
    ({ call, phase }, at) => restoredAt >= 0 && at > restoredAt && call === 'backup' && phase === 'succeeded',
  );
}
