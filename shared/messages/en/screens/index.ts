// The English texts of the screens, one file for each feature. They are the shape that other languages fill.
import { build } from './build.ts';
import { ceremony } from './ceremony.ts';
import { clock } from './clock.ts';
import { custodians } from './custodians.ts';
import { files } from './files.ts';
import { finish } from './finish.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { keys } from './keys.ts';
import { language } from './language.ts';
import { machine } from './machine.ts';
import { online } from './online/index.ts';
import { papers } from './papers.ts';
import { passphrase } from './passphrase.ts';
import { refused } from './refused.ts';
import { securityDomain } from './security-domain.ts';
import { start } from './start.ts';
import { sticks } from './sticks.ts';
import { ui } from './ui.ts';

export const englishScreens = {
  build,
  ceremony,
  clock,
  custodians,
  files,
  finish,
  frame,
  help,
  keys,
  language,
  machine,
  online,
  papers,
  passphrase,
  refused,
  securityDomain,
  start,
  sticks,
  ui,
};
