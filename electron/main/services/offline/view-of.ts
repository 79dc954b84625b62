// What the screens see, made again from the truth each time: the state, the journal that is open, and the media that are there.
import { clockViewOf } from '#shared/contract/clock-view.ts';
import { exceptionViewOf } from '#shared/contract/exception-view.ts';
import { openCopies } from '#shared/formatting/open-copies.ts';
import { startMap } from '#shared/map/map.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { ceremonyPart } from './ceremony/view.ts';
import { writtenFiles } from './ceremony/written-files.ts';
import { emergencyPart } from './emergency/view.ts';
import type { OfflineState } from './state.ts';

/** @param machine the version of the program, whether there is no Electron underneath, the media that are there, and what people are told at once */
export function viewOf(
  state: OfflineState,
  machine: Pick<View, 'version' | 'practiceOnly' | 'volumes' | 'alarm'>,
): View {
  const { session, airGap, securityDomain, blob, makingKey, idleSeconds, earlier, earlierCeremonies } = state;
  const { ceremony, emergency, log } = state;
  const journal = (ceremony ?? emergency ?? log)?.state;
  const { accepted, ...atTheScreen } = state.custodians;
  const withoutJournal: View = {
    ...machine,
    ceremony: session,
    recovery: null,
    emergency: null,
    activation: null,
    clock: journal?.wallClock ? clockViewOf(journal) : state.clock,
    airGap,
    securityDomain,
    exchangeKey: { phase: 'none' },
    custodians: { have: accepted.length, required: requiredOf(state), accepted, ...atTheScreen },
    blob,
    makingKey,
    createdKeys: [...(journal?.keysCreated ?? [])],
    written: [...(journal ? writtenFiles(journal) : []), ...state.written],
    exceptions: journal?.decisions.map(exceptionViewOf) ?? [...state.exceptions],
    idleSeconds,
    earlier,
    earlierCeremonies,
    map: startMap,
    recoveryTime: null,
  };
  if (emergency) return { ...withoutJournal, ...emergencyPart(emergency, state) };
  return ceremony ? { ...withoutJournal, ...ceremonyPart(ceremony, state) } : withoutJournal;
}

/** In a share check every copy of everybody: a stick that nobody tries is found out about on the worst day. */
function requiredOf({ session, securityDomain, custodians: { accepted } }: OfflineState): number {
  if (securityDomain.phase !== 'loaded') return 0;
  const isCheck = session.phase !== 'none' && session.purpose === 'share-check';
  if (!isCheck) return securityDomain.required;
  return accepted.length + securityDomain.custodians.flatMap((each) => openCopies(accepted, each)).length;
}
