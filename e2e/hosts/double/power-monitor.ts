// `powerMonitor`: lib/browser/api/power-monitor.ts. What the system would announce, a spec plays.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { emitPreventable } from './events.ts';
import { standIn } from './stand-in.ts';

/** What a spec can play; sleep has both events, in this order. */
export const powerEvents = ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown'] as const;
export type PowerEvent = (typeof powerEvents)[number];

class PowerMonitor extends EventEmitter {}

export interface Power {
  readonly powerMonitor: Electron.PowerMonitor;
  play(event: PowerEvent): void;
}

export function createPower(): Power {
  const emitter = new PowerMonitor();
  return {
    powerMonitor: standIn<Electron.PowerMonitor>('powerMonitor')(emitter),
    play: (event) => void emitPreventable(emitter, event),
  };
}
