// Bundles from the offline side as the steps take them: accepted once, and read back by people before they are used.
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyBundle } from '#core/transfer/bind.ts';
import { openBundle, type SignedBundle } from '#core/transfer/bundle.ts';
import { expectationOf, travelled } from '#core/transfer/session.ts';
import { sessionOf, type StepContext } from './step-context.ts';

type IncomingType = 'restore-blob' | 'activation-certificates';

/**
 * The bundle as accepted before, or accepted now as the next one for this machine.
 * @throws the ENVELOPE, SIGNATURE and BUNDLE faults
 */
export async function acceptedBundle<Type extends IncomingType>(
  context: Pick<StepContext, 'plan' | 'planSha256' | 'journal'>,
  type: Type,
  file: Buffer,
): Promise<SignedBundle<Type>> {
  const session = sessionOf(context);
  const known = context.journal.state.accepted.some(({ fileSha256 }) => fileSha256 === sha256(file).toString('hex'));
  if (known) return openBundle(file, type, session.pins);
  const bundle = verifyBundle(file, type, session.pins, expectationOf(session, type));
  const signers = bundle.signers.map(({ keyId }) => keyId);
  await context.journal.append({ kind: 'bundle-accepted', ...travelled(bundle, file), signers });
  return bundle;
}
