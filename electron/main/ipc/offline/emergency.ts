// Calls about an emergency recovery: begun without a plan, its key judged by a typed address, built by two people, written as a plain file.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { maxRevocationListBytes, readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { buildBlob, keptBlob } from '#services/offline/ceremony/blob.ts';
import type { Desk } from '#services/offline/desk.ts';
import { nothingHeld } from '#services/offline/state.ts';
import { EmergencyRecovery } from '#services/offline/emergency/emergency.ts';
import { exportEmergency } from '#services/offline/emergency/records.ts';
import type { EmergencyFolder } from '#services/journal/emergency-folder.ts';
import { readWholeFile } from '#platform/files.ts';

export function emergencyCalls(desk: Desk): OfflineHandlers['emergency'] {
  return {
    begin: ({ practice }) => begin(desk, practice),
    async checkKey({ file, address }) {
      const emergency = desk.emergency('emergency.checkKey');
      desk.need(desk.view.custodians.turn.phase === 'nobody', 'nobody at the screen', 'emergency.checkKey');
      const { path, name } = desk.world.volumes.file(file, 'in');
      const bytes = await readWholeFile(path, maxBundleBytes);
      // Whoever brings revocation lists puts them beside the key.
      const lists = await desk.world.volumes.beside(file, 'revocation-list');
      const revocationLists = await Promise.all(
        lists.map(async (each) => readRevocationListFile(await readWholeFile(each, maxRevocationListBytes))),
      );
      return desk.showing(async () => {
        await emergency.typeTarget(address);
        desk.update({ emergencyKey: await emergency.checkKey(name, bytes, { revocationLists }) });
      });
    },
    async acceptUnattested({ by, ...typed }) {
      const emergency = desk.emergency('emergency.acceptUnattested');
      const key = desk.state.emergencyKey;
      if (key?.onlyUnattested !== true) {
        return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'emergency.acceptUnattested', needs: 'an exchange key' });
      }
      return desk.showing(async () => {
        const unattested = { ...typed, approvers: by };
        desk.update({ emergencyKey: await emergency.checkKey(key.file.name, key.fileBytes, { unattested }) });
      });
    },
    build: ({ by }) => build(desk, by),
    async write() {
      const emergency = desk.emergency('emergency.write');
      const out = desk.world.volumes.withRole('out');
      return desk.showing(() => emergency.writeBlob(out.path, out.name));
    },
    finish: ({ by }) => finish(desk, by),
    async exportRecords() {
      const emergency = desk.emergency('emergency.exportRecords');
      desk.need(emergency.state.closed, 'a finished ceremony', 'emergency.exportRecords');
      const out = desk.world.volumes.withRole('out');
      const written = await exportEmergency(emergency, out);
      return desk.update({ written: [...desk.state.written, ...written] });
    },
  };
}

async function begin(desk: Desk, practice: boolean): Promise<View> {
  desk.need(desk.state.session.phase === 'none', 'no ceremony', 'emergency.begin');
  if (!practice && desk.world.practiceOnly) refuse({ code: 'PREVIEW_IS_PRACTICE' });
  const { app, now, ceremonies } = desk.world;
  return show(desk, await EmergencyRecovery.begin({ root: ceremonies.emergencyRoot, practice, app, now }));
}

/** Goes on with an emergency from its folder; shares, files and keys are brought anew. @throws PREVIEW_IS_PRACTICE, as `EmergencyRecovery.resume` */
export async function resumeEmergency(desk: Desk, folder: EmergencyFolder): Promise<View> {
  const { app, now } = desk.world;
  const emergency = await EmergencyRecovery.resume(folder, app, now);
  if (!emergency.practice && desk.world.practiceOnly) {
    await emergency.close();
    return refuse({ code: 'PREVIEW_IS_PRACTICE' });
  }
  return show(desk, emergency);
}

async function show(desk: Desk, emergency: EmergencyRecovery): Promise<View> {
  desk.update({ emergency });
  try {
    await emergency.noteGap(desk.state.airGap, 'found');
    await desk.noteSelfTest();
    const blob = await keptBlob(emergency);
    const { id, practice } = emergency;
    return desk.update({
      session: { phase: 'running', id, purpose: 'emergency', practice },
      earlier: [],
      earlierCeremonies: [],
      blob,
    });
  } catch (error) {
    desk.update({ emergency: undefined });
    await emergency.close();
    throw error;
  }
}

async function build(desk: Desk, by: readonly string[]): Promise<View> {
  const emergency = desk.emergency('emergency.build');
  const { shares } = desk.state;
  const { have, required, turn } = desk.view.custodians;
  desk.need(turn.phase === 'nobody', 'nobody at the screen', 'emergency.build');
  if (shares === undefined || have < required) {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'emergency.build', needs: 'all custodians' });
  }
  const before = desk.state.blob;
  desk.update({ blob: { phase: 'building' } });
  try {
    return desk.update({ blob: await buildBlob(emergency, shares, by) });
  } catch (error) {
    desk.update({ blob: before });
    throw error;
  } finally {
    // Whatever happened: where the journal says that the shares are gone, their processes are.
    if (emergency.state.shares.length === 0) desk.update({ shares: undefined });
  }
}

async function finish(desk: Desk, by: readonly string[]): Promise<View> {
  const emergency = desk.emergency('emergency.finish');
  const running = desk.running('emergency.finish');
  emergency.journal.assertMayHappen([{ kind: 'journal-closed', by: [...by] }]);
  desk.dropShares();
  await emergency.finish(by);
  const { emergencyKey } = desk.state;
  return desk.update({ ...nothingHeld, emergency, emergencyKey, session: { ...running, phase: 'finished' } });
}
