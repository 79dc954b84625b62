// Renders every page of every printed document as a picture into out/gallery/documents, to be looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumPrinter } from '#platform/chromium-printer.ts';
import { documentSamples } from '#core/documents/testdata/samples.ts';
import { manualPictures } from './manual-pictures.ts';
import { printStyle } from './print-style.ts';
import { root } from './root.ts';

/** Writes HTML, PDF and one picture for each page; tells how many pages there are. */
export async function renderDocuments(folder: string, only = ''): Promise<number> {
  const css = printStyle();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const printer = chromiumPrinter();
  let pages = 0;
  for (const { name, html } of documentSamples({ css, pictures: manualPictures(), appVersion: '0.2.0' }).filter(
    (sample) => sample.name.includes(only),
  )) {
    const file = join(folder, name);
    const text = html();
    writeFileSync(`${file}.html`, text);
    writeFileSync(`${file}.pdf`, await printer.print(text));
    execFileSync('pdftoppm', ['-r', '80', '-png', `${file}.pdf`, file]);
    pages += Number(/Pages:\s+(\d+)/u.exec(execFileSync('pdfinfo', [`${file}.pdf`], { encoding: 'utf8' }))?.[1] ?? 0);
  }
  return pages;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(root, 'out', 'gallery', 'documents');
  console.log(`${await renderDocuments(folder, process.argv[2])} pages in ${folder}`);
}
