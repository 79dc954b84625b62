// Creates the workspace of a rehearsal: whatever a recovery starts from, on folders that stand for sticks, and the chosen failure scenarios.
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { RehearsalFile } from '#shared/rehearsal/files.ts';
import { castOf, type Team } from '#shared/rehearsal/team.ts';
import { loadApprovedPlan } from '../drill-plan.ts';
import { personName } from '../identities.ts';
import { prepare } from '../preparation.ts';
import { type StageEvent, StageLog } from '../stage.ts';
import { withCloud } from '../with-cloud.ts';
import { writePracticeCustodians } from './practice-custodians.ts';
import { makeEmptyFolder, RehearsalWorkspace } from './workspace.ts';

export interface WorkspaceOrder {
  readonly directory: string;
  readonly trainerName: string;
  readonly faults: readonly RehearsalFault[];
  readonly custodians: number;
  readonly required: number;
  /** Who plays what; the others are called by what they do. */
  readonly team: Team;
  readonly appVersion: string;
  /** Called for each thing that happens. */
  readonly say: (event: StageEvent) => void;
}

/**
 * Makes the workspace in a folder that is new or empty.
 * @throws REHEARSAL_ONE_PERSON, DOCUMENT_CUSTODIAN, FILE_EXISTS, the file faults
 */
export async function makeWorkspace(
  order: WorkspaceOrder,
): Promise<{ readonly workspace: RehearsalWorkspace; readonly file: RehearsalFile }> {
  const { directory, trainerName, faults, custodians, required, team, appVersion, say } = order;
  const cast = castOf(team, custodians, personName);
  const workspace = new RehearsalWorkspace(directory);
  await makeEmptyFolder(directory);
  await withCloud(workspace.folder, (cloud, connection) =>
    prepare({
      folder: workspace.folder,
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
  await workspace.makeSecondSticks(custodians);
  await workspace.layOut();
  const { plan, planSha256 } = await loadApprovedPlan(workspace.folder);
  const file: RehearsalFile = {
    format: 'lifeboat-rehearsal',
    v: 1,
    practice: true,
    ceremony: plan.ceremony,
    planSha256,
    trainer: trainerName,
    faults: [...new Set(faults)],
  };
  await workspace.begin(file);
  return { workspace, file };
}
