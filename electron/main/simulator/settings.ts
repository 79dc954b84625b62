// The settings of a practice HSM: the one that the service has (recorded).
import { z } from 'zod';
import { type Answer, badParameter, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call, parameter } from './call.ts';
import type { HsmState } from './hsm-state.ts';
import { needActivation } from './one-at-a-time.ts';

const settingName = 'AllowKeyManagementOperationsThroughARM';

/** Recorded: a boolean is text, in requests too. */
const settingBody = ({ allowsKeyManagementThroughArm: value }: HsmState): unknown => ({
  name: settingName,
  type: 'boolean',
  value: String(value),
});

/** @throws 400, not 404, for a name that is none (recorded) */
function needSetting(call: Call): void {
  needActivation(call.hsm.state);
  if (parameter(call, 0) === settingName) return;
  throw new ServiceRefusal(
    400,
    'InvalidSetting',
    'Invalid setting name. Please check the spelling of the setting name to update.',
  );
}

/** GET /settings */
export function listSettings(call: Call): Answer {
  needActivation(call.hsm.state);
  return ok({ settings: [settingBody(call.hsm.state)] });
}

/** GET /settings/NAME */
export function getSetting(call: Call): Answer {
  needSetting(call);
  return ok(settingBody(call.hsm.state));
}

const NewValue = z.object({ value: z.string() });

/** PATCH /settings/NAME */
export async function updateSetting(call: Call): Promise<Answer> {
  needSetting(call);
  const { value } = bodyAs(NewValue, call);
  if (value !== 'true' && value !== 'false') throw badParameter('The value of this setting is "true" or "false".');
  call.hsm.state.allowsKeyManagementThroughArm = value === 'true';
  await call.hsm.save();
  return ok(settingBody(call.hsm.state));
}
