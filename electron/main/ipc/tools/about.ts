// Calls about the program itself.
import { arch, release, type as systemType } from 'node:os';
import type { AboutView } from '#shared/contract/desk/about.ts';
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { hashOfFile } from '#platform/hash-of-file.ts';
import type { Office } from '#services/app/office.ts';
import { writeInto } from '#services/app/office-files.ts';

export function aboutCalls(office: Office): DeskHandlers['about'] {
  const read = async (): Promise<AboutView> => {
    const { electron = null, chrome: chromium = null, node } = process.versions as Partial<NodeJS.ProcessVersions>;
    return {
      version: office.version,
      programSha256: await hashOfFile(office.programFile),
      electron: office.practiceOnly ? null : electron,
      chromium,
      node: node ?? '',
      system: visibleText(`${systemType()} ${release()} ${arch()}`),
      refusals: office.refusals.entries,
    };
  };
  return {
    read,
    async save({ folder }) {
      const about = await read();
      const name = `lifeboat-${office.side}-log-${office.now().toISOString().replace(/[-:.]/g, '')}.json`;
      const text = `${JSON.stringify({ format: 'lifeboat-log', v: 1, side: office.side, ...about }, null, 2)}\n`;
      return writeInto(office.files.path(folder, 'folder'), name, Buffer.from(text, 'utf8'));
    },
  };
}
