// The names of everything that a drill can do wrong on purpose.
import { secretsFaults } from './injections.ts';
import { trustFaults } from './trust-injections.ts';

/** `lost-power` is alone: the drill is killed, and what it would have injected dies with it. */
export const drillFaults = [...secretsFaults, ...trustFaults, 'lost-power'] as const;
export type DrillFault = (typeof drillFaults)[number];
