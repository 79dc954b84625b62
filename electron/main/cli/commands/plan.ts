// `lifeboat plan`: the file that drives a ceremony: begun from a template, checked, approved by two, shown.
import { type Command, Option } from 'commander';
import { drillLevels } from '#shared/ceremony/model.ts';
import { scriptPlanOf } from '#shared/ceremony/plan-view.ts';
import { criticalPath, stepsOnClock } from '#shared/ceremony/schedule.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import { ceremonyKinds, type Plan } from '#shared/plan/plan.ts';
import { stepNeeds } from '#shared/plan/step-needs.ts';
import { blank, planTemplate } from '#shared/plan/template.ts';
import { ceremonyId } from '#shared/schemas/atoms.ts';
import { type AnyPlan, readAnyPlan } from '#core/plan/any-plan.ts';
import { approvalsRequired, approveAgain, approvePlan, isApproved } from '#core/plan/approval.ts';
import { writeNewFile } from '#platform/files.ts';
import { app, loadSigner, needConsole, now, readPlanFile } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { roleName } from '#shared/messages/role-name.ts';
import { row, fingerprintLines } from '../row.ts';
import { shellCommand } from '#platform/shell-word.ts';
import { refuseUsage } from '../usage.ts';

interface NewOptions {
  readonly kind: Plan['kind'];
  readonly ceremony: string;
  readonly custodians: string;
  readonly required: string;
  readonly practice?: boolean;
  readonly out: string;
}

interface ApproveOptions {
  readonly identity: string;
  readonly passwordFile?: string;
  readonly out: string;
}

export function registerPlan(program: Command, context: CommandContext): void {
  const group = program.command('plan').description('The plan of a ceremony.');
  answers(
    group
      .command('new')
      .description('Write a template with every member of a plan.')
      .addOption(new Option('--kind <kind>', 'what is to be done').choices(ceremonyKinds).makeOptionMandatory())
      .requiredOption('--ceremony <id>', 'capital letters, digits and hyphens')
      .requiredOption('--custodians <n>', 'how many custodians there are, 3 to 10')
      .requiredOption('--required <m>', 'how many must come, 2 to 10')
      .option('--practice', 'for practice')
      .requiredOption('--out <file>', 'the template'),
    context,
    create,
  );
  answers(
    group.command('check <file>').description('Report everything that is wrong with a plan.'),
    context,
    async (file: string): Promise<CommandResult> => {
      const answer = checked(await readPlanFile(file));
      return { ...answer, ...nextOf(file, answer.result.usable) };
    },
  );
  answers(
    group
      .command('approve <file>')
      .description('Sign a plan, or add a signature to a signed one.')
      .requiredOption('--identity <file>', 'an identity that the plan names')
      .option('--password-file <file>', 'its passphrase; without it, the terminal asks')
      .requiredOption('--out <file>', 'the signed plan'),
    context,
    (file: string, options: ApproveOptions) => approve(file, options, context),
  );
  answers(
    group.command('show <file>').description('Show a plan, its hash and who has approved it.'),
    context,
    async (file: string) => shown(await readPlanFile(file)),
  );
}

async function create(options: NewOptions): Promise<CommandResult> {
  const { kind, ceremony, practice = false, out } = options;
  const number = (text: string, name: string, least: number): number =>
    /^(?:[2-9]|10)$/.test(text) && Number(text) >= least
      ? Number(text)
      : refuseUsage('number-range', name, `${least}–10`);
  const custodians = number(options.custodians, '--custodians', 3);
  const required = number(options.required, '--required', 2);
  if (required > custodians) refuseUsage('quorum-above-custodians', '--required', '--custodians');
  if (!ceremonyId.safeParse(ceremony).success) {
    refuseUsage('ceremony-form', '--ceremony');
  }
  const date = now().slice(0, 10);
  const template = planTemplate({ kind, practice, ceremony, date, custodians, required, app: app.version });
  // What can be left out is there, too, with what holds without it; a re-wrap makes no HSM.
  const whole = {
    ...template,
    grade: gradeOf(template),
    ...(kind === 're-wrap' ? {} : { creation: usualCreation }),
    travel: { rooms: 0, sites: [] },
  };
  await writeNewFile(out, Buffer.from(`${JSON.stringify(whole, null, 2)}\n`, 'utf8'));
  return {
    result: { file: out, ceremony, kind, practice },
    text: ({ commands: { plan: texts } }) => [
      row(texts.template, out),
      texts.fillIn(blank, shellCommand`lifeboat plan check ${out}`),
    ],
    known: { 'plan-file': out },
    next: [{ step: 'check-plan' }],
  };
}

