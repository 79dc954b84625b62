// A way out of this machine in words, as faults and logs name it.
import type { WayOut } from '#shared/contract/offline/machine-view.ts';

export const reportWayOut = ({ kind, name }: WayOut): string => `${kind} ${name}`;
