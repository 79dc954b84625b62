// The script: the checklist that is printed before a ceremony, with blanks to fill in.
import { expandScript } from '#shared/ceremony/expand.ts';
import { scheduleOf } from '#shared/ceremony/schedule.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { appendix, signatureSheet } from './back-matter.ts';
import { documentHtml, type PrintOptions, type Words, wordsOf } from './document.ts';
import { cover, documentTitle, ledgerSheet, participantsSheet, rolesSheet } from './front-matter.ts';
import { html, type Html } from './html.ts';
import { mapsOfParts } from './living-map.ts';
import { partTable, type PlacedPart, repeatedParts } from './step-table.ts';
import { timelineSheet } from './timeline.ts';

/**
 * The script of a plan as one HTML file, in the grade that the plan asks for (REQ-25): what is needed to walk the steps. The sheets that are torn
 * out and used one by one are their own document (`sheets.ts`).
 * @throws SCRIPT_PLAN_UNFIT
 */
export function scriptDocument(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const parts = expandScript(plan);
  const isFull = plan.grade === 'full';
  const walked = parts.filter(({ part }) => !part.branch);
  const schedule = scheduleOf(plan);
  const mapOfPart = mapsOfParts(plan);
  const placed = walked.map((part, at): PlacedPart => ({
    part,
    position: at + 1,
    when: schedule.find((each) => each.part.part === part.part && each.part.turn?.k === part.turn?.k),
    map: mapOfPart(part),
  }));
  return documentHtml({ title: documentTitle(plan.kind, words), plan }, options, [
    cover(plan, schedule, words),
    // A short script begins with what fits on one page.
    html`<div class="${isFull ? 'together' : 'flows'}">
      ${isFull && [timelineSheet(plan, words), rolesSheet(plan, words)]} ${participantsSheet(plan, words)}
      ${ledgerSheet(plan, words)}
    </div>`,
    html`<div class="run-on steps-of-script">
      <p class="note">${words.documents.steps.order}</p>
      ${stepTables(placed, plan, words)}
    </div>`,
    html`<div class="run-on">${isFull && appendix(words)} ${signatureSheet(plan, words)}</div>`,
  ]);
}

/** Every part once with its sentences, and what repeats it without another part between in one table. */
function stepTables(parts: readonly PlacedPart[], plan: ScriptPlan, words: Words): readonly Html[] {
  return parts.map(({ part, position, when, map }) => {
    // Positions are counted from 1, places from 0.
    const first = parts.findIndex((each) => each.part.part.id === part.part.id) + 1;
    if (position === first) return partTable(part, position, plan, words, { when, map });
    const isRepeat = (each: PlacedPart | undefined): boolean =>
      each?.part.part.id === part.part.id && each.position > first;
    if (isRepeat(parts[position - 2])) return html``;
    // The last part of every script repeats none.
    const end = parts.findIndex((each) => each.position > position && !isRepeat(each));
    return repeatedParts(parts.slice(position - 1, end), first, plan, words);
  });
}
