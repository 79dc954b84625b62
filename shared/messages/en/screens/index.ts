// The English texts that the first screen of an app may need, one file for each feature. They are the shape that other languages fill.
import { activation } from './activation.ts';
import { bring } from './bring.ts';
import { ceremony } from './ceremony.ts';
import { clock } from './clock.ts';
import { desk } from './desk.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { machine } from './machine.ts';
import { online } from './online/index.ts';
import { passphrase } from './passphrase.ts';
import { refused } from './refused.ts';
import { start } from './start.ts';
import { ui } from './ui.ts';

export const englishScreens = {
  activation,
  bring,
  ceremony,
  clock,
  desk,
  frame,
  help,
  language,
  machine,
  online,
  passphrase,
  refused,
  start,
  ui,
};
