// Calls about choosing: the system's own dialog gives a path to main and a token to the screen.
import type { DeskHandlers } from '#shared/contract/desk/contract.ts';
import type { PickedKind } from '#shared/contract/desk/picked.ts';
import type { Office } from '#services/app/office.ts';

const folders: ReadonlySet<PickedKind> = new Set<PickedKind>([
  'evidence',
  'ceremony',
  'practice',
  'folder',
  'rehearsal',
]);

export function choiceCalls({ files, pickFile, pickFiles, pickFolder }: Office): DeskHandlers['desk'] {
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
