// What comes after the steps: fingerprint cards, exception sheets, custody log, destruction sheet, signatures, appendix.
import type { CeremonyKind } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { natoAlphabet } from '#shared/formatting/nato.ts';
import type { DocumentTexts } from '#shared/messages/en/documents.ts';
import { emptyRows, headRow, outside, sheet, tornOut, type Words } from './document.ts';
import { participants } from './front-matter.ts';
import { html, type Html } from './html.ts';
import { circle, fingerprintBlock, labelled, line, shortFormBoxes, square } from './marks.ts';

type CardValue = keyof DocumentTexts['card']['values'];
type JournalValue = Extract<CardValue, `${string}Journal`>;

/** The journals that a script leaves behind. A drill of the quorum keeps none. */
const journalValues: Readonly<Record<CeremonyKind, readonly JournalValue[]>> = {
  activation: ['offlineJournal', 'onlineJournal'],
  're-wrap': ['offlineJournal', 'onlineJournal'],
  'recovery-offline': ['offlineJournal'],
  'recovery-online': ['onlineJournal', 'secondJournal'],
  drill: [],
  'emergency-offline': ['offlineJournal'],
  'emergency-online': ['onlineJournal'],
};

/**
 * The values that a witness takes home after each ceremony; the plan wherever there is one. The end of the journal tells later whether it was written again: one
 * of them has room on a card, and all are where people sign.
 */
const cardValues: Readonly<Record<CeremonyKind, readonly CardValue[]>> = {
  activation: ['plan', 'certificates', 'domain', 'offlineJournal'],
  're-wrap': ['plan', 'certificates', 'domain', 'offlineJournal'],
  'recovery-offline': ['plan', 'exchange', 'blob', 'offlineJournal'],
  'recovery-online': ['plan', 'exchange', 'blob', 'onlineJournal'],
  drill: ['plan', 'domain'],
  'emergency-offline': ['domain', 'exchange', 'blob', 'offlineJournal'],
  'emergency-online': ['exchange', 'blob', 'onlineJournal'],
};

/** Whose journal it is, by the role of its machine; a witness keeps none. */
export const journalValueOf: Readonly<Record<string, JournalValue>> = {
  offline: 'offlineJournal',
  'operator-1': 'onlineJournal',
  'operator-2': 'secondJournal',
};

/** Fingerprints that are known, by what they are of; the rest is printed as blanks. */
export type KnownFingerprints = Partial<Readonly<Record<CardValue, string>>>;

export const planFingerprints = (plan: ScriptPlan): KnownFingerprints => ({
  plan: plan.planSha256,
  ...(plan.securityDomainSha256 !== undefined && { domain: plan.securityDomainSha256 }),
});

/** A card to cut off, for one witness. */
export function fingerprintCard(plan: ScriptPlan, holder: string, known: KnownFingerprints, words: Words): Html {
  const { card: text } = words.documents;
  return sheet(
    `${text.title} – ${holder}`,
    html`<p class="cut">${text.cut}</p>
      <div class="card">
        <p>${text.intro} <strong>${outside(plan.ceremonyId)}</strong></p>
        ${cardValues[plan.kind].map((key) => valueBlock(plan, key, known[key], words))}
        <p class="field">${labelled(text.holder, line('medium'))} ${labelled(text.initialledBy, line('medium'))}</p>
      </div>`,
  );
}

const valueBlock = (plan: ScriptPlan, key: CardValue, value: string | undefined, words: Words): Html =>
  fingerprintBlock(
    {
      label: words.documents.card.values[key],
      ceremonyId: plan.ceremonyId,
      qrLabel: key,
      ...(value !== undefined && { value }),
      compared: false,
    },
    words.documents,
  );

/** One exception sheet. */
function exceptionSheet(number: number, plan: ScriptPlan, words: Words): Html {
  const { exception: text } = words.documents;
  const area = (label: string): Html => html`<div class="area"><p>${label}</p></div>`;
  return tornOut(
    plan,
    `${text.title} ${text.number}${number}`,
    html`<p class="field">
        <span class="option">${circle} ${text.notNeeded}</span>
        <span class="option">${circle} ${text.used}</span> ${labelled(text.start, line('short'))}
        ${labelled(text.step, line('short'))} <span class="option">${square} ${text.marked}</span>
      </p>
      ${[text.expected, text.happened, text.options, text.decision].map(area)}
      <p class="field">${labelled(text.decidedBy, line('medium'))} ${labelled(text.end, line('short'))}</p>
      <p class="field">
        ${text.trust} <span class="option">${circle} ${text.no}</span> <span class="option">${circle} ${text.yes}</span>
        <span class="option">${circle} ${text.unknown}</span>
      </p>
      <p class="field">${labelled(text.followUp, line('medium'))}</p>
      <div class="area small"><p>${text.initials}</p></div>`,
    words,
  );
}

