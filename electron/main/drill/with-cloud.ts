// The practice cloud of a drill or rehearsal, served while something is done with it.
import { createPracticeConnection, type PracticeConnection } from '#azure/practice-connection.ts';
import { type PracticeCloud, practiceAdministrator, startPracticeCloud } from '#simulator/practice-cloud.ts';
import type { DrillFolder } from './folder.ts';

/** A drill shows that one waits, and not for how long. */
const drillPolls = 2;

/** Serves the practice cloud of a folder for as long as the work lasts. */
export async function withCloud<T>(
  folder: DrillFolder,
  work: (cloud: PracticeCloud, connection: PracticeConnection) => Promise<T>,
): Promise<T> {
  const cloud = await startPracticeCloud({ directory: folder.cloud, pendingPolls: drillPolls });
  const connection = createPracticeConnection({ ...cloud, principalId: practiceAdministrator });
  try {
    return await work(cloud, connection);
  } finally {
    connection.close();
    await cloud.close();
  }
}
