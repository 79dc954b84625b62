// The owners of the consumers, whom the trainer plays: nobody in the room has their rights. What they change, the practice cloud shows from then on.
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { ownersToCall } from '#core/consumers/work-list.ts';
import { readWholeFile } from '#platform/files.ts';
import { addMoved, readMoved } from '#simulator/estate/moved.ts';
import type { DrillFolder } from '../folder.ts';

export interface Owner {
  /** As their tag says; null for what belongs to nobody. */
  readonly owner: string | null;
  readonly resources: number;
  readonly hasMoved: boolean;
}

const mapIn = async ({ consumers }: DrillFolder): Promise<ConsumerMap> =>
  parseConsumerMap(await readWholeFile(consumers, maxConsumerMapBytes));

/** In the order in which they are called: who loses data or stops first. @throws the file faults, CONSUMERS_FORM, PRACTICE_STATE_DAMAGED */
export async function ownersIn(folder: DrillFolder): Promise<readonly Owner[]> {
  const { consumers } = await mapIn(folder);
  const moved = new Set((await readMoved(folder.cloud))?.ids);
  return ownersToCall(consumers).map(({ owner, consumers: own }) => ({
    owner,
    resources: own.length,
    hasMoved: own.every(({ id }) => moved.has(id)),
  }));
}

/** Points everything that one of them owns to the new HSM. @throws as `ownersIn` */
export async function moveAsOwner(folder: DrillFolder, { target }: Pick<Plan, 'target'>, owner: string | null) {
  const { hsm, consumers } = await mapIn(folder);
  const ids = consumers.filter((each) => each.owner === owner).map(({ id }) => id);
  await addMoved(folder.cloud, { from: new URL(hsm).hostname, to: new URL(target.uri).hostname, ids });
}
