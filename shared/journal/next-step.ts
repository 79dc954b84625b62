// What comes next at a machine, told from its journal alone: the command line prints the command for it.
import { copiesOfKey, copyOf, type JournalState } from './state.ts';
import { hasSucceeded, openCalls } from './call-index.ts';

export type NextStep =
  // before there is a journal
  | 'new-plan'
  | 'check-plan'
  | 'approve-plan'
  | 'begin'
  // on every machine
  | 'show-code'
  | 'pair'
  | 'leave-failure'
  | 'ask-again'
  | 'close'
  | 'pack'
  // the offline machine
  | 'accept-exchange-key'
  | 'build-blob'
  | 'send-blob'
  | 'accept-outcome'
  | 'make-key'
  | 'check-copy'
  | 'send-certificates'
  | 'accept-domain'
  | 'load-domain'
  | 'prove-copy'
  // the machines of the operators
  | 'create'
  | 'init-recovery'
  | 'observe'
  | 'send-exchange-key'
  | 'countersign'
  | 'note-sent'
  | 'upload'
  | 'send-outcome'
  | 'activate'
  | 'send-domain'
  | 'canary'
  | 'give-role'
  | 'backup'
  | 'restore'
  | 'verify'
  | 'hand-over'
  // a package of evidence
  | 'verify-evidence'
  // an emergency without a plan: at the offline machine, at the other one, its custodians, its evidence
  | 'recover'
  | 'emergency'
  | 'custodians'
  | 'pack-emergency'
  | 'verify-emergency';

/** A step, with what of it the journal knows. */
export interface NextAction {
  readonly step: NextStep;
  /** The failed check, the custodian, or the copy that it is about. */
  readonly about?: string;
  /** Whether another machine takes it. */
  readonly isElsewhere?: boolean;
}

/**
 * The steps that lead on from here, the usual one first; none where the journal has not begun.
 * A failed check, and a call without a verdict, come before everything else.
 */
export function nextActions(state: JournalState): readonly NextAction[] {
  const { opened, plan, emergency, failures } = state;
  if (emergency) {
    if (state.closed) return [{ step: emergency.machine === 'online' ? 'pack-emergency' : 'emergency' }];
    return [{ step: emergency.machine === 'online' ? 'emergency' : 'recover' }];
  }
  if (!opened || !plan) return [];
  if (state.closed) return [{ step: 'pack' }];
  const [failure] = failures;
  if (failure !== undefined) return [{ step: 'leave-failure', about: failure.check }];
  const [open] = openCalls(state);
  if (open) return [{ step: 'ask-again', about: open.call }];
  if (opened.role !== 'operator-2' && !isPaired(state)) return pairing;
  switch (opened.role) {
    case 'offline':
      return plan.ceremonyKind === 'recovery' ? offlineRecovery(state) : offlineNewKeys(state, plan.custodians);
    case 'operator-1':
      return plan.ceremonyKind === 'recovery' ? onlineRecovery(state) : onlineNewKeys(state);
    case 'operator-2':
    case 'witness':
      return (
        onlyWhen(state.fetched['operator-2'] === undefined, 'observe') ?? [{ step: 'countersign' }, { step: 'close' }]
      );
  }
}

const onlyWhen = (condition: boolean, step: NextStep, about?: string): readonly NextAction[] | undefined =>
  condition ? [{ step, ...(about !== undefined && { about }) }] : undefined;

const isPaired = ({ peers, opened, challengeNoted }: JournalState): boolean =>
  peers[opened?.role === 'offline' ? 'operator-1' : 'offline'] !== undefined && challengeNoted !== undefined;
const hasSent = ({ written }: JournalState, kind: JournalState['written'][number]['type']): boolean =>
  written.some(({ type }) => type === kind);
const hasAccepted = ({ accepted }: JournalState, kind: JournalState['written'][number]['type']): boolean =>
  accepted.some(({ type }) => type === kind);

