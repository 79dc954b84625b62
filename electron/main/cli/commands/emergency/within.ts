// An opened emergency, the way to its HSM, and answers that lead on.
import { OpenEmergency } from '#services/online/open-emergency.ts';
import { containerOf, openAccess } from '#services/recovery/access.ts';
import { type Waiting } from '#azure/polling.ts';
import { holdMinuteMs } from '#services/recovery/hold.ts';
import type { CallContext } from '#services/recovery/step-context.ts';
import { emergencyFolder } from '#services/journal/emergency-folder.ts';
import { app } from '../../ceremony-files.ts';
import type { CommandContext } from '../../context.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { credentialsOf, type SignInOptions } from '../hsm/credentials.ts';
import { progressTo, sayingWhy } from '../hsm/step-options.ts';

export const machineOf = (waiting: Waiting) => ({
  now: waiting.now,
  app,
  // An emergency pairs with no other machine.
  challenge: () => '',
  onEvent: () => undefined,
});

export interface Opened {
  readonly context: CommandContext;
  readonly waiting: Waiting;
}

/** Opens the emergency of a folder and the way to its HSM, does something, and lets it all go. */
export async function within(
  path: string,
  options: SignInOptions,
  { context, waiting }: Opened,
  work: (call: CallContext, emergency: OpenEmergency) => Promise<CommandResult>,
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
      return answer(path, await work(call, emergency));
    } finally {
      access.close();
    }
  } finally {
    await emergency.journal.close();
  }
}

/** An answer about the emergency of a folder: its journal tells what leads on. */
export const answer = (path: string, { known, ...result }: CommandResult): CommandResult => ({
  ...result,
  known: { ...known, journal: emergencyFolder(path).journal },
});
