// What paper costs: the largest script to HTML and to PDF, and the model check of every ceremony.
import { chromiumPrinter } from '#platform/chromium-printer.ts';
import { scripts } from '#shared/ceremony/expand.ts';
import type { CeremonyKind } from '#shared/ceremony/model.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { walkScripts } from '#shared/ceremony/walk.ts';
import type { PrintOptions } from '#core/documents/document.ts';
import { scriptDocument } from '#core/documents/script.ts';
import { printStyle } from '#build/print-style.ts';
import { median, rounded, times } from './statistics.ts';

const ten = { custodians: custodiansOf(10), quorum: 10 };

export async function measurePaper(): Promise<object> {
  const options: PrintOptions = { css: printStyle(), language: 'en', paper: 'a4', appVersion: 'bench' };
  const plan = planOf('recovery-offline', ten);
  const html = scriptDocument(plan, options);
  const typical = async (runs: number, work: () => unknown): Promise<number> =>
    rounded(median(await times(runs, work)));
  const printer = chromiumPrinter();
  const kinds = Object.keys(scripts) as CeremonyKind[];
  return {
    scriptOfTenCustodians: {
      htmlMs: await typical(20, () => scriptDocument(plan, options)),
      htmlBytes: Buffer.byteLength(html),
      pdfMs: await typical(3, () => printer.print(html)),
      pdfBytes: (await printer.print(html)).length,
    },
    modelCheckOfAllCeremoniesMs: await typical(20, () => kinds.map((kind) => walkScripts(planOf(kind, ten)))),
  };
}
