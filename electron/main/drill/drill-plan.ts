// The plan of a drill: the template of a recovery, filled with what the drill has made, and approved by two people.
import type { Plan } from '#shared/plan/plan.ts';
import { planTemplate } from '#shared/plan/template.ts';
import { type Cast, withCast } from '#shared/rehearsal/team.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { approveAgain, type ApprovedPlan, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { encodePlan, maxPlanBytes, parsePlan, planSha256 } from '#core/plan/plan-file.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import {
  practiceIdentityId,
  practiceRegion,
  practiceResourceGroup,
  practiceSubscriptionId,
} from '#simulator/control-plane/azure-state.ts';
import { practiceTenantId } from '#simulator/sign-in.ts';
import type { DrillFolder } from './folder.ts';
import { personName, type Signers } from './identities.ts';

/** What every plan of practice must know beforehand. */
interface CommonFacts {
  readonly ceremony: string;
  readonly appVersion: string;
  readonly required: number;
  readonly target: { readonly name: string; readonly uri: string };
}

/** What a plan of a recovery must know beforehand. */
export interface PlanFacts extends CommonFacts {
  readonly certificates: readonly Buffer[];
  readonly source: { readonly name: string; readonly uri: string };
  readonly backupFolderUri: string;
  readonly securityDomain: Buffer;
  /** Who plays what; others are called by what they do. */
  readonly cast?: Cast;
}

/** The same where custodians get new keys. */
interface NewKeysFacts extends CommonFacts {
  readonly kind: 'activation' | 're-wrap';
  readonly custodians: number;
  /** Where the first backup goes. */
  readonly containerUri: string;
}

/** Writes the plan with both approvals, and its hash as it would be on paper. */
export async function writeApprovedPlan(folder: DrillFolder, facts: PlanFacts, signers: Signers): Promise<void> {
  // Through the reader, so that a plan with a mistake is refused here and not at the first step.
  const plan = parsePlan(encodePlan(recoveryPlan(facts, signers)));
  const approved = approveAgain(approvePlan(plan, signers['operator-1']), signers.witness);
  await writeNewFile(folder.plan, approved);
  await writeNewFile(folder.planSha256, Buffer.from(`${planSha256(plan)}\n`));
}

/** @throws FILE_NOT_FOUND where no drill has got as far as its plan; PLAN_… */
export async function loadApprovedPlan(folder: DrillFolder): Promise<ApprovedPlan> {
  const onPaper = (await readWholeFile(folder.planSha256, 128)).toString('utf8').trim();
  return verifyApprovedPlan(await readWholeFile(folder.plan, 2 * maxPlanBytes), onPaper);
}

/** The plan of a recovery in practice, from what was made for it; nobody has approved it yet. */
export function recoveryPlan(facts: PlanFacts, signers: Signers): Plan {
  const { certificates, source, backupFolderUri, securityDomain, cast = [] } = facts;
  const filled = withCast(filledPlan('recovery', certificates.length, facts, signers), cast);
  return {
    ...filled,
    purpose: 'PRACTICE: a drill of a whole recovery',
    source,
    custodians: filled.custodians.map((each, at) => ({
      ...each,
      certificateSha256: sha256(certificates[at] ?? Buffer.alloc(0)).toString('hex'),
    })),
    backup: { method: 'identity', ...backupPlace(backupFolderUri), identity: practiceIdentityId },
    securityDomain: {
      sha256: sha256(securityDomain).toString('hex'),
      provenance: 'PRACTICE: the download at the beginning of this drill',
    },
  };
}

/** The plan of an activation or a re-wrap in practice; nobody has approved it yet. */
export const newKeysPlan = (facts: NewKeysFacts, signers: Signers): Plan => ({
  ...filledPlan(facts.kind, facts.custodians, facts, signers),
  purpose: 'PRACTICE: custodians get their keys',
  backup: { method: 'identity', ...backupPlace(facts.containerUri), folder: null, identity: practiceIdentityId },
});

function filledPlan(
  kind: Plan['kind'],
  custodians: number,
  { ceremony, appVersion, required, target }: CommonFacts,
  signers: Signers,
): Plan {
  const date = new Date().toISOString().slice(0, 10);
  const template = planTemplate({ kind, practice: true, ceremony, date, custodians, required, app: appVersion });
  return {
    ...template,
    place: 'PRACTICE',
    target: {
      ...target,
      resourceId: `/subscriptions/${practiceSubscriptionId}/resourceGroups/${practiceResourceGroup}/providers/Microsoft.KeyVault/managedHSMs/${target.name}`,
      tenant: practiceTenantId,
      subscription: practiceSubscriptionId,
      resourceGroup: practiceResourceGroup,
      location: practiceRegion,
    },
    people: template.people.map((each) => ({ ...each, name: personName(each.id) })),
    identities: template.identities.map((each) => ({ ...each, spki: signers[each.role].spkiDer.toString('base64') })),
  };
}

/** `https://ACCOUNT/CONTAINER/FOLDER` in its parts. */
function backupPlace(folderUri: string): { account: string; container: string; folder: string } {
  const { origin, pathname } = new URL(folderUri);
  const [, container = '', folder = ''] = pathname.split('/');
  return { account: origin, container, folder };
}
