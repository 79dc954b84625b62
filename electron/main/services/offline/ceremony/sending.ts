// What leaves this machine in a ceremony: one signed bundle, kept here first, written to sticks as often as people want, and read aloud.
import { refuse } from '#shared/faults/fault.ts';
import { nextTry } from '#shared/journal/state.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import type { ContentOf } from '#core/transfer/contents.ts';
import type { Signing } from '../../app/questions/signing.ts';
import { readBundle, writeBundle } from '../../bundles/bundle-folder.ts';
import type { OfflineWorld } from '../world.ts';
import type { Ceremony } from './ceremony.ts';
import { askAgreement } from '../questions/words.ts';
import { writtenFile } from '../../app/chosen-files.ts';
import { fileWritten } from './written-files.ts';
import { keptSigner } from './signing.ts';

/** Bundles that an offline machine sends. */
export type SentType = 'restore-blob' | 'activation-certificates';

/** A bundle that was signed here. */
export interface SentBundle {
  readonly seq: number;
  readonly payloadSha256: string;
}

interface Sending<Type extends SentType> {
  readonly type: Type;
  /** Undefined where it is not signed yet. */
  readonly sent: SentBundle | undefined;
  /** Gathers what the bundle holds; asked before the passphrase of the identity is. */
  readonly content: () => Promise<ContentOf<Type>>;
  /** What its holder reads of it. */
  readonly signing: (content: ContentOf<Type>) => Signing;
}

/**
 * Signs a bundle, unless it is signed already, and writes it to the stick OUT. It is kept on this machine first, so that a stick that is
 * full or pulled costs nothing but another stick.
 * @throws what `content` throws; PASSPHRASE_CANCELLED, IDENTITY_…, BUNDLE_…, SECRET_IN_OUTPUT, the file and medium faults
 */
export async function exportSigned<Type extends SentType>(
  world: OfflineWorld,
  ceremony: Ceremony,
  { type, sent, content, signing }: Sending<Type>,
): Promise<void> {
  const out = world.volumes.withRole('out');
  const name = sent
    ? bundleFileName({ ceremony: ceremony.plan.ceremony, type, seq: sent.seq })
    : await sign(world, ceremony, await content(), signing);
  const bytes = await readBundle(ceremony.folder.outgoing, name);
  await writeBundle(out.path, name, bytes);
  await ceremony.append(fileWritten(writtenFile(out.name, name, bytes)));
}

async function sign<Type extends SentType>(
  world: OfflineWorld,
  ceremony: Ceremony,
  content: ContentOf<Type>,
  signing: Sending<Type>['signing'],
): Promise<string> {
  ceremony.signer = await keptSigner(world, ceremony, signing(content));
  return ceremony.exchangeAs(ceremony.signer).sendHere(ceremony.folder.outgoing, content);
}

/**
 * Lets two people say whether the other side read the same words, and notes it.
 * @throws CALL_OUT_OF_ORDER before it was sent; CONFIRMATION_NOT_GIVEN, JOURNAL_OUT_OF_ORDER
 */
export async function noteSentReadBack(
  { confirm }: Pick<OfflineWorld, 'confirm'>,
  ceremony: Ceremony,
  subject: SentType,
  sent: SentBundle | undefined,
): Promise<void> {
  if (!sent) return refuse({ code: 'CALL_OUT_OF_ORDER', call: `${subject}.confirmReadBack`, needs: 'a signed bundle' });
  const { by, isAgreed } = await confirm(askAgreement(ceremony, sent.payloadSha256));
  await ceremony.append({
    kind: 'read-back',
    subject,
    sha256: sent.payloadSha256,
    attempt: nextTry(ceremony.state, subject, sent.payloadSha256),
    outcome: isAgreed ? 'agreed' : 'differed',
    by: [...by],
  });
}

/** The bundle that carries the blob for the verified key. */
export function sentBlob({ state }: Ceremony): SentBundle | undefined {
  const { blob, written } = state;
  if (blob.phase !== 'built') return undefined;
  return written.findLast(({ type, content }) => type === 'restore-blob' && content === blob.blobSha256);
}
