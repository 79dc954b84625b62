// What the screens see, made again from the truth each time: the state, the journal that is open, and the media that are there.
import { startMap } from '#shared/map/map.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { ceremonyPart } from './ceremony/view.ts';
import { emergencyPart } from './emergency/view.ts';
import type { OfflineState } from './state.ts';

/** @param machine the version of the program, whether there is no Electron underneath, and the media that are there */
export function viewOf(state: OfflineState, machine: Pick<View, 'version' | 'practiceOnly' | 'volumes'>): View {
  const { session, airGap, securityDomain, blob, makingKey, createdKeys, alarm, idleSeconds } = state;
  const { earlier, earlierCeremonies, clock, exceptions, written, ceremony, emergency } = state;
  const { accepted, ...atTheScreen } = state.custodians;
  const withoutJournal: View = {
    ...machine,
    ceremony: session,
    recovery: null,
    emergency: null,
    activation: null,
    clock,
    airGap,
    securityDomain,
    exchangeKey: { phase: 'none' },
    custodians: { have: accepted.length, required: requiredOf(state), accepted, ...atTheScreen },
    blob,
    makingKey,
    createdKeys,
    written,
    exceptions,
    alarm,
    idleSeconds,
    earlier,
    earlierCeremonies,
    map: startMap,
  };
  if (emergency) return { ...withoutJournal, ...emergencyPart(emergency, state) };
  return ceremony ? { ...withoutJournal, ...ceremonyPart(ceremony, state) } : withoutJournal;
}

/** In a share check both copies of everybody: a stick that nobody tries is found out about on the worst day. */
function requiredOf({ session, securityDomain }: OfflineState): number {
  if (securityDomain.phase !== 'loaded') return 0;
  const isCheck = session.phase !== 'none' && session.purpose === 'share-check';
  return isCheck ? 2 * securityDomain.custodians.length : securityDomain.required;
}
