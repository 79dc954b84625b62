// What comes before the steps: cover, roles and conventions, participants, materials, machine sheets.
import { type PartInstance, scripts } from '#shared/ceremony/expand.ts';
import type { ScheduledPart } from '#shared/ceremony/schedule.ts';
import { ceremonyLetters, type CeremonyKind, isEmergency, type Role } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { duration } from '#shared/formatting/date-time.ts';
import { emptyRows, headRow, outside, sheet, tornOut, type Words } from './document.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { characterBoxes, circle, fingerprintBlock, labelled, line, shortFormBoxes, square } from './marks.ts';

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

/**
 * How the hash of an approved plan is computed without this program: its envelope holds the plan in base64 (transfer/FORMAT.md), and what is
 * hashed is what it holds. By tools that every system has; PLAN is the file. On macOS, `shasum -a 256` stands for `sha256sum`.
 */
export const planHashCommands = {
  shell: `sed 's/.*"payload":"\\([^"]*\\)".*/\\1/' PLAN | base64 --decode | sha256sum`,
  PowerShell:
    '$p = [Convert]::FromBase64String((Get-Content -Raw PLAN | ConvertFrom-Json).payload); [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($p))',
} as const;

const hashCommands = ({ documents: { cover: text } }: Words): readonly Html[] =>
  (
    [
      [text.shell, planHashCommands.shell, 'sha256sum PDF'],
      [text.powerShell, planHashCommands.PowerShell, 'Get-FileHash PDF'],
    ] as const
  ).map(
    ([system, ...commands]) =>
      html`<p class="hash-commands">
        ${system}${commands.map((command) => html`<br /><span class="mono">${command}</span>`)}
      </p>`,
  );

