// Whether this machine is cut off from every network.
import { networkInterfaces } from 'node:os';
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import { probe } from '../probe.ts';
import { systemFiles } from '../system-files.ts';
import { addressedInterfaces } from './elsewhere.ts';
import { linuxWaysOut } from './linux.ts';

/** Asks now; an empty list means that the gap is closed. */
export type AirGap = () => Promise<readonly WayOut[]>;

/** A system that has not told by then does not tell. */
const limitMs = 5000;

/** What does not answer counts as open. */
export const airGap: AirGap = probe(
  async () => (process.platform === 'linux' ? linuxWaysOut(systemFiles) : addressedInterfaces(networkInterfaces())),
  limitMs,
  () => [{ kind: 'unreadable', name: process.platform === 'linux' ? '/sys/class/net' : 'networkInterfaces' }],
);
