// The emergency card: both sides of an emergency recovery on two pages, for hands that have no time to read more and nothing else at hand.
import { expandScript, type PartInstance, scripts, type StepInstance } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { callSheet } from './consumer-sheets.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, wordsOf, type Words } from './document.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { labelled, line, shortFormBoxes, square } from './marks.ts';
import { checkOfCard, knownOf, type Side, sides } from './standing-card.ts';
import { placeholdersOfPart, filledHtml, textOfStep, whoActs } from './step-table.ts';

/** The command of a step, for a machine without a screen. What it asks for it asks by itself. */
export const commandsOfSteps: Readonly<Record<string, readonly string[]>> = {
  E2: ['lifeboat recover'],
  E9: ['lifeboat journal close', 'lifeboat evidence build'],
  F1: ['lifeboat recover-online begin'],
  F2B: ['lifeboat recover-online create'],
  F3: ['lifeboat recover-online key'],
  F5: ['lifeboat recover-online upload'],
  F6: ['lifeboat recover-online backup'],
  F8: ['lifeboat recover-online restore'],
  F9: ['lifeboat recover-online verify'],
  F10: ['lifeboat recover-online close', 'lifeboat evidence build', 'lifeboat evidence verify'],
};

/** As many custodians as a Managed HSM can have. */
const mostCustodians = 10;

/** Made before anything happens, so nothing in it is known: names and numbers are blanks, to be filled in and kept at hand. */
const unknownPlan = (kind: Side): ScriptPlan => ({
  kind,
  mode: 'production',
  isApproved: false,
  grade: 'short',
  ceremonyId: '',
  purpose: '',
  place: '',
  date: '',
  tenant: '',
  subscription: '',
  resourceGroup: '',
  region: '',
  target: { name: '', uri: '' },
  custodians: ['C1', 'C2', 'C3'].map((code) => ({ code, name: '' })),
  // One turn stands for all of them.
  quorum: 2,
  people: [],
  drillLevels: [],
  planSha256: '',
});

/**
 * The card as one HTML file: one page for each side, with all that is written down, the steps, holds and stops.
 * @param standing a plan that is kept ready: what it knows is printed, and only the day's own blanks are left
 * @param map who uses the keys: whom to call first is then on a page of the card
 */
export function emergencyCard(options: PrintOptions, standing?: Plan, map?: ConsumerMap): string {
  const words = wordsOf(options.language);
  return documentHtml(
    {
      title: words.documents.emergencyCard.title,
      plan: unknownPlan('emergency-offline'),
      cast: ['OP', 'C', 'W1', 'RO1', 'RO2'],
    },
    options,
    [sides.map((kind) => side(kind, words, standing)), ...(map ? [callSheet(map, words)] : [])],
  );
}

const longestKnown = 400;
const filled = (value: string | undefined): HtmlValue =>
  value === undefined ? line() : html`<strong class="known">${outside(value, longestKnown)}</strong>`;

function side(kind: Side, words: Words, standing: Plan | undefined): Html {
  const { emergencyCard: text, steps: names } = words.documents;
  const plan = unknownPlan(kind);
  const [blanks, longBlanks] = standing === undefined ? [[], []] : knownOf(kind, standing);
  // A repeated part stands once, with a box for each custodian.
  const parts = expandScript(plan).filter(({ turn }) => turn === undefined || turn.k === 1);
  return sheet(
    words.ceremony.titles[kind],
    html`<p>
        ${text.lead} ${text.hour}
        <strong>${text.program[kind]}</strong> ${standing && text.standing(standing.ceremony, standing.date)}
        ${standing && html`<span class="option">${text.check} <strong class="mono">${checkOfCard(standing)}</strong></span>`}
      </p>
      <p class="card-list">
        <strong>${text.onTheTable}</strong>
        ${text.materials[kind].map((item) => html`<span class="option">${square}${item}</span>`)}
      </p>
      <div class="card-blanks ${kind}">
        ${text.blanks[kind].map((label, at) => labelled(label, filled(blanks[at])))}
        ${text.longBlanks[kind].map((label, at) => html`<div>${labelled(label, filled(longBlanks[at]))}</div>`)}
        ${text.ends[kind].map((label) => labelled(label, shortFormBoxes))}
      </div>
      <table class="steps card-steps ${kind}">
        <colgroup>
          <col class="step" />
          <col class="who" />
          <col />
        </colgroup>
        ${headRow([names.step, names.who, names.activity])}
        ${parts.map((part) => part.steps.map((instance) => stepRow(instance, part, plan, words)))}
      </table>
      <h3>${text.stopsTitle}</h3>
      <ul>
        ${text.stops[kind].map((stop) => html`<li><strong>${stop}</strong></li>`)}
      </ul>`,
  );
}

function stepRow(instance: StepInstance, part: PartInstance, plan: ScriptPlan, words: Words): Html {
  const { emergencyCard: text, steps: names } = words.documents;
  const { step, turn } = instance;
  const act = turn
    ? text.eachCustodian[step.id === 'E5' ? 'give' : 'out']
    : filledHtml(textOfStep(words, step.id).act, placeholdersOfPart(part, plan, words));
  const commands = commandsOfSteps[step.id] ?? [];
  return html`<tbody class="${step.hold ? 'hold' : 'plain'}">
    <tr>
      <th scope="row"><span class="step-id">${step.id}</span> ${turn === undefined && square}</th>
      <td class="who">${whoActs(instance)}</td>
      <td>
        ${step.hold && html`<span class="hold-mark">${names.hold}</span> `}${act}
        ${commands.map((command) => html` <span class="mono command">${command}</span>`)}
        ${arrowsOf(step.id).map(([from, to]) => html` <span class="arrow">${from} → ${to}: ${text.carried[to]}</span>`)}
        ${turn !== undefined && custodianBoxes(step.id === 'E5')}
      </td>
    </tr>
  </tbody>`;
}

/** Where a stick goes to or comes from at a step: the steps of the other side that wait for it, or for which it waits. */
const arrowsOf = (id: string): readonly (readonly [from: string, to: string])[] =>
  sides
    .flatMap((kind) => scripts[kind].parts.flatMap(({ steps }) => steps))
    .flatMap((step) => step.after.map((from) => [from, step.id] as const))
    .filter((arrow) => arrow.includes(id));

/** One for each custodian, to be ticked in their turn; where they give their shares, with their names. */
const custodianBoxes = (hasNames: boolean): Html =>
  html`<div class="card-turns${!hasNames && html` narrow-turns`}">
    ${Array.from({ length: mostCustodians }, (_, at) => html`<span>${at + 1} ${square}${hasNames && line('short')}</span>`)}
  </div>`;