/** As many as a ceremony has at hand. */
export const exceptionSheets = (plan: ScriptPlan, words: Words): readonly Html[] =>
  [1, 2, 3].map((number) => exceptionSheet(number, plan, words));

/** How often something goes from hand to hand, with room for what nobody planned: out of the safe and back for each custodian who comes. */
const handOvers = ({ kind, quorum, custodians }: ScriptPlan): number => {
  if (kind === 'recovery-online') return 8;
  return 8 + 2 * (kind === 'recovery-offline' ? quorum : custodians.length);
};

/** Rows for one hand-over each, with both bags of a stick. */
export function registerLog(plan: ScriptPlan, words: Words): Html {
  const { custody: text } = words.documents;
  // No custodian comes to the online room.
  const tokens =
    plan.kind === 'recovery-online'
      ? []
      : plan.custodians.flatMap(({ code, token }) => (token ? [{ code, token }] : []));
  const titles = [
    text.time,
    text.item,
    text.serial,
    text.bagBefore,
    text.bagAfter,
    text.intact,
    text.from,
    text.to,
    text.witness,
    text.purpose,
  ];
  return tornOut(
    plan,
    text.title,
    html`<p>${text.intro}</p>
      <table class="grid custody">
        ${headRow(titles)}
        <tbody>
          ${tokens.map(
            ({ code, token }) =>
              html`<tr class="blank">
                <td></td>
                <td>${words.documents.labels.token(code)}</td>
                <td>${outside(token.serial ?? '', 40)}</td>
                ${Array.from({ length: titles.length - 3 }, () => html`<td></td>`)}
              </tr>`,
          )}
          ${emptyRows(handOvers(plan) - tokens.length, titles.length)}
        </tbody>
      </table>`,
    words,
    'custody-log',
  );
}

