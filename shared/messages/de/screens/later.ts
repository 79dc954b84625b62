// The German texts of screens that come after the first one, one file for each feature.
import type { LaterScreenTexts } from '../../catalogue.ts';
import { build } from './build.ts';
import { bundle } from './bundle.ts';
import { custodians } from './custodians.ts';
import { custody } from './custody.ts';
import { emergency } from './emergency.ts';
import { evidence } from './evidence.ts';
import { exchangeKey } from './exchange-key.ts';
import { files } from './files.ts';
import { finish } from './finish.ts';
import { identity } from './identity.ts';
import { incident } from './incident.ts';
import { journal } from './journal.ts';
import { keys } from './keys.ts';
import { pairing } from './pairing.ts';
import { papers } from './papers.ts';
import { plan } from './plan.ts';
import { planForm } from './plan-form.ts';
import { readiness } from './readiness.ts';
import { registerForm } from './register-form.ts';
import { rehearsal } from './rehearsal.ts';
import { securityDomain } from './security-domain.ts';
import { selfTest } from './self-test.ts';
import { sticks } from './sticks.ts';

export const germanLaterScreens: LaterScreenTexts = {
  build,
  bundle,
  custodians,
  custody,
  emergency,
  evidence,
  exchangeKey,
  files,
  finish,
  identity,
  incident,
  journal,
  keys,
  pairing,
  papers,
  plan,
  planForm,
  readiness,
  registerForm,
  rehearsal,
  securityDomain,
  selfTest,
  sticks,
};
