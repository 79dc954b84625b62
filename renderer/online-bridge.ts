// What the preload script has put into the page: the actions of the online app.
import type { OnlineBridge } from '#shared/contract/online/contract.ts';

export const online: OnlineBridge = window.lifeboat;
