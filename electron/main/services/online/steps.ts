// Every step of the online part, told once: which calls it makes, what is typed from paper before it, what it waits for, and when it is done. What a
// journal refuses, the order rules in core say; those check old journals and those of others, too.
import type { OnlineStepId, OnlineStepView, StepFact, StepNeed } from '#shared/contract/online/step-view.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { CallState } from '#shared/journal/call-index.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import type { RecoveryTarget } from '../recovery/step-context.ts';

export type Facts = readonly { readonly fact: StepFact; readonly value: string }[];

/** Where the ceremony is, as far as steps ask. */
export interface Situation {
  /** The steps of this machine, in their order. */
  readonly list: readonly OnlineStepId[];
  readonly plan: RecoveryTarget;
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
  readonly facts: ReadonlyMap<OnlineStepId, Facts>;
}

type Needs = readonly (readonly [need: StepNeed, isMet: boolean])[];

interface Step {
  /** The guarded calls that it makes, as the journal names them. */
  readonly calls?: readonly GuardedCall[];
  /** What is typed from paper before it. */
  readonly confirm?: Exclude<OnlineStepView['confirm'], 'nothing'>;
  readonly needs: (at: Situation) => Needs;
  /** Where not given: when a call of it has succeeded. */
  readonly isDone?: (at: Situation) => boolean;
  /** The call that has done it, where that is not the last one of its calls. */
  readonly doneBy?: (journal: JournalState) => CallState | undefined;
  /** Whether it may be taken again though it is done. */
  readonly mayFollow?: (journal: JournalState) => boolean;
  /** What the journal keeps of it: what is needed on paper outlives the run of the program that found it. */
  readonly keeps?: (journal: JournalState) => Facts;
}

const signedIn = ({ isSignedIn }: Situation): Needs => [['sign-in', isSignedIn]];

export const steps: Readonly<Record<OnlineStepId, Step>> = {
  pairing: { needs: () => [], isDone: ({ journal }) => isPaired(journal) },
  preFlight: {
    needs: signedIn,
    isDone: ({ wasInspected, journal }) => wasInspected || has(journal, 'create') || goesOn(journal),
  },
  create: {
    calls: ['create'],
    confirm: 'target',
    needs: signedIn,
    // An HSM that was made in another way is taken as it is: the first call to it shows that it is there.
    isDone: ({ journal }) => has(journal, 'create') || goesOn(journal),
  },
  activate: {
    calls: ['download'],
    confirm: 'target',
    needs: (at) => [...signedIn(at), ['pairing', isPaired(at.journal)]],
  },
  'init-recovery': {
    calls: ['init-recovery'],
    confirm: 'target',
    needs: signedIn,
    isDone: isFetched,
  },
  observe: { needs: signedIn, isDone: ({ hasObservation }) => hasObservation },
  'exchange-key': {
    needs: (at) => [
      ['pairing', isPaired(at.journal)],
      ['init-recovery', isFetched(at)],
    ],
    isDone: ({ journal }) => isSent(journal),
  },
  countersign: {
    needs: ({ hasObservation }) => [['observation', hasObservation]],
    isDone: ({ isExchangeSigned }) => isExchangeSigned,
  },
  upload: {
    calls: ['upload'],
    confirm: 'target',
    needs: (at) => [
      ...signedIn(at),
      at.journal.emergency
        ? // With a blob the key was fetched elsewhere; this machine asks for it with the upload.
          ['init-recovery', !at.list.includes('init-recovery') || at.hasObservation]
        : ['exchange-key', isSent(at.journal)],
    ],
  },
  identity: {
    calls: ['identity'],
    needs: signedIn,
    // A creation of this ceremony has attached it, and a backup with it shows that it is there; or it was found attached just now.
    isDone: ({ journal, facts }) => has(journal, 'create', 'identity', 'backup') || facts.has('identity'),
  },
  deleted: {
    calls: ['delete', 'recover', 'purge'],
    needs: signedIn,
    isDone: ({ facts }) => facts.has('deleted'),
  },
  canary: {
    calls: ['canary'],
    needs: (at) => [
      ...signedIn(at),
      ...afterTheDomain(at),
      // One that is made already is only used.
      ['no-backup', !has(at.journal, 'backup') || has(at.journal, 'canary')],
    ],
    isDone: ({ journal: { canary } }) => canary !== undefined,
    keeps: ({ canary }) =>
      canary
        ? [
            { fact: 'canary-key', value: canary.key },
            { fact: 'canary-version', value: canary.version },
            { fact: 'canary-sha256', value: canary.publicSha256 },
          ]
        : [],
  },
  backup: {
    calls: ['backup'],
    needs: (at) => [
      ...signedIn(at),
      // In an emergency people type here where the backup lies.
      ['plan', at.plan.backup !== null || at.journal.emergency !== undefined],
      ...afterTheDomain(at),
    ],
    isDone: ({ journal, hold }) =>
      givesKeys(journal.plan?.ceremonyKind) ? has(journal, 'backup') : hold !== 'no-restore-point',
  },
  baseline: {
    // An inventory belongs to the backup that it is compared with.
    needs: (at) => [...signedIn(at), ['backup', has(at.journal, 'backup')]],
    isDone: ({ hasBaseline }) => hasBaseline,
  },
  restore: {
    calls: ['restore', 'key-restore'],
    confirm: 'target-and-folder',
    needs: (at) => [
      ...signedIn(at),
      // In an emergency the backup before it has named the folder.
      ['plan', (at.plan.backup?.folder ?? null) !== null || at.journal.emergency !== undefined],
      ['backup', at.hold !== 'no-restore-point'],
      ['hold', at.hold === 'over'],
    ],
    // Single keys came back: others may follow.
    mayFollow: (journal) => isRestored(journal) && !has(journal, 'restore'),
  },
  verify: {
    needs: (at) => [...signedIn(at), ['plan', at.plan.source !== null], ['restore', isRestored(at.journal)]],
    isDone: ({ isVerified }) => isVerified,
  },
  'first-backup': {
    calls: ['backup'],
    needs: (at) => [...signedIn(at), ['plan', at.plan.backup !== null], ['verify', at.isVerified]],
    doneBy: firstBackup,
  },
  'hand-over': {
    needs: ({ isVerified }) => [['verify', isVerified]],
    isDone: ({ isHandedOver }) => isHandedOver,
  },
};

