// The frame of every printed document: language, paper, style, header and footer of each page, and the mark of practice.
import { scripts } from '#shared/ceremony/expand.ts';
import { isEmergency, type Role } from '#shared/ceremony/model.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { shortFingerprint } from '#shared/formatting/fingerprint.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { germanCeremony } from '#shared/messages/de/ceremony/index.ts';
import { germanConsumers } from '#shared/messages/de/consumers.ts';
import { germanRegister } from '#shared/messages/de/custody.ts';
import { germanEvidence } from '#shared/messages/de/evidence.ts';
import { germanGlossary } from '#shared/messages/de/glossary.ts';
import { germanDocuments } from '#shared/messages/de/documents.ts';
import { germanMap } from '#shared/messages/de/map.ts';
import { germanManual } from '#shared/messages/de/manual.ts';
import { emergency as germanEmergency } from '#shared/messages/de/screens/emergency.ts';
import { germanRehearsal } from '#shared/messages/de/rehearsal.ts';
import type { MissingPart } from '#shared/journal/missing-parts.ts';
import { emergency as englishEmergency } from '#shared/messages/en/screens/emergency.ts';
import type { CeremonyTexts } from '#shared/messages/ceremony-texts.ts';
import { englishCeremony } from '#shared/messages/en/ceremony/index.ts';
import { type ConsumerTexts, englishConsumers } from '#shared/messages/en/consumers.ts';
import { type RegisterTexts, englishRegister } from '#shared/messages/en/custody.ts';
import { type EvidenceTexts, englishEvidence } from '#shared/messages/en/evidence.ts';
import { englishGlossary } from '#shared/messages/en/glossary.ts';
import { englishDocuments, type DocumentTexts } from '#shared/messages/en/documents.ts';
import { englishMap, type MapTexts } from '#shared/messages/en/map.ts';
import { englishManual, type ManualPicture, type ManualTexts } from '#shared/messages/en/manual.ts';
import type { Glossary } from '#shared/messages/glossary.ts';
import type { Language } from '#shared/messages/languages.ts';
import { englishRehearsal, type RehearsalTexts } from '#shared/messages/en/rehearsal.ts';
import { qrText } from '#shared/formatting/qr.ts';
import { qrSvg } from './qr.ts';
import { cssString, html, htmlText, styleElement, type Html, type HtmlValue } from './html.ts';

export type Paper = 'a4' | 'letter';

/** How a document is printed; the same options and data always give the same bytes. */
export interface PrintOptions {
  readonly language: Language;
  readonly paper: Paper;
  /** The print style sheet (assets/print/document.css). */
  readonly css: string;
  readonly appVersion: string;
  /** Pictures of screens for the manual; a step whose picture is missing stands by its text. */
  readonly pictures?: Readonly<Record<Language, ManualPictures>>;
}

/** PNG pictures of screens, as data URLs. */
export type ManualPictures = Readonly<Partial<Record<ManualPicture, string>>>;

/** Changes when the forms change, so that an old print can be told from a new one. */
const templateVersion = '5';

export interface Words {
  readonly documents: DocumentTexts;
  readonly ceremony: CeremonyTexts;
  readonly consumers: ConsumerTexts;
  readonly custody: RegisterTexts;
  readonly evidence: EvidenceTexts;
  readonly glossary: Glossary;
  readonly manual: ManualTexts;
  readonly map: MapTexts;
  readonly rehearsal: RehearsalTexts;
  /** What an emergency goes without. */
  readonly missing: Readonly<Record<MissingPart, string>>;
}

const wordsByLanguage: Readonly<Record<Language, Words>> = {
  en: {
    documents: englishDocuments,
    ceremony: englishCeremony,
    consumers: englishConsumers,
    custody: englishRegister,
    evidence: englishEvidence,
    glossary: englishGlossary,
    manual: englishManual,
    map: englishMap,
    rehearsal: englishRehearsal,
    missing: englishEmergency.missing,
  },
  de: {
    documents: germanDocuments,
    ceremony: germanCeremony,
    consumers: germanConsumers,
    custody: germanRegister,
    evidence: germanEvidence,
    glossary: germanGlossary,
    manual: germanManual,
    map: germanMap,
    rehearsal: germanRehearsal,
    missing: germanEmergency.missing,
  },
};

export const wordsOf = (language: Language): Words => wordsByLanguage[language];

/** What is on every page of a document. */
export interface PageMarks {
  /** Title of the document, with its letter. */
  readonly title: string;
  /** Of the ceremony that it belongs to; a machine sheet may be printed before there is one. */
  readonly plan?: ScriptPlan;
  /** Roles whose codes the pages use; those of the plan's script, if it is not said. */
  readonly cast?: readonly Role[];
  /** Of a document outside of a ceremony that is practice or production all the same. */
  readonly practice?: boolean;
  /** Whether pictures are inside it. */
  readonly hasPictures?: true;
}

