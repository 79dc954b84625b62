// German: what the screens speak from.
import type { SpokenTexts } from '../catalogue.ts';
import { germanCeremony } from './ceremony/index.ts';
import { registerRemark } from './custody-problems.ts';
import { germanConsumers } from './consumers.ts';
import { germanRegister } from './custody.ts';
import { germanEvidence } from './evidence.ts';
import { germanExchangeKeyTexts } from './exchange-key-texts.ts';
import { germanAdvice } from './faults/index.ts';
import { inGerman } from './faults/words.ts';
import { germanFindings } from './findings.ts';
import { germanGlossary } from './glossary.ts';
import { germanMap } from './map.ts';
import { germanManual } from './manual.ts';
import { germanOnlineTexts } from './online.ts';
import { planProblemText, planRemark, stepNeedRemark } from './plan-problems.ts';
import { germanReadiness } from './readiness.ts';
import { germanRehearsal } from './rehearsal.ts';
import * as germanScreens from './screens/index.ts';

export const germanSpoken: SpokenTexts = {
  language: 'de',
  screens: germanScreens,
  glossary: germanGlossary,
  advice: germanAdvice,
  ceremony: germanCeremony,
  consumers: germanConsumers,
  custody: germanRegister,
  evidence: germanEvidence,
  exchangeKey: germanExchangeKeyTexts,
  findings: germanFindings,
  map: germanMap,
  manual: germanManual,
  online: germanOnlineTexts,
  readiness: germanReadiness,
  rehearsal: germanRehearsal,
  word: inGerman,
  planProblem: planProblemText,
  planRemark,
  stepNeedRemark,
  registerRemark,
};
