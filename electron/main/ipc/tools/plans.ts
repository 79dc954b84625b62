// Calls about the plan: read with all its problems at once, shown with those who approved it, approved with an identity.
import { basename, join } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import type { PlanDraftSource, PlanDraftView, PlanView } from '#shared/contract/tools/plans.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { planTemplate } from '#shared/plan/template.ts';
import { openInPlan } from '#core/documents/open-points.ts';
import { type AnyPlan, readAnyPlan } from '#core/plan/any-plan.ts';
import { approvalsRequired, approveAgain, approvePlan } from '#core/plan/approval.ts';
import {
  changedMembers,
  fillCertificate,
  fillIdentity,
  fillRegister,
  fillRoot,
  fillSecurityDomain,
} from '#core/plan/fill-draft.ts';
import {
  draftOfPlanFile,
  draftProblems,
  encodePlanDraft,
  maxPlanDraftBytes,
  planOfDraft,
  readPlanDraft,
} from '#core/plan/plan-draft.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { maxRegisterBytes, parseRegister } from '#core/register/register-file.ts';
import { maxSecurityDomainBytes } from '#core/security-domain/security-domain.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes } from '#core/transfer/identity.ts';
import {
  beginDraftFile,
  type DraftFile,
  type DraftKind,
  keepDraftFile,
  readDraftFile,
  readSeenDraft,
  type SeenDraft,
  writeNextVersion,
} from '#services/app/draft-file.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { fact } from '#services/app/confirmation.ts';
import { type Signing, signedFacts } from '#services/app/questions/signing.ts';
import {
  maxCertificateBytes,
  openSigner,
  inFileName,
  refuseProduction,
  writeInto,
  writtenFile,
} from '#services/app/chosen-files.ts';
import { readWholeFile } from '#platform/files.ts';
import { writeOpenPoints } from './open-points.ts';

const planDraftKind: DraftKind = { maxBytes: maxPlanDraftBytes, read: readPlanDraft };

export function planCalls(services: AppServices): ToolsHandlers['plans'] {
  const { files, pickFolder, version } = services;
  const read = (token: string): Promise<Buffer> => readWholeFile(files.path(token, 'plan'), maxBundleBytes);
  const begin = async (plan: Plan, folder: string): Promise<PlanDraftView> => {
    refuseProduction(services, plan.practice);
    const name = `plan-${inFileName(plan.ceremony)}.draft.json`;
    return draftView(await beginDraftFile(services, folder, name, encodePlanDraft(plan)), plan);
  };
  const keep = async (seen: SeenDraft, plan: Plan): Promise<PlanDraftView> => {
    refuseProduction(services, plan.practice);
    return draftView(await keepDraftFile(services, seen, encodePlanDraft(plan), planDraftKind), plan);
  };
  return {
    beginDraft: ({ template, folder }) => begin(planTemplate({ ...template, app: version }), folder),
    async reviseDraft({ plan, folder }) {
      return begin(
        { ...draftOfPlanFile(await read(plan)), versions: { app: version, bootMediumSha256: null } },
        folder,
      );
    },
    async openDraft({ draft }) {
      const { bytes, ...file } = await readDraftFile(services, draft, maxPlanDraftBytes);
      const plan = readPlanDraft(bytes);
      refuseProduction(services, plan.practice);
      return draftView(file, plan);
    },
    keepDraft: ({ plan, ...seen }) => keep(seen, plan),
    async fillDraft({ from, ...seen }) {
      const before = readPlanDraft(await readSeenDraft(services, seen, maxPlanDraftBytes));
      const plan = await filled(services, before, from);
      return { view: await keep(seen, plan), changed: changedMembers(before, plan) };
    },
    async writePlan({ folder: token, ...seen }) {
      const folder = files.path(token, 'folder');
      const plan = planOfDraft(readPlanDraft(await readSeenDraft(services, seen, maxPlanDraftBytes)));
      refuseProduction(services, plan.practice);
      const bytes = encodePlan(plan);
      const name = await writeNextVersion(folder, `plan-${plan.ceremony}`, bytes);
      return {
        file: writtenFile(folder, name, bytes),
        plan: files.remember(join(folder, name), 'plan'),
        view: viewOf(readAnyPlan(bytes)),
      };
    },
    async saveOpenPoints({ language, paper, ...seen }) {
      const plan = readPlanDraft(await readSeenDraft(services, seen, maxPlanDraftBytes));
      return writeOpenPoints(services, {
        language,
        paper,
        name: plan.ceremony,
        listIn: (texts) => openInPlan(plan, texts),
      });
    },
    load: async ({ plan }) => viewOf(readAnyPlan(await read(plan))),
    async approve({ plan: token, seen, identity }) {
      const bytes = await read(token);
      const { plan, planSha256, signed } = readAnyPlan(bytes);
      files.assertShown(token, 'plan', seen, planSha256);
      refuseProduction(services, plan.practice);
      const signer = await openSigner(services, identity, approving(plan, planSha256));
      const approved = signed ? approveAgain(bytes, signer) : approvePlan(plan, signer);
      const after = readAnyPlan(approved);
      const folder = await pickFolder('forSignedPlan');
      if (folder === undefined) return null;
      const name = `plan-${plan.ceremony}-approved-by-${after.approvers.length}.dsse.json`;
      return { view: viewOf(after), file: await writeInto(folder, name, approved) };
    },
  };
}

const draftView = (file: DraftFile, plan: Plan): PlanDraftView => ({ ...file, plan, problems: draftProblems(plan) });

/** The draft with what a file knows. */
async function filled({ files }: AppServices, plan: Plan, from: PlanDraftSource): Promise<Plan> {
  const bytes = (kind: PickedKind, limit: number): Promise<Buffer> => readWholeFile(files.path(from.file, kind), limit);
  switch (from.kind) {
    case 'certificate':
      return fillCertificate(plan, from.custodian, await bytes('data', maxCertificateBytes));
    case 'identity':
      return fillIdentity(plan, await bytes('identity', maxIdentityBytes));
    case 'security-domain':
      return fillSecurityDomain(plan, await bytes('data', maxSecurityDomainBytes));
    case 'register':
      return fillRegister(plan, parseRegister(await bytes('data', maxRegisterBytes)));
    case 'root':
      return fillRoot(plan, basename(files.path(from.file, 'data')), await bytes('data', maxCertificateBytes));
  }
}

/** Whoever approves compares these words with the printed plan. */
const approving = (plan: Plan, planSha256: string): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { approve: t, facts } = texts.screens.plan;
    return {
      title: t.heading,
      lead: [t.text],
      facts: [...signedFacts(texts, plan, [facts.fingerprint, planSha256]), fact(facts.fingerprint, planSha256)],
    };
  },
});

function viewOf({ plan, planSha256, approvers }: AnyPlan): PlanView {
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return { plan, planSha256, approvers: approvers.map(nameOf), required: approvalsRequired };
}
