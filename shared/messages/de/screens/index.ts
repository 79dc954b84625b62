// The German texts of the screens, one file for each feature.
import type { ScreenTexts } from '../../catalogue.ts';
import { activation } from './activation.ts';
import { app } from './app.ts';
import { bring } from './bring.ts';
import { build } from './build.ts';
import { bundle } from './bundle.ts';
import { ceremony } from './ceremony.ts';
import { clock } from './clock.ts';
import { custodians } from './custodians.ts';
import { custody } from './custody.ts';
import { tools } from './tools.ts';
import { emergency } from './emergency.ts';
import { evidence } from './evidence.ts';
import { exchangeKey } from './exchange-key.ts';
import { files } from './files.ts';
import { finish } from './finish.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { identity } from './identity.ts';
import { incident } from './incident.ts';
import { journal } from './journal.ts';
import { keys } from './keys.ts';
import { machine } from './machine.ts';
import { online } from './online/index.ts';
import { pairing } from './pairing.ts';
import { papers } from './papers.ts';
import { passphrase } from './passphrase.ts';
import { planForm } from './plan-form.ts';
import { plan } from './plan.ts';
import { readiness } from './readiness.ts';
import { refused } from './refused.ts';
import { registerForm } from './register-form.ts';
import { rehearsal } from './rehearsal.ts';
import { securityDomain } from './security-domain.ts';
import { selfTest } from './self-test.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { sticks } from './sticks.ts';
import { ui } from './ui.ts';

export const germanScreens: ScreenTexts = {
  activation,
  app,
  bring,
  build,
  bundle,
  ceremony,
  clock,
  custodians,
  custody,
  tools,
  emergency,
  evidence,
  exchangeKey,
  files,
  finish,
  frame,
  help,
  identity,
  incident,
  journal,
  keys,
  machine,
  online,
  pairing,
  papers,
  passphrase,
  plan,
  planForm,
  readiness,
  refused,
  registerForm,
  rehearsal,
  securityDomain,
  selfTest,
  settings,
  start,
  sticks,
  ui,
};
