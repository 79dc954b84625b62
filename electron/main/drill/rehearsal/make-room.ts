// Makes the room of a rehearsal: whatever a recovery starts from, on folders that stand for sticks, and the sealed list.
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { Seal } from '#shared/rehearsal/files.ts';
import { castOf, type Team } from '#shared/rehearsal/team.ts';
import { sealList } from '#core/rehearsal/seal.ts';
import { loadApprovedPlan } from '../drill-plan.ts';
import { personName } from '../identities.ts';
import { prepare } from '../preparation.ts';
import { type StageEvent, StageLog } from '../stage.ts';
import { withCloud } from '../with-cloud.ts';
import { writePracticeCustodians } from './practice-custodians.ts';
import { makeEmptyFolder, RehearsalRoom, TrainerFolder } from './room.ts';

export interface RoomOrder {
  readonly directory: string;
  /** The trainer's folder, which may not lie in the room. */
  readonly trainer: string;
  readonly trainerName: string;
  readonly faults: readonly RehearsalFault[];
  readonly custodians: number;
  readonly required: number;
  /** Who plays what; the others are called by what they do. */
  readonly team: Team;
  readonly appVersion: string;
  readonly now: () => Date;
  /** Called for each thing that happens. */
  readonly say: (event: StageEvent) => void;
}

/**
 * Makes room and trainer's folder, both new or empty.
 * @throws REHEARSAL_ONE_PERSON, DOCUMENT_CUSTODIAN, FILE_EXISTS, REHEARSAL_ENVELOPE_IN_ROOM, the file faults
 */
export async function makeRoom(order: RoomOrder): Promise<{ readonly room: RehearsalRoom; readonly seal: Seal }> {
  const { directory, trainerName, faults, custodians, required, team, appVersion, now, say } = order;
  const cast = castOf(team, custodians, personName);
  const room = new RehearsalRoom(directory);
  await makeEmptyFolder(directory);
  const trainer = await TrainerFolder.make(order.trainer, room);
  await withCloud(room.folder, (cloud, connection) =>
    prepare({
      folder: room.folder,
      cloud,
      connection,
      log: new StageLog(say),
      custodians,
      required,
      makeCustodians: writePracticeCustodians,
      appVersion,
      prefix: 'PRACTICE-REHEARSAL',
      cast,
    }),
  );
  await room.makeSecondSticks(custodians);
  await room.layOut();
  const plan = await loadApprovedPlan(room.folder);
  const { envelope, seal } = sealList({ plan, trainer: trainerName, faults, now: now().toISOString() });
  await trainer.writeEnvelope(envelope);
  await room.writeSeal(seal);
  return { room, seal };
}
