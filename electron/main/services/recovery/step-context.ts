// What every step of the online part is given.
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import type { ExchangeSession } from '#core/transfer/session.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import type { PollOptions, Waiting } from '#azure/polling.ts';
import type { AnswerFolder } from './answer-folder.ts';
import type { BackupContainer } from '#azure/backup-container.ts';
import type { ControlPlane, HsmResource } from '#azure/control-plane.ts';
import type { ChosenVersions } from '#azure/versions.ts';
import type { StepJournal } from './step-journal.ts';
import { exceptionProblem } from '#core/journal/order/exceptions.ts';
import { exceptionStep, type ExceptionUse } from '#shared/journal/exception-steps.ts';

/** What a call to Azure must know of its HSM, its backups and its people: a plan says it, or in an emergency two people have typed it. */
export interface RecoveryTarget extends Pick<Plan, 'practice' | 'backup' | 'source' | 'custodians' | 'creation'> {
  /** Its place in Azure may be missing: only the control plane wants it. */
  readonly target: Pick<Plan['target'], 'name' | 'uri' | 'tenant'> | Plan['target'];
  /** Resource id of the identity of a new HSM; a plan names it with its backup. */
  readonly identity?: string | null;
  /** Null where nobody was named beforehand: then any two different people may confirm. */
  readonly people: Plan['people'] | null;
  /** Enclave signers that an attestation may name; null for those seen in service. */
  readonly enclaveSigners: readonly string[] | null;
}

/** What every call is given. */
export interface CallContext {
  readonly plan: RecoveryTarget;
  readonly hsm: ManagedHsm;
  /** Undefined where this machine has no access to it; what it would tell is then said to be unknown. */
  readonly controlPlane: ControlPlane | undefined;
  readonly container: BackupContainer | undefined;
  readonly journal: StepJournal;
  readonly answers: AnswerFolder;
  readonly waiting: Waiting;
  readonly polling?: PollOptions;
  /** The way to Azure and the roots that are trusted on it, for the journal; undefined in practice. */
  readonly networkPath?: string | undefined;
  /** The versions of Azure's interfaces that are in use. */
  readonly versions?: ChosenVersions;
  /** How long a minute of a hold or of waiting for a new HSM lasts, in milliseconds; shorter in practice, never in production. */
  readonly holdMinuteMs: number;
}

/** What every step of a ceremony is given. */
export interface StepContext extends CallContext {
  readonly plan: Plan;
  readonly planSha256: string;
}

/** Who confirms what cannot be taken back, and what they typed from paper (REQ-16). */
export interface Confirmation {
  /** Names of two different people. */
  readonly by: readonly string[];
  readonly typedName: string;
  readonly typedFolder?: string;
}

/**
 * The exchange of bundles as this machine's journal sees it.
 * @throws IDENTITY_FOREIGN if the plan does not name the journal's identity
 */
export function sessionOf({
  plan,
  planSha256,
  journal,
}: Pick<StepContext, 'plan' | 'planSha256' | 'journal'>): ExchangeSession {
  const pins = pinnedIdentities(plan);
  return { self: ownIdentity(pins, journal), plan, planSha256, pins, state: journal.state };
}

function ownIdentity(pins: readonly PublicIdentity[], { state: { opened } }: StepJournal): PublicIdentity {
  const own = pins.find(({ keyId }) => keyId === opened?.keyId);
  return own ?? refuse({ code: 'IDENTITY_FOREIGN', role: opened?.role ?? 'nobody' });
}

/** The HSM with its place in Azure, for the control plane. @throws STEP_NOT_PLANNED */
export const placedTarget = ({ target }: RecoveryTarget): Plan['target'] =>
  'subscription' in target ? target : refuse({ code: 'STEP_NOT_PLANNED', missing: 'control-plane' });

/** An HSM in the control plane: that of a plan by its place, another one among those of the subscription. Undefined without a way there. */
export const resourceOf = (
  { plan: { target }, controlPlane }: Pick<CallContext, 'plan' | 'controlPlane'>,
  hsmUri: string,
): (() => Promise<HsmResource | undefined>) | undefined =>
  controlPlane && 'subscription' in target
    ? () => (hsmUri === target.uri ? controlPlane.hsm(target.resourceGroup, target.name) : controlPlane.hsmAt(hsmUri))
    : undefined;

/** The container of the plan's backups, `https://ACCOUNT.blob.SUFFIX/CONTAINER`. @throws STEP_NOT_PLANNED */
export function plannedContainer({ backup }: Pick<RecoveryTarget, 'backup'>): string {
  return backup ? `${backup.account}/${backup.container}` : refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
}

/** The folder of the source's backup, as a URI below the container. @throws STEP_NOT_PLANNED */
export function plannedFolder(plan: Pick<RecoveryTarget, 'backup'>): {
  readonly folder: string;
  readonly folderUri: string;
} {
  const container = plannedContainer(plan);
  const folder = plan.backup?.folder ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'folder' });
  return { folder, folderUri: `${container}/${folder}` };
}

/** How the HSM reaches the container when nothing else is said: by its identity (REQ-20). */
export const byIdentity: StorageAccess = { kind: 'managed-identity' };

/** Refuses an exception that does not allow what is about to be done. @throws EXCEPTION_UNFIT */
export function assertException({ journal }: CallContext, number: number, use: ExceptionUse): void {
  const problem = exceptionProblem(journal.state, number, use);
  if (problem !== undefined)
    refuse({ code: 'EXCEPTION_UNFIT', number, step: exceptionStep(journal.state, use), problem });
}

/**
 * Notes values at a step of the script, by the ids of its fields; a check that is true has the value `yes`.
 * @param by who is named with them; what people add, they sign on paper
 */
export const noteSeen = (
  { journal }: Pick<StepContext, 'journal'>,
  step: string,
  by: readonly string[],
  seen: Readonly<Record<string, string>>,
): Promise<void> => {
  const values = Object.entries(seen).map(([field, value]) => ({ field, value }));
  return journal.append({ kind: 'step-done', step, by: [...by], values });
};
