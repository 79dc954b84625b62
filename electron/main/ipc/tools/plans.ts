// Calls about the plan: read with all its problems at once, shown with those who approved it, approved with an identity.
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { PlanView } from '#shared/contract/desk/plans.ts';
import { planTemplate } from '#shared/plan/template.ts';
import { type AnyPlan, readAnyPlan } from '#core/plan/any-plan.ts';
import { approvalsRequired, approveAgain, approvePlan } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import type { Office } from '#services/app/office.ts';
import { openSigner, refuseProduction, writeInto } from '#services/app/office-files.ts';
import { readWholeFile } from '#platform/files.ts';

export function planCalls(office: Office): DeskHandlers['plans'] {
  const { files, pickFolder, version } = office;
  const read = (token: string): Promise<Buffer> => readWholeFile(files.path(token, 'plan'), maxBundleBytes);
  return {
    async create({ template, folder: token }) {
      refuseProduction(office, template.practice);
      const folder = files.path(token, 'folder');
      const plan = planTemplate({ ...template, app: version });
      const bytes = Buffer.from(`${JSON.stringify(plan, null, 2)}\n`, 'utf8');
      return writeInto(folder, `plan-${template.ceremony}.json`, bytes);
    },
    load: async ({ plan }) => viewOf(readAnyPlan(await read(plan))),
    async approve({ plan: token, identity }) {
      const bytes = await read(token);
      const { plan, signed } = readAnyPlan(bytes);
      refuseProduction(office, plan.practice);
      const signer = await openSigner(office, identity);
      const approved = signed ? approveAgain(bytes, signer) : approvePlan(plan, signer);
      const after = readAnyPlan(approved);
      const folder = await pickFolder('forSignedPlan');
      if (folder === undefined) return null;
      const name = `plan-${plan.ceremony}-approved-by-${after.approvers.length}.dsse.json`;
      return { view: viewOf(after), file: await writeInto(folder, name, approved) };
    },
  };
}

function viewOf({ plan, planSha256, approvers }: AnyPlan): PlanView {
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return { plan, planSha256, approvers: approvers.map(nameOf), required: approvalsRequired };
}
