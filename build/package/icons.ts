// Draws the icons of both products from their SVG in every form that the systems want. Run it with Node after a change of the drawing;
// what it makes is kept in assets/icons, so that packing needs no browser.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '#e2e/fakes/fake-app.ts';
import { root } from '../root.ts';
import { icnsFile, icoFile, type Picture } from './icon-files.ts';
import { products } from './products.ts';

const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const icnsSizes = [16, 32, 64, 128, 256, 512, 1024];

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await launchChromium();
  const page = await browser.newPage();
  const draw = async (svg: string, size: number): Promise<Picture> => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    return { size, png: await page.screenshot({ omitBackground: true }) };
  };
  const drawAll = async (svg: string, sizes: readonly number[]): Promise<Picture[]> => {
    const pictures: Picture[] = [];
    for (const size of sizes) pictures.push(await draw(svg, size));
    return pictures;
  };
  for (const { id } of products) {
    const folder = join(root, 'assets', 'icons', id);
    const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
    rmSync(join(folder, 'png'), { recursive: true, force: true });
    mkdirSync(join(folder, 'png'));
    for (const { size, png } of await drawAll(svg, linuxSizes)) {
      writeFileSync(join(folder, 'png', `${size}x${size}.png`), png);
    }
    writeFileSync(join(folder, 'icon.ico'), icoFile(await drawAll(svg, icoSizes)));
    writeFileSync(join(folder, 'icon.icns'), icnsFile(await drawAll(svg, icnsSizes)));
  }
  await browser.close();
}
