// An emergency as its screens show it: every part of the view that follows from its journal, and the key that was checked last.
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { EmergencyView } from '#shared/contract/offline/emergency-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { mapOfJournal } from '#shared/map/map.ts';
import { withoutHashes } from '../ceremony/exchange-key.ts';
import { recoveryClockOf, custodiansOf } from '../ceremony/view.ts';
import type { OfflineState } from '../state.ts';
import type { EmergencyKey, EmergencyRecovery } from './emergency.ts';

type EmergencyPart = Pick<View, 'map' | 'recoveryTime' | 'emergency' | 'exchangeKey' | 'custodians'>;

/** @param state what this machine knows beside the journal; who gave, by their files' names, stands nowhere else */
export function emergencyPart(emergency: EmergencyRecovery, state: OfflineState): EmergencyPart {
  return {
    map: mapOfJournal(emergency.state),
    recoveryTime: recoveryClockOf(emergency.state, 'emergency'),
    emergency: emergencyView(emergency),
    exchangeKey: keyView(emergency, state.emergencyKey),
    custodians: custodiansOf(emergency.state, state.custodians, emergency.state.securityDomain?.required ?? 0),
  };
}

function emergencyView({ missing, state, head }: EmergencyRecovery): EmergencyView {
  const { blob, securityDomain } = state;
  const blobSha256 = blob.phase === 'built' ? blob.blobSha256 : undefined;
  return {
    missing: [...missing],
    unknownMembers: [...(securityDomain?.unknownMembers ?? [])],
    copies: state.filesWritten.filter(({ sha256 }) => sha256 === blobSha256).length,
    head,
  };
}

/** The two who answer for a key without attestation type its hash from elsewhere: until then the screen has nothing to read it from. */
function keyView({ state }: EmergencyRecovery, key: EmergencyKey | undefined): ExchangeKeyView {
  if (key === undefined || state.target === undefined) return { phase: 'none' };
  const shown = {
    file: key.file,
    host: new URL(state.target.hsmUri).hostname,
    checks: [...key.checks],
    // Nobody has signed for it, and no second person has fetched it.
    signers: [],
    exception: key.assessed?.event.exception ?? null,
  };
  // It was accepted for another address or beside another security domain: it is checked again.
  if (key.assessed !== undefined && state.exchangeKey?.certificateSha256 !== key.assessed.event.certificateSha256)
    return { phase: 'none' };
  if (key.assessed === undefined) {
    const checks = key.onlyUnattested ? shown.checks.map(withoutHashes) : shown.checks;
    return { phase: 'refused', ...shown, checks, unattested: key.onlyUnattested };
  }
  return { phase: 'confirmed', ...shown, certificateSha256: key.assessed.event.certificateSha256 };
}
