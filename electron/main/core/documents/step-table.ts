// The steps of a script as tables: one table for each part, one row group for each step, never split over pages.
import type { PartInstance, StepInstance } from '#shared/ceremony/expand.ts';
import { placeholdersOf, fill, type Placeholders } from '#shared/ceremony/fill.ts';
import type { Field } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { shortFingerprint } from '#shared/formatting/fingerprint.ts';
import type { LivingMap } from '#shared/map/map.ts';
import type { StepText } from '#shared/messages/ceremony-texts.ts';
import { headRow, outside, type Words } from './document.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { mapSvg } from './living-map.ts';
import { characterBoxes, circle, fingerprintBlock, labelled, line, shortFormBoxes, square } from './marks.ts';

/** Minutes after the decision, as a clock shows them: `1:05`. */
export const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(Math.round(minutes) % 60).padStart(2, '0')}`;

/** A text of the catalogue with the plan's values marked and isolated. */
export const filledHtml = (text: string, placeholders: Placeholders): HtmlValue =>
  fill(text, placeholders).map((segment) => {
    switch (segment.kind) {
      case 'words':
        return segment.text;
      case 'value':
        return html`<strong class="value">${outside(segment.text)}</strong>`;
      case 'blank':
        return line('medium');
    }
  });

export const placeholdersOfPart = (part: PartInstance, plan: ScriptPlan, words: Words): Placeholders =>
  placeholdersOf(plan, words.documents.choices, part.turn, part.part.suffix);

/** The texts of a step. */
export function textOfStep({ ceremony }: Words, id: string): StepText {
  /* v8 ignore next -- @preserve Every step of the scripts has its texts in both languages (shared/ceremony/texts.test.ts). */
  return ceremony.steps[id] ?? { act: id };
}

/** The title of a part with its blanks filled. */
export function partTitle(part: PartInstance, plan: ScriptPlan, words: Words): HtmlValue {
  /* v8 ignore next -- @preserve Every part of the scripts has its texts in both languages (shared/ceremony/texts.test.ts). */
  const title = words.ceremony.parts[part.part.id]?.title ?? part.part.id;
  return filledHtml(title, placeholdersOfPart(part, plan, words));
}

const columns = (hasTimes: boolean): Html =>
  html`<colgroup>
    <col class="step" />
    <col class="who" />
    <col />
    <col class="initial" />
    ${hasTimes && html`<col class="time" />`}
  </colgroup>`;

const stepHead = (text: Words['documents']['steps'], hasTimes: boolean): Html =>
  headRow([text.step, text.who, text.activity, text.initial, ...(hasTimes ? [text.time] : [])]);

/**
 * One part; the next one follows on the same page where there is room.
 * @param position in the script; undefined for its own sheet
 * @param placed when it is planned for, in minutes after the decision, and the map
 */
export function partTable(
  part: PartInstance,
  position: number | undefined,
  plan: ScriptPlan,
  words: Words,
  { when, map }: Pick<PlacedPart, 'when' | 'map'> = {},
): Html {
  const { steps: text } = words.documents;
  // A short script has one head for all of its parts, and leaves the times to the journal.
  const isFull = plan.grade === 'full' || position === undefined;
  const placeholders = placeholdersOfPart(part, plan, words);
  const note = words.ceremony.parts[part.part.id]?.note;
  return html`<section class="part ${plan.grade}">
    ${map && mapSvg(map, 'small', words)}
    <h2>${position !== undefined && `${text.part} ${position} – `}${partTitle(part, plan, words)}</h2>
    ${isFull && html`<p class="part-line">${labelled(text.start, line('short'))} ${when && html`<span>${text.planned} ${clock(when.startsAt)}–${clock(when.endsAt)}</span>`}</p>`}
    ${note !== undefined && html`<p class="note">${filledHtml(note, placeholders)}</p>`}
    <table class="steps">
      ${columns(isFull)} ${(isFull || position === 1) && stepHead(text, isFull)}
      ${part.steps.map((instance) => stepRows(instance, placeholders, plan, words, isFull))}
    </table>
  </section> `;
}

/** A part of the script with its place in it, and when it is planned for. */
export interface PlacedPart {
  readonly part: PartInstance;
  readonly position: number;
  readonly when?: { readonly startsAt: number; readonly endsAt: number } | undefined;
  /** Where everything is when it begins. */
  readonly map?: LivingMap | undefined;
}

/**
 * Parts that repeat one before them, for another custodian or machine: their sentences are there, and what is filled in is printed again.
 * One table, so that a page may begin with any step. What is done only if something happens has its room in the first of them.
 */
export function repeatedParts(parts: readonly PlacedPart[], first: number, plan: ScriptPlan, words: Words): Html {
  const { steps: text } = words.documents;
  const isFull = plan.grade === 'full';
  return html`<section class="part ${plan.grade}">
    <p class="note">${text.repeated(first)}</p>
    <table class="steps">
      ${columns(isFull)} ${stepHead(text, isFull)}
      ${parts.map(({ part, position, when }) => [
        html`<tbody class="turn">
          <tr>
            <th scope="rowgroup" colspan="${isFull ? 5 : 4}">
              <div class="turn-line">
                <h3>${text.part} ${position} – ${partTitle(part, plan, words)}</h3>
                ${isFull && labelled(text.start, line('short'))}
                ${isFull && when && html`<span>${text.planned} ${clock(when.startsAt)}–${clock(when.endsAt)}</span>`}
              </div>
            </th>
          </tr>
        </tbody>`,
        part.steps
          .filter(({ step }) => !step.branch)
          .map((instance) => stepRows(instance, placeholdersOfPart(part, plan, words), plan, words, isFull, true)),
      ])}
    </table>
  </section> `;
}

/** `B10.2`: the one number that a step has, on paper, on screens and in the journal. */
export const stepName = ({ step, turn }: StepInstance): string =>
  turn === undefined ? step.id : `${step.id}.${turn.k}`;

/** Who acts: the custodian by code where the plan knows whose turn it is. */
export const whoActs = (step: StepInstance): string =>
  step.step.who.map((role) => (role === 'C' ? (step.turn?.custodian?.code ?? 'C') : role)).join(', ');

function stepRows(
  instance: StepInstance,
  placeholders: Placeholders,
  plan: ScriptPlan,
  words: Words,
  hasTimes: boolean,
  isRepeated = false,
): Html {
  const { step, fields } = instance;
  const { steps: text } = words.documents;
  const stepText = textOfStep(words, step.id);
  const printed = plan.grade === 'full' ? fields : fields.filter(isInShortScript);
  const prints = printed.filter((field) => field.kind === 'fingerprint' && field.written);
  const small = printed.filter((field) => !prints.includes(field));
  const filled = small.map((field) => fieldHtml(field, stepText, placeholders, plan, words, isRepeated));
  const marks = html`${step.hold && html`<span class="hold-mark">${text.hold}</span> `}${step.branch && html`<span class="if-needed">${text.ifNeeded}</span> `}`;
  const sentence = html`<span class="act">${filledHtml(stepText.act, placeholders)}</span>
    ${stepText.expect !== undefined && plan.grade === 'full' && html`<p class="expect">${text.expected}: ${filledHtml(stepText.expect, placeholders)}</p>`}`;
  return html`<tbody class="${step.hold ? 'hold' : 'plain'}">
    <tr>
      <th scope="row">
        <span class="step-id">${stepName(instance)}</span>
      </th>
      <td class="who">${whoActs(instance)}</td>
      <td>
        ${isRepeated ? html`<div class="fields in-line">${[marks, filled]}</div>` : [marks, sentence, small.length > 0 && html`<div class="fields">${filled}</div>`]}
      </td>
      <td class="initials">${step.hold ? [html`<span>1</span>`, html`<span>2</span>`] : ''}</td>
      ${hasTimes && html`<td></td>`}
    </tr>
    ${prints.map(
      (field) =>
        html`<tr class="print-row">
          <td colspan="${hasTimes ? 5 : 4}">
            ${fingerprintBlock({ label: labelOf(stepText, field, placeholders), ceremonyId: plan.ceremonyId, qrLabel: field.id, compared: true, ...(field.kind === 'fingerprint' && field.written === 'words' && { wordsOnly: true as const }) }, words.documents)}
          </td>
        </tr>`,
    )}
  </tbody> `;
}

/** What the journal keeps by itself, and what is in custody log and ledger, a short script does not ask for again. */
const isInShortScript = ({ kind, recorded }: Field): boolean =>
  kind === 'fingerprint' || kind === 'choose-custodian' || (!recorded && kind !== 'boxes');

/** The label of a field, for a question the question itself. */
export const labelOf = (text: StepText, { id }: Field, placeholders: Placeholders): HtmlValue => {
  /* v8 ignore next -- @preserve Every field of the scripts has its label in both languages (shared/ceremony/texts.test.ts). */
  const label = text.fields?.[id] ?? id;
  return filledHtml(typeof label === 'string' ? label : label.label, placeholders);
};

function fieldHtml(
  field: Field,
  text: StepText,
  placeholders: Placeholders,
  plan: ScriptPlan,
  { documents }: Words,
  isRepeated: boolean,
): Html {
  const label = labelOf(text, field, placeholders);
  switch (field.kind) {
    case 'check':
      return html`<p class="field">${square}<span>${label}</span></p>`;
    case 'choose':
      return html`<p class="field choose">
        <span>${label}</span
        >${optionsOf(text, field.id).map(([, option]) => html`<span class="option">${circle}<span>${option}</span></span>`)}
      </p>`;
    case 'choose-custodian':
      // Everybody is with their code among the participants.
      if (isRepeated) return html`<p class="field short-field">${label} ${line('short')}</p>`;
      return html`<p class="field choose-custodian">
        <span>${label}</span
        >${plan.custodians.map(({ code, name, fingerprint }) => html`<span class="option">${circle}<span>${code} ${outside(name, 60)}${fingerprint !== undefined && html` <span class="short-form">${shortFingerprint(fingerprint)}</span>`}</span></span>`)}
      </p>`;
    case 'write':
      return html`<p class="field ${field.size}-field">${label} ${line(field.size)}</p>`;
    case 'boxes':
      return html`<p class="field boxes-field"><span>${label}</span>${characterBoxes(field.count)}</p>`;
    case 'fingerprint':
      return html`<p class="field compared-field">
        ${square}<span>${label}: ${documents.steps.comparedInFull}</span>${shortFormBoxes}
      </p>`;
  }
}

/** The options of a question, in the order of the catalogue. */
export function optionsOf(text: StepText, field: string): readonly (readonly [string, string])[] {
  const choice = text.fields?.[field];
  return typeof choice === 'object' ? Object.entries(choice.options) : [];
}
