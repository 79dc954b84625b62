// Quorum health and the register of custody: who holds which key, where, and when it was last proven.
import type { PlanCustodian, ScriptPlan } from '../ceremony/script-plan.ts';
import { shortFingerprint } from '../formatting/fingerprint.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { planFacts, titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';
import { quorumProbability, siteCounts } from './quorum-health.ts';

/** What the register knows of a custodian's key beyond the plan; all of it may be missing. */
export interface CustodyEntry {
  readonly code: string;
  readonly mediumSerial: string | null;
  readonly bag: string | null;
  /** ISO dates. */
  readonly provenOn: string | null;
  readonly dueOn: string | null;
}

/** The document as one HTML file. */
export function custodyDocument(plan: ScriptPlan, entries: readonly CustodyEntry[], options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.documents.custodyRegister;
  return documentHtml({ title: text.title, plan }, options, [
    html`<section class="sheet cover">
      ${titleBlock(words.ceremony.titles[plan.kind], text.title, plan, words)} ${planFacts(plan, words)}
      ${health(plan, words)}
      <h3>${text.triggers}</h3>
      <ul>
        ${text.triggerItems.map((item) => html`<li>${item}</li>`)}
      </ul>
    </section>`,
    register(plan, entries, words),
  ]);
}

function health({ custodians, quorum }: ScriptPlan, words: Words): Html {
  const text = words.documents.custodyRegister;
  const n = custodians.length;
  const spare = n - quorum;
  const sites = siteCounts(custodians);
  const percent = (value: number): string => {
    // Rounding may not turn "almost certain" into "certain".
    const almost = value < 1 && value >= 0.9995;
    const shown = almost ? 99.9 : value * 100;
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return `${almost ? '> ' : ''}${shown.toLocaleString(words.documents.language, digits)} %`;
  };
  return html`<h2>${text.health}</h2>
    <p>${text.healthText(quorum, n)} <strong>${percent(quorumProbability(quorum, n, 0.9))}</strong></p>
    <table class="grid narrow">
      ${headRow([text.availability, text.probability])}
      <tbody>
        ${[0.95, 0.9, 0.8, 0.7].map(
          (each) =>
            html`<tr>
              <th scope="row">${percent(each)}</th>
              <td>${percent(quorumProbability(quorum, n, each))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="note">${spare === 0 ? text.noSpare : text.spare(spare)}</p>
    <h3>${text.sites}</h3>
    <p>
      ${sites.map(([site, count], at) => [at > 0 && ' · ', outside(text.siteText(site === '' ? '?' : site, count), 80)])}
    </p>
    ${sites.some(([, count]) => count >= quorum) && html`<p class="note"><strong>${text.siteTooMany}</strong></p>`}`;
}

function register(plan: ScriptPlan, entries: readonly CustodyEntry[], words: Words): Html {
  const text = words.documents.custodyRegister;
  const row = ({ code, name, fingerprint, site }: PlanCustodian): Html => {
    const entry = entries.find((each) => each.code === code);
    return html`<tr>
      <th scope="row">${code} ${outside(name, 80)}</th>
      <td class="mono">${fingerprint !== undefined && shortFingerprint(fingerprint)}</td>
      <td>${site !== undefined && outside(site, 60)}</td>
      <td>${noted(entry?.mediumSerial)}</td>
      <td>${noted(entry?.bag)}</td>
      <td>${noted(entry?.provenOn) ?? text.unproven}</td>
      <td>${noted(entry?.dueOn)}</td>
      <td></td>
    </tr>`;
  };
  return sheet(
    text.register,
    html`<table class="grid tall register">
      ${headRow([text.holder, text.certificate, text.site, text.serial, text.bag, text.proven, text.due, text.handOff])}
      <tbody>
        ${plan.custodians.map(row)}
      </tbody>
    </table>`,
  );
}

const noted = (value: string | null | undefined): Html | undefined => (value ? outside(value, 40) : undefined);
