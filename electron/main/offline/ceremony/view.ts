// A ceremony as its screens show it: every part of the view that follows from its journal.
import type { RecoveryView, View } from '../../../../shared/contract/offline/view.ts';
import { bundleFileName } from '../../core/transfer/bundle.ts';
import type { Ceremony } from './ceremony.ts';
import { exchangeKeyView, type HeldKey, thumbprintOf } from './exchange-key.ts';

/** What a ceremony holds beside its journal, as far as screens show it. */
export interface Held {
  readonly key?: HeldKey | undefined;
  readonly outcome?: RecoveryView['outcome'] | undefined;
}

type CeremonyPart = Pick<View, 'recovery' | 'clock' | 'exceptions' | 'written' | 'exchangeKey' | 'custodians'>;

export function ceremonyPart(ceremony: Ceremony, held: Held, { custodians }: View): CeremonyPart {
  const { exceptions, written, clock } = ceremony.facts;
  return {
    recovery: recoveryOf(ceremony, held),
    clock,
    exceptions: [...exceptions],
    written: [...written],
    exchangeKey: exchangeKeyView(ceremony, held.key),
    custodians: custodiansOf(ceremony, custodians),
  };
}

function recoveryOf(ceremony: Ceremony, { outcome }: Held): RecoveryView {
  const { plan, approvers, self, peer, state, facts, head } = ceremony;
  return {
    plan,
    planSha256: state.plan?.planSha256 ?? null,
    approvers: [...approvers],
    planWords: ceremony.words('plan'),
    holder: self.holder,
    peer: peer.holder,
    pairing: ceremony.words('pairing'),
    challenge: state.challengeIssued ?? null,
    failures: [...facts.failures],
    sent: sentOf(ceremony),
    outcome: outcome ?? null,
    head,
  };
}

/** The bundle that carries the blob for the verified key. */
export function sentBlob({ state }: Ceremony): { readonly seq: number; readonly payloadSha256: string } | undefined {
  const { blob, written } = state;
  if (blob.phase !== 'built') return undefined;
  return written.findLast(({ type, content }) => type === 'restore-blob' && content === blob.blobSha256);
}

function sentOf(ceremony: Ceremony): RecoveryView['sent'] {
  const sent = sentBlob(ceremony);
  if (sent === undefined) return null;
  const name = bundleFileName({ ceremony: ceremony.plan.ceremony, type: 'restore-blob', seq: sent.seq });
  return {
    name,
    payloadSha256: sent.payloadSha256,
    copies: ceremony.facts.written.filter((file) => file.name === name).length,
    isReadBack: ceremony.state.readBack['restore-blob'] === sent.payloadSha256,
  };
}

/** Shares live in memory only: where the journal says that they are gone, nobody has given. After the build all stay listed. */
function custodiansOf({ state, plan }: Ceremony, before: View['custodians']): View['custodians'] {
  const isBuilt = state.blob.phase === 'built';
  const held = state.shares.map((each) => thumbprintOf(each));
  const accepted = isBuilt ? before.accepted : before.accepted.filter(({ thumbprint }) => held.includes(thumbprint));
  return { ...before, accepted, have: accepted.length, required: plan.quorum.required };
}
