// Readiness on paper: the light, and every row with what was found and what to do, for those who were not at the screen.
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { readinessFindingText, readinessTodoText } from '#shared/messages/readiness-texts.ts';
import { type Readiness, worstFirst } from '#shared/readiness/readiness.ts';
import { documentHtml, headRow, outside, type PrintOptions } from './document.ts';
import { html } from './html.ts';

/** Sentences of the service are quoted in a row. */
const longest = 600;

/** The report as one HTML file, in the language of the texts; what is practice says so on every page. */
export function readinessReport(
  readiness: Readiness,
  texts: Catalogue,
  options: Omit<PrintOptions, 'language'>,
): string {
  const { practice, hsm, atUtc, light, checks } = readiness;
  const { readiness: own, screens } = texts;
  const { report } = own;
  const { marks } = screens.readiness.result;
  return documentHtml({ title: report.title, practice }, { ...options, language: texts.language }, [
    html`<section class="sheet">
      <h1>${report.title}</h1>
      <p><strong>${outside(hsm)}</strong><br />${own.lookedAt(atUtc)}</p>
      <p><strong>${own.lights[light]}</strong></p>
      <table class="grid">
        ${headRow([report.row, report.outcome, report.found, report.todo])}
        <tbody>
          ${worstFirst(checks).map(
            (check) =>
              html`<tr>
                <th scope="row">${own.checks[check.id]}</th>
                <td>${marks[check.outcome]}</td>
                <td>${outside(readinessFindingText(texts, check), longest)}</td>
                <td>${check.outcome === 'ok' ? '' : readinessTodoText(texts, check)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`,
  ]);
}
