// The certificate: one page for those who were not there, of what a package of evidence proves, with the hash by which anybody checks it again.
import { minutesBetween } from '#shared/ceremony/recovery-time.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { endsBadly, type StoryLine } from '#shared/evidence/story.ts';
import { duration, readableUtc } from '#shared/formatting/date-time.ts';
import { documentHtml, outside, type PrintOptions, type Words, wordsOf } from './document.ts';
import { html, type Html } from './html.ts';
import { fingerprintBlock, labelled, line } from './marks.ts';

/** Longest line in characters: somebody's reason is whole in the evidence. */
const longest = 320;

const what: readonly StoryLine['id'][] = ['ceremony', 'lost', 'hsm', 'backup', 'restore', 'compared', 'consumers'];
const who: readonly StoryLine['id'][] = ['acted', 'shares'];
/** What the page itself says, or the people who sign it. */
const apart: readonly StoryLine['id'][] = ['paper', 'not-on-paper', 'own-word', 'people'];

/** The page as one HTML file. @param report of a package that was just checked */
export function certificate(report: EvidenceReport, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.documents.certificate;
  const { story, ceremony, practice, manifestSha256, signers } = report;
  const aside = story.filter(({ id }) => ![...what, ...who, ...apart].includes(id));
  const linesOf = (ids: readonly StoryLine['id'][]): Html =>
    list(
      story.filter(({ id }) => ids.includes(id)),
      words,
    );
  const signedBy = signers.map(({ holder }) => holder).join(', ');
  return documentHtml({ title: text.title, practice }, options, [
    html`<section class="sheet">
      <h1>${text.title}</h1>
      ${headline(report, words)} ${report.incomplete.length > 0 && html`<p><strong>${text.incomplete}</strong></p>`}
      <h2>${text.what}</h2>
      ${linesOf(what)}
      <h2>${text.who}</h2>
      ${linesOf(who)}
      <h2>${text.aside}</h2>
      ${aside.length === 0 ? html`<p>${text.nothing}</p>` : list(aside, words)}
      ${fingerprintBlock({ label: text.evidence, ceremonyId: ceremony, qrLabel: 'evidence', value: manifestSha256, compared: false }, words.documents)}
      <p>
        ${signers.length === 0 ? text.unsigned : [text.signedBy, ': ', outside(signedBy, longest), '.']} ${text.check}
      </p>
      <p>${text.hands.map((hand) => [labelled(hand, line('long')), ' '])}</p>
    </section>`,
  ]);
}

/** What was achieved, and how long it took. */
function headline({ story, recovery }: EvidenceReport, { documents, evidence }: Words): Html {
  const text = documents.certificate;
  if (endsBadly(story)) return html`<p class="headline"><strong>${evidence.endsBadly}</strong></p>`;
  if (recovery === null) return html``;
  const { decidedAt, restoredAt } = recovery;
  return html`<p class="headline"><strong>${text.back(duration(minutesBetween(decidedAt, restoredAt)))}</strong></p>
    <p>${text.times(readableUtc(decidedAt), readableUtc(restoredAt))}</p>`;
}

const list = (lines: readonly StoryLine[], { evidence }: Words): Html =>
  html`<ul>
    ${lines.map((each) => html`<li>${outside(evidence.story(each), longest)}</li>`)}
  </ul>`;
