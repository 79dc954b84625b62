// The record: what the application saw, printed after a ceremony beside the script that people initialled.
import { expandScript, type PartInstance, type StepInstance } from '#shared/ceremony/expand.ts';
import type { Placeholders } from '#shared/ceremony/fill.ts';
import { type Field, isEmergency } from '#shared/ceremony/model.ts';
import { minutesBeforeJournal, recoveryMinutes } from '#shared/ceremony/recovery-time.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { hexRows } from '#shared/formatting/fingerprint.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { documentTitle, planFacts, titleBlock } from './front-matter.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { fingerprintBlock, ticked } from './marks.ts';
import type { RecordedEnd, RecordedException, RecordedStep, RecordingMachine, RecordView } from './record-view.ts';
import { whereElse } from './recorded-elsewhere.ts';
import {
  placeholdersOfPart,
  clock,
  filledHtml,
  labelOf,
  optionsOf,
  partTitle,
  stepName,
  textOfStep,
  whoActs,
} from './step-table.ts';
import { signatureSheet } from './back-matter.ts';

/**
 * The record of a ceremony as one HTML file.
 * @throws SCRIPT_PLAN_UNFIT
 */
export function recordDocument(plan: ScriptPlan, view: RecordView, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.documents.record;
  const parts = expandScript(plan).filter(({ part }) => !part.branch);
  const byStep = new Map(view.steps.map((step) => [step.step, step]));
  return documentHtml({ title: `${text.title}: ${documentTitle(plan.kind, words)}`, plan }, options, [
    summary(plan, view, parts, words),
    view.differences.length > 0 && differences(view, words),
    html`<div class="run-on">
      ${parts.map((part, at) => recordedPart(part, at + 1, { byStep, machine: view.machine, plan, words }))}
      ${view.exceptions.length > 0 && exceptions(view, words)} ${files(plan, view, words)}
      ${signatureSheet(plan, words, [journalEnd(plan, view, words)])}
    </div>`,
  ]);
}

