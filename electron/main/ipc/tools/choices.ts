// Calls about choosing: the system's own dialog gives a path to main and a token to the screen.
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import type { AppServices } from '#services/app/app-services.ts';

const folders: ReadonlySet<PickedKind> = new Set<PickedKind>([
  'evidence',
  'ceremony',
  'practice',
  'folder',
  'rehearsal',
]);

export function choiceCalls({ files, pickFile, pickFiles, pickFolder }: AppServices): ToolsHandlers['files'] {
  return {
    async pick({ what }) {
      const path = await (folders.has(what) ? pickFolder : pickFile)(what);
      return path === undefined ? null : files.remember(path, what);
    },
    async pickMany({ what }) {
      return (await pickFiles(what)).map((path) => files.remember(path, what));
    },
  };
}
