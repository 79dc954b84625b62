// Drops files on a page, as a person does with a mouse.
import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { bindings } from '../hosts/double/page-side.ts';

/** @param paths of what is dropped; none: something that is no file of the disk */
export async function dropOn(page: Page, place: Locator, paths: readonly string[]): Promise<void> {
  const known = Object.fromEntries(paths.map((path) => [basename(path), path]));
  // Electron asks the system; the double is told.
  await page.evaluate(`window[${JSON.stringify(bindings.dropped)}] = ${JSON.stringify(known)}`);
  const { x = 0, y = 0, width = 0, height = 0 } = (await place.boundingBox()) ?? {};
  const at = { x: x + width / 2, y: y + height / 2 };
  const items = paths.length === 0 ? [{ mimeType: 'text/plain', data: 'no file' }] : [];
  const data = { items, files: [...paths], dragOperationsMask: 1 };
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await devtools.detach();
}
