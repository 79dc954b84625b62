// The program in an unpacked directory, as a person would start it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './products.ts';

/**
 * @param packed the folder that packing has filled; the name of the one in it depends on system and processor
 * @throws where no program is there
 */
export function packedProgram(product: Product, packed: string, platform: NodeJS.Platform = process.platform): string {
  const inside: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
    darwin: join(`${product.name}.app`, 'Contents', 'MacOS', product.name),
    win32: `${product.name}.exe`,
  };
  const name = inside[platform] ?? product.executable;
  const found = readdirSync(packed)
    .map((folder) => join(packed, folder, name))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error(`there is no ${name} below ${packed}`);
  return found;
}
