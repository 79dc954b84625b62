// Calls about bundles: verified against the approved plan, and with a journal bound to this machine and noted.
import { basename, dirname } from 'node:path';
import type { BundleView, DeskHandlers } from '../../../../shared/contract/desk.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { type ApprovedPlan, verifyApprovedPlan } from '../../core/plan/approval.ts';
import { pinnedIdentities } from '../../core/plan/plan-file.ts';
import { claimedType, openBundle, type SignedBundle } from '../../core/transfer/bundle.ts';
import { maxBundleBytes } from '../../core/transfer/envelope.ts';
import { readPublicIdentity } from '../../core/transfer/identity.ts';
import type { Office } from '../../office/office.ts';
import { readBundle } from '../../ports/bundle-folder.ts';
import { readWholeFile } from '../../ports/files.ts';
import { JournalFile } from '../../ports/journal-file.ts';
import { noteBundle, type NotedAs } from '../../ports/note-bundle.ts';
import { maxIdentityBytes } from './plans.ts';

interface Own {
  readonly journal: string;
  readonly self: string;
}

export function bundleCalls(office: Office): DeskHandlers['bundles'] {
  const { files, practiceOnly } = office;
  return {
    async verify({ bundle: token, plan, planSha256, own }) {
      const approved = verifyApprovedPlan(await readWholeFile(files.path(plan, 'plan'), maxBundleBytes), planSha256);
      const path = files.path(token, 'bundle');
      const file = await readBundle(dirname(path), basename(path));
      const bundle = openBundle(file, claimedType(file), pinnedIdentities(approved.plan));
      if (own === null) return viewOf(bundle, 'signatures');
      if (practiceOnly && !approved.plan.practice) refuse({ code: 'PREVIEW_IS_PRACTICE' });
      return viewOf(bundle, await note(office, own, approved, bundle, file));
    },
  };
}

async function note(
  { files, now }: Office,
  own: Own,
  approved: ApprovedPlan,
  bundle: SignedBundle,
  file: Buffer,
): Promise<NotedAs> {
  const self = readPublicIdentity(await readWholeFile(files.path(own.self, 'identity'), maxIdentityBytes));
  const journal = await JournalFile.open(files.path(own.journal, 'journal'), () => now().toISOString());
  try {
    return await noteBundle(bundle, file, journal, { approved, self });
  } finally {
    await journal.close();
  }
}

function viewOf({ payload, payloadSha256, signers }: SignedBundle, noted: BundleView['noted']): BundleView {
  const { type, seq, ceremony, practice, issued, exchange, hsm } = payload;
  return {
    type,
    seq,
    ceremony,
    practice,
    issued,
    payloadSha256,
    signers: signers.map(({ role, holder }) => ({ role, holder })),
    exchange: exchange?.x5tS256 ?? null,
    hsmUri: hsm.uri,
    noted,
  };
}
