// The sheets of a ceremony that are torn out and used one by one: each is whole on its own, and says where it belongs.
import { expandScript } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { registerLog, destructionSheet, exceptionSheets, labelSheet, spareCustodianSheet } from './back-matter.ts';
import { documentHtml, type PrintOptions, tornOut, wordsOf } from './document.ts';
import { machineSheets } from './front-matter.ts';
import { partTable } from './step-table.ts';

/**
 * Exception, incident, machine, custody, destruction, the spare custodian, and labels; of one ceremony.
 * @throws SCRIPT_PLAN_UNFIT
 */
export function sheetsDocument(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const parts = expandScript(plan);
  const incident = parts.filter(({ part }) => part.branch);
  const { title } = words.documents.sheets;
  return documentHtml({ title, plan }, options, [
    exceptionSheets(plan, words),
    incident.map((part) => tornOut(plan, title, partTable(part, undefined, plan, words), words)),
    // No custodian comes to the online room.
    parts.some(({ turn }) => turn !== undefined) && spareCustodianSheet(plan, words),
    machineSheets(plan, parts, words),
    registerLog(plan, words),
    destructionSheet(plan, words),
    labelSheet(plan, words),
  ]);
}
