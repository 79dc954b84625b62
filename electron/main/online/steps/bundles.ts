// Bundles from the offline side as the steps take them: accepted once, and read back by people before they are used.
import { refuse } from '../../../../shared/faults/fault.ts';
import { nextTry } from '../../../../shared/journal/state.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { verifyBundle } from '../../core/transfer/bind.ts';
import { openBundle, type SignedBundle } from '../../core/transfer/bundle.ts';
import { expectationOf, travelled } from '../../core/transfer/session.ts';
import { twoOfPlan } from './confirmation.ts';
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

/**
 * Notes that what people read to each other is the hash of this bundle (ceremony C14); after two wrong tries only an exception
 * leads on.
 * @param typed what was heard, 64 hex digits, spaces allowed
 * @throws READ_BACK_DIFFERS; CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN before anything is noted
 */
export async function noteReadBack(
  { journal, plan }: StepContext,
  subject: IncomingType,
  payloadSha256: string,
  { typed, by }: { readonly typed: string; readonly by: readonly string[] },
): Promise<void> {
  if (journal.state.readBack[subject] === payloadSha256) return;
  const names = twoOfPlan(plan, by);
  const outcome = typed.replace(/[\s-]/g, '').toLowerCase() === payloadSha256 ? 'agreed' : 'differed';
  const attempt = nextTry(journal.state, subject, payloadSha256);
  await journal.append({ kind: 'read-back', subject, sha256: payloadSha256, attempt, outcome, by: names });
  // The refusal does not say what was expected: the second try must be a reading too, and not a copy from the screen.
  if (outcome === 'differed') refuse({ code: 'READ_BACK_DIFFERS', attempt });
}
