// All calls of Lifeboat Online, one file for each group.
import { onlineContract, type OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { toolsCalls } from '../tools/calls.ts';
import { inTurn, type Turns } from '../turns.ts';
import { accountCalls } from './account.ts';
import { preFlightCalls } from './pre-flight.ts';
import { consumerCalls } from './consumers.ts';
import { deletedHsmCalls } from './deleted-hsms.ts';
import { emergencyCalls } from './emergency.ts';
import { exchangeCalls } from './exchange.ts';
import { inventoryCalls } from './inventory.ts';
import { peerCalls } from './peers.ts';
import { readinessCalls } from './readiness.ts';
import { roleCalls } from './role-assignments.ts';
import { workspaceCalls } from './workspaces.ts';
import { sessionCalls } from './session.ts';
import { stepCalls } from './steps.ts';
import { storageCalls } from './storage.ts';
import { verificationCalls } from './verification.ts';

export const onlineCalls = (appState: OnlineAppState, turns: Turns): OnlineHandlers =>
  inTurn(turns, onlineContract, {
    session: sessionCalls(appState),
    emergency: emergencyCalls(appState),
    readiness: readinessCalls(appState),
    consumers: consumerCalls(appState),
    peers: peerCalls(appState),
    account: accountCalls(appState, turns),
    preFlight: preFlightCalls(appState),
    steps: stepCalls(appState),
    exchange: exchangeCalls(appState),
    verification: verificationCalls(appState),
    storage: storageCalls(appState),
    inventory: inventoryCalls(appState),
    deletedHsms: deletedHsmCalls(appState),
    roles: roleCalls(appState),
    workspaces: workspaceCalls(appState),
    ...toolsCalls(appState.world.services),
  });
