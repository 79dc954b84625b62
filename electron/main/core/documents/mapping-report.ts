// The report after a restore: the new address of every key, and what was verified.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { planFacts, titleBlock } from './front-matter.ts';
import { html, type Html } from './html.ts';
import { line } from './marks.ts';

/** One check of the verification. */
interface VerifiedCheck {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly result: 'passed' | 'failed' | 'notDone';
}

export interface MappingView {
  readonly checks: readonly VerifiedCheck[];
  /** Names and versions as they are in both HSMs. */
  readonly keys: readonly { readonly name: string; readonly version: string }[];
  readonly differences: readonly string[];
}

/** The report as one HTML file. Addresses are made of the plan's two HSMs. */
export function mappingDocument(plan: ScriptPlan, view: MappingView, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const text = words.documents.mapping;
  return documentHtml({ title: text.title, plan }, options, [
    html`<section class="sheet cover">
      ${titleBlock(words.documents.record.title, text.title, plan, words)}
      <p>${text.intro}</p>
      ${planFacts(plan, words)}
    </section>`,
    checksSheet(view, words),
    keysSheet(plan, view, words),
  ]);
}

function checksSheet({ checks, differences }: MappingView, words: Words): Html {
  const text = words.documents.mapping;
  return sheet(
    text.verification,
    html`<table class="grid">
        ${headRow([text.checkName, text.expected, text.found, text.result])}
        <tbody>
          ${checks.map(
            ({ name, expected, found, result }) =>
              html`<tr>
                <th scope="row">${outside(name)}</th>
                <td>${outside(expected)}</td>
                <td>${outside(found)}</td>
                <td class="${result}">${text[result]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h3>${text.differences}</h3>
      ${
        differences.length === 0
          ? html`<p>${words.documents.record.noDifferences}</p>`
          : html`<ul>
              ${differences.map((each) => html`<li>${outside(each, 300)}</li>`)}
            </ul>`
      }`,
  );
}

function keysSheet({ source, target }: ScriptPlan, { keys }: MappingView, words: Words): Html {
  const text = words.documents.mapping;
  const address = (base: string | undefined, { name, version }: MappingView['keys'][number]): Html =>
    base === undefined ? line('short') : outside(`${base}/keys/${name}/${version}`, 240);
  return sheet(
    text.keys,
    keys.length === 0
      ? html`<p>${text.noKeys}</p>`
      : html`<table class="grid addresses">
          ${headRow([text.key, text.oldUri, text.newUri, text.owner])}
          <tbody>
            ${keys.map(
              (key) =>
                html`<tr>
                  <th scope="row">
                    ${outside(key.name, 130)}<br /><span class="version">${outside(key.version, 64)}</span>
                  </th>
                  <td>${address(source?.uri, key)}</td>
                  <td>${address(target.uri, key)}</td>
                  <td></td>
                </tr>`,
            )}
          </tbody>
        </table>`,
  );
}
