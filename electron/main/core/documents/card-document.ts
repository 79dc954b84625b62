// Fingerprint cards alone: printed from a screen, as many as there are witnesses.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { fingerprintCard, type KnownFingerprints, planFingerprints } from './back-matter.ts';
import { documentHtml, type PrintOptions, wordsOf } from './document.ts';
import { html } from './html.ts';

/** One card for each holder; what is known is printed, the rest is blank. */
export function cardDocument(
  plan: ScriptPlan,
  known: KnownFingerprints,
  holders: readonly string[],
  options: PrintOptions,
): string {
  const words = wordsOf(options.language);
  return documentHtml({ title: words.documents.cardDocument.title, plan }, options, [
    html`<h1>${words.documents.cardDocument.title}</h1>`,
    holders.map((holder) => fingerprintCard(plan, holder, { ...planFingerprints(plan), ...known }, words)),
  ]);
}
