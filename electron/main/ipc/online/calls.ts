// All calls of Lifeboat Online, one file for each group.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { deskCalls } from '../tools/calls.ts';
import { accountCalls } from './account.ts';
import { boardCalls } from './board.ts';
import { deletedHsmCalls } from './deleted-hsms.ts';
import { emergencyCalls } from './emergency.ts';
import { exchangeCalls } from './exchange.ts';
import { inventoryCalls } from './inventory.ts';
import { peerCalls } from './peers.ts';
import { readinessCalls } from './readiness.ts';
import { roleCalls } from './role-assignments.ts';
import { roomCalls } from './rooms.ts';
import { sessionCalls } from './session.ts';
import { stepCalls } from './steps.ts';
import { storageCalls } from './storage.ts';
import { verificationCalls } from './verification.ts';

export const onlineCalls = (desk: OnlineDesk): OnlineHandlers => ({
  session: sessionCalls(desk),
  emergency: emergencyCalls(desk),
  readiness: readinessCalls(desk),
  peers: peerCalls(desk),
  account: accountCalls(desk),
  board: boardCalls(desk),
  steps: stepCalls(desk),
  exchange: exchangeCalls(desk),
  verification: verificationCalls(desk),
  storage: storageCalls(desk),
  inventory: inventoryCalls(desk),
  deletedHsms: deletedHsmCalls(desk),
  roles: roleCalls(desk),
  rooms: roomCalls(desk),
  ...deskCalls(desk.world.office),
});
