// What each program ships beside Electron: its files, as every build lays them out, and their bytes.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder, packedFiles } from '#build/package/stage.ts';
import { products } from '#build/package/products.ts';
import { outFolder } from '#build/out-folder.ts';

export function measurePrograms(): Promise<object> {
  const rows = products.map((product) => {
    const sizes = packedFiles(product, outFolder).map((file) => statSync(join(appFolder(product.id), file)).size);
    return [product.id, { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }] as const;
  });
  return Promise.resolve(Object.fromEntries(rows));
}
