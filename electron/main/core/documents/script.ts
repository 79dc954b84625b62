// The script: the checklist that is printed before a ceremony, with blanks to fill in.
import { expandScript, type PartInstance } from '#shared/ceremony/expand.ts';
import { type ScheduledPart, scheduleOf } from '#shared/ceremony/schedule.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { appendix, signatureSheet } from './back-matter.ts';
import { documentHtml, type PrintOptions, wordsOf } from './document.ts';
import { cover, documentTitle, ledgerSheet, participantsSheet, rolesSheet } from './front-matter.ts';
import { html } from './html.ts';
import { partTable } from './step-table.ts';
import { timelineSheet } from './timeline.ts';

/**
 * The script of a plan as one HTML file, in the grade that the plan asks for (REQ-25): what is needed to walk the steps. The sheets that are torn
 * out and used one by one are a document of their own (`sheets.ts`).
 * @throws SCRIPT_PLAN_UNFIT
 */
export function scriptDocument(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const parts = expandScript(plan);
  const isFull = plan.grade === 'full';
  const walked = parts.filter(({ part }) => !part.branch);
  const schedule = scheduleOf(plan);
  const whenOf = ({ part, turn }: PartInstance): ScheduledPart | undefined =>
    schedule.find((each) => each.part.part === part && each.part.turn?.k === turn?.k);
  return documentHtml({ title: documentTitle(plan.kind, words), plan }, options, [
    cover(plan, schedule, words),
    isFull && timelineSheet(plan, words),
    isFull && rolesSheet(plan, words),
    // A short script begins with what fits on one page.
    html`<div class="${isFull ? 'apart' : 'flows'}">
      ${participantsSheet(plan, words)} ${ledgerSheet(plan, words)}
    </div>`,
    html`<div class="sheet steps-of-script">
      ${walked.map((part, at) => partTable(part, at + 1, plan, words, whenOf(part)))}
    </div>`,
    html`<div class="${isFull ? 'apart' : 'run-on'}">${signatureSheet(plan, words)}</div>`,
    isFull && appendix(words),
  ]);
}
