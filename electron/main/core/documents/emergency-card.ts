// The emergency card: both sides of an emergency recovery on two pages, for hands that have no time to read more.
import { expandScript } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { documentHtml, headRow, type PrintOptions, sheet, wordsOf, type Words } from './document.ts';
import { html, type Html } from './html.ts';
import { labelled, line, square } from './marks.ts';
import { placeholdersOfPart, filledHtml, textOfStep, whoActs } from './step-table.ts';

/** Made before anything happens, so nothing in it is known: names and numbers are blanks, to be filled in and kept at hand. */
const unknownPlan = (kind: 'emergency-offline' | 'emergency-online'): ScriptPlan => ({
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

/** The card as one HTML file: one page for each side, with the steps, holds, numbers and stops. */
export function emergencyCard(options: PrintOptions): string {
  const words = wordsOf(options.language);
  return documentHtml(
    {
      title: words.documents.emergencyCard.title,
      plan: unknownPlan('emergency-offline'),
      cast: ['OP', 'C', 'W1', 'RO1', 'RO2'],
    },
    options,
    [side('emergency-offline', words), side('emergency-online', words)],
  );
}

function side(kind: 'emergency-offline' | 'emergency-online', words: Words): Html {
  const { emergencyCard: text, steps: names } = words.documents;
  const plan = unknownPlan(kind);
  // A repeated part stands once: its text says that it is for each custodian.
  const parts = expandScript(plan).filter(({ turn }) => turn === undefined || turn.k === 1);
  return sheet(
    words.ceremony.titles[kind],
    html`<p class="lead">${text.lead}</p>
      <p class="field">${text.numbers[kind].map((label) => labelled(label, line('medium')))}</p>
      <table class="steps card-steps">
        <colgroup>
          <col class="step" />
          <col class="who" />
          <col />
        </colgroup>
        ${headRow([names.step, names.who, names.activity])}
        ${parts.map((part) =>
          part.steps.map(
            (instance) =>
              html`<tbody class="${instance.step.hold ? 'hold' : 'plain'}">
                <tr>
                  <th scope="row"><span class="step-id">${instance.step.id}</span> ${square}</th>
                  <td class="who">${whoActs(instance)}</td>
                  <td>
                    ${instance.step.hold && html`<span class="hold-mark">${names.hold}</span> `}${
                      instance.turn
                        ? text.eachCustodian[instance.step.id === 'E5' ? 'give' : 'out']
                        : filledHtml(textOfStep(words, instance.step.id).act, placeholdersOfPart(part, plan, words))
                    }
                  </td>
                </tr>
              </tbody>`,
          ),
        )}
      </table>
      <h3>${text.stopsTitle}</h3>
      <ul>
        ${text.stops[kind].map((stop) => html`<li><strong>${stop}</strong></li>`)}
      </ul>
      <p class="note">${text.hour}</p>`,
  );
}
