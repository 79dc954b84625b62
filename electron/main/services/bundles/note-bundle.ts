// Notes a bundle in this machine's journal: one of ours as sent, one for us as accepted once it is bound; an exchange key is checked.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { namesInPlan } from '#shared/plan/people.ts';
import { thumbprintsOf } from '#core/encoding/thumbprint.ts';
import { checkFailed, encodeVerdict, assessBundledKey } from '#core/journal/records.ts';
import type { ApprovedPlan } from '#core/plan/approval.ts';
import { assertNoOtherPlan } from '#core/plan/facts.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { bindBundle, type VerifiedBundle } from '#core/transfer/bind.ts';
import type { SignedBundle } from '#core/transfer/bundle.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import { assertNextSent, bundleAccepted, bundleSent, expectationOf } from '#core/transfer/session.ts';
import type { JournalWriter } from '../journal/journal-file.ts';

/** What the journal says of a bundle: taken in, checked only, or sent. */
export type NotedAs = 'accepted' | 'judged' | 'sent';

/** The machine whose journal it is. */
export interface Receiver {
  readonly approved: ApprovedPlan;
  readonly self: PublicIdentity;
  /** Keeps the verdict on an exchange key, before the journal names its hash. */
  readonly keepVerdict?: (verdict: Buffer) => Promise<void>;
  /** For an exchange key without attestation: why it is accepted, and by which two people. */
  readonly unattested?: { readonly reason: string; readonly approvers: readonly string[] };
}

/**
 * @throws PLAN_MISMATCH; BUNDLE_… where it is not the next bundle for or from this machine, before anything is noted; the faults of the
 *   exchange key, after they are noted as a failed check; JOURNAL_…
 */
export async function noteBundle(
  bundle: SignedBundle,
  file: Buffer,
  journal: JournalWriter,
  receiver: Receiver,
): Promise<NotedAs> {
  const { approved, self } = receiver;
  assertNoOtherPlan(journal.state, approved.planSha256);
  const { plan, planSha256 } = approved;
  const session = { self, plan, planSha256, pins: pinnedIdentities(plan), state: journal.state };
  if (bundle.payload.from === self.keyId) {
    assertNextSent(bundle, session);
    // What is signed with the end of another journal would contradict this one forever.
    if (!(await journal.hadEnd(bundle.payload.journal))) refuse({ code: 'BUNDLE_JOURNAL_OTHER' });
    const events = bundleSent(bundle, file);
    journal.assertMayHappen(events);
    for (const event of events) await journal.append(event);
    return 'sent';
  }
  const bound = bindBundle(bundle, expectationOf(session, bundle.payload.type));
  await journal.append(bundleAccepted(bound, file));
  if (!isExchangeKey(bound)) return 'accepted';
  await assess(bound, journal, receiver);
  return 'judged';
}

const isExchangeKey = (bundle: VerifiedBundle): bundle is VerifiedBundle<'exchange-key'> =>
  bundle.payload.type === 'exchange-key';

/** What an exchange key's verdict is, is in the journal: verified, or a failed check that only an exception leaves. */
async function assess(
  bundle: VerifiedBundle<'exchange-key'>,
  journal: JournalWriter,
  { approved, unattested, keepVerdict }: Receiver,
): Promise<void> {
  const custodians = thumbprintsOf(approved.plan.custodians);
  const excepted = unattested && {
    unattested: { ...unattested, approvers: namesInPlan(approved.plan, unattested.approvers) },
  };
  try {
    const { event, verdict } = assessBundledKey(bundle, approved, custodians, excepted ?? {});
    journal.assertMayHappen([event]);
    await keepVerdict?.(encodeVerdict(verdict));
    await journal.append(event);
  } catch (error) {
    // Step B6 of the offline recovery is where the certificate is examined.
    if (error instanceof Refusal) await journal.append(checkFailed('exchange-key', 'B6', error.fault));
    throw error;
  }
}
