// The timeline: what both sides do, and when, on one page.
import { arrivalOfNearest, endOfStep, type ScheduledPart, scheduleOf } from '#shared/ceremony/schedule.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { startMap } from '#shared/map/map.ts';
import { headRow, sheet, type Words } from './document.ts';
import { html, type Html } from './html.ts';
import { mapSvg } from './living-map.ts';
import { clock, partTitle } from './step-table.ts';

/** The turns of custodians together, so that ten of them leave the timeline on one page; every other part alone. */
const rowsOf = (schedule: readonly ScheduledPart[]): readonly (readonly [ScheduledPart, ...ScheduledPart[]])[] =>
  schedule.flatMap((entry) => {
    const { turn, part } = entry.part;
    if (turn === undefined) return [[entry] as const];
    const [first, ...others] = schedule.filter((each) => each.part.part === part);
    return first === entry ? [[first, ...others] as const] : [];
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Also the list of contents: the parts of both documents are in the order in which they begin. */
export function timelineSheet(plan: ScriptPlan, words: Words): Html {
  const { timeline: text } = words.documents;
  const schedule = scheduleOf(plan);
  const kinds = [...new Set(schedule.map(({ script }) => script.kind))];
  const restored = endOfStep(schedule, 'C21');
  const cell = (kind: string, row: readonly [ScheduledPart, ...ScheduledPart[]]): Html => {
    const [{ script }] = row;
    if (script.kind !== kind) return html`<td></td>`;
    const [first, last] = [row[0], row.at(-1)].map(
      (entry) => entry && partTitle(entry.part, { ...plan, kind: script.kind }, words),
    );
    const service = sum(row.map((entry) => entry.service));
    const waits = sum(row.map((entry) => entry.waits));
    const waitsFor = row.flatMap((entry) => entry.waitsFor).join(', ');
    return html`<td>
      ${first}${row.length > 1 && [' … ', last]} ${service > 0 && html` <em>(${text.service(service)})</em>`}
      ${waits > 0 && html` <em>(${text.waits(waits, waitsFor)})</em>`}
    </td>`;
  };
  return sheet(
    text.title,
    html`${mapSvg(startMap, 'named', words)}
      <p>${text.intro}</p>
      ${restored !== undefined && html`<p><strong>${text.restored(clock(restored))}</strong></p>`}
      ${plan.travel && html`<p>${text.travel(plan.travel.rooms, arrivalOfNearest(plan.travel.custodians, plan.quorum))}</p>`}
      <table class="grid timeline">
        ${headRow([text.from, text.to, ...kinds.map((kind) => words.ceremony.titles[kind])])}
        <tbody>
          ${rowsOf(schedule).map(
            (row) =>
              html`<tr>
                <th scope="row">${clock(row[0].startsAt)}</th>
                <td>${clock(Math.max(...row.map(({ endsAt }) => endsAt)))}</td>
                ${kinds.map((kind) => cell(kind, row))}
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}