export const isDone = (id: OnlineStepId, at: Situation): boolean =>
  steps[id].isDone?.(at) ?? callThatDid(id, at.journal) !== undefined;
export function callThatDid(id: OnlineStepId, journal: JournalState): CallState | undefined {
  const { calls = [], doneBy = (all) => lastOf(all, calls) }: Step = steps[id];
  return doneBy(journal);
}

/**
 * The step of a list that shows a call. A backup after the restore is the first of the recovered HSM. An emergency that begins with a blob has
 * no step for the question that puts the HSM into recovery: the upload asks it.
 */
export function stepIn(list: readonly OnlineStepId[], call: GuardedCall, journal: JournalState): OnlineStepId {
  if (call === 'backup' && list.includes('first-backup') && isRestored(journal)) return 'first-backup';
  return list.find((id) => steps[id].calls?.includes(call)) ?? 'upload';
}

/** The last of these calls that succeeded. */
const lastOf = ({ calls }: JournalState, wanted: readonly GuardedCall[]): CallState | undefined =>
  Object.values(calls).findLast(({ call, phase }) => wanted.includes(call) && phase === 'succeeded');
const has = (journal: JournalState, ...wanted: readonly GuardedCall[]): boolean =>
  lastOf(journal, wanted) !== undefined;

const isPaired = ({ peers, challengeNoted }: JournalState): boolean =>
  peers['offline'] !== undefined && challengeNoted !== undefined;
const isSent = ({ written }: JournalState): boolean => written.some(({ type }) => type === 'exchange-key');
/** Whether the new HSM has answered a call of this ceremony. */
const goesOn = (journal: JournalState): boolean => has(journal, 'init-recovery', 'download');
const isRestored = (journal: JournalState): boolean => has(journal, 'restore', 'key-restore');
function isFetched({ journal, hasObservation }: Situation): boolean {
  return has(journal, 'init-recovery') && hasObservation;
}

/** A restore point counts only once the security domain is in the new HSM. */
const afterTheDomain = ({ list, journal }: Situation): Needs =>
  list.includes('activate') ? [['activate', has(journal, 'download')]] : [['upload', has(journal, 'upload')]];

/** The last backup of what was restored, if there is one. */
function firstBackup({ calls }: JournalState): CallState | undefined {
  const all = Object.values(calls).filter(({ phase }) => phase === 'succeeded');
  const restoredAt = all.findLastIndex(({ call }) => call === 'restore' || call === 'key-restore');
  return restoredAt < 0 ? undefined : all.slice(restoredAt).findLast(({ call }) => call === 'backup');
}
