// The English catalogue.
import type { Catalogue } from '../catalogue.ts';
import { englishCeremony } from './ceremony/index.ts';
import { englishCommands } from './commands/index.ts';
import { englishCustody } from './custody.ts';
import { englishEvidence } from './evidence.ts';
import { englishExchangeKeyTexts } from './exchange-key-texts.ts';
import { englishAdvice } from './faults/index.ts';
import { englishGlossary } from './glossary.ts';
import { englishOnlineTexts } from './online.ts';
import { englishRehearsal } from './rehearsal.ts';
import { planProblemText } from './plan-problems.ts';
import { englishScreens } from './screens/index.ts';

export const english: Catalogue = {
  language: 'en',
  screens: englishScreens,
  advice: englishAdvice,
  ceremony: englishCeremony,
  commands: englishCommands,
  custody: englishCustody,
  evidence: englishEvidence,
  exchangeKey: englishExchangeKeyTexts,
  glossary: englishGlossary,
  online: englishOnlineTexts,
  planProblem: planProblemText,
  rehearsal: englishRehearsal,
};
