// The restore blob of a ceremony: built by the shares that are held, kept on this machine, and sent in a signed bundle.
import { basename } from 'node:path';
import type { BlobView } from '../../../../shared/contract/offline/view.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { allowedTries } from '../../../../shared/formatting/read-back.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { parseRestoreBlob } from '../../core/security-domain/restore-blob.ts';
import { bundleFileName } from '../../core/transfer/bundle.ts';
import { blobExchangeThumbprint, maxCarriedBytes } from '../../core/transfer/carried-files.ts';
import type { BundleExchange } from '../../ports/bundle-exchange.ts';
import { listBundles, readBundle, writeBundle } from '../../ports/bundle-folder.ts';
import { keepFile } from '../../ports/ceremony-folder.ts';
import { readWholeFile } from '../../ports/files.ts';
import type { CeremonySession } from '../ceremony-session.ts';
import type { Desk } from '../desk.ts';
import type { Ceremony } from './ceremony.ts';
import { onStick } from './facts.ts';
import { maxIdentityBytes, openSigner } from './signing.ts';
import { sentBlob } from './view.ts';

type Built = Extract<BlobView, { phase: 'built' }>;

/**
 * Builds the blob with the shares that are held; they are gone afterwards. It is durable before the journal says that it was built.
 * @param by names of the two people who approve it
 * @throws JOURNAL_OUT_OF_ORDER, and what `CeremonySession.buildBlob` throws
 */
export async function buildBlob(ceremony: Ceremony, shares: CeremonySession, by: readonly string[]): Promise<Built> {
  await shares.approve(by);
  const keep = (blob: Buffer): Promise<void> =>
    keepFile(ceremony.folder.restoreBlob(sha256(blob).toString('hex')), blob);
  const { blob } = await shares.buildBlob(keep);
  return builtView(blob);
}

/** The blob that was built and kept before. @throws the file faults */
export async function keptBlob(ceremony: Ceremony): Promise<BlobView> {
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

async function readBlob({ state, folder }: Ceremony): Promise<Buffer> {
  if (state.blob.phase !== 'built') {
    return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob', needs: 'a restore blob' });
  }
  const blob = await readWholeFile(folder.restoreBlob(state.blob.blobSha256), maxCarriedBytes);
  const found = sha256(blob).toString('hex');
  const expected = state.blob.blobSha256;
  return found === expected ? blob : refuse({ code: 'PLAN_MISMATCH', what: 'restore blob', expected, found });
}

/**
 * Signs the bundle of the blob, unless it is signed already, and writes it to a stick. It is kept on this machine first, so that a stick
 * that is full or pulled costs nothing but another stick.
 * @throws PASSPHRASE_CANCELLED, IDENTITY_…, BUNDLE_…, SECRET_IN_OUTPUT, the file and medium faults
 */
export async function exportBlob(desk: Desk, ceremony: Ceremony): Promise<void> {
  const out = desk.world.volumes.withRole('out');
  const name = await signedBlob(desk, ceremony);
  const bytes = await readBundle(ceremony.folder.outgoing, name);
  await writeBundle(out.path, name, bytes);
  const file = { name: onStick(visibleText(out.name, 40), name), bytes: bytes.length };
  await ceremony.append({ kind: 'file-written', ...file, sha256: sha256(bytes).toString('hex') });
}

async function signedBlob(desk: Desk, ceremony: Ceremony): Promise<string> {
  const sent = sentBlob(ceremony);
  if (sent) return bundleFileName({ ceremony: ceremony.plan.ceremony, type: 'restore-blob', seq: sent.seq });
  const { folder, state, plan } = ceremony;
  const { exchangeKey } = state;
  if (!exchangeKey) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.export', needs: 'an exchange key' });
  const blob = await readBlob(ceremony);
  const signer = await openSigner(
    desk,
    await readWholeFile(folder.identity, maxIdentityBytes),
    basename(folder.identity),
  );
  const restoreBlob = blob.toString('utf8');
  const exchange = ceremony.exchangeAs(signer);
  await setLeftOverAside(ceremony, exchange);
  return exchange.send(folder.outgoing, {
    type: 'restore-blob',
    exchange: { x5tS256: exchangeKey.x5tS256, spkiSha256: exchangeKey.spkiSha256 },
    sd: { sha256: plan.securityDomain?.sha256 ?? state.securityDomain?.sha256 ?? '' },
    body: { restoreBlob, blobSha256: sha256(blob).toString('hex'), x5tS256: blobExchangeThumbprint(restoreBlob) },
  });
}

/** What a program that ended too early left in our own folder was never told to anybody: it goes out of the way, renamed. */
async function setLeftOverAside({ folder, state, plan }: Ceremony, exchange: BundleExchange): Promise<void> {
  const seq = (state.lastBundle?.seq ?? 0) + 1;
  const name = bundleFileName({ ceremony: plan.ceremony, type: 'restore-blob', seq });
  const { bundles } = await listBundles(folder.outgoing);
  if (bundles.includes(name)) await exchange.setAside(folder.outgoing, name);
}

/**
 * Notes whether the other side's words of the bundle agreed: they type, this side reads aloud.
 * @param tries how often they have differed so far
 * @throws CALL_OUT_OF_ORDER
 */
export async function noteBlobReadBack(
  ceremony: Ceremony,
  by: readonly string[],
  { isAgreed, tries }: { readonly isAgreed: boolean; readonly tries: number },
): Promise<void> {
  const sent = sentBlob(ceremony);
  if (!sent) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.confirmReadBack', needs: 'a signed bundle' });
  await ceremony.append({
    kind: 'read-back',
    subject: 'restore-blob',
    sha256: sent.payloadSha256,
    attempt: Math.min(allowedTries, tries + 1),
    outcome: isAgreed ? 'agreed' : 'differed',
    by: ceremony.names(by),
  });
}
