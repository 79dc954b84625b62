// Calls of an emergency, in which no plan says anything: begun by a typed address, the key taken along, a blob brought, the backup named. What
// then is asked of Azure goes through the same steps as in a ceremony.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { targetTyped } from '#core/journal/emergency.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { refuseProduction } from '#services/app/chosen-files.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { type EmergencyOrder, OpenEmergency } from '#services/online/open-emergency.ts';
import { uploadedFromStick } from '#services/online/step-work.ts';
import { verified } from '#services/online/verify-work.ts';
import { writeOut } from '#services/online/write-out.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';
import { fact } from '#services/app/confirmation.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { askBackup, askEmergency } from '#services/online/questions/emergency.ts';
import { uploadAsked } from '#services/online/questions/call-sheets.ts';
import { readWholeFile } from '#platform/files.ts';
import { pickedInventory } from './inventory.ts';

type TypedOrder = Omit<EmergencyOrder, 'tenant'> & { readonly tenant: string | null };

/** The practice cloud has one directory. @throws DIRECTORY_MISSING, HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_… */
function checkedOrder(order: TypedOrder, practice: boolean): EmergencyOrder {
  targetTyped(order.address, practice);
  return { ...order, tenant: order.tenant ?? (practice ? practiceTenantId : refuse({ code: 'DIRECTORY_MISSING' })) };
}

/** What people would type from paper, of a plan that is made up. */
function madeOrder({ target, backup, people }: Plan): TypedOrder {
  const { subscription, resourceGroup, location, uri } = target;
  const nameOf = (role: 'RO1' | 'RO2'): string => people.find(({ roles }) => roles.includes(role))?.name ?? '';
  return {
    ...{ address: new URL(uri).hostname, tenant: null, start: 'new-hsm', people: [nameOf('RO1'), nameOf('RO2')] },
    place: { subscription, resourceGroup, location, identity: backup?.identity ?? null },
  };
}

export function emergencyCalls(appState: OnlineAppState): OnlineHandlers['emergency'] {
  const { services, ownFolders } = appState.world;
  return {
    async open({ start }) {
      appState.assertNothingOpen('emergency.open');
      const check = (order: TypedOrder): EmergencyOrder => {
        const practice = isPracticeAddress(order.address);
        refuseProduction(services, practice);
        return checkedOrder(order, practice);
      };
      const asked = askEmergency({ practice: services.practiceOnly || null, start, begun: undefined, check });
      const order = await appState.world.confirm(asked);
      const practice = isPracticeAddress(order.address);
      return appState.take(await OpenEmergency.begin(ownFolders.ceremonies, practice, order, appState.machine));
    },
    async openTrial({ workspace: token }) {
      appState.assertNothingOpen('emergency.openTrial');
      services.rehearsal.assertNothingReal();
      const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
      const { approved, workspace } = await Rehearsal.open(services.files.path(token, 'rehearsal'), services.now);
      const check = (order: TypedOrder): EmergencyOrder => checkedOrder(order, true);
      const asked = askEmergency({
        ...{ practice: true, start: 'new-hsm', begun: undefined, made: madeOrder(approved.plan), check },
      });
      const order = await appState.world.confirm(asked);
      const ceremonies = workspace.ceremonies('online');
      const begun = await OpenEmergency.begin(ceremonies, true, order, appState.machine);
      // Its HSM is made in the cloud of the room, where the lost one's backup is.
      const { ceremony } = begun.opened;
      await services.rehearsal.take({ ceremony, ceremonies, cloud: workspace.folder.cloud });
      return appState.take(begun);
    },
    async change({ start }) {
      const call = 'emergency.change';
      const begun = appState.openEmergency(call);
      if (appState.running) refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'no other step at work' });
      begun.assertChangeable(call);
      const { practice } = begun.opened;
      const check = (order: TypedOrder): EmergencyOrder => checkedOrder(order, practice);
      await begun.change(call, await appState.world.confirm(askEmergency({ practice, start, begun, check })));
      await appState.leaveCeremony();
      return appState.take(await OpenEmergency.resume(begun.folder.path, appState.machine, begun.resumed));
    },
    async saveKey() {
      const call = 'emergency.saveKey';
      const emergency = appState.openEmergency(call);
      const { own } = emergency;
      if (!own) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an exchange key that this machine fetched' });
      const folder = await services.pickFolder('forExchangeKey');
      if (folder === undefined) return appState.view;
      const pem = encodePem('CERTIFICATE', parseExchangeKeyFile(decodeBase64(own.answer)).certificateDer);
      await writeOut(appState, folder, emergency.keyFileName(own), Buffer.from(pem, 'latin1'));
      return appState.view;
    },
    async takeBlob({ file }) {
      const emergency = appState.openEmergency('emergency.takeBlob');
      await emergency.takeBlob(await readWholeFile(services.files.path(file, 'restore-blob'), maxSecurityDomainBytes));
      return appState.update();
    },
    async upload({ keyException }) {
      const call = 'emergency.upload';
      const emergency = appState.openEmergency(call);
      const blob = await emergency.blob(call);
      const { blobRead } = emergency.journal.state;
      const confirmation = await appState.confirmed(
        call,
        uploadAsked(emergency, keyException, ({ emergency: { blob: t } }) => [
          fact(t.sha256, sha256(blob).toString('hex')),
          ...(blobRead ? [fact(t.names, blobRead.certificateSha256)] : []),
        ]),
      );
      const order = { blob, confirmation, ...(keyException === null ? {} : { keyException }) };
      return appState.runCall(call, 'upload', (context) => uploadedFromStick(context, emergency, order));
    },
    async nameBackup() {
      const emergency = appState.openEmergency('emergency.nameBackup');
      await emergency.nameBackup(await appState.world.confirm(askBackup(emergency)));
      return appState.update({ backups: null });
    },
    async verify({ inventory: token, publicHalves }) {
      const call = 'emergency.verify';
      const expected = await pickedInventory(appState, token);
      const emergency = appState.openEmergency(call);
      const order = { expected, publicHalves, canaries: [], by: emergency.typed.people };
      return appState.runCall(call, 'verify', (context, running) => verified(context, running, emergency, order));
    },
  };
}
