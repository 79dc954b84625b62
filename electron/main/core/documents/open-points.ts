// What the draft of a plan still needs, and from whom: a page to print, and a text to send.
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { openGroups, openPointInWords } from '#shared/messages/open-points.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { draftProblems } from '../plan/plan-draft.ts';
import { documentHtml, type PrintOptions } from './document.ts';
import { html } from './html.ts';

/** Somebody's name and the name of a member are short; a remark is a sentence. */
const longest = 320;

interface OpenPoints {
  readonly html: string;
  readonly text: string;
}

/** @param plan a draft: it may have blanks @param at when it is looked at */
export function openPointsReport(
  plan: Plan,
  at: Date,
  texts: Catalogue,
  options: Omit<PrintOptions, 'language'>,
): OpenPoints {
  const { title, intro } = texts.screens.planForm.check.save;
  const { practiceCeremony } = texts.commands.common;
  const groups = openGroups(plan, draftProblems(plan), texts).map((group) => ({
    title: group.title,
    lines: group.points.map((point) => visibleText(openPointInWords(plan, point, texts), longest)),
  }));
  const head = visibleText(`${plan.ceremony}, ${plan.date}. ${utcDateTime(at)}`, longest);
  return {
    html: documentHtml({ title, practice: plan.practice }, { ...options, language: texts.language }, [
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
      ...(plan.practice ? [practiceCeremony] : []),
      title,
      head,
      intro,
      ...groups.flatMap((group) => ['', group.title, ...group.lines.map((line) => `- ${line}`)]),
      '',
    ].join('\n'),
  };
}
