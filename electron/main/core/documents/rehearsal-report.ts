// The report of a rehearsal: what was injected, where and by whom it was noticed, what was missed, and room for what is learnt.
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { guideStages } from '#shared/rehearsal/guide.ts';
import type { FaultReport, RehearsalReport } from '#shared/rehearsal/files.ts';
import { outcomeOf } from '#shared/rehearsal/report.ts';
import {
  documentHtml,
  emptyRows,
  headRow,
  outside,
  type PrintOptions,
  sheet,
  type Words,
  wordsOf,
} from './document.ts';
import { planFacts, titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';

/** The document as one HTML file. */
export function rehearsalReport(plan: ScriptPlan, report: RehearsalReport, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.rehearsal.report;
  return documentHtml({ title: text.title, plan }, options, [
    html`<section class="sheet cover">
      ${titleBlock(words.rehearsal.guide.kind, text.title, plan, words)}
      <p>${text.intro}</p>
      ${planFacts(plan, words)}
      <p>${words.rehearsal.reportedAt(utcDateTime(new Date(report.reportedAt)))}</p>
      ${report.stage !== null && html`<p><strong>${words.rehearsal.notFinished(guideStages.indexOf(report.stage) + 1, guideStages.length, words.rehearsal.stages[report.stage].title)}</strong></p>`}
      <p>${text.trainer}: ${outside(report.trainer, 80)}</p>
    </section>`,
    faultsSheet(report, words),
    unplannedSheet(report, words),
    findingsSheet(words),
  ]);
}

/** The time of day is enough: a rehearsal is over by the evening. */
const clock = (at: string): string => at.slice(11, 19);

function faultsSheet({ faults }: RehearsalReport, { rehearsal }: Words): Html {
  const text = rehearsal.report;
  return sheet(
    text.faults,
    html`<table class="grid">
        ${headRow(text.columns)}
        <tbody>
          ${faults.map((each) => {
            const outcome = outcomeOf(each);
            return html`<tr>
              <th scope="row">${rehearsal.faults[each.fault].name}</th>
              <td>${each.injectedAt === null ? text.injected : clock(each.injectedAt)}</td>
              <td>${noticedText(each, rehearsal)}</td>
              <td>${answeredText(each, rehearsal)}</td>
              <td><strong>${rehearsal.outcomes[outcome]}</strong></td>
            </tr>`;
          })}
        </tbody>
      </table>
      <h3>${text.lessons}</h3>
      <ul>
        ${faults.map(({ fault }) => html`<li><strong>${rehearsal.faults[fault].name}.</strong> ${rehearsal.faults[fault].lesson}</li>`)}
      </ul>`,
  );
}

function noticedText({ noticed }: FaultReport, { sides, report }: Words['rehearsal']): Html | undefined {
  if (noticed === null) return undefined;
  const { at, machine, step, sign, by } = noticed;
  return html`${clock(at)}, ${sides[machine]}${step !== null && [', ', outside(step, 32)]}<br />${codeOf(sign)}<br />${by.length === 0 ? report.machineAlone : outside(by.join(', '), 300)}`;
}

/** A code breaks between its words, never within one. */
const codeOf = (code: string): Html =>
  html`<span class="mono code"
    ><bdi
      >${visibleText(code, 64)
        .split('_')
        .map((word, at) => html`${at > 0 && html`_<wbr />`}${word}`)}</bdi
    ></span
  >`;

function answeredText({ answered }: FaultReport, { sides, report }: Words['rehearsal']): Html | undefined {
  if (answered === null) return undefined;
  const { at, machine, exception, step, by, initials } = answered;
  return html`${clock(at)}, ${sides[machine]}, ${outside(step, 32)}, ${report.exception(exception)}<br />${outside(by.join(', '), 300)}<br />${outside(report.initials(initials.join(', ')), 200)}`;
}

function unplannedSheet({ unplanned }: RehearsalReport, { rehearsal }: Words): Html {
  const text = rehearsal.report;
  return sheet(
    text.unplanned,
    unplanned.length === 0
      ? html`<p>${text.noneUnplanned}</p>`
      : html`<p>${text.unplannedText}</p>
          <table class="grid">
            ${headRow(text.unplannedColumns)}
            <tbody>
              ${unplanned.map(
                ({ at, machine, step, fault }) =>
                  html`<tr>
                    <td>${clock(at)}</td>
                    <td>${rehearsal.sides[machine]}</td>
                    <td>${outside(step, 32)}</td>
                    <td>${codeOf(fault)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
  );
}

function findingsSheet({ rehearsal }: Words): Html {
  const text = rehearsal.report;
  return sheet(
    text.findings,
    html`<table class="grid tall">
        ${headRow(text.findingColumns)}
        <tbody>
          ${emptyRows(8, 3)}
        </tbody>
      </table>
      <h3>${text.signatures}</h3>
      <table class="grid tall">
        ${headRow(text.signatureColumns)}
        <tbody>
          ${emptyRows(5, 3)}
        </tbody>
      </table>`,
  );
}
