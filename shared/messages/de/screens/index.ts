// The German texts of the screens, one file for each feature.
import type { ScreenTexts } from '../../catalogue.ts';
import { ceremony } from './ceremony.ts';
import { clock } from './clock.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { keys } from './keys.ts';
import { language } from './language.ts';
import { machine } from './machine.ts';
import { online } from './online/index.ts';
import { passphrase } from './passphrase.ts';
import { refused } from './refused.ts';
import { ui } from './ui.ts';

export const germanScreens: ScreenTexts = {
  ceremony,
  clock,
  frame,
  help,
  keys,
  language,
  machine,
  online,
  passphrase,
  refused,
  ui,
};
