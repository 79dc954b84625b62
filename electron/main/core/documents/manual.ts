// The manual: one chapter each for custodians, operators and witnesses, short enough to be read on the evening before.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import type { ManualChapter, ManualStep, ManualTexts } from '#shared/messages/en/manual.ts';
import { sortedTerms } from '#shared/messages/glossary.ts';
import { documentHtml, headRow, type ManualPictures, type PrintOptions, sheet, wordsOf } from './document.ts';
import { titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';

/** The manual as one HTML file, with the pictures that `options` has. */
export function manualDocument(plan: ScriptPlan, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const pictures = options.pictures?.[options.language] ?? {};
  const text = words.manual;
  return documentHtml({ title: text.title, plan, hasPictures: true }, options, [
    // Nobody takes a page with rules alone: those of everybody stand before the first chapter.
    html`<div class="run-on">
      <section class="sheet cover">
        ${titleBlock(text.title, words.ceremony.titles[plan.kind], plan, words)}
        ${text.intro.map((paragraph) => html`<p>${paragraph}</p>`)}
        ${plan.mode === 'practice' ? html`<p><strong>${text.inPractice}</strong></p>` : undefined}
        <h2>${text.rulesTitle}</h2>
        <ol>
          ${text.rules.map((rule) => html`<li>${rule}</li>`)}
        </ol>
      </section>
      ${text.chapters.slice(0, 1).map((chapter) => chapterSheet(chapter, pictures, text))}
    </div>`,
    text.chapters.slice(1).map((chapter) => chapterSheet(chapter, pictures, text)),
    sheet(
      words.documents.appendix.glossary,
      html`<dl class="glossary">
        ${sortedTerms(words.glossary, words.documents.language).map(
          ({ term, meaning }) =>
            html`<dt>${term}</dt>
              <dd>${meaning}</dd>`,
        )}
      </dl>`,
    ),
  ]);
}

function chapterSheet(chapter: ManualChapter, pictures: ManualPictures, text: ManualTexts): Html {
  return sheet(
    chapter.title,
    html`<p class="lead">${chapter.intro}</p>
      <h3>${text.before}</h3>
      <ul>
        ${chapter.before.map((item) => html`<li>${item}</li>`)}
      </ul>
      <h3>${text.onTheDay}</h3>
      <ol class="manual">
        ${chapter.onTheDay.map((step) => stepItem(step, pictures, text))}
      </ol>
      <h3>${text.whenWrong}</h3>
      <table class="grid">
        ${headRow([text.happens, text.doThis])}
        <tbody>
          ${chapter.whenWrong.map(
            ([happens, doThis]) =>
              html`<tr>
                <th scope="row">${happens}</th>
                <td>${doThis}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}

function stepItem({ text: words, picture }: ManualStep, pictures: ManualPictures, text: ManualTexts): Html {
  const data = picture === undefined ? undefined : pictures[picture];
  if (picture === undefined || data === undefined) return html`<li>${words}</li>`;
  return html`<li class="pictured">
    <p>${words}</p>
    <img src="${data}" alt="${text.pictureOf[picture]}" />
  </li>`;
}
