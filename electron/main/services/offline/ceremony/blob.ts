// The restore blob of a ceremony: built by the shares that are held, kept on this machine, and sent in a signed bundle.
import type { BlobView } from '#shared/contract/offline/blob-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import type { AssessedExchangeKey } from '#core/journal/records.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { blobExchangeThumbprint, maxCarriedBytes } from '#core/transfer/carried-files.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import { type CeremonyFolder, keepFile } from '../../journal/ceremony-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import { signingBlob } from '../questions/signing.ts';
import type { RecoverySession } from '../recovery-session.ts';
import type { OfflineWorld } from '../world.ts';
import type { Ceremony } from './ceremony.ts';
import { exportSigned, sentBlob } from './sending.ts';

type Built = Extract<BlobView, { phase: 'built' }>;

/** A ceremony of any grade, as far as its blob is concerned. */
export interface BlobKeeper {
  readonly state: JournalState;
  readonly folder: Pick<CeremonyFolder, 'restoreBlob'>;
}

/**
 * Builds the blob with the shares that are held; they are gone afterwards. It is durable before the journal says that it was built.
 * @param by names of the two people who approve it
 * @throws what `RecoverySession.buildApproved` throws
 */
export async function buildBlob(
  ceremony: BlobKeeper,
  shares: RecoverySession,
  key: AssessedExchangeKey,
  by: readonly string[],
): Promise<Built> {
  const keep = (blob: Buffer): Promise<void> =>
    keepFile(ceremony.folder.restoreBlob(sha256(blob).toString('hex')), blob);
  const { blob } = await shares.buildApproved(key, by, keep);
  return builtView(blob);
}

/** The blob that was built and kept before. @throws the file faults */
export async function keptBlob(ceremony: BlobKeeper): Promise<BlobView> {
  return ceremony.state.blob.phase === 'built' ? builtView(await readBlob(ceremony)) : { phase: 'none' };
}

function builtView(blob: Buffer): Built {
  const { exchangeThumbprintS256, data } = parseRestoreBlob(blob);
  return {
    phase: 'built',
    bytes: blob.length,
    sha256: sha256(blob).toString('hex'),
    wrappedFor: exchangeThumbprintS256,
    data: data.length,
  };
}

/** The blob that the journal says was built. @throws CALL_OUT_OF_ORDER, PLAN_MISMATCH, the file faults */
export async function readBlob({ state, folder }: BlobKeeper): Promise<Buffer> {
  if (state.blob.phase !== 'built') {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob', needs: 'a restore blob' });
  }
  const blob = await readWholeFile(folder.restoreBlob(state.blob.blobSha256), maxCarriedBytes);
  const found = sha256(blob).toString('hex');
  const expected = state.blob.blobSha256;
  return found === expected ? blob : refuse({ code: 'PLAN_MISMATCH', what: 'restore blob', expected, found });
}

/**
 * Signs the bundle of the blob, unless it is signed already, and writes it to the stick OUT.
 * @throws CALL_OUT_OF_ORDER, what `exportSigned` throws
 */
export function exportBlob(world: OfflineWorld, ceremony: Ceremony): Promise<void> {
  return exportSigned(world, ceremony, {
    type: 'restore-blob',
    sent: sentBlob(ceremony),
    content: () => blobContent(ceremony),
    signing: (content) => signingBlob(ceremony, content),
  });
}

async function blobContent(ceremony: Ceremony): Promise<ContentOf<'restore-blob'>> {
  const { state, plan } = ceremony;
  const { exchangeKey } = state;
  if (!exchangeKey) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.export', needs: 'an exchange key' });
  const blob = await readBlob(ceremony);
  const restoreBlob = blob.toString('utf8');
  return {
    type: 'restore-blob',
    exchange: { certificateSha256: exchangeKey.certificateSha256, spkiSha256: exchangeKey.spkiSha256 },
    sd: { sha256: plan.securityDomain?.sha256 ?? state.securityDomain?.sha256 ?? '' },
    body: { restoreBlob, blobSha256: sha256(blob).toString('hex'), x5tS256: blobExchangeThumbprint(restoreBlob) },
  };
}
