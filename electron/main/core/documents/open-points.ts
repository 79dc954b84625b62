// What the draft of a plan or of a register still needs, and from whom: a page to print, and a text to send.
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import {
  openGroups,
  openPointInWords,
  openRegisterGroups,
  registerPointInWords,
} from '#shared/messages/open-points.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { draftProblems } from '../plan/plan-draft.ts';
import { registerDraftProblems } from '../register/register-draft.ts';
import { documentHtml, type PrintOptions } from './document.ts';
import { html } from './html.ts';

/** Somebody's name and the name of a member are short; a remark is a sentence. */
const longest = 320;

/** What a draft still needs, in words. */
export interface OpenList {
  readonly title: string;
  readonly intro: string;
  /** Which plan or register it is. */
  readonly of: string;
  readonly practice: boolean;
  readonly groups: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

/** @param plan a draft: it may have blanks */
export const openInPlan = (plan: Plan, texts: Catalogue): OpenList => ({
  ...texts.screens.planForm.check.save,
  of: `${plan.ceremony}, ${plan.date}`,
  practice: plan.practice,
  groups: openGroups(plan, draftProblems(plan), texts).map(({ title, points }) => ({
    title,
    lines: points.map((point) => openPointInWords(plan, point, texts)),
  })),
});

/** @param register a draft: it may have blanks */
export const openInRegister = (register: CustodyRegister, texts: Catalogue): OpenList => ({
  ...texts.screens.registerForm.save,
  of: register.hsm.name,
  practice: register.practice,
  groups: openRegisterGroups(register, registerDraftProblems(register), texts).map(({ title, points }) => ({
    title,
    lines: points.map((point) => registerPointInWords(register, point, texts)),
  })),
});

interface OpenPoints {
  readonly html: string;
  readonly text: string;
}

/** @param at when the draft is looked at */
export function openPointsReport(
  { title, intro, practice, ...list }: OpenList,
  at: Date,
  texts: Catalogue,
  options: Omit<PrintOptions, 'language'>,
): OpenPoints {
  const { practiceCeremony } = texts.commands.common;
  const shown = (text: string): string => visibleText(text, longest);
  const groups = list.groups.map((group) => ({ title: shown(group.title), lines: group.lines.map(shown) }));
  const head = shown(`${list.of}. ${utcDateTime(at)}`);
  return {
    html: documentHtml({ title, practice }, { ...options, language: texts.language }, [
      html`<section class="sheet">
        <h1>${title}</h1>
        <p><strong>${head}</strong><br />${intro}</p>
        ${groups.map(
          (group) =>
            html`<h2>${group.title}</h2>
              <ul>
                ${group.lines.map((line) => html`<li>☐ ${line}</li>`)}
              </ul>`,
        )}
      </section>`,
    ]),
    text: [
      ...(practice ? [practiceCeremony] : []),
      title,
      head,
      intro,
      ...groups.flatMap((group) => ['', group.title, ...group.lines.map((line) => `- ${line}`)]),
      '',
    ].join('\n'),
  };
}
