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
};

export function choiceCalls({ files, pickFile, pickFolder }: Office): DeskHandlers['desk'] {
  return {
    async pick({ what }) {
      const path = await (what === 'evidence' ? pickFolder : pickFile)(titles[what]);
      return path === undefined ? null : files.remember(path, what);
    },
  };
}
