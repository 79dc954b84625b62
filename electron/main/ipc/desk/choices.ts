// Calls about choosing: the system's own dialog gives a path to main and a token to the screen.
import type { DeskHandlers, PickedKind } from '../../../../shared/contract/desk.ts';
import type { Office } from '../../office/office.ts';

const titles: Readonly<Record<PickedKind, string>> = {
  plan: 'Choose the plan of the ceremony',
  journal: 'Choose the journal of the ceremony',
  data: 'Choose the file',
  evidence: 'Choose the folder of the evidence package',
  bundle: 'Choose the bundle',
  identity: 'Choose the identity',
  observation: 'Choose what an operator fetched',
  inventory: 'Choose the inventory',
  certificate: 'Choose the certificate with its key',
  ceremony: 'Choose the folder of the ceremony',
  practice: 'Choose the folder of the practice cloud',
  folder: 'Choose the stick or folder to write to',
};

const folders: ReadonlySet<PickedKind> = new Set<PickedKind>(['evidence', 'ceremony', 'practice', 'folder']);

export function choiceCalls({ files, pickFile, pickFiles, pickFolder }: Office): DeskHandlers['desk'] {
  return {
    async pick({ what }) {
      const path = await (folders.has(what) ? pickFolder : pickFile)(titles[what]);
      return path === undefined ? null : files.remember(path, what);
    },
    async pickMany({ what }) {
      return (await pickFiles(titles[what])).map((path) => files.remember(path, what));
    },
  };
}
