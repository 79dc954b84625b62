// English: what the screens speak from.
import type { SpokenTexts } from '../catalogue.ts';
import { englishCeremony } from './ceremony/index.ts';
import { englishWord } from './code-words.ts';
import { registerRemark } from './custody-problems.ts';
import { englishConsumers } from './consumers.ts';
import { englishRegister } from './custody.ts';
import { englishEvidence } from './evidence.ts';
import { englishExchangeKeyTexts } from './exchange-key-texts.ts';
import { englishAdvice } from './faults/index.ts';
import { englishFindings } from './findings.ts';
import { englishGlossary } from './glossary.ts';
import { englishMap } from './map.ts';
import { englishManual } from './manual.ts';
import { englishOnlineTexts } from './online.ts';
import { planProblemText, planRemark, stepNeedRemark } from './plan-problems.ts';
import { englishReadiness } from './readiness.ts';
import { englishRehearsal } from './rehearsal.ts';
import * as englishScreens from './screens/index.ts';

export const englishSpoken: SpokenTexts = {
  language: 'en',
  screens: englishScreens,
  glossary: englishGlossary,
  advice: englishAdvice,
  ceremony: englishCeremony,
  consumers: englishConsumers,
  custody: englishRegister,
  evidence: englishEvidence,
  exchangeKey: englishExchangeKeyTexts,
  findings: englishFindings,
  map: englishMap,
  manual: englishManual,
  online: englishOnlineTexts,
  readiness: englishReadiness,
  rehearsal: englishRehearsal,
  word: englishWord,
  planProblem: planProblemText,
  planRemark,
  stepNeedRemark,
  registerRemark,
};
