// Which samples of documents are kept as whole files, and where. Run it with Node to write them anew after a wanted change.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentSamples } from '../shared/documents/testdata/samples.ts';
import { root } from './root.ts';

export const goldenFolder = join(root, 'shared', 'documents', 'testdata', 'golden');

/** Golden files leave the style sheet out; it is one file of its own. */
export const goldenStyle = { css: '', appVersion: '0.1.0' };

/** Kept whole, to be read in a review; of the others the digest alone is kept. */
export const goldenFiles: ReadonlySet<string> = new Set([
  'script-recovery-offline-en-a4',
  'script-recovery-online-de-a4',
  'record-recovery-offline-en-a4',
  'call-sheet-en-a4',
  'fingerprint-card-en-a4',
  'key-mapping-en-a4',
  'custody-register-en-a4',
  'rehearsal-report-practice-en-a4',
]);

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  rmSync(goldenFolder, { recursive: true, force: true });
  mkdirSync(goldenFolder, { recursive: true });
  const digests: Record<string, string> = {};
  for (const { name, html } of documentSamples(goldenStyle)) {
    const text = html();
    digests[name] = createHash('sha256').update(text).digest('hex');
    if (goldenFiles.has(name)) writeFileSync(join(goldenFolder, `${name}.html`), text);
  }
  writeFileSync(join(goldenFolder, 'digests.json'), `${JSON.stringify(digests, null, 2)}\n`);
}
