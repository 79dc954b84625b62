// Goes on with a call that has no verdict, by the step that made it: the step finds the call in the journal and sends nothing again.
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { openCalls } from '#shared/journal/call-states.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { stepIn } from '#services/online/step-states.ts';
import {
  activated,
  backedUp,
  canaryMade,
  created,
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

const maxKeyNameBytes = 127;

/** Whoever confirmed did so before the call was sent. */
const confirmation: Confirmation = { by: [], typedName: '' };

/** The step that shows a call, among those that there are. */
export const stepOf = ({ view }: OnlineDesk, call: GuardedCall): OnlineStepId =>
  stepIn(
    view.steps.map(({ id }) => id),
    call,
  );

/** @throws CALL_OUT_OF_ORDER; what the step refuses */
export function goOn(desk: OnlineDesk): Promise<OnlineView> {
  const call = 'steps.resume';
  const [open] = openCalls(desk.openWork(call).journal.state);
  if (!open) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a call without a verdict' });
  return goOnWith(desk, open.call, call, stepOf(desk, open.call));
}

async function goOnWith(desk: OnlineDesk, made: GuardedCall, call: string, step: OnlineStepId): Promise<OnlineView> {
  const work = desk.openWork(call);
  const restoreOrder = { access: byIdentity, confirmation, operators: [], inventory: undefined };
  switch (made) {
    case 'create': {
      const order = { confirmation, administrators: [], retentionDays: 90, purgeProtection: false };
      return desk.runCall(call, step, (context) => created(context, order));
    }
    case 'init-recovery':
      return desk.runCall(call, step, (context) => fetched(work, () => initRecovery(context, confirmation)));
    case 'download': {
      const order = await bundleOrder(desk, call);
      return desk.run(call, step, (context) => activated(context, order));
    }
    case 'canary':
      return desk.run(call, step, canaryMade);
    case 'identity':
      return desk.run(call, step, identityAttached);
    case 'recover':
    case 'purge': {
      // The journal says which HSM the call is about.
      const order = { which: 'target', confirmation } as const;
      return desk.run(call, step, (context) =>
        thenListed(desk, context, (made === 'recover' ? recovered : purged)(context, order)),
      );
    }
    case 'upload':
      return goOnUploading(desk, call, step);
    case 'backup':
      return desk.runCall(call, step, (context) => backedUp(context, byIdentity));
    case 'restore':
      return desk.runCall(call, step, (context) => restored(context, restoreOrder));
    case 'key-restore': {
      const key = await work.folder.last('restored-key', maxKeyNameBytes);
      const keyName = key?.toString('utf8') ?? '';
      return desk.runCall(call, step, (context) => restored(context, { ...restoreOrder, keyName }));
    }
  }
}

async function goOnUploading(desk: OnlineDesk, call: string, step: OnlineStepId): Promise<OnlineView> {
  const { emergency } = desk;
  if (!emergency) {
    const order = await bundleOrder(desk, call);
    return desk.run(call, step, (context) => uploaded(context, order));
  }
  const order = { blob: await emergency.blob(call), confirmation };
  return desk.runCall(call, step, (context) => uploadedFromStick(context, emergency, order));
}

const bundleOrder = async (desk: OnlineDesk, call: string) => ({
  bundle: await desk.open(call).incomingFile(call),
  readBackSha256: '',
  confirmation,
});
