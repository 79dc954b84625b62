// What the preload script has put into the page: the actions of the offline app.
import type { OfflineBridge } from '#shared/contract/offline/contract.ts';

export const lifeboat: OfflineBridge = window.lifeboat;
