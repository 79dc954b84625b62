// `npm run checksums -- FOLDER`: SHA-256 of every file in a folder of a release, for programs (SHA256SUMS) and for people (the release
// card: groups of digits, PGP words and QR codes; beside the files also the main files that are inside the programs, as the machine
// sheet shows them). Writes two new files into the folder and never over existing ones. With `--whole`, a folder that is not a whole release
// is refused: a package that nobody made, or one that nobody expects.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { html, type Html, htmlText, styleElement } from '#core/documents/html.ts';
import { qrSvg } from '#core/documents/qr.ts';
import { qrText } from '#shared/formatting/qr.ts';
import { hexRows, wordRows } from '#shared/formatting/fingerprint.ts';
import { germanGlossary } from '#shared/messages/de/glossary.ts';
import { machine as germanSheet } from '#shared/messages/de/screens/machine.ts';
import { englishGlossary } from '#shared/messages/en/glossary.ts';
import { machine as englishSheet } from '#shared/messages/en/screens/machine.ts';
import { root } from '../root.ts';
import { builderConfig } from './builder-config.ts';
import { type Product, products } from './products.ts';

const sumsName = 'SHA256SUMS';
const cardName = 'release-card.html';
const pageStyle = 'body { font-family: sans-serif } section { break-inside: avoid } svg { width: 4cm; float: right }';

export interface Checksum {
  readonly name: string;
  readonly sha256: string;
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Of the main file inside each program, which no installer's hash tells. @param dist where packing has left what it packed */
export const mainFileChecksums = (dist: string): Checksum[] =>
  products.map((product) => ({
    name: `${product.name}: ${mainFile(product)}`,
    sha256: hashOf(join(dist, product.id, 'app', mainFile(product))),
  }));

const mainFile = ({ id }: Product): string => `out/electron/${id}.cjs`;

/** Of the files in the folder itself, by name. */
export const checksumsOf = (folder: string): Checksum[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(sumsName) && entry.name !== cardName)
    .map(({ name }) => ({ name, sha256: hashOf(join(folder, name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The files that a whole release has, sorted: packages as electron-builder names them, bills of materials, and the instructions. */
export const releaseFiles = (version: string): string[] =>
  products
    .flatMap((product) => {
      const { artifactName, nsis, portable } = builderConfig(product, { app: '', output: '', licences: '' });
      const named = (pattern: unknown, os: string, arch: string, ext: string): string =>
        Object.entries({ version, os, arch, ext }).reduce(
          (name, [key, value]) => name.replace(`\${${key}}`, value),
          String(pattern),
        );
      return [
        named(artifactName, 'linux', 'x86_64', 'AppImage'),
        named(artifactName, 'linux', 'amd64', 'deb'),
        named(artifactName, 'linux', 'x64', 'tar.gz'),
        named(nsis?.artifactName, 'win', 'x64', 'exe'),
        named(portable?.artifactName, 'win', 'x64', 'exe'),
        named(artifactName, 'mac', 'arm64', 'dmg'),
        `${product.executable}.cdx.json`,
      ];
    })
    .concat('INSTALL.md')
    .sort();

/** As `sha256sum --check` reads them. */
export const sumsFile = (sums: readonly Checksum[]): string =>
  sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');

export interface ReleaseCard {
  readonly version: string;
  /** The day of the card, as in 2026-11-25. */
  readonly day: string;
  /** What is installed or started. */
  readonly files: readonly Checksum[];
  /** What the programs show of themselves. */
  readonly mainFiles: readonly Checksum[];
}

/** A page to be printed and kept apart from the files. */
export function releaseCard({ version, day, files, mainFiles }: ReleaseCard): string {
  const terms = `${englishGlossary['release card'].term} / ${germanGlossary['release card'].term}`;
  const title = `Lifeboat ${version}, ${day}`;
  const section = ({ name, sha256 }: Checksum): Html =>
    html`<section>
      <h3>${name}</h3>
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
      <title>${title}: ${terms}</title>
      ${styleElement(pageStyle)}
    </head>
    <body>
      <h1>${terms}</h1>
      <p>${title}</p>
      <h2>Application files</h2>
      <p>Compare before a file is opened: the SHA-256 of the whole file.</p>
      ${files.map(section)}
      <h2>Main files inside the programs</h2>
      <p>
        Lifeboat Offline shows its own on the machine sheet: “${englishSheet.rows['program-file']}”
        (“${germanSheet.rows['program-file']}”). It is never equal to a value above.
      </p>
      ${mainFiles.map(section)}
    </body>
  </html>`;
  return `<!doctype html>\n${htmlText(page)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const isWhole = process.argv.includes('--whole');
  const [given, dist = join(root, 'dist')] = process.argv.slice(2).filter((word) => word !== '--whole');
  if (given === undefined) throw new Error('usage: npm run checksums -- FOLDER [FOLDER_OF_WHAT_WAS_PACKED] [--whole]');
  const folder = resolve(process.env['INIT_CWD'] ?? '', given);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const files = checksumsOf(folder);
  const names = files.map(({ name }) => name);
  const expected = releaseFiles(version);
  const wrong = [...names, ...expected].filter((name) => names.includes(name) !== expected.includes(name));
  if (isWhole && wrong.length > 0) throw new Error(`not a whole release; missing or not expected: ${wrong.join(', ')}`);
  const mainFiles = mainFileChecksums(resolve(process.env['INIT_CWD'] ?? '', dist));
  const card = releaseCard({ version, day: new Date().toISOString().slice(0, 10), files, mainFiles });
  writeFileSync(join(folder, sumsName), sumsFile(files), { flag: 'wx' });
  writeFileSync(join(folder, cardName), card, { flag: 'wx' });
  console.log(`${files.length} files: ${join(folder, sumsName)} and ${cardName}`);
}
