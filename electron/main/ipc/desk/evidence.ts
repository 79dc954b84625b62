// Calls about evidence: a package is checked again from its files alone, without Azure and without keys.
import type { DeskHandlers } from '../../../../shared/contract/desk.ts';
import { verifyEvidence } from '../../core/evidence/package.ts';
import type { Office } from '../../office/office.ts';
import { readEvidenceFolder } from '../../ports/evidence-folder.ts';

export function evidenceCalls(office: Office): DeskHandlers['evidence'] {
  return {
    async verify({ folder, planSha256 }) {
      return verifyEvidence(await readEvidenceFolder(office.files.path(folder, 'evidence')), planSha256 ?? undefined);
    },
  };
}
