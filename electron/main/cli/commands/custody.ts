// `lifeboat custody`: the register of custody: begun from a plan, checked, shown, and brought up to date from journals and logs of drills.
import type { Command } from 'commander';
import { type QuorumHealth, quorumHealth, weightOf } from '#shared/register/health.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { percentText } from '#shared/formatting/percent.ts';
import { findingText } from '#shared/messages/custody-texts.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { RegisterTexts } from '#shared/messages/en/custody.ts';
import { blank } from '#shared/plan/template.ts';
import { registerWithTokens } from '#core/register/register-draft.ts';
import { maxTokenFileBytes } from '#core/custodian-key/token-file.ts';
import { registerOfPlan } from '#core/register/from-plan.ts';
import { enterProofs } from '#core/register/enter-proofs.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { now, readPlanFile } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { registerFile } from '../ceremony-inputs.ts';
import { readInput } from '../input-files.ts';
import { row } from '../row.ts';
import { shellCommand } from '#platform/shell-word.ts';
import { type Line, toned } from '../terminal-layout.ts';
import { refuseUsage } from '../usage.ts';

interface DayOption {
  readonly on?: string;
}

interface ProveOptions {
  readonly journal: readonly string[];
  readonly out: string;
}

export function registerCustody(program: Command, context: CommandContext): void {
  const group = program
    .command('custody')
    .description('The register of custody: who holds which key, and when it was proven.');
  answers(
    group
      .command('new')
      .description('Begin a register with what the plan knows.')
      .requiredOption('--plan <file>', 'the plan, with the certificates of all custodians')
      .option('--tokens <files...>', 'descriptions of custodians’ tokens, NAME.token.json')
      .requiredOption('--out <file>', 'the register'),
    context,
    begin,
  );
  answers(
    group
      .command('check <file>')
      .description('List everything that could keep a quorum from coming together; refuse if something needs action.')
      .option('--on <date>', 'the day to check for, 2026-10-14; today by default'),
    context,
    async (file: string, { on }: DayOption) => {
      const register = await readRegister(file);
      const health = quorumHealth(register, dayOf(on));
      const refused = health.findings.some((each) => weightOf(each) === 'act');
      return { ...shown(register, health), refused };
    },
  );
  answers(
    group
      .command('show <file>')
      .description('Show a register and the health of its quorum.')
      .option('--on <date>', 'the day to check for, 2026-10-14; today by default'),
    context,
    async (file: string, { on }: DayOption) => {
      const register = await readRegister(file);
      return shown(register, quorumHealth(register, dayOf(on)));
    },
  );
  answers(
    group
      .command('prove <file>')
      .description('Enter what journals and logs of drills prove of the copies into a new register.')
      .requiredOption(
        '--journal <files...>',
        'journals of activations and re-wraps, and logs of share checks and quorum drills',
      )
      .requiredOption('--out <file>', 'the register with the proofs; never over an existing one'),
    context,
    prove,
  );
}

interface NewOptions {
  readonly plan: string;
  readonly tokens?: readonly string[];
  readonly out: string;
}

async function begin({ plan, tokens = [], out }: NewOptions): Promise<CommandResult> {
  const files = await Promise.all(tokens.map((path) => readWholeFile(path, maxTokenFileBytes)));
  const register = registerWithTokens(registerOfPlan((await readPlanFile(plan)).plan), files);
  await writeNewFile(out, encodeRegister(register));
  const { practice, custodians } = register;
  return {
    result: { file: out, practice, custodians: custodians.length },
    text: ({ commands: { custody: texts } }) => [
      row(texts.register, out),
      texts.replace(blank),
      texts.thenRun(shellCommand`lifeboat custody check ${out}`),
    ],
  };
}

async function prove(file: string, { journal, out }: ProveOptions): Promise<CommandResult> {
  const before = await readRegister(file);
  const files = await Promise.all(journal.map((path) => readWholeFile(path, maxJournalBytes)));
  const { register, entered } = enterProofs(before, files);
  await writeNewFile(out, encodeRegister(register));
  const { result, text } = shown(register, quorumHealth(register, dayOf(undefined)));
  return {
    result: { file: out, proofs: entered, ...result },
    text: (say) => [row(say.commands.custody.register, out), ...text(say)],
  };
}

const readRegister = (file: string): Promise<CustodyRegister> => readInput(file, registerFile, parseRegister);

function dayOf(on: string | undefined): string {
  if (on === undefined) return now().slice(0, 10);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on));
  return isDay ? on : refuseUsage('day-form', '--on', '2026-10-14');
}

function shown(register: CustodyRegister, health: QuorumHealth) {
  const { practice, hsm, required, custodians } = register;
  const { afterLossOfSite } = health;
  return {
    result: { practice, hsm: hsm.uri, ...health },
    text: ({ custody: texts, commands: { custody: own, common }, language }: Catalogue): readonly Line[] => {
      const figure = (label: string, value: number): string =>
        `${label.padEnd(34)} ${percentText(value, language).padStart(9)}`;
      return [
        `${practice ? own.practice : common.production}, ${hsm.uri}`,
        `${texts.quorum(required, custodians.length)} ${texts.assessedFor(health.on)}`,
        figure(texts.asRegistered, health.probability),
        figure(texts.provenOnly, health.provenProbability),
        afterLossOfSite === null
          ? `${texts.afterLoss.padEnd(34)} ${texts.notComputed}`
          : figure(texts.afterLossOf(afterLossOfSite.site), afterLossOfSite.probability),
        ...health.custodians.flatMap(({ id, name, copies }) => [
          `${id.padEnd(4)} ${name}`,
          ...copies.map(({ site: place, state, provenOn, how, dueOn, token }, at) => {
            const proof =
              provenOn === null || how === null ? '' : own.provenOn(provenOn, texts.proofs[how], dueOn ?? '');
            const what = token === undefined ? texts.copy(at + 1) : texts.token(token);
            return `     ${what}, ${place}: ${texts.states[state]}${proof}`;
          }),
        ]),
        ...(health.findings.length === 0 ? [texts.nothingFound] : health.findings.map((each) => line(each, texts))),
      ];
    },
  };
}

function line(finding: QuorumHealth['findings'][number], texts: RegisterTexts): Line {
  const { what, todo } = findingText(texts, finding);
  const weight = weightOf(finding);
  return toned(weight === 'act' ? 'stop' : 'attention', `${texts.weights[weight].padEnd(13)}  ${what} ${todo}`);
}