async function approve(file: string, options: ApproveOptions, context: CommandContext): Promise<CommandResult> {
  needConsole(options.passwordFile, context);
  const { bytes, ...before } = await readPlanFile(file);
  const signer = await loadSigner(options.identity, options.passwordFile, context);
  const signed = before.signed ? approveAgain(bytes, signer) : approvePlan(before.plan, signer);
  await writeNewFile(options.out, signed);
  const { result, text } = shown(readAnyPlan(signed));
  return {
    ...nextOf(options.out, result.usable),
    result: { file: options.out, ...result },
    text: (catalogue) => [row(catalogue.commands.plan.signed, options.out), ...text(catalogue)],
  };
}

/** A plan without mistakes, what its steps will ask for in vain, and how long it will take. */
function checked(found: AnyPlan) {
  const { result, text } = shown(found);
  const needs = stepNeeds(found.plan);
  return {
    result: { ...result, stepNeeds: needs, timeline: timelineOf(found) },
    text: (catalogue: Catalogue) => [
      ...text(catalogue),
      ...(needs.length > 0 ? [catalogue.commands.plan.stepNeeds] : []),
      ...needs.map((need) => `  ${need.path}: ${catalogue.stepNeedRemark(need)}`),
    ],
  };
}

/** What follows on a plan: approvals until there are enough, then the journals. */
const nextOf = (file: string, usable: boolean): Pick<CommandResult, 'known' | 'next'> => ({
  known: { 'plan-file': file, plan: file },
  next: [{ step: usable ? 'begin' : 'approve-plan' }],
});

/** When each step of both rooms is planned for: minutes after the decision. What decides the end is on the critical path. */
function timelineOf(found: AnyPlan) {
  const { plan, planSha256 } = found;
  const choice = { planSha256, isApproved: isApproved(found), side: 'offline', drillLevels } as const;
  const steps = stepsOnClock(scriptPlanOf(plan, choice));
  const restored = steps.find(({ step }) => step.step.id === 'C21');
  const last = restored ?? steps.toSorted((one, other) => one.endsAt - other.endsAt).at(-1);
  const critical = new Set(last === undefined ? [] : criticalPath(last));
  return {
    restored: restored?.endsAt ?? null,
    steps: steps.map((each) => ({
      document: each.script.kind,
      step: each.step.instanceId,
      people: each.people,
      startsAt: each.startsAt,
      freeAt: each.freeAt,
      endsAt: each.endsAt,
      isCritical: critical.has(each),
    })),
  };
}

function shown({ plan, planSha256: sha256, approvers }: AnyPlan) {
  const { ceremony, kind, practice, source, target, quorum, people, backup, waivers } = plan;
  const usable = approvers.length >= approvalsRequired;
  return {
    result: { planSha256: sha256, approvers, usable, plan },
    text: ({ commands: { common, plan: texts }, ceremony: { roles: names } }: Catalogue) => [
      `${practice ? common.practiceCeremony : common.production}, ${kind}, ${ceremony}, ${plan.date}, ${plan.place}`,
      row(texts.purpose, plan.purpose),
      ...(source ? [row(texts.source, source.uri)] : []),
      row(texts.target, target.uri),
      row(texts.quorum, texts.of(quorum.required, quorum.custodians)),
      row(texts.grade, texts.grades[gradeOf(plan)]),
      ...people.map(
        ({ name, roles }) =>
          `  ${roles.join(' ').padEnd(14)} ${name}${roles.length === 0 ? '' : `: ${roles.map((role) => roleName(names, role)).join(', ')}`}`,
      ),
      ...(backup ? [row(texts.backup, `${backup.account}/${backup.container}/${backup.folder ?? ''}`)] : []),
      ...waivers.map(({ person, roles, reason }) =>
        row(texts.accepted, texts.waived(person, roles.join(texts.and), reason)),
      ),
      ...fingerprintLines(texts.hash, sha256),
      row(
        texts.approvedBy,
        `${approvers.length === 0 ? texts.nobodyYet : approvers.join(', ')}${usable ? '' : ` (${texts.mustApprove(approvalsRequired)})`}`,
      ),
    ],
  };
}
