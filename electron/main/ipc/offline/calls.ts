// All calls of Lifeboat Offline, one file for each group.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { Desk } from '#services/offline/desk.ts';
import type { Office } from '#services/app/office.ts';
import { deskCalls } from '../tools/calls.ts';
import { activationCalls } from './activation.ts';
import { blobCalls } from './blob.ts';
import { ceremonyCalls } from './ceremony.ts';
import { custodianCalls } from './custodians.ts';
import { emergencyCalls } from './emergency.ts';
import { exchangeKeyCalls } from './exchange-key.ts';
import { keyCalls } from './keys.ts';
import { machineCalls, type MachineSources } from './machine.ts';
import { securityDomainCalls } from './security-domain.ts';
import { sessionCalls } from './session.ts';
import { volumeCalls } from './volumes.ts';

/** What people do at the desk: the calls that need nothing beside it. */
export const callsAtDesk = (desk: Desk) => ({
  session: sessionCalls(desk),
  ceremony: ceremonyCalls(desk),
  emergency: emergencyCalls(desk),
  volumes: volumeCalls(desk),
  securityDomain: securityDomainCalls(desk),
  exchangeKey: exchangeKeyCalls(desk),
  custodians: custodianCalls(desk),
  blob: blobCalls(desk),
  activation: activationCalls(desk),
  keys: keyCalls(desk),
});

export function offlineCalls(desk: Desk, office: Office, machine: MachineSources): OfflineHandlers {
  return { ...callsAtDesk(desk), machine: machineCalls(desk, office, machine), ...deskCalls(office) };
}
