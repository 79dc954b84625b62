// `npm run package`: everything that this machine can pack. With Electron's files: all targets of its platform. Without them: both
// products as an unpacked directory around a dummy, which proves what would be packed, and cannot run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary } from '#e2e/hosts/electron-binary.ts';
import { root, outFolder } from '../root.ts';
import { writeDummyElectron } from './dummy-electron.ts';
import { electronFolderOf } from './electron-folder.ts';
import { pack, type PackOptions } from './pack.ts';
import { productOf, products } from './products.ts';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const directoryOnly = process.argv.includes('--dir');
const fetchElectron = process.argv.includes('--fetch-electron');
const platform = process.platform as PackOptions['platform'];
const target = join(root, 'dist');

const withoutElectron = `
Electron's files are not here (see "npm start" for the ways to supply them), so nothing that runs can be made.
Packing both products around a DUMMY instead: the archive and the fuses are real, the program is not.`;

async function packAll(
  electronDist: string | undefined,
  options: Pick<PackOptions, 'platform' | 'directoryOnly'>,
): Promise<void> {
  for (const product of wanted.length === 0 ? products : wanted.map(productOf)) {
    const folder = join(target, product.id);
    rmSync(folder, { recursive: true, force: true });
    const made = await pack(product, {
      ...options,
      folder,
      out: outFolder,
      ...(electronDist === undefined ? {} : { electronDist }),
    });
    console.log(made.length === 0 ? `${product.name}: ${join(folder, 'packed')}` : made.join('\n'));
  }
}

const binary = electronBinary(root);
const supplied = binary === undefined ? undefined : electronFolderOf(binary);
if (supplied !== undefined || fetchElectron) {
  await packAll(supplied, { platform, directoryOnly });
} else {
  console.log(withoutElectron);
  const dummy = mkdtempSync(join(tmpdir(), 'lifeboat-dummy-'));
  try {
    writeDummyElectron(dummy);
    await packAll(dummy, { platform: 'linux', directoryOnly: true });
  } finally {
    rmSync(dummy, { recursive: true, force: true });
  }
}
