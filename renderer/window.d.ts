// What the preload scripts put into the pages. Each page has the actions of the program that opened it and no others; it reaches them through
// the module of its own bridge alone.
import type { ToolsBridge } from '#shared/contract/tools/contract.ts';
import type { OfflineBridge } from '#shared/contract/offline/contract.ts';
import type { OnlineBridge } from '#shared/contract/online/contract.ts';
import type { ConfirmationBridge } from '#shared/contract/confirmation.ts';

declare global {
  interface Window {
    readonly lifeboat: OfflineBridge & OnlineBridge & ToolsBridge & ConfirmationBridge;
  }
}
