// Goes on with a call that has no verdict, by the step that made it: the step finds the call in the journal and sends nothing again.
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { stepIn } from '#services/online/steps.ts';
import {
  activated,
  backedUp,
  canaryMade,
  created,
  deletedAfterFailure,
  fetched,
  identityAttached,
  purged,
  recovered,
  restored,
  uploaded,
  uploadedFromStick,
} from '#services/online/step-work.ts';
import { initRecovery } from '#services/recovery/exchange-key.ts';
import { byIdentity, type Confirmation } from '#services/recovery/step-context.ts';
import { thenListed } from './deleted-hsms.ts';
import { openCalls } from '#shared/journal/call-index.ts';

const maxKeyNameBytes = 127;

/** Both people confirmed before the call was sent. */
const confirmation: Confirmation = { by: [], typedName: '' };

/** The step that shows a call, among those that there are. */
export const stepOf = ({ view, work }: OnlineAppState, call: GuardedCall): OnlineStepId =>
  stepIn(
    view.steps.map(({ id }) => id),
    call,
    work?.journal.state ?? emptyJournal,
  );

/** @throws CALL_OUT_OF_ORDER; what the step refuses */
export function resumeCall(appState: OnlineAppState): Promise<OnlineView> {
  const call = 'steps.resume';
  const [open] = openCalls(appState.openWork(call).journal.state);
  if (!open) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a call without a verdict' });
  return resumeWith(appState, open.call, call, stepOf(appState, open.call));
}

async function resumeWith(
  appState: OnlineAppState,
  made: GuardedCall,
  call: string,
  step: OnlineStepId,
): Promise<OnlineView> {
  const work = appState.openWork(call);
  const restoreOrder = { access: byIdentity, confirmation, operators: [], inventory: undefined };
  switch (made) {
    case 'create': {
      const order = { confirmation, administrators: [], retentionDays: 90, purgeProtection: false };
      return appState.runCall(call, step, (context) => created(context, order));
    }
    case 'init-recovery':
      return appState.runCall(call, step, (context) => fetched(work, () => initRecovery(context, confirmation)));
    case 'download': {
      const order = await bundleOrder(appState, call);
      return appState.run(call, step, (context) => activated(context, order));
    }
    case 'canary':
      return appState.run(call, step, (context) => canaryMade(context, work));
    case 'identity':
      return appState.run(call, step, identityAttached);
    case 'delete':
      return appState.run(call, step, (context) =>
        thenListed(appState, context, deletedAfterFailure(context, confirmation)),
      );
    case 'recover':
    case 'purge': {
      // The journal says which HSM the call is about.
      const order = { which: 'target', confirmation } as const;
      return appState.run(call, step, (context) =>
        thenListed(appState, context, (made === 'recover' ? recovered : purged)(context, order)),
      );
    }
    case 'upload':
      return resumeUploading(appState, call, step);
    case 'backup':
      return appState.runCall(call, step, (context) => backedUp(context, byIdentity));
    case 'restore':
      return appState.runCall(call, step, (context) => restored(context, restoreOrder));
    case 'key-restore': {
      const key = await work.folder.last('restored-key', maxKeyNameBytes);
      const keyName = key?.toString('utf8') ?? '';
      return appState.runCall(call, step, (context) => restored(context, { ...restoreOrder, keyName }));
    }
  }
}

async function resumeUploading(appState: OnlineAppState, call: string, step: OnlineStepId): Promise<OnlineView> {
  const { emergency } = appState;
  if (!emergency) {
    const order = await bundleOrder(appState, call);
    return appState.run(call, step, (context) => uploaded(context, order));
  }
  const order = { blob: await emergency.blob(call), confirmation };
  return appState.runCall(call, step, (context) => uploadedFromStick(context, emergency, order));
}

/** The bundle from the offline side, whose words people heard before. @throws CALL_OUT_OF_ORDER, the file faults */
export const bundleOrder = async (appState: OnlineAppState, call: string) => ({
  bundle: await appState.open(call).incomingFile(call),
  readBackSha256: '',
  confirmation,
});