/** The first step that is not done yet: each with whether it is still open. */
type Ladder = readonly (readonly [isOpen: boolean, step: NextStep, about?: string | undefined])[];
function firstOf(ladder: Ladder): readonly NextAction[] {
  for (const [isOpen, step, about] of ladder) {
    const found = onlyWhen(isOpen, step, about);
    if (found) return found;
  }
  return [{ step: 'close' }];
}

const pairing: readonly NextAction[] = [{ step: 'show-code' }, { step: 'pair' }];

function offlineRecovery(state: JournalState): readonly NextAction[] {
  const sent = state.written.findLast(({ type }) => type === 'restore-blob');
  const isSent = state.blob.phase === 'built' && sent?.content === state.blob.blobSha256;
  return firstOf([
    [state.exchangeKey === undefined, 'accept-exchange-key'],
    [state.blob.phase !== 'built', 'build-blob'],
    [!isSent, 'send-blob'],
    [!hasAccepted(state, 'outcome'), 'accept-outcome'],
  ]);
}

function onlineRecovery(state: JournalState): readonly NextAction[] {
  const isDone = (call: Parameters<typeof hasSucceeded>[1]): boolean => hasSucceeded(state, call);
  if (!isDone('create') && !isDone('init-recovery')) {
    // Where the HSM was made in another way, the second leads on.
    return [{ step: 'create' }, { step: 'init-recovery' }];
  }
  const ladder = firstOf([
    [!isDone('init-recovery'), 'init-recovery'],
    [!hasSent(state, 'exchange-key'), 'send-exchange-key'],
    [!isDone('upload'), 'upload'],
    [!hasSent(state, 'outcome'), 'send-outcome'],
    [!isDone('backup'), 'backup'],
    [!isDone('restore'), 'restore'],
  ]);
  return ladder[0]?.step === 'close' ? [{ step: 'verify' }, { step: 'close' }] : ladder;
}

function offlineNewKeys(state: JournalState, count: number): readonly NextAction[] {
  const custodians = Array.from({ length: count }, (_, at) => `C${at + 1}`);
  const unmade = custodians.find((id) => state.keysMade[id] === undefined);
  const lacking = (done: readonly string[]): string | undefined => {
    for (const id of custodians) {
      for (const copy of copiesOfKey(state, id)) {
        if (!done.includes(copyOf(state.keysMade[id] ?? '', copy))) return `${id} ${copy}`;
      }
    }
    return undefined;
  };
  const [unchecked, unproven] = [lacking(state.copiesChecked), lacking(state.proven)];
  const domain = state.securityDomain?.sha256;
  return firstOf([
    [unmade !== undefined, 'make-key', unmade],
    [unchecked !== undefined, 'check-copy', unchecked],
    [!hasSent(state, 'activation-certificates'), 'send-certificates'],
    [!hasAccepted(state, 'security-domain'), 'accept-domain'],
    [domain === undefined || state.readBack['security-domain'] !== domain, 'load-domain'],
    [unproven !== undefined, 'prove-copy', unproven],
  ]);
}

function onlineNewKeys(state: JournalState): readonly NextAction[] {
  const isActivation = state.plan?.ceremonyKind === 'activation';
  const isDone = (call: Parameters<typeof hasSucceeded>[1]): boolean => hasSucceeded(state, call);
  if (isActivation && !isDone('create') && !isDone('download')) {
    return [{ step: 'create' }, { step: 'activate' }];
  }
  const ladder = firstOf([
    [!isDone('download'), 'activate'],
    [!hasSent(state, 'security-domain'), 'send-domain'],
    [isActivation && state.canary === undefined && !state.canaryLeftOut, 'canary'],
    [isActivation && !isDone('backup'), 'backup'],
  ]);
  // A new HSM lets nobody make keys, not even its administrators: one of them gives the role for it.
  return ladder[0]?.step === 'canary' ? [...ladder, { step: 'give-role' }] : ladder;
}
