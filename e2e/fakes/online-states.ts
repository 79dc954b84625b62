// Every state that an online page can be in, as main would tell it: for the gallery, for axe, and for specs of single pages.
import { administrationStates } from './states/online/administration.ts';
import { activationStates } from './states/online/activation.ts';
import { anyTimeStates } from './states/online/any-time.ts';
import { beginStates } from './states/online/begin.ts';
import { consumerStates } from './states/online/consumers.ts';
import { createStates } from './states/online/create.ts';
import { emergencyStates } from './states/online/emergency.ts';
import { exchangeKeyStates } from './states/online/exchange-key.ts';
import type { OnlineState } from './states/online/online-state.ts';
import { readinessStates } from './states/online/readiness.ts';
import { restoreStates } from './states/online/restore.ts';
import { uploadStates } from './states/online/upload.ts';
import { verifyStates } from './states/online/verify.ts';

const all = {
  ...beginStates,
  ...createStates,
  ...exchangeKeyStates,
  ...uploadStates,
  ...restoreStates,
  ...verifyStates,
  ...activationStates,
  ...administrationStates,
  ...anyTimeStates,
  ...emergencyStates,
  ...readinessStates,
  ...consumerStates,
};
export type OnlineStateName = keyof typeof all;

/** From a name to a state; the names are those of the images in the gallery. */
export const onlineStates: Readonly<Record<OnlineStateName, OnlineState>> = all;
