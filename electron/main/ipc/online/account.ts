// Calls about signing in: as a person or a program, to Azure or to a practice cloud. No secret passes through a call.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import type { Credentials } from '#services/recovery/access.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import type { DeviceCode, SignInMethod } from '#azure/sign-in.ts';
import type { Turns } from '../turns.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';

type Order = Parameters<OnlineHandlers['account']['signIn']>[0];

export function accountCalls(appState: OnlineAppState, turns: Turns): OnlineHandlers['account'] {
  return {
    signIn(order) {
      const { practice } = appState.accessTarget('account.signIn');
      if ((order.way === 'practice') !== practice) {
        refuse(practice ? { code: 'PRACTICE_ONLY' } : { code: 'SIGN_IN_NOT_PRACTICE' });
      }
      return appState.signIn.enter('account.signIn', {
        way: order.way,
        open: (show) => credentialsOf(appState, order, show),
        untilSignedIn: (wait) => turns.asking(wait),
      });
    },
    cancel() {
      appState.signIn.giveUp();
      return appState.view;
    },
    signOut: () => appState.leaveAzure(),
    refresh: () => appState.signIn.refresh('account.refresh'),
  };
}

async function credentialsOf(
  appState: OnlineAppState,
  order: Order,
  show: (code: DeviceCode) => void,
): Promise<Credentials> {
  const { files } = appState.world.services;
  if (order.way === 'practice') {
    const { place, principal } = order;
    const directory = place === null ? practiceFolder(appState) : files.path(place, 'practice');
    const { port, caCertificatePem } = await appState.signIn.openPlace(directory);
    return { kind: 'practice', place: { port, caCertificatePem, principalId: principal ?? practiceAdministrator } };
  }
  return { kind: 'azure', signIn: await methodOf(appState, order, show) };
}

/** Where nobody chose a practice cloud: that of the rehearsal, or the app's own. */
function practiceFolder(appState: OnlineAppState): string {
  const { services, ownFolders } = appState.world;
  const { work } = appState;
  return (work && services.rehearsal.placesOf(work.id)?.cloud) ?? ownFolders.practice;
}

async function methodOf(
  { world: { services } }: OnlineAppState,
  order: Exclude<Order, { way: 'practice' }>,
  show: (code: DeviceCode) => void,
): Promise<SignInMethod> {
  switch (order.way) {
    case 'device-code':
      return { kind: 'device-code', show };
    case 'azure-cli':
    case 'browser':
      return { kind: order.way };
    case 'certificate':
      return {
        kind: 'certificate',
        clientId: order.clientId,
        certificatePath: services.files.path(order.certificate, 'certificate'),
      };
    case 'secret': {
      const typed = await services.askPassphrase({
        who: { name: order.clientId },
        fileName: 'Azure',
        use: 'client-secret',
      });
      try {
        // The library takes text alone; it lives as long as the sign-in.
        return { kind: 'secret', clientId: order.clientId, secret: typed.toString('utf8').trim() };
      } finally {
        wipe(typed);
      }
    }
  }
}
