// Whether this machine is cut off from every network.
import { networkInterfaces } from 'node:os';
import type { WayOut } from '../../../../shared/contract/offline/machine-view.ts';
import { systemFiles } from '../system-files.ts';
import { addressedInterfaces } from './elsewhere.ts';
import { linuxWaysOut } from './linux.ts';

/** Asks now; an empty list means that the gap is closed. */
export type AirGap = () => Promise<readonly WayOut[]>;

export const airGap: AirGap = () =>
  process.platform === 'linux' ? linuxWaysOut(systemFiles) : Promise.resolve(addressedInterfaces(networkInterfaces()));