export function cover(plan: ScriptPlan, schedule: readonly ScheduledPart[], words: Words): Html {
  const { cover: text } = words.documents;
  const minutes = Math.max(...schedule.map(({ endsAt }) => endsAt));
  return html`<section class="sheet cover">
    ${titleBlock(text.script, documentTitle(plan.kind, words), plan, words)}
    ${planFacts(plan, words, [fact(text.grade, text.grades[plan.grade]), fact(text.duration, duration(minutes))])}
    ${fingerprintBlock({ label: text.plan, ceremonyId: plan.ceremonyId, qrLabel: 'plan', value: plan.planSha256, compared: true }, words.documents)}
    <p class="field">${text.pdf} ${shortFormBoxes}</p>
    ${hashCommands(words)}
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
    ? plan.custodians.map(({ code, name }, at) => [at > 0 && html`<br />`, `${code} `, outside(name, 120)])
    : plan.people
        .filter((person) => person.role === role)
        .map(({ name, phone }, at) => [
          at > 0 && html`<br />`,
          outside(name, 120),
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
      ${accepted.map(({ name, roles, reason }) => html`<p class="note"><strong>${outside(name, 120)}</strong> ${text.waiver(roles.join(' + '))} ${outside(reason, 300)} ${labelled(text.accepted, line('medium'))}</p>`)}`
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
          ${emptyRows(1, 6)}
        </tbody>
      </table>`,
  );
}

type Secrecy = 'red' | 'amber' | 'none';

/** A thing that must be on the table: how many of it, and how secret it is. */
type Material = readonly [item: string, count: number, secrecy: Secrecy];

/** Exactly what a ceremony needs, to be counted before it begins. */
export function materialsOf(plan: ScriptPlan, { documents }: Words): readonly Material[] {
  const { items } = documents.ledger;
  const { kind, quorum, custodians } = plan;
  const offline = kind !== 'recovery-online';
  const isNew = kind === 'activation' || kind === 're-wrap';
  // Of a recovery, M custodians come with one stick each; new keys are made on two sticks, and a drill looks at both.
  const people = kind === 'recovery-offline' ? quorum : custodians.length;
  const copies = kind === 'recovery-offline' ? 1 : 2;
  const sticks = offline ? people * copies : 0;
  const isOnline = kind === 'recovery-online';
  return [
    ...(offline
      ? ([
          [items.offline, 1, 'red'],
          [items.boot, 1, 'none'],
        ] as const)
      : []),
    ...(isOnline || isNew ? ([[items.workstation, 2, 'none']] as const) : []),
    [items.secondComputer, 1, 'none'],
    [items.releaseCard, 1, 'none'],
    [items.own, offline && !isNew ? 1 : offline ? 3 : 2, 'red'],
    // Of a recovery: one brings the exchange key, a second one the message about the upload, because none goes back.
    [items.inStick, kind === 'recovery-offline' || kind === 'recovery-online' ? 2 : 1, 'none'],
    [items.outStick, 1, 'amber'],
    ...(isOnline ? ([[items.checkStick, 1, 'none']] as const) : []),
    [items.records, 1, 'amber'],
    [items.spareStick, 2, 'none'],
    ...(isNew
      ? ([
          [items.domainMedia, 3, 'amber'],
          [items.envelopes, custodians.length, 'none'],
        ] as const)
      : []),
    // A drill looks at each place where it is kept.
    ...(offline && !isNew ? ([[items.domain, kind === 'drill' ? 3 : 1, 'amber']] as const) : []),
    ...(sticks > 0
      ? ([
          [items.custodian, sticks, 'red'],
          [items.register, 1, 'amber'],
          [items.photographs, 1, 'none'],
        ] as const)
      : []),
    ...(isOnline
      ? ([
          [items.inventory, 1, 'amber'],
          [items.testKey, 1, 'none'],
        ] as const)
      : []),
    // New keys are sealed when they are made, and once more when they are proven.
    [items.bags, (isNew ? 2 * sticks : sticks) + 6, 'none'],
    [items.clearBox, 1, 'none'],
    [items.labels, 1, 'none'],
    [items.telephone, 1, 'none'],
    [items.clock, 1, 'none'],
    [items.camera, 1, 'none'],
    [items.printer, 1, 'none'],
    [items.cutter, 1, 'none'],
    [items.paper, 2, 'none'],
    [items.pens, 4, 'none'],
    ...(plan.drillLevels.includes('D3') ? ([[items.envelope, 1, 'amber']] as const) : []),
  ];
}

export function ledgerSheet(plan: ScriptPlan, words: Words): Html {
  const { ledger: text } = words.documents;
  const fate = html`<span class="option">${circle} ${text.sealed}</span>
    <span class="option">${circle} ${text.destroyed}</span>`;
  return sheet(
    text.title,
    html`<p>${text.intro} ${text.legend}</p>
      <table class="grid ledger">
        ${headRow(['✓', text.count, text.item, text.serial, text.secrecy, text.fate])}
        <tbody>
          ${materialsOf(plan, words).map(
            ([item, count, secrecy]) =>
              html`<tr>
                <td>${square}</td>
                <td class="number-cell">${count}</td>
                ${
                  secrecy === 'none'
                    ? html`<th scope="row" colspan="2">${item}</th>`
                    : html`<th scope="row">${item}</th>
                        <td>${characterBoxes(10)}</td>`
                }
                <td><span class="secrecy ${secrecy}">${text[secrecy]}</span></td>
                <td>${secrecy !== 'none' && fate}</td>
              </tr>`,
          )}
          ${emptyRows(1, 6)}
        </tbody>
      </table>`,
  );
}

/** A sheet for each machine of the script. */
export function machineSheets(plan: ScriptPlan, parts: readonly PartInstance[], words: Words): readonly Html[] {
  const { machineSheet: text, choices } = words.documents;
  const hasBlock = (machine: string): boolean =>
    parts.some(({ part }) => (part.id === 'M' || part.id === 'MN') && part.suffix === machine);
  return Object.entries(choices.machines)
    .filter(([machine]) => hasBlock(machine))
    .map(([machine, name]) =>
      tornOut(
        plan,
        `${text.title}: ${name}`,
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
        words,
      ),
    );
}
