// German: what a screen says after the first one, and once something was refused, judged or looked up.
import type { FurtherTexts } from '../catalogue.ts';
import { germanCeremony } from './ceremony/index.ts';
import { germanCustody } from './custody.ts';
import { custodyRemark } from './custody-problems.ts';
import { germanEvidence } from './evidence.ts';
import { germanExchangeKeyTexts } from './exchange-key-texts.ts';
import { germanAdvice } from './faults/index.ts';
import { inGerman } from './faults/words.ts';
import { germanFindings } from './findings.ts';
import { germanOnlineTexts } from './online.ts';
import { planProblemText, planRemark, stepNeedRemark } from './plan-problems.ts';
import { germanReadiness } from './readiness.ts';
import { germanRehearsal } from './rehearsal.ts';
import { germanLaterScreens } from './screens/later.ts';

export const germanFurther: FurtherTexts = {
  advice: germanAdvice,
  ceremony: germanCeremony,
  custody: germanCustody,
  evidence: germanEvidence,
  exchangeKey: germanExchangeKeyTexts,
  findings: germanFindings,
  online: germanOnlineTexts,
  laterScreens: germanLaterScreens,
  readiness: germanReadiness,
  rehearsal: germanRehearsal,
  word: inGerman,
  planProblem: planProblemText,
  planRemark,
  stepNeedRemark,
  custodyRemark,
};
