// Quorum health and the register of custody: who holds which key, where both copies or the token lie, and when each was last proven.
import type { PlanCustodian, ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { type CopyHealth, type QuorumHealth, quorumHealth, weightOf } from '#shared/register/health.ts';
import { quorumProbability } from '#shared/register/probability.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { shortFingerprint } from '#shared/formatting/fingerprint.ts';
import { percentText } from '#shared/formatting/percent.ts';
import { findingText } from '#shared/messages/custody-texts.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { planFacts, titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';

/**
 * The document as one HTML file. With a register it is checked for the day of the plan, and printed with what the register knows;
 * without one, the plan alone is checked, and the rest is blank.
 */
export function registerDocument(
  plan: ScriptPlan,
  register: CustodyRegister | undefined,
  options: PrintOptions,
): string {
  const words = wordsOf(options.language);
  const text = words.documents.custodyRegister;
  const health = register === undefined ? undefined : quorumHealth(register, plan.date);
  return documentHtml({ title: text.title, plan }, options, [
    html`<section class="sheet cover">
      ${titleBlock(words.ceremony.titles[plan.kind], text.title, plan, words)} ${planFacts(plan, words)}
      ${health && register ? healthOfRegister(health, register, words) : healthOfPlan(plan, words)}
      <h3>${text.triggers}</h3>
      <ul>
        ${text.triggerItems.map((item) => html`<li>${item}</li>`)}
      </ul>
    </section>`,
    health && health.findings.length > 0 && findingsSheet(health, words),
    registerSheet(plan, health, words),
  ]);
}

function healthOfRegister(health: QuorumHealth, register: CustodyRegister, words: Words): Html {
  const text = words.documents.custodyRegister;
  const { custody } = words;
  const { afterLossOfSite } = health;
  const rows: readonly (readonly [Html | string, number | null])[] = [
    [custody.asRegistered, health.probability],
    [custody.provenOnly, health.provenProbability],
    afterLossOfSite === null
      ? [custody.afterLoss, null]
      : [outside(custody.afterLossOf(afterLossOfSite.site), 100), afterLossOfSite.probability],
  ];
  return html`<h2>${text.health}</h2>
    <p>${custody.quorum(register.required, register.custodians.length)} ${custody.assessedFor(health.on)}</p>
    <table class="grid narrow">
      ${headRow([text.quorumColumn, text.probability])}
      <tbody>
        ${rows.map(
          ([label, probability]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>
                ${probability === null ? custody.notComputed : percentText(probability, words.documents.language)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="note">${custody.independent}</p>
    ${health.findings.length === 0 && html`<p><strong>${custody.nothingFound}</strong></p>`}`;
}

function findingsSheet({ findings }: QuorumHealth, { custody, documents }: Words): Html {
  const text = documents.custodyRegister;
  return sheet(
    text.findings,
    html`<table class="grid findings">
      ${headRow([text.weight, text.finding, text.todo])}
      <tbody>
        ${findings.map((each) => {
          const { what, todo } = findingText(custody, each);
          return html`<tr>
            <th scope="row" class="day">${custody.weights[weightOf(each)]}</th>
            <td>${outside(what, 300)}</td>
            <td>${outside(todo, 300)}</td>
          </tr>`;
        })}
      </tbody>
    </table>`,
  );
}

function healthOfPlan({ custodians, quorum }: ScriptPlan, words: Words): Html {
  const text = words.documents.custodyRegister;
  const n = custodians.length;
  const spare = n - quorum;
  const sites = siteCounts(custodians);
  const probability = (each: number): string =>
    percentText(quorumProbability(quorum, Array<number>(n).fill(each)), words.documents.language);
  return html`<h2>${text.health}</h2>
    <p>${text.healthText(quorum, n)} <strong>${probability(0.9)}</strong></p>
    <table class="grid narrow">
      ${headRow([text.availability, text.probability])}
      <tbody>
        ${[0.95, 0.9, 0.8, 0.7].map(
          (each) =>
            html`<tr>
              <th scope="row">${percentText(each, words.documents.language)}</th>
              <td>${probability(each)}</td>
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

/** A row for each copy of each custodian's key, or for the token; a row of a copy leaves room for the signatures of a hand-off. */
function registerSheet(plan: ScriptPlan, health: QuorumHealth | undefined, words: Words): Html {
  const text = words.documents.custodyRegister;
  const blank: CopyHealth = {
    site: '',
    serial: null,
    bag: null,
    state: 'never',
    provenOn: null,
    how: null,
    dueOn: null,
  };
  const rows = ({ code, name, fingerprint, site, token }: PlanCustodian): Html[] => {
    const custodian = health?.custodians.find(({ id }) => id === code);
    const certificate = custodian?.certificateSha256 ?? fingerprint;
    const first = { ...blank, site: site ?? '' };
    const planned = token && { ...first, serial: token.serial, token: { model: token.model, isAttested: false } };
    const copies = custodian?.copies ?? (planned ? [planned] : [first, blank]);
    return copies.map(
      (copy, at) =>
        html`<tr>
          ${
            at === 0 &&
            html`<th scope="rowgroup" rowspan="${copies.length}">${code} ${outside(name, 80)}</th>
              <td rowspan="${copies.length}" class="mono">
                ${certificate !== undefined && shortFingerprint(certificate)}
              </td>`
          }
          <td>${copy.token === undefined ? at + 1 : outside(words.custody.token(copy.token), 60)}</td>
          <td>${noted(copy.site, 60)}</td>
          <td>${noted(copy.serial)}</td>
          <td>${noted(copy.bag)}</td>
          <td>${copy.provenOn === null ? text.unproven : [day(copy.provenOn), proofText(copy, words)]}</td>
          <td>
            ${copy.dueOn !== null && day(copy.dueOn)}${copy.state === 'overdue' && html` <strong>${words.custody.states.overdue}</strong>`}
          </td>
          <td></td>
        </tr>`,
    );
  };
  return sheet(
    text.register,
    html`<table class="grid tall register">
      ${headRow([
        text.holder,
        text.certificate,
        text.copy,
        text.site,
        text.serial,
        text.bag,
        text.proven,
        text.due,
        text.handOff,
      ])}
      ${plan.custodians.map(
        (each) =>
          html`<tbody>
            ${rows(each)}
          </tbody>`,
      )}
    </table>`,
  );
}

/* v8 ignore next -- @preserve A proof has its day and its kind together, and it is asked for only where there is a day. */
const proofText = ({ how }: CopyHealth, { custody }: Words): Html | undefined =>
  how === null ? undefined : html`<br />${custody.proofs[how]}`;

/** A date is never broken over two lines. */
const day = (date: string): Html => html`<span class="day">${date}</span>`;

const noted = (value: string | null, limit = 40): Html | undefined => (value ? outside(value, limit) : undefined);

/** How many keys each site holds, most first; custodians without a site count under no name. */
export function siteCounts(custodians: readonly PlanCustodian[]): readonly (readonly [site: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { site = '' } of custodians) counts.set(site, (counts.get(site) ?? 0) + 1);
  return [...counts].sort(([a, most], [b, least]) => least - most || a.localeCompare(b, 'en'));
}
