// `npm run checksums -- FOLDER`: SHA-256 of every file in a folder of a release, for programs (SHA256SUMS) and for people (a page with
// groups of digits, PGP words and a QR code). Writes two new files into the folder and never over existing ones.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { html, type Html, htmlText, styleElement } from '../../shared/documents/html.ts';
import { qrSvg, qrText } from '../../shared/documents/qr.ts';
import { hexRows, wordRows } from '../../shared/formatting/fingerprint.ts';

const sumsName = 'SHA256SUMS';
const pageStyle = 'body { font-family: sans-serif } section { break-inside: avoid } svg { width: 4cm; float: right }';

export interface Checksum {
  readonly name: string;
  readonly sha256: string;
}

/** Of the files in the folder itself, by name. */
export const checksumsOf = (folder: string): Checksum[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(sumsName))
    .map(({ name }) => ({
      name,
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** As `sha256sum --check` reads them. */
export const sumsFile = (sums: readonly Checksum[]): string =>
  sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');

/** A page to be printed and kept apart from the files. */
export function sumsPage(title: string, sums: readonly Checksum[]): string {
  const section = ({ name, sha256 }: Checksum): Html =>
    html`<section>
      <h2>${name}</h2>
      ${qrSvg(qrText(title, name, sha256), `SHA-256 of ${name}`)}
      <pre>
${hexRows(sha256)
          .map((row) => row.join(' '))
          .join('\n')}</pre>
      <pre>
${wordRows(sha256)
          .map((row) => row.join(' '))
          .join('\n')}</pre>
    </section>`;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>${title}: checksums</title>
      ${styleElement(pageStyle)}
    </head>
    <body>
      <h1>${title}: checksums</h1>
      ${sums.map(section)}
    </body>
  </html>`;
  return `<!doctype html>\n${htmlText(page)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new Error('usage: npm run checksums -- FOLDER');
  const folder = resolve(process.env['INIT_CWD'] ?? '', given);
  const sums = checksumsOf(folder);
  writeFileSync(join(folder, sumsName), sumsFile(sums), { flag: 'wx' });
  writeFileSync(join(folder, `${sumsName}.html`), sumsPage(basename(folder), sums), { flag: 'wx' });
  console.log(`${sums.length} files: ${join(folder, sumsName)} and ${sumsName}.html`);
}
