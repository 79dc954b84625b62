// All calls of the tools, one file for each group; both apps register them.
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { aboutCalls } from './about.ts';
import { bundleCalls } from './bundles.ts';
import { choiceCalls } from './choices.ts';
import { registerCalls } from './custody.ts';
import { evidenceCalls } from './evidence.ts';
import { identityCalls } from './identities.ts';
import { journalCalls } from './journals.ts';
import { pairingCalls } from './pairing.ts';
import { documentCalls } from './papers.ts';
import { planCalls } from './plans.ts';
import { rehearsalCalls } from './rehearsal.ts';
import { settingsCalls } from './settings.ts';

export const toolsCalls = (services: AppServices): ToolsHandlers => ({
  files: choiceCalls(services),
  settings: settingsCalls(services),
  about: aboutCalls(services),
  identities: identityCalls(services),
  papers: documentCalls(services),
  custody: registerCalls(services),
  rehearsal: rehearsalCalls(services),
  evidence: evidenceCalls(services),
  journals: journalCalls(services),
  plans: planCalls(services),
  bundles: bundleCalls(services),
  pairing: pairingCalls(services),
});