/** The whole document as one file: no script, no network, nothing outside itself. */
export function documentHtml(marks: PageMarks, options: PrintOptions, body: HtmlValue): string {
  const { title, plan, hasPictures } = marks;
  const { documents: words } = wordsOf(options.language);
  const lines = headerLines(marks, words);
  const practice = plan === undefined ? marks.practice === true : plan.mode === 'practice';
  const subtitle = !plan?.ceremonyId ? '' : ` – ${visibleText(plan.ceremonyId, 60)}`;
  const page = htmlText(
    html`<!doctype html>
      <html lang="${options.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'; font-src data:${hasPictures ? '; img-src data:' : ''}"
          />
          <title>${`${title}${subtitle}`}</title>
          ${styleElement(`${options.css}\n${pageCss(lines, roleLegend(marks, options), options, words)}`)}
        </head>
        <body class="${practice ? 'practice' : 'production'}" data-watermark="${words.practiceMark}">
          <header class="screen">
            <p><strong>${lines.left}</strong><br />${lines.leftBelow}<br /><strong>${lines.warning}</strong></p>
            <p><strong>${lines.right}</strong><br />${lines.rightBelow}<br />${lines.plan}</p>
          </header>
          <main>${body}</main>
        </body>
      </html> `,
  );
  return page;
}

interface HeaderLines {
  readonly left: string;
  readonly leftBelow: string;
  /** Where nobody can overlook that the plan may not be used. */
  readonly warning: string;
  readonly right: string;
  readonly rightBelow: string;
  readonly plan: string;
}

function headerLines({ title, plan, practice }: PageMarks, words: DocumentTexts): HeaderLines {
  if (plan === undefined) {
    const right = practice === undefined ? '' : practice ? words.practice : words.production;
    return { left: title, leftBelow: '', warning: '', right, rightBelow: '', plan: '' };
  }
  const hsms = [plan.source?.name, plan.target.name].flatMap((name) => (name ? [visibleText(name, 24)] : []));
  return {
    left: title,
    leftBelow: hsms.join(' → '),
    warning: plan.isApproved || isEmergency(plan.kind) ? '' : words.notApproved,
    right: plan.mode === 'practice' ? words.practice : words.production,
    rightBelow: visibleText(plan.ceremonyId, 40),
    plan: isEmergency(plan.kind) ? words.noPlan : `${words.header.plan} ${shortFingerprint(plan.planSha256)}`,
  };
}

/** As many characters as the footer has room for in a line. */
const footerWidth = 92;

/** What the codes of roles mean, at the foot of every page: in as few lines as hold it. */
function roleLegend({ plan, cast }: PageMarks, { language }: PrintOptions): readonly string[] {
  if (plan === undefined) return [];
  const { roles } = wordsOf(language).ceremony;
  const { cast: present, parts } = scripts[plan.kind];
  const ofScript = new Set([...present, ...parts.flatMap(({ steps }) => steps.flatMap(({ who }) => who))]);
  return (cast ?? [...ofScript])
    .filter((role) => role !== 'ALL')
    .map((role) => `${role} ${roles[role].name}`)
    .reduce<string[]>((lines, entry) => {
      const last = lines.at(-1);
      const joined = last === undefined ? entry : `${last} · ${entry}`;
      return joined.length > footerWidth ? [...lines, entry] : [...lines.slice(0, -1), joined];
    }, []);
}

/** The margin boxes of each page (CSS Paged Media §4): they repeat by themselves and know the number of pages. */
function pageCss(
  lines: HeaderLines,
  legend: readonly string[],
  { paper, appVersion }: PrintOptions,
  words: DocumentTexts,
): string {
  const { footer, header, page } = words;
  const versions = `${header.template} ${templateVersion} · Lifeboat ${visibleText(appVersion, 20)}`;
  const placeholders = `${footer.witness} ________`;
  return `@page {
  size: ${paper === 'a4' ? 'A4' : 'letter'};
  @top-left { content: ${cssString(lines.left)} "\\a " ${cssString(lines.leftBelow)} "\\a " ${cssString(lines.warning)}; }
  @top-right { content: ${cssString(lines.right)} "\\a " ${cssString(lines.rightBelow)} "\\a " ${cssString(lines.plan)}; }
  @bottom-left { content: ${cssString(placeholders)} "    " ${cssString(versions)}${legend.map((line) => ` "\\a " ${cssString(line)}`).join('')}; }
  @bottom-right { content: ${cssString(page.before)} counter(page) ${cssString(page.between)} counter(pages) ${cssString(page.after)}; }
}
@page landscape { size: ${paper === 'a4' ? 'A4' : 'letter'} landscape; }`;
}

/** A part of a document that begins on its own page. */
export const sheet = (title: HtmlValue, body: HtmlValue, id?: string): Html =>
  html`<section class="sheet" ${id !== undefined && html` id="${id}"`}>
    <h2>${title}</h2>
    ${body}
  </section> `;

/** A sheet that is torn out: its code says to which ceremony and plan it belongs, also when it is alone. */
export const tornOut = (plan: ScriptPlan, title: HtmlValue, body: HtmlValue, { documents }: Words, id?: string): Html =>
  sheet(
    [
      title,
      plan.planSha256 !== '' &&
        html` <span class="sheet-code"
          >${qrSvg(qrText(plan.ceremonyId, 'plan', plan.planSha256), documents.fingerprint.qr)}</span
        >`,
    ],
    body,
    id,
  );

/** Empty rows of a table, for people to fill in. */
export const emptyRows = (count: number, columns: number): readonly Html[] =>
  Array.from(
    { length: count },
    () =>
      html`<tr class="blank">
        ${Array.from({ length: columns }, () => html`<td></td>`)}
      </tr>`,
  );

export const headRow = (titles: readonly string[]): Html =>
  html`<thead>
    <tr>
      ${titles.map((title) => html`<th scope="col">${title}</th>`)}
    </tr>
  </thead>`;

/** A value from outside: isolated, so that its direction cannot turn the line around it. */
export const outside = (text: string, limit = 200): Html => html`<bdi>${visibleText(text, limit)}</bdi>`;
