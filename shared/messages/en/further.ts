// English: what a screen says after the first one, and once something was refused, judged or looked up.
import type { FurtherTexts } from '../catalogue.ts';
import { englishCeremony } from './ceremony/index.ts';
import { englishWord } from './code-words.ts';
import { englishCustody } from './custody.ts';
import { custodyRemark } from './custody-problems.ts';
import { englishEvidence } from './evidence.ts';
import { englishExchangeKeyTexts } from './exchange-key-texts.ts';
import { englishAdvice } from './faults/index.ts';
import { englishFindings } from './findings.ts';
import { englishOnlineTexts } from './online.ts';
import { planProblemText, planRemark, stepNeedRemark } from './plan-problems.ts';
import { englishReadiness } from './readiness.ts';
import { englishRehearsal } from './rehearsal.ts';
import { englishLaterScreens } from './screens/later.ts';

export const englishFurther: FurtherTexts = {
  advice: englishAdvice,
  ceremony: englishCeremony,
  custody: englishCustody,
  evidence: englishEvidence,
  exchangeKey: englishExchangeKeyTexts,
  findings: englishFindings,
  online: englishOnlineTexts,
  laterScreens: englishLaterScreens,
  readiness: englishReadiness,
  rehearsal: englishRehearsal,
  word: englishWord,
  planProblem: planProblemText,
  planRemark,
  stepNeedRemark,
  custodyRemark,
};
