// An opened emergency, the way to its HSM, and answers that lead on.
import type { z } from 'zod';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import { containerOf, openAccess } from '#services/recovery/access.ts';
import { type Waiting } from '#azure/polling.ts';
import { holdMinuteMs } from '#services/recovery/hold.ts';
import type { CallContext } from '#services/recovery/step-context.ts';
import { app } from '../../ceremony-files.ts';
import type { CommandContext } from '../../context.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { commandLine, row } from '../../row.ts';
import { shellCommand } from '../../shell-word.ts';
import { refuseUsage } from '../../usage.ts';
import { credentialsOf, type SignInOptions } from '../hsm/credentials.ts';
import { progressTo, sayingWhy } from '../hsm/step-options.ts';

type StepName = keyof CommandTexts['recover']['steps'];

export const machineOf = (waiting: Waiting) => ({
  now: waiting.now,
  app,
  // An emergency pairs with no other machine.
  challenge: () => '',
  onEvent: () => undefined,
});

/** What a step answers, and the steps that may follow. */
export interface Answered extends CommandResult {
  readonly steps: readonly StepName[];
}

export interface Opened {
  readonly context: CommandContext;
  readonly waiting: Waiting;
}

/** Opens the emergency of a folder and the way to its HSM, does something, and lets it all go. */
export async function within(
  path: string,
  options: SignInOptions,
  { context, waiting }: Opened,
  work: (call: CallContext, emergency: OpenEmergency) => Promise<Answered>,
  first: (emergency: OpenEmergency) => Promise<void> = () => Promise.resolve(),
): Promise<CommandResult> {
  const emergency = await OpenEmergency.resume(path, machineOf(waiting));
  try {
    await first(emergency);
    const { particulars: plan, journal, answers } = emergency;
    const say = await progressOf(context);
    const access = openAccess(plan, await credentialsOf(options, plan, context), sayingWhy(waiting, say));
    try {
      const { hsm, controlPlane, networkPath, versions } = access;
      const call: CallContext = {
        ...{ plan, hsm, controlPlane, networkPath, versions, journal, answers, waiting },
        container: containerOf(access, plan),
        polling: progressTo(say),
        holdMinuteMs: holdMinuteMs(plan),
      };
      const { steps, ...result } = await work(call, emergency);
      return answer(path, steps, result);
    } finally {
      access.close();
    }
  } finally {
    await emergency.journal.close();
  }
}

/** An answer, with the commands that lead on. */
export const answer = (
  path: string,
  next: readonly StepName[],
  { result, text, ...more }: CommandResult,
): CommandResult => ({
  result,
  ...more,
  text: (catalogue) => [
    ...text(catalogue),
    ...next.flatMap((name, at) => {
      const { recover: texts, next: ahead } = catalogue.commands;
      return [
        row(at === 0 ? ahead.next : ahead.orElse, texts.steps[name]),
        commandLine(shellCommand`lifeboat recover-online ${name} ${path} --help`),
      ];
    }),
  ],
});

/** A value as its schema has it. @param form how it is written @throws USAGE */
export function taken<T>(schema: z.ZodType<T>, value: unknown, option: string, form: string): T {
  const read = schema.safeParse(value);
  return read.success ? read.data : refuseUsage('value-form', option, form);
}
