// The timeline: what both sides do, and when, on one page.
import { endOfStep, type ScheduledPart, scheduleOf } from '#shared/ceremony/schedule.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { headRow, sheet, type Words } from './document.ts';
import { html, type Html } from './html.ts';
import { clock, partTitle } from './step-table.ts';

/** Also the list of contents: the parts of both documents are in the order in which they begin. */
export function timelineSheet(plan: ScriptPlan, words: Words): Html {
  const { timeline: text } = words.documents;
  const schedule = scheduleOf(plan);
  const kinds = [...new Set(schedule.map(({ script }) => script.kind))];
  const restored = endOfStep(schedule, 'C21');
  const cell = (kind: string, entry: ScheduledPart): Html =>
    html`<td>
      ${entry.script.kind === kind && [partTitle(entry.part, { ...plan, kind: entry.script.kind }, words), entry.service > 0 && html` <em>(${text.service(entry.service)})</em>`, entry.waits > 0 && html` <em>(${text.waits(entry.waits, entry.waitsFor.join(', '))})</em>`]}
    </td>`;
  return sheet(
    text.title,
    html`<p>${text.intro}</p>
      ${restored !== undefined && html`<p><strong>${text.restored(clock(restored))}</strong></p>`}
      <table class="grid timeline">
        ${headRow([text.from, text.to, ...kinds.map((kind) => words.ceremony.titles[kind])])}
        <tbody>
          ${schedule.map(
            (entry) =>
              html`<tr>
                <th scope="row">${clock(entry.startsAt)}</th>
                <td>${clock(entry.endsAt)}</td>
                ${kinds.map((kind) => cell(kind, entry))}
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}
