// All calls of the desk, one file for each group; both apps register them.
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { Office } from '#services/app/office.ts';
import { aboutCalls } from './about.ts';
import { bundleCalls } from './bundles.ts';
import { choiceCalls } from './choices.ts';
import { custodyCalls } from './custody.ts';
import { evidenceCalls } from './evidence.ts';
import { identityCalls } from './identities.ts';
import { journalCalls } from './journals.ts';
import { pairingCalls } from './pairing.ts';
import { paperCalls } from './papers.ts';
import { planCalls } from './plans.ts';
import { rehearsalCalls } from './rehearsal.ts';
import { settingsCalls } from './settings.ts';

export const deskCalls = (office: Office): DeskHandlers => ({
  desk: choiceCalls(office),
  settings: settingsCalls(office),
  about: aboutCalls(office),
  identities: identityCalls(office),
  papers: paperCalls(office),
  custody: custodyCalls(office),
  rehearsal: rehearsalCalls(office),
  evidence: evidenceCalls(office),
  journals: journalCalls(office),
  plans: planCalls(office),
  bundles: bundleCalls(office),
  pairing: pairingCalls(office),
});
