// The German catalogue.
import type { Catalogue } from '../catalogue.ts';
import { germanCeremony } from './ceremony/index.ts';
import { germanCommands } from './commands/index.ts';
import { germanCustody } from './custody.ts';
import { germanEvidence } from './evidence.ts';
import { germanExchangeKeyTexts } from './exchange-key-texts.ts';
import { germanAdvice } from './faults/index.ts';
import { germanGlossary } from './glossary.ts';
import { germanOnlineTexts } from './online.ts';
import { germanRehearsal } from './rehearsal.ts';
import { planProblemText } from './plan-problems.ts';
import { germanScreens } from './screens/index.ts';

export const german: Catalogue = {
  language: 'de',
  screens: germanScreens,
  advice: germanAdvice,
  ceremony: germanCeremony,
  commands: germanCommands,
  custody: germanCustody,
  evidence: germanEvidence,
  exchangeKey: germanExchangeKeyTexts,
  glossary: germanGlossary,
  online: germanOnlineTexts,
  planProblem: planProblemText,
  rehearsal: germanRehearsal,
};
