// The script: the checklist that is printed before a ceremony, with blanks to fill in.
import { expandScript } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import {
  appendix,
  custodyLog,
  destructionSheet,
  exceptionSheets,
  signatureSheet,
  witnessCards,
} from './back-matter.ts';
import { documentHtml, type PrintOptions, wordsOf } from './document.ts';
import { cover, documentTitle, ledgerSheet, machineSheets, participantsSheet, rolesSheet } from './front-matter.ts';
import { partSheet } from './step-table.ts';

/**
 * The script of a plan as one HTML file, in the page order of ceremony §2.
 * @throws SCRIPT_PLAN_UNFIT
 */
export function scriptDocument(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const parts = expandScript(plan);
  const incident = parts.filter(({ part }) => part.branch);
  const walked = parts.filter(({ part }) => !part.branch);
  return documentHtml({ title: documentTitle(plan.kind, words), plan }, options, [
    cover(plan, parts, words),
    rolesSheet(plan, words),
    participantsSheet(plan, words),
    ledgerSheet(plan, words),
    machineSheets(plan, parts, words),
    walked.map((part, at) => partSheet(part, at + 1, plan, words)),
    incident.map((part, at) => partSheet(part, walked.length + at + 1, plan, words)),
    witnessCards(plan, words),
    exceptionSheets(words),
    custodyLog(words),
    destructionSheet(plan, words),
    signatureSheet(plan, words),
    appendix(words),
  ]);
}
