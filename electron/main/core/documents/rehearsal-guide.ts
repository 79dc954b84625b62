// The guide to a rehearsal on one laptop: what is on the table, who plays whom, which window is next.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { guideStages, stagePlaces } from '#shared/rehearsal/guide.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { planFacts, titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';
import { square } from './marks.ts';

/** The document as one HTML file. */
export function rehearsalGuide(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.rehearsal.guide;
  return documentHtml({ title: text.title, plan }, options, [
    html`<section class="sheet cover">
      ${titleBlock(text.kind, text.title, plan, words)}
      <p>${text.intro}</p>
      ${planFacts(plan, words)}
      <h2>${text.table}</h2>
      <ul>
        ${text.tableItems.map((item) => html`<li>${item}</li>`)}
      </ul>
    </section>`,
    stagesSheet(words),
    cardsSheet(plan, words),
  ]);
}

function stagesSheet({ rehearsal }: Words): Html {
  return sheet(
    rehearsal.guide.stages,
    html`<table class="grid tall">
      ${headRow(rehearsal.guide.columns)}
      <tbody>
        ${guideStages.map((stage, at) => {
          const { window, who } = stagePlaces[stage];
          const { title, what } = rehearsal.stages[stage];
          return html`<tr>
            <th scope="row">${at + 1}. ${rehearsal.windows[window]}</th>
            <td>${who.join(', ')}</td>
            <td><strong>${title}</strong><br />${what}</td>
            <td>${square}</td>
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}

/** Each player holds the folder of the role. The passphrases are in the folders, as they never are in earnest. */
function cardsSheet(plan: ScriptPlan, { rehearsal }: Words): Html {
  const text = rehearsal.guide;
  const machines = [
    ['offline', 'offline'],
    ['operator-1', 'online/operator-1'],
    ['operator-2', 'online/operator-2'],
    ['witness', 'witness'],
  ] as const;
  const card = (role: string, person: string, folder: string): Html =>
    html`<tr>
      <th scope="row">${role}<br />${outside(person, 80)}</th>
      <td></td>
      <td class="mono">${folder}</td>
      <td class="mono">PRACTICE-passphrase.txt</td>
    </tr>`;
  const codes = { offline: 'OP', 'operator-1': 'RO1', 'operator-2': 'RO2', witness: 'W1' } as const;
  const nameOf = (role: keyof typeof codes): string =>
    plan.people.find((each) => each.role === codes[role])?.name ?? '';
  return sheet(
    text.cards,
    html`<table class="grid tall">
      ${headRow([text.cardRole, text.cardPerson, text.cardFolders, text.cardPassphrase])}
      <tbody>
        ${machines.map(([role, folder]) => card(text.cardNames[role], nameOf(role), folder))}
        ${plan.custodians.map(({ code, name }) => card(`${text.custodian} ${code}`, name, `sticks/custodian-${code.slice(1)}`))}
      </tbody>
    </table>`,
  );
}
