// The German texts of the command line, one group for each command.
import type { CommandTexts } from '../../en/commands/index.ts';
import { commonTexts } from './common.ts';
import { nextTexts } from './next.ts';
import { onlineCommandTexts } from './online.ts';
import { recoverTexts } from './recover.ts';
import { rehearsalsTexts } from './rehearsals.ts';
import { secretsTexts } from './secrets.ts';
import { trustTexts } from './trust.ts';

export const germanCommands: CommandTexts = {
  common: commonTexts,
  next: nextTexts,
  recover: recoverTexts,
  ...secretsTexts,
  ...trustTexts,
  ...rehearsalsTexts,
  hsm: onlineCommandTexts,
};
