// Calls about signing in: as a person or a program, to Azure or to a practice cloud. No secret passes through a call.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import type { Entrance } from '#services/recovery/access.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import type { DeviceCode, SignInMethod } from '#azure/sign-in.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';

type Order = Parameters<OnlineHandlers['account']['signIn']>[0];

export function accountCalls(desk: OnlineDesk): OnlineHandlers['account'] {
  return {
    signIn(order) {
      const { practice } = desk.reached('account.signIn');
      if ((order.way === 'practice') !== practice) {
        refuse(practice ? { code: 'PRACTICE_ONLY' } : { code: 'SIGN_IN_NOT_PRACTICE' });
      }
      return desk.signIn.enter('account.signIn', order.way, (show) => entranceOf(desk, order, show));
    },
    cancel() {
      desk.signIn.giveUp();
      return desk.view;
    },
    signOut: () => desk.leaveAzure(),
    refresh: () => desk.signIn.refresh('account.refresh'),
  };
}

async function entranceOf(desk: OnlineDesk, order: Order, show: (code: DeviceCode) => void): Promise<Entrance> {
  const { files } = desk.world.office;
  if (order.way === 'practice') {
    const { place, principal } = order;
    const directory = place === null ? practiceFolder(desk) : files.path(place, 'practice');
    const { port, caCertificatePem } = await desk.signIn.openPlace(directory);
    return { kind: 'practice', place: { port, caCertificatePem, principalId: principal ?? practiceAdministrator } };
  }
  return { kind: 'azure', signIn: await methodOf(desk, order, show) };
}

/** Where nobody chose a practice cloud: that of the rehearsal, or the app's own. */
function practiceFolder(desk: OnlineDesk): string {
  const { office, ownFolders } = desk.world;
  const { work } = desk;
  return (work && office.rehearsal.placesOf(work.id)?.cloud) ?? ownFolders.practice;
}

async function methodOf(
  { world: { office } }: OnlineDesk,
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
        certificatePath: office.files.path(order.certificate, 'certificate'),
      };
    case 'secret': {
      const typed = await office.askPassphrase({
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
