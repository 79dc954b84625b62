// The call sheet: what one custodian needs to know before travelling, and nothing more.
import type { PlanCustodian, ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { documentHtml, outside, type PrintOptions, wordsOf, type Words } from './document.ts';
import { documentTitle, titleBlock } from './front-matter.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { characterBoxes, fingerprintBlock, line } from './marks.ts';

/** One page for each custodian of the plan, or for the one asked for. */
export function callSheetDocument(plan: ScriptPlan, options: PrintOptions, custodian?: string): string {
  const words = wordsOf(options.language);
  const chosen = plan.custodians.filter(({ code }) => custodian === undefined || code === custodian);
  return documentHtml(
    { title: words.documents.callSheet.title, plan },
    options,
    chosen.map((each) => callSheet(each, plan, words)),
  );
}

function callSheet({ code, name, fingerprint, site, token }: PlanCustodian, plan: ScriptPlan, words: Words): Html {
  const text = words.documents.callSheet;
  const { bringItems, seeItems, neverItems } = token === undefined ? text.sticks : text.token;
  const fact = (label: string, value: HtmlValue): Html =>
    html`<tr>
      <th scope="row">${label}</th>
      <td>${value}</td>
    </tr>`;
  const list = (items: readonly string[]): Html =>
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
  const phones = plan.people.flatMap(({ role, name, phone }) =>
    role === 'CA' && phone !== undefined ? [{ name, phone }] : [],
  );
  return html`<section class="sheet cover">
    ${titleBlock(text.title, documentTitle(plan.kind, words), plan, words)}
    <table class="facts">
      <tbody>
        ${fact(text.forWhom, [html`<strong>${code} ${outside(name, 80)}</strong>`, site !== undefined && [' · ', outside(site, 60)]])}
        ${fact(text.when, [outside(plan.date), ' ', line('short'), html`<br />`, outside(plan.place)])}
        ${fact(text.standBy, line('medium'))}
        ${fact(text.contact, phones.length === 0 ? line('medium') : phones.map((each) => [outside(each.name, 60), ' ', outside(each.phone, 32)]))}
        ${token !== undefined && fact(text.tokenLabel, outside([token.model, token.serial].filter((each) => each !== null).join(', ') || '?', 90))}
        ${fact(text.bag, [characterBoxes(12), ' ', characterBoxes(12)])}
      </tbody>
    </table>
    <h2>${text.bring}</h2>
    ${list(bringItems)}
    <h2>${text.see}</h2>
    <ol>
      ${seeItems.map((item) => html`<li>${item}</li>`)}
    </ol>
    <h2>${text.never}</h2>
    ${list(neverItems)}
    <p class="note">${text.doubt}</p>
    ${fingerprint !== undefined && fingerprintBlock({ label: text.fingerprint, ceremonyId: plan.ceremonyId, qrLabel: `${code} certificate`, value: fingerprint, compared: false }, words.documents)}
  </section>`;
}
