// Calls about the plan: read with all its problems at once, shown with those who approved it, approved with an identity.
import { basename, join } from 'node:path';
import type { DeskHandlers, PlanView } from '../../../../shared/contract/desk.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { sha256, wipe } from '../../core/encoding/bytes.ts';
import { type AnyPlan, readAnyPlan } from '../../core/plan/any-plan.ts';
import { approvalsRequired, approveAgain, approvePlan } from '../../core/plan/approval.ts';
import { maxBundleBytes } from '../../core/transfer/envelope.ts';
import { openIdentity, readPublicIdentity, type Signer } from '../../core/transfer/identity.ts';
import type { Office } from '../../office/office.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';

/** An identity file has about 800 bytes. */
export const maxIdentityBytes = 8192;

export function planCalls(office: Office): DeskHandlers['plans'] {
  const { files, practiceOnly, pickFolder } = office;
  const read = (token: string): Promise<Buffer> => readWholeFile(files.path(token, 'plan'), maxBundleBytes);
  return {
    load: async ({ plan }) => viewOf(readAnyPlan(await read(plan))),
    async approve({ plan: token, identity }) {
      const bytes = await read(token);
      const { plan, signed } = readAnyPlan(bytes);
      if (practiceOnly && !plan.practice) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      const signer = await openSigner(office, identity);
      const approved = signed ? approveAgain(bytes, signer) : approvePlan(plan, signer);
      const after = readAnyPlan(approved);
      const folder = await pickFolder('Choose the folder for the signed plan');
      if (folder === undefined) return null;
      const name = `plan-${plan.ceremony}-approved-by-${after.approvers.length}.dsse.json`;
      await writeNewFile(join(folder, name), approved);
      const file = {
        volume: visibleText(basename(folder), 40),
        name,
        bytes: approved.length,
        sha256: sha256(approved).toString('hex'),
        readBack: true,
      };
      return { view: viewOf(after), file };
    },
  };
}

function viewOf({ plan, planSha256, approvers }: AnyPlan): PlanView {
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return { plan, planSha256, approvers: approvers.map(nameOf), required: approvalsRequired };
}

/** Opens an identity; its passphrase is typed in a window of its own and wiped here. */
async function openSigner({ files, askPassphrase }: Office, token: string): Promise<Signer> {
  const path = files.path(token, 'identity');
  const file = await readWholeFile(path, maxIdentityBytes);
  const { holder } = readPublicIdentity(file);
  const passphrase = await askPassphrase({ who: holder, fileName: visibleText(basename(path), 80), use: 'identity' });
  try {
    return openIdentity(file, passphrase);
  } finally {
    wipe(passphrase);
  }
}
