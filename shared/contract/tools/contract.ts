// Actions beside a ceremony, in both apps: papers, evidence, plan, bundles, pairing. They need no running ceremony and change
// nothing in one. Where the two sides differ, the app’s services knows on which side it stands.
import type { Bridge, Handlers } from '../define.ts';
import { aboutCalls } from './about.ts';
import { bundleCalls } from './bundles.ts';
import { registerCalls } from './custody.ts';
import { evidenceCalls } from './evidence.ts';
import { identityCalls } from './identities.ts';
import { journalCalls } from './journals.ts';
import { pairingCalls } from './pairing.ts';
import { documentCalls } from './papers.ts';
import { pickCalls } from './picked.ts';
import { planCalls } from './plans.ts';
import { rehearsalCalls } from './rehearsal.ts';
import { settingsCalls } from './settings.ts';

export const toolsContract = {
  files: pickCalls,
  settings: settingsCalls,
  about: aboutCalls,
  identities: identityCalls,
  papers: documentCalls,
  custody: registerCalls,
  rehearsal: rehearsalCalls,
  evidence: evidenceCalls,
  journals: journalCalls,
  plans: planCalls,
  bundles: bundleCalls,
  pairing: pairingCalls,
};
export type ToolsBridge = Bridge<typeof toolsContract>;
export type ToolsHandlers = Handlers<typeof toolsContract>;