function summary(plan: ScriptPlan, view: RecordView, parts: readonly PartInstance[], words: Words): Html {
  const text = words.documents.record;
  const steps = parts.flatMap((part) => part.steps).filter(({ step }) => !step.branch);
  const noted = new Set(view.steps.map(({ step }) => step));
  const unnoted = steps.filter(({ instanceId }) => !noted.has(instanceId));
  const onPaper = unnoted.filter(({ fields }) => !fields.some(({ recorded }) => recorded)).length;
  const fact = (name: string, value: HtmlValue): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${value}</td>
    </tr>`;
  const wall = view.wallClock.map(
    ({ at, wall: read, readBy, offsetMinutes }) =>
      html`${at} ↔ ${text.wall} ${read} (${offsetMinutes >= 0 ? '+' : ''}${offsetMinutes} min,
        ${outside(readBy, 60)})<br />`,
  );
  return html`<section class="sheet cover">
    ${titleBlock(text.title, documentTitle(plan.kind, words), plan, words)} ${unfinished(view.end, words)}
    <p>${text.intro}</p>
    ${planFacts(plan, words, [
      fact(text.machine, words.documents.choices.machines[view.machine]),
      fact(text.started, view.startedAt),
      fact(text.ended, view.lastAt),
      fact(text.end, endText(view.end, words)),
      view.restoredAfter !== undefined &&
        fact(text.restoredAfter, [view.restoredAfter, ' – ', recoveryTime(plan, words)]),
      fact(text.entries, view.entries),
      fact(
        text.steps,
        text.stepCounts({
          noted: steps.length - unnoted.length,
          onPaper,
          notHere: unnoted.length - onPaper,
        }),
      ),
      fact(text.differences, view.differences.length === 0 ? text.noDifferences : view.differences.length),
      fact(text.exceptions, view.exceptions.length === 0 ? text.noExceptions : view.exceptions.length),
      wall.length > 0 && fact(text.wall, wall),
      view.missing.length > 0 &&
        fact(words.documents.missing, view.missing.map((part) => words.missing[part]).join(', ')),
    ])}
    ${journalEnd(plan, view, words)}
  </section>`;
}

/** What the grade allows, and how much of it the plan puts before the first entry. */
function recoveryTime(plan: ScriptPlan, { documents }: Words): string {
  const grade = isEmergency(plan.kind) ? 'emergency' : plan.grade;
  return documents.record.recoveryTime(clock(recoveryMinutes[grade]), clock(minutesBeforeJournal(grade)));
}

/** On the cover, and again where people sign: what they sign for is this journal and no other. */
const journalEnd = ({ ceremonyId }: ScriptPlan, { headSha256 }: RecordView, { documents }: Words): Html =>
  fingerprintBlock(
    { label: documents.record.journal, ceremonyId, qrLabel: 'journal', value: headSha256, compared: false },
    documents,
  );

function endText(end: RecordedEnd, words: Words): HtmlValue {
  const text = words.documents.record;
  if (end.kind === 'open') return text.noEnd;
  const how = end.kind === 'closed' ? text.closedBy : text.givenUp;
  return html`${how} ${outside(end.by.join(', '))}, ${end.at}`;
}

/** Before everything else on the cover: a reader who took this record for that of a finished ceremony would destroy the wrong set. */
function unfinished(end: RecordedEnd, words: Words): HtmlValue {
  const text = words.documents.record;
  switch (end.kind) {
    case 'closed':
      return '';
    case 'open':
      return html`<p class="mode">${text.openTitle}</p>
        <p><strong>${text.openText}</strong></p>`;
    case 'given-up':
      return html`<p class="mode">${text.givenUpTitle}</p>
        <p>
          <strong>${text.givenUpText}</strong><br />EX-${end.exception}, ${outside(end.by.join(', '))}, ${end.at}:
          ${outside(end.reason, 500)}
        </p>`;
  }
}

function differences({ differences: found }: RecordView, words: Words): Html {
  const text = words.documents.record;
  return sheet(
    text.differences,
    html`<table class="grid">
      ${headRow([text.subject, text.planned, text.actual])}
      <tbody>
        ${found.map(
          ({ subject, planned, actual }) =>
            html`<tr>
              <th scope="row">${outside(subject)}</th>
              <td>${outside(planned)}</td>
              <td>${outside(actual)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** What every row of a record needs to know. */
interface Recorded {
  readonly byStep: ReadonlyMap<string, RecordedStep>;
  readonly machine: RecordingMachine;
  readonly plan: ScriptPlan;
  readonly words: Words;
}

/** Whether a record has something to say of a step: it is noted, or a machine should have noted it. All else is in the signed script alone. */
const isOfRecord = ({ instanceId, step, fields }: StepInstance, byStep: Recorded['byStep']): boolean =>
  byStep.has(instanceId) || (!step.branch && fields.some(({ recorded }) => recorded));

function recordedPart(part: PartInstance, position: number, recorded: Recorded): Html | false {
  const { plan, words } = recorded;
  const told = part.steps.filter((instance) => isOfRecord(instance, recorded.byStep));
  if (told.length === 0) return false;
  const { record: text, steps } = words.documents;
  const placeholders = placeholdersOfPart(part, plan, words);
  return html`<section class="record-part">
    <h2>${steps.part} ${position} – ${partTitle(part, plan, words)}</h2>
    <table class="steps recorded">
      <colgroup>
        <col class="step" />
        <col class="who" />
        <col />
        <col class="verdict" />
        <col class="at" />
      </colgroup>
      ${headRow([steps.step, steps.who, text.seen, text.verdict, steps.time])}
      ${told.map((instance) => recordedRow(instance, placeholders, recorded))}
    </table>
  </section>`;
}

function recordedRow(instance: StepInstance, placeholders: Placeholders, { byStep, machine, words }: Recorded): Html {
  const { record: text, steps } = words.documents;
  const recorded = byStep.get(instance.instanceId);
  const stepText = textOfStep(words, instance.step.id);
  const notHere = `${text.notHere}: ${text.see[whereElse(instance, machine)]}`;
  const verdict = recorded === undefined ? notHere : text.verdicts[recorded.verdict];
  return html`<tbody class="${instance.step.hold ? 'hold' : 'plain'}">
    <tr>
      <th scope="row">
        <span class="step-id">${stepName(instance)}</span>
      </th>
      <td class="who">${whoActs(instance)}</td>
      <td>
        ${instance.step.hold && html`<span class="hold-mark">${steps.hold}</span> `}<span class="act"
          >${filledHtml(stepText.act, placeholders)}</span
        >
        ${recorded && instance.fields.map((field) => recordedField(field, { recorded, notHere, instance, placeholders, words }))}
        ${recorded && recorded.by.length > 0 && html`<p class="recorded-by">${recorded.by.map((name, at) => [at > 0 && ', ', outside(name, 60)])}</p>`}
      </td>
      <td class="${recorded?.verdict ?? 'none'}">
        ${verdict}${recorded?.failedBefore && html`<br />${text.failedBefore}`}${recorded?.exceptions.map((number) => html`<br /><strong>EX-${number}</strong>`)}
      </td>
      <td>${recorded?.at}</td>
    </tr>
  </tbody>`;
}

interface RowFacts {
  readonly recorded: RecordedStep;
  /** What is where the journal has no value. */
  readonly notHere: string;
  readonly instance: StepInstance;
  readonly placeholders: Placeholders;
  readonly words: Words;
}

/** One value of a step. A box is printed only with its tick: an empty one would be taken for a check that failed. */
function recordedField(field: Field, { recorded, notHere, instance, placeholders, words }: RowFacts): Html | false {
  const { step } = instance;
  const stepText = textOfStep(words, step.id);
  const value = recorded.values.find((entry) => entry.field === field.id)?.value;
  const label = labelOf(stepText, field, placeholders);
  if (value === undefined) return field.recorded && html`<p class="value-line not-here">${label} (${notHere})</p>`;
  if (field.kind === 'check')
    return value === 'yes'
      ? html`<p class="value-line">${ticked} ${label}</p>`
      : html`<p class="value-line"><strong>${words.documents.record.notTrue}:</strong> ${label}</p>`;
  if (field.kind === 'fingerprint' && sha256.test(value))
    return html`<p class="value-line">${label}:</p>
      <p class="value-line mono">
        ${hexRows(value).map((row) => html`<span class="hex-row">${row.join(' ')}</span> `)}
      </p>`;
  const option = optionsOf(stepText, field.id).find(([id]) => id === value)?.[1];
  return html`<p class="value-line">${label}: <strong class="value">${option ?? outside(value, 300)}</strong></p>`;
}

const sha256 = /^[0-9a-f]{64}$/u;

function exceptions({ exceptions: found }: RecordView, words: Words): Html {
  const text = words.documents.record;
  return sheet(
    text.exceptions,
    found.map((exception) => recordedException(exception, words)),
  );
}

function recordedException(exception: RecordedException, words: Words): Html {
  const text = words.documents.exception;
  const row = (name: string, value: HtmlValue): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${value}</td>
    </tr>`;
  return html`<section class="recorded-exception">
    <h3>${text.number}${exception.number}</h3>
    <table class="grid">
      <tbody>
        ${row(text.step, [outside(exception.step), ` · ${exception.at}`])}
        ${row(text.expected, outside(exception.expected, 500))} ${row(text.happened, outside(exception.happened, 500))}
        ${row(text.options, outside(exception.options, 500))} ${row(text.decision, outside(exception.decision, 500))}
        ${row(
          text.decidedBy,
          exception.decidedBy.map((name, at) => [at > 0 && ', ', outside(name, 60)]),
        )}
        ${row(text.trust, text[exception.affectsTrust])} ${row(text.followUp, outside(exception.followUp))}
        ${row(text.initials, outside(exception.initials.join(', ')))}
      </tbody>
    </table>
  </section>`;
}

function files(plan: ScriptPlan, view: RecordView, words: Words): Html {
  const text = words.documents.record;
  return sheet(
    text.files,
    html`${
        view.files.length === 0
          ? html`<p>${text.noFiles}</p>`
          : html`<table class="grid">
              ${headRow([text.file, text.bytes, words.documents.fingerprint.over])}
              <tbody>
                ${view.files.map(
                  ({ name, bytes, sha256 }) =>
                    html`<tr>
                      <th scope="row">${outside(name)}</th>
                      <td class="number-cell">${bytes}</td>
                      <td class="mono">${outside(sha256)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <h3>${text.fingerprints}</h3>
      ${!isEmergency(plan.kind) && fingerprintBlock({ label: words.documents.cover.plan, ceremonyId: plan.ceremonyId, qrLabel: 'plan', value: plan.planSha256, compared: false }, words.documents)}
      ${view.fingerprints.map(({ label, sha256 }) => fingerprintBlock({ label: outside(label, 60), ceremonyId: plan.ceremonyId, qrLabel: label, value: sha256, compared: false }, words.documents))}`,
  );
}
