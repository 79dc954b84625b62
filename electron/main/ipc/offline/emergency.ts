// Calls about an emergency recovery: begun without a plan, its key checked by a typed address, built by two people, written as a plain file.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { maxRevocationListBytes, readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import type { LooseKey } from '#core/journal/emergency.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { keptBlob } from '#services/offline/ceremony/blob.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { askBegin } from '#services/offline/questions/begin.ts';
import { askAddress } from '#services/offline/questions/address.ts';
import { approveEmergencyBuild } from '#services/offline/questions/build.ts';
import { approveClosing } from '#services/offline/questions/ends.ts';
import { acceptUnattestedNow } from '#services/offline/questions/unattested.ts';
import { nothingHeld } from '#services/offline/state.ts';
import { readKnown } from '#services/offline/volume-register.ts';
import { EmergencyRecovery } from '#services/offline/emergency/emergency.ts';
import { exportEmergency } from '#services/offline/emergency/records.ts';
import type { EmergencyFolder } from '#services/journal/emergency-folder.ts';
import { build } from './blob.ts';

export function emergencyCalls(appState: OfflineAppState): OfflineHandlers['emergency'] {
  return {
    begin: ({ isTrial }) => begin(appState, isTrial),
    async checkKey({ file }) {
      const emergency = appState.emergency('emergency.checkKey');
      appState.need(appState.view.custodians.turn.phase === 'nobody', 'nobody at the screen', 'emergency.checkKey');
      const chosen = appState.world.volumes.file(file, 'in');
      const bytes = await readKnown(chosen, maxBundleBytes);
      // Revocation lists are looked for beside the key.
      const lists = await appState.world.volumes.listsBeside(file);
      const revocationLists = await Promise.all(
        lists.map(async (each) => readRevocationListFile(await readKnown(each, maxRevocationListBytes))),
      );
      return appState.showing(async () => {
        await appState.world.confirm(askAddress(emergency, chosen.name));
        appState.update({ emergencyKey: await emergency.checkKey(chosen.name, bytes, { revocationLists }) });
      });
    },
    async acceptUnattested() {
      const emergency = appState.emergency('emergency.acceptUnattested');
      const key = appState.state.emergencyKey;
      if (key?.onlyUnattested !== true) {
        return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'emergency.acceptUnattested', needs: 'an exchange key' });
      }
      const check = (unattested: NonNullable<LooseKey['unattested']>) =>
        emergency.checkKey(key.file.name, key.fileBytes, { unattested });
      return appState.showing(async () => {
        const emergencyKey = await appState.world.confirm(acceptUnattestedNow(appState.view, emergency, check));
        appState.update({ emergencyKey });
      });
    },
    build() {
      const emergency = appState.emergency('emergency.build');
      const key = appState.state.emergencyKey?.assessed;
      const approval = approveEmergencyBuild(appState.view, emergency);
      return build(appState, 'emergency.build', { ceremony: emergency, key, approval });
    },
    async write() {
      const emergency = appState.emergency('emergency.write');
      const out = appState.world.volumes.withRole('out');
      return appState.showing(() => emergency.writeBlob(out.path, out.name));
    },
    finish: () => finish(appState),
    async exportRecords() {
      const emergency = appState.emergency('emergency.exportRecords');
      appState.need(emergency.state.closed, 'a finished ceremony', 'emergency.exportRecords');
      const out = appState.world.volumes.withRole('out');
      const written = await exportEmergency(emergency, out);
      return appState.update({ written: [...appState.state.written, ...written] });
    },
  };
}

async function begin(appState: OfflineAppState, isTrial: boolean): Promise<View> {
  appState.need(appState.state.session.phase === 'none', 'no ceremony', 'emergency.begin');
  const { practice } = await appState.world.confirm(askBegin(appState.world, 'emergency', isTrial));
  const { app, now, ceremonies } = appState.world;
  return show(appState, await EmergencyRecovery.begin({ root: ceremonies.emergencyRoot, practice, app, now }));
}

/** Goes on with an emergency from its folder; shares, files and keys are brought again. @throws PREVIEW_IS_PRACTICE, as `EmergencyRecovery.resume` */
export async function resumeEmergency(appState: OfflineAppState, folder: EmergencyFolder): Promise<View> {
  const { app, now } = appState.world;
  const emergency = await EmergencyRecovery.resume(folder, app, now);
  if (!emergency.practice && appState.world.practiceOnly) {
    await emergency.close();
    return refuse({ code: 'PREVIEW_IS_PRACTICE' });
  }
  return show(appState, emergency);
}

async function show(appState: OfflineAppState, emergency: EmergencyRecovery): Promise<View> {
  appState.update({ emergency });
  try {
    await emergency.noteGap(appState.state.airGap, 'found');
    await appState.noteSelfTest();
    const blob = await keptBlob(emergency);
    const { id, practice } = emergency;
    return appState.update({
      session: { phase: 'running', id, purpose: 'emergency', practice },
      earlier: [],
      earlierCeremonies: [],
      blob,
    });
  } catch (error) {
    appState.update({ emergency: undefined });
    await emergency.close();
    throw error;
  }
}

async function finish(appState: OfflineAppState): Promise<View> {
  const emergency = appState.emergency('emergency.finish');
  const running = appState.running('emergency.finish');
  const by = await appState.world.confirm(approveClosing(emergency, emergency.state.buildApprovers));
  emergency.journal.assertMayHappen([{ kind: 'journal-closed', by: [...by] }]);
  appState.dropShares();
  await emergency.finish(by);
  const { emergencyKey } = appState.state;
  return appState.update({ ...nothingHeld, emergency, emergencyKey, session: { ...running, phase: 'finished' } });
}
