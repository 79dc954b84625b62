// Calls about choosing: the system's own dialog gives a path to main and a token to the screen.
import type { DeskHandlers, PickedKind } from '../../../../shared/contract/desk.ts';
import type { Office } from '../../office/office.ts';

const titles: Readonly<Record<PickedKind, string>> = {
  plan: 'Choose the plan of the ceremony',
  journal: 'Choose the journal of the ceremony',
  data: 'Choose the register or the verification',
  evidence: 'Choose the folder of the evidence package',
  bundle: 'Choose the bundle',
  identity: 'Choose the identity',
  observation: 'Choose what the other operator fetched',
  inventory: 'Choose the inventory',
  certificate: 'Choose the certificate with its key',
  ceremony: 'Choose the folder of the ceremony',
  practice: 'Choose the folder of the practice cloud',
};

const folders: ReadonlySet<PickedKind> = new Set<PickedKind>(['evidence', 'ceremony', 'practice']);

export function choiceCalls({ files, pickFile, pickFolder }: Office): DeskHandlers['desk'] {
  return {
    async pick({ what }) {
      const path = await (folders.has(what) ? pickFolder : pickFile)(titles[what]);
      return path === undefined ? null : files.remember(path, what);
    },
  };
}
