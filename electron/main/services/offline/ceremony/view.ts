// A ceremony as its screens show it: every part of the view that follows from its journal.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { recoveryClock, timesOf } from '#shared/ceremony/recovery-time.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import { mapOfJournal } from '#shared/map/map.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { oldSetStep } from '#core/journal/order/new-keys.ts';
import { standingFailures } from '#core/journal/standing-failures.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import type { Ceremony } from './ceremony.ts';
import type { OfflineState } from '../state.ts';
import { exchangeKeyView } from './exchange-key.ts';
import { newKeys } from './new-keys.ts';
import { writtenFiles } from './written-files.ts';
import { sentBlob, type SentBundle } from './sending.ts';

type CeremonyPart = Pick<View, 'map' | 'recoveryTime' | 'recovery' | 'activation' | 'exchangeKey' | 'custodians'>;

/** @param state what this machine knows beside the journal; who gave, by their files' names, stands nowhere else */
export function ceremonyPart(ceremony: Ceremony, state: OfflineState): CeremonyPart {
  return {
    map: mapOfJournal(ceremony.state),
    recoveryTime: ceremony.plan.kind === 'recovery' ? recoveryClockOf(ceremony.state, gradeOf(ceremony.plan)) : null,
    recovery: recoveryOf(ceremony, state),
    activation: activationOf(ceremony, state),
    exchangeKey: exchangeKeyView(ceremony, state.key),
    custodians: custodiansOf(ceremony.state, state.custodians, ceremony.plan.quorum.required),
  };
}

/** What this side knows of the recovery's time. */
export function recoveryClockOf(state: JournalState, grade: Parameters<typeof recoveryClock>[1]): View['recoveryTime'] {
  const clock = recoveryClock(timesOf(state), grade, 'offline');
  return clock === undefined ? null : { ...clock, milestones: [...clock.milestones] };
}

function recoveryOf(ceremony: Ceremony, { outcome }: OfflineState): RecoveryView {
  const { plan, approvers, self, peer, state, head } = ceremony;
  return {
    plan,
    planSha256: state.plan?.planSha256 ?? null,
    approvers: [...approvers],
    planWords: ceremony.words('plan'),
    holder: self.holder,
    peer: peer.holder,
    pairing: ceremony.words('pairing'),
    challenge: state.challengeIssued ?? null,
    failures: standingFailures(state),
    unknownMembers: [...(state.securityDomain?.unknownMembers ?? [])],
    sent: sentOf(ceremony),
    outcome: outcome ?? null,
    head,
  };
}

function activationOf(ceremony: Ceremony, { uncopied, domain, keyTurn }: OfflineState): ActivationView | null {
  const { kind } = ceremony.plan;
  if (kind !== 'activation' && kind !== 're-wrap') return null;
  const domainWords = domain === undefined ? null : ceremony.words('security-domain');
  const isDestroyed = ceremony.state.stepsDone.includes(oldSetStep);
  const oldSet = kind === 'activation' ? null : isDestroyed ? 'destroyed' : 'kept';
  const { givenUp: found } = ceremony.state;
  const givenUp = found === undefined ? null : { by: found.by, exception: found.exception, reason: found.reason };
  return { kind, keys: newKeys(ceremony, uncopied), turn: keyTurn, domainWords, oldSet, givenUp };
}

/** The bundle with the certificates of the keys that were made here. */
export const sentCertificates = ({ state }: Ceremony): SentBundle | undefined =>
  state.written.findLast(({ type }) => type === 'activation-certificates');

function sentOf(ceremony: Ceremony): RecoveryView['sent'] {
  const type = ceremony.plan.kind === 'recovery' ? 'restore-blob' : 'activation-certificates';
  const sent = type === 'restore-blob' ? sentBlob(ceremony) : sentCertificates(ceremony);
  if (sent === undefined) return null;
  const name = bundleFileName({ ceremony: ceremony.plan.ceremony, type, seq: sent.seq });
  const isReadBack = ceremony.state.readBack[type] === sent.payloadSha256;
  return {
    name,
    payloadSha256: isReadBack ? sent.payloadSha256 : null,
    copies: writtenFiles(ceremony.state).filter((file) => file.name === name).length,
    isReadBack,
  };
}

/** Shares live in memory only: where the journal says that they are gone, nobody has given. After the build all stay listed. */
export function custodiansOf(
  { blob, shares }: JournalState,
  custodians: OfflineState['custodians'],
  required: number,
): View['custodians'] {
  const held = shares.map((each) => thumbprintOf(each));
  const accepted =
    blob.phase === 'built'
      ? custodians.accepted
      : custodians.accepted.filter(({ thumbprint }) => held.includes(thumbprint));
  return { ...custodians, accepted, have: accepted.length, required };
}
