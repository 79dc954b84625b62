// Deeds beside a ceremony, in both apps: papers, evidence, plan, bundles, pairing. They need no running ceremony and change
// nothing in one. Where the two sides differ, the office knows on which side it stands.
import type { Bridge, Handlers } from '../define.ts';
import { aboutCalls } from './about.ts';
import { bundleCalls } from './bundles.ts';
import { custodyCalls } from './custody.ts';
import { evidenceCalls } from './evidence.ts';
import { identityCalls } from './identities.ts';
import { journalCalls } from './journals.ts';
import { pairingCalls } from './pairing.ts';
import { paperCalls } from './papers.ts';
import { pickCalls } from './picked.ts';
import { planCalls } from './plans.ts';
import { rehearsalCalls } from './rehearsal.ts';
import { settingsCalls } from './settings.ts';

export const deskContract = {
  desk: pickCalls,
  settings: settingsCalls,
  about: aboutCalls,
  identities: identityCalls,
  papers: paperCalls,
  custody: custodyCalls,
  rehearsal: rehearsalCalls,
  evidence: evidenceCalls,
  journals: journalCalls,
  plans: planCalls,
  bundles: bundleCalls,
  pairing: pairingCalls,
};
export type DeskBridge = Bridge<typeof deskContract>;
export type DeskHandlers = Handlers<typeof deskContract>;
