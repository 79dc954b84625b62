// What a ceremony asks of hands: pages, signatures, initials, digits and words, counted on the printed documents.
// Run with Node: prints a table for two sizes of a ceremony. With --pages the pages are counted too, which needs a Chromium.
import { pathToFileURL } from 'node:url';
import { chromiumPrinter } from '#platform/chromium-printer.ts';
import { type CeremonyKind, scriptGrades } from '#shared/ceremony/model.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { scriptDocument } from '#core/documents/script.ts';
import { printStyle } from './print-style.ts';

/** What one document asks for. */
export interface PaperWeight {
  readonly signatures: number;
  readonly initials: number;
  readonly boxes: number;
  readonly hexDigits: number;
  readonly words: number;
}

const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;

/** Counts the marks of a document in its HTML, which has one element for each. */
export function weightOf(html: string): PaperWeight {
  const declaration = /<table class="grid signatures">.*?<\/table>/su.exec(html)?.[0] ?? '';
  return {
    signatures: count(declaration, /<tr>\s*<th scope="row">/gu),
    initials:
      count(html, /<td class="initials">/gu) +
      count(html, /<td class="initials"><span>1/gu) +
      count(html, /class="line initials"/gu),
    boxes: count(html, /class="square"/gu),
    hexDigits: count(html, /<i><\/i>/gu),
    words: count(html, /<td class="write"><\/td>/gu),
  };
}

/** Pages of a PDF by its own tree of pages. */
export const pagesOf = (pdf: Buffer): number => count(pdf.toString('latin1'), /\/Type \/Page\b(?!s)/gu);

const kinds: readonly CeremonyKind[] = ['recovery-offline', 'recovery-online', 'activation'];
const sizes = [
  { custodians: custodiansOf(3), quorum: 2 },
  { custodians: custodiansOf(10), quorum: 10 },
];

async function table(withPages: boolean): Promise<void> {
  const css = printStyle();
  const rows: Record<string, object> = {};
  for (const grade of scriptGrades) {
    for (const size of sizes) {
      for (const kind of kinds) {
        const plan = planOf(kind, { ...size, grade });
        const html = scriptDocument(plan, { css, appVersion: '0.1.0', language: 'en', paper: 'a4' });
        const pages = withPages ? { pages: pagesOf(await chromiumPrinter().print(html)) } : {};
        rows[`${grade} ${kind}, ${size.quorum} of ${size.custodians.length}`] = { ...pages, ...weightOf(html) };
      }
    }
  }
  console.table(rows);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await table(process.argv.includes('--pages'));
