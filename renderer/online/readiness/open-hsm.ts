import type { ReadinessView } from '#shared/contract/online/readiness-view.ts';

/** The healthy HSM that is open. */
export type OpenHsm = Extract<ReadinessView, { phase: 'open' }>;
