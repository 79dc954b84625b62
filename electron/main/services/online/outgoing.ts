// A bundle that this machine has signed and whose stick is lost, full or unreadable: the same bytes go to another one. A new bundle would have
// another place in the sequence, and the offline side would refuse it forever.
import { isFaultOf } from '#shared/faults/fault.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { bundleFileName, openBundle } from '#core/transfer/bundle.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import { readBundle } from '../bundles/bundle-folder.ts';
import type { OpenCeremony } from './open-ceremony.ts';

/** Bundles that the first operator signs alone. */
export type OwnType = 'security-domain' | 'outcome';

/**
 * The name of the bundle that was signed last, if nothing has followed it and it says the same; undefined where a new one is to be signed.
 * @throws the file faults
 */
export async function sentLast(
  { journal, folder, approved: { plan } }: OpenCeremony,
  content: ContentOf<OwnType>,
): Promise<string | undefined> {
  const { lastBundle, written } = journal.state;
  const last = written.at(-1);
  if (last?.type !== content.type || last.seq !== lastBundle?.seq) return undefined;
  const name = bundleFileName({ ceremony: plan.ceremony, ...last });
  try {
    const file = await readBundle(folder.outgoingPath, name);
    const { payload } = openBundle<OwnType>(file, content.type, pinnedIdentities(plan));
    return meaningOf(payload) === meaningOf(content) ? name : undefined;
  } catch (error) {
    // Somebody has cleared the folder away: then there is nothing to copy.
    if (isFaultOf(error, 'FILE_NOT_FOUND')) return undefined;
    throw error;
  }
}

/** What stays the same when it is said once more; the head of the journal, which an outcome names, has moved on. */
const meaningOf = (content: ContentOf<OwnType>): string =>
  content.type === 'outcome' ? `${content.body.call} ${content.body.verdict}` : content.sd.sha256;
