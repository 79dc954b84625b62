// What comes before the steps: cover, roles and conventions, participants, materials, machine sheets.
import { type PartInstance, scripts } from '#shared/ceremony/expand.ts';
import { ceremonyLetters, type CeremonyKind, isEmergency, type Role } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { duration } from '#shared/formatting/date-time.ts';
import { emptyRows, headRow, outside, sheet, type Words } from './document.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { characterBoxes, circle, fingerprintBlock, labelled, line, square } from './marks.ts';

/** `Disaster recovery, offline part (b)`. */
export const documentTitle = (kind: CeremonyKind, words: Words): string =>
  `${words.ceremony.titles[kind]} (${ceremonyLetters[kind]})`;

const fact = (name: string, value: HtmlValue): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${value}</td>
  </tr>`;
const known = (value: string | undefined): HtmlValue => (value ? outside(value) : line('medium'));

const hsmFact = (name: string, uri: string): HtmlValue => html`<strong>${outside(name)}</strong><br />${known(uri)}`;

/** The facts of a plan as a table, the same on the cover of script and record. */
export function planFacts(plan: ScriptPlan, words: Words, more: HtmlValue = ''): Html {
  const { cover: text, choices } = words.documents;
  const { backup, source } = plan;
  return html`<table class="facts">
    <tbody>
      ${fact(text.id, html`<strong class="ceremony-id">${outside(plan.ceremonyId)}</strong>`)}
      ${!isEmergency(plan.kind) && fact(text.purpose, known(plan.purpose))} ${fact(text.place, known(plan.place))}
      ${fact(text.date, known(plan.date))}
      ${source !== undefined && fact(text.source, hsmFact(source.name, source.uri))}
      ${fact(source === undefined ? text.target : text.newTarget, hsmFact(plan.target.name, plan.target.uri))}
      ${!isEmergency(plan.kind) && fact(text.tenant, known(plan.tenant))}
      ${!isEmergency(plan.kind) && fact(text.subscription, [known(plan.subscription), ` · ${text.region} `, known(plan.region)])}
      ${fact(text.quorum, html`<strong>${text.quorumText(plan.quorum, plan.custodians.length)}</strong>`)}
      ${backup !== undefined && fact(text.backup, [known(backup.account), html`<br />`, known(backup.container), ' / ', known(backup.folder)])}
      ${backup !== undefined && fact(text.access, [choices[backup.method], backup.identity !== undefined && [': ', outside(backup.identity)]])}
      ${choicesOf(plan, text)} ${more}
    </tbody>
  </table>`;
}

/** What only some plans say. */
const choicesOf = (plan: ScriptPlan, text: Words['documents']['cover']): HtmlValue => [
  plan.drillLevels.length > 0 && fact(text.levels, plan.drillLevels.join(', ')),
  plan.creation !== undefined && fact(text.creation, known(plan.creation)),
];

/** The banner that nobody can overlook: what it is, and whether it is real. */
export function titleBlock(kindOfPaper: string, title: string, plan: ScriptPlan, words: Words): Html {
  const practice = plan.mode === 'practice';
  const mode = practice ? words.documents.practice : words.documents.production;
  return html`<p class="kind">${kindOfPaper}</p>
    <h1>${title}</h1>
    <p class="mode ${plan.mode}">${isEmergency(plan.kind) ? `${mode} – ${words.documents.noPlan}` : mode}</p>
    ${!plan.isApproved && !isEmergency(plan.kind) && html`<p class="mode">${words.documents.notApproved}</p>`}`;
}

export function cover(plan: ScriptPlan, parts: readonly PartInstance[], words: Words): Html {
  const { cover: text } = words.documents;
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
  return html`<section class="sheet cover">
    ${titleBlock(text.script, documentTitle(plan.kind, words), plan, words)}
    ${planFacts(plan, words, fact(text.duration, duration(minutes)))}
    ${fingerprintBlock({ label: text.plan, ceremonyId: plan.ceremonyId, qrLabel: 'plan', value: plan.planSha256, compared: true }, words.documents)}
    ${fingerprintBlock({ label: text.pdf, ceremonyId: plan.ceremonyId, qrLabel: 'pdf', compared: false }, words.documents)}
    <p class="field">
      ${labelled(text.copy, line('short'))} <span class="option">${circle} ${text.official}</span>
      <span class="option">${circle} ${text.witnessCopy}</span>
    </p>
  </section> `;
}

const roleOrder: readonly Role[] = ['CA', 'OP', 'C', 'RO1', 'RO2', 'W1', 'W2', 'MC', 'SL'];

/** Who of the plan holds a role. */
const holders = (plan: ScriptPlan, role: Role): HtmlValue =>
  role === 'C'
    ? plan.custodians.map(({ code, name }, at) => [at > 0 && html`<br />`, `${code} `, outside(name, 60)])
    : plan.people
        .filter((person) => person.role === role)
        .map(({ name, phone }, at) => [
          at > 0 && html`<br />`,
          outside(name, 60),
          phone !== undefined && html`<br /><span class="phone">${outside(phone, 32)}</span>`,
        ]);

export function rolesSheet(plan: ScriptPlan, words: Words): Html {
  const { roles: text } = words.documents;
  const { cast } = scripts[plan.kind];
  return sheet(
    text.title,
    html`<table class="grid">
        ${headRow([text.code, text.role, text.does, text.mustNotBe, text.person])}
        <tbody>
          ${roleOrder
            .filter((role) => cast.includes(role))
            .map((role) => {
              const { name, does, mustNotBe } = words.ceremony.roles[role];
              return html`<tr>
                <th scope="row">${role}</th>
                <td>${name}</td>
                <td>${does}</td>
                <td>${mustNotBe}</td>
                <td>${holders(plan, role)}</td>
              </tr>`;
            })}
        </tbody>
      </table>
      ${waivers(plan, words)}
      <h3>${text.conventions}</h3>
      <ul class="plain">
        <li>${square} ${text.check}</li>
        <li>${circle} ${text.circle}</li>
        <li><span class="hold-mark">${words.documents.steps.hold}</span> ${text.hold}</li>
        <li>${text.initial}</li>
        <li>${text.time}</li>
        <li>${text.ink}</li>
      </ul>
      <h3>${text.exceptions}</h3>
      <ol>
        ${text.exceptionSteps.map((entry) => html`<li>${entry}</li>`)}
      </ol>
      <p class="note">${text.never}</p>`,
  );
}

/** Accepted conflicts of roles, where nobody can miss them. */
function waivers({ waivers: accepted = [] }: ScriptPlan, words: Words): Html | false {
  const { roles: text } = words.documents;
  return (
    accepted.length > 0 &&
    html`<h3>${text.waivers}</h3>
      ${accepted.map(({ name, roles, reason }) => html`<p class="note"><strong>${outside(name, 60)}</strong> ${text.waiver(roles.join(' + '))} ${outside(reason, 300)} ${labelled(text.accepted, line('medium'))}</p>`)}`
  );
}

/** The people of a plan in the order of roles, with the custodians of the plan. */
export const participants = (plan: ScriptPlan): readonly { code: string; name: string; employer?: string }[] => {
  const { cast } = scripts[plan.kind];
  return roleOrder
    .filter((role) => cast.includes(role))
    .flatMap((role) =>
      role === 'C'
        ? plan.custodians
        : plan.people.filter((person) => person.role === role).map((person) => ({ code: role, ...person })),
    );
};

export function participantsSheet(plan: ScriptPlan, words: Words): Html {
  const { participants: text } = words.documents;
  return sheet(
    text.title,
    html`<p>${text.intro}</p>
      <table class="grid tall participants">
        ${headRow([text.role, text.name, text.employer, text.idSeen, text.arrived, text.left])}
        <tbody>
          ${participants(plan).map(
            ({ code, name, employer }) =>
              html`<tr>
                <th scope="row">${code}</th>
                <td>${outside(name, 80)}</td>
                <td>${employer !== undefined && outside(employer, 60)}</td>
                <td></td>
                <td></td>
                <td></td>
              </tr>`,
          )}
          ${emptyRows(3, 6)}
        </tbody>
      </table>`,
  );
}

type Secrecy = 'red' | 'amber' | 'none';

export function ledgerSheet(plan: ScriptPlan, words: Words): Html {
  const { ledger: text } = words.documents;
  const { items } = text;
  const offline = plan.kind !== 'recovery-online';
  const rows: readonly (readonly [string, Secrecy])[] = [
    ...(offline
      ? ([
          [items.offline, 'red'],
          [items.boot, 'none'],
        ] as const)
      : []),
    [items.inStick, 'none'],
    [items.outStick, 'amber'],
    ...(offline ? ([[items.domain, 'amber']] as const) : []),
    ...(offline ? plan.custodians.map(({ code }) => [items.custodian.replace('{code}', code), 'red'] as const) : []),
    [items.paper, 'none'],
    ...(plan.drillLevels.includes('D3') ? ([[items.envelope, 'amber']] as const) : []),
  ];
  return sheet(
    text.title,
    html`<p>${text.intro}</p>
      <p class="note">${text.legend}</p>
      <table class="grid ledger">
        ${headRow(['✓', text.item, text.serial, text.bag, text.secrecy, text.fate])}
        <tbody>
          ${rows.map(
            ([item, secrecy]) =>
              html`<tr>
                <td>${square}</td>
                <th scope="row">${item}</th>
                <td>${characterBoxes(10)}</td>
                <td>${characterBoxes(10)}<br />${characterBoxes(10)}</td>
                <td><span class="secrecy ${secrecy}">${text[secrecy]}</span></td>
                <td>
                  <span class="option">${circle} ${text.sealed}</span><br /><span class="option"
                    >${circle} ${text.destroyed}</span
                  >
                </td>
              </tr>`,
          )}
          ${Array.from(
            { length: 2 },
            () =>
              html`<tr>
                <td>${square}</td>
                <td></td>
                <td>${characterBoxes(10)}</td>
                <td>${characterBoxes(10)}<br />${characterBoxes(10)}</td>
                <td></td>
                <td>
                  <span class="option">${circle} ${text.sealed}</span><br /><span class="option"
                    >${circle} ${text.destroyed}</span
                  >
                </td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}

/** A sheet for each machine of the script. */
export function machineSheets(plan: ScriptPlan, parts: readonly PartInstance[], words: Words): readonly Html[] {
  const { machineSheet: text, choices } = words.documents;
  return parts
    .flatMap(({ part }) => (part.id === 'M' || part.id === 'MN' ? [part.suffix ?? ''] : []))
    .map((machine) =>
      sheet(
        `${text.title}: ${choices.machines[machine] ?? machine}`,
        html`<p>${text.intro}</p>
          ${machine === 'offline' && plan.bootMediumSha256 !== undefined && fingerprintBlock({ label: text.rows.boot, ceremonyId: plan.ceremonyId, qrLabel: 'boot medium', value: plan.bootMediumSha256, compared: true }, words.documents)}
          <table class="grid tall machine">
            ${headRow([text.seen, text.value])}
            <tbody>
              ${Object.values(text.rows).map(
                (row) =>
                  html`<tr>
                    <th scope="row">${row}</th>
                    <td></td>
                  </tr>`,
              )}
            </tbody>
          </table>`,
      ),
    );
}
