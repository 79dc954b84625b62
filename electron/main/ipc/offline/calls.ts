// All calls of Lifeboat Offline, one file for each group.
import type { OfflineHandlers } from '../../../../shared/contract/offline/contract.ts';
import type { Desk } from '../../offline/desk.ts';
import type { Office } from '../../offline/office.ts';
import type { MachineRow } from '../../ports/machine-sheet/sheet.ts';
import { blobCalls } from './blob.ts';
import { custodianCalls } from './custodians.ts';
import { bundleCalls } from './bundles.ts';
import { deskCalls } from './desk.ts';
import { evidenceCalls } from './evidence.ts';
import { exchangeKeyCalls } from './exchange-key.ts';
import { keyCalls } from './keys.ts';
import { machineCalls } from './machine.ts';
import { paperCalls } from './papers.ts';
import { pairingCalls } from './pairing.ts';
import { planCalls } from './plans.ts';
import { securityDomainCalls } from './security-domain.ts';
import { sessionCalls } from './session.ts';
import { volumeCalls } from './volumes.ts';

export function offlineCalls(
  desk: Desk,
  office: Office,
  readSheet: () => Promise<readonly MachineRow[]>,
): OfflineHandlers {
  return {
    session: sessionCalls(desk),
    volumes: volumeCalls(desk),
    securityDomain: securityDomainCalls(desk),
    exchangeKey: exchangeKeyCalls(desk),
    custodians: custodianCalls(desk),
    blob: blobCalls(desk),
    keys: keyCalls(desk),
    machine: machineCalls(readSheet),
    desk: deskCalls(office),
    papers: paperCalls(office),
    evidence: evidenceCalls(office),
    plans: planCalls(office),
    bundles: bundleCalls(office),
    pairing: pairingCalls(office),
  };
}
