// Calls about the program itself.
import { arch, release, type as systemType } from 'node:os';
import type { AboutView } from '#shared/contract/tools/about.ts';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { hashOfFile } from '#platform/files.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { writeInto } from '#services/app/chosen-files.ts';

export function aboutCalls(services: AppServices): ToolsHandlers['about'] {
  const read = async (): Promise<AboutView> => {
    const { electron = null, chrome: chromium = null, node } = process.versions as Partial<NodeJS.ProcessVersions>;
    return {
      version: services.version,
      programSha256: await hashOfFile(services.programFile),
      electron: services.practiceOnly ? null : electron,
      chromium,
      node: node ?? '',
      system: visibleText(`${systemType()} ${release()} ${arch()}`),
      refusals: services.refusals.entries,
    };
  };
  return {
    read,
    async save({ folder }) {
      const about = await read();
      const name = `lifeboat-${services.side}-log-${services.now().toISOString().replace(/[-:.]/g, '')}.json`;
      const text = `${JSON.stringify({ format: 'lifeboat-log', v: 1, side: services.side, ...about }, null, 2)}\n`;
      return writeInto(services.files.path(folder, 'folder'), name, Buffer.from(text, 'utf8'));
    },
  };
}