export function destructionSheet(plan: ScriptPlan, words: Words): Html {
  const { destruction: text } = words.documents;
  const { inStick, outStick, checkStick, blob, folder, sas, old, paper } = text.rows;
  const recovery = plan.kind === 'recovery-offline' || plan.kind === 'recovery-online';
  const rows = [
    inStick,
    outStick,
    ...(plan.kind === 'recovery-online' ? [checkStick] : []),
    ...(recovery ? [blob] : []),
    folder,
    ...(plan.backup?.method === 'sas' ? [sas] : []),
    ...(plan.kind === 're-wrap' ? [old] : []),
    paper,
  ];
  return tornOut(
    plan,
    text.title,
    html`<p>${text.intro}</p>
      <ul>
        ${text.methods.map((method) => html`<li>${method}</li>`)}
      </ul>
      <table class="grid tall destruction">
        ${headRow([text.what, text.method, text.by, text.witness, text.time, text.photo])}
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row}</th>
                <td></td>
                <td></td>
                <td></td>
                <td></td>
                <td>${square}</td>
              </tr>`,
          )}
          ${emptyRows(4, 6)}
        </tbody>
      </table>`,
    words,
  );
}

/** Who takes part in both halves of a recovery signs on one of them. */
const signsElsewhere: Readonly<Partial<Record<CeremonyKind, readonly string[]>>> = {
  'recovery-online': ['CA', 'MC'],
};
/** More signatures than these nobody reads before signing. */
const mostSignatures = 12;

/** Where they would be too many, custodians answer for their own steps alone: by their initials there. */
function signers(plan: ScriptPlan): { readonly who: ReturnType<typeof participants>; readonly isWithout: boolean } {
  const codes = plan.custodians.map(({ code }) => code);
  // Of a recovery as many custodians come as the quorum asks for, and nobody knows yet which.
  const isOfQuorum = plan.kind === 'recovery-offline' || plan.kind === 'emergency-offline';
  const unneeded = isOfQuorum ? codes.slice(plan.quorum) : [];
  const all = participants(plan)
    .filter(({ code }) => !signsElsewhere[plan.kind]?.includes(code) && !unneeded.includes(code))
    .map((person) => (isOfQuorum && codes.includes(person.code) ? { ...person, code: 'C', name: '' } : person));
  const isWithout = all.length > mostSignatures;
  return { who: isWithout ? all.filter(({ code }) => code !== 'C' && !codes.includes(code)) : all, isWithout };
}

const shortEnd = (key: CardValue, { documents }: Words): Html =>
  html`<p class="field">${documents.card.values[key]}, ${documents.signatures.journalEnd} ${shortFormBoxes}</p>`;

/**
 * The declaration, with the ends of the journals that it is about.
 * @param ends as they are known; blanks to fill in before the ceremony
 */
export function signatureSheet(
  plan: ScriptPlan,
  words: Words,
  ends: readonly Html[] = journalValues[plan.kind].map((key) => shortEnd(key, words)),
): Html {
  const { signatures: text } = words.documents;
  const { who, isWithout } = signers(plan);
  const verdict = html`<span class="option">${circle} ${text.agree}</span><br /><span class="option"
      >${circle} ${text.disagree}${line('short')}</span
    >`;
  return sheet(
    text.title,
    html`<p class="declaration">${text.declaration}</p>
      ${ends} ${plan.kind === 'recovery-online' && html`<p>${text.elsewhere}</p>`}
      ${isWithout && html`<p>${text.byInitials}</p>`}
      <table class="grid signatures">
        ${headRow([text.role, text.name, text.signature, text.date, text.verdict])}
        <tbody>
          ${who.map(
            ({ code, name }) =>
              html`<tr>
                <th scope="row">${code}</th>
                <td>${outside(name, 80)}</td>
                <td></td>
                <td></td>
                <td>${verdict}</td>
              </tr>`,
          )}
          <tr>
            <td></td>
            <td></td>
            <td></td>
            <td></td>
            <td>${verdict}</td>
          </tr>
        </tbody>
      </table>`,
  );
}

/** What people read from while they speak; what words mean is in the manual. */
export function appendix(words: Words): Html {
  const { appendix: text } = words.documents;
  const spelling = Object.entries(natoAlphabet).sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
  return sheet(
    text.title,
    html`<h3>${text.spelling}</h3>
      <ul class="nato">
        ${spelling.map(([character, word]) => html`<li><strong>${character}</strong> ${word}</li>`)}
      </ul>
      <h3>${text.wordsTitle}</h3>
      <ul>
        ${text.wordsHint.map((hint) => html`<li>${hint}</li>`)}
      </ul>`,
  );
}

/** Letters, then digits, then signs. */
const rank = (character: string): number => (/[A-Z]/u.test(character) ? 0 : /[0-9]/u.test(character) ? 1 : 2);

/** What is done where one of those who were called cannot give a share, and somebody else does. */
export function spareCustodianSheet(plan: ScriptPlan, words: Words): Html {
  const { spare: text } = words.documents;
  const { documents } = words;
  return tornOut(
    plan,
    text.title,
    html`<p>${text.intro}</p>
      <ol class="tall-list">
        ${text.steps.map((step) => html`<li>${square} ${step}</li>`)}
      </ol>
      <p class="field">${labelled(text.instead, line('medium'))} ${labelled(text.comes, line('medium'))}</p>
      <p class="field choose-custodian">
        ${plan.custodians.map(({ code, name }) => html`<span class="option">${circle}<span>${code} ${outside(name, 120)}</span></span>`)}
      </p>
      <p class="field">
        ${labelled(documents.exception.number, line('short'))} ${labelled(text.initials, line('medium'))}
      </p>`,
    words,
  );
}

/** Labels to cut out and stick on: what is written on them tells sticks and bags of one ceremony from those of another. */
export function labelSheet(plan: ScriptPlan, words: Words): Html {
  const { labels: text, ledger } = words.documents;
  const items = [
    ledger.items.inStick,
    ledger.items.outStick,
    ...(plan.kind === 'recovery-online' ? [ledger.items.checkStick] : []),
    ledger.items.records,
    ledger.items.spareStick,
    ...plan.custodians.flatMap(({ code, token }) =>
      token === undefined ? [1, 2].map((copy) => text.copy(code, copy)) : [text.token(code), text.pinEnvelope(code)],
    ),
    ...Array.from({ length: 4 }, () => text.bag),
  ];
  return tornOut(
    plan,
    text.title,
    html`<p>${text.intro}</p>
      <div class="labels">
        ${items.map((item) => html`<p><strong>${item}</strong><br />${outside(plan.ceremonyId)}<br />${words.documents.choices[plan.mode]} · ${text.date} ________</p>`)}
      </div>`,
    words,
  );
}
