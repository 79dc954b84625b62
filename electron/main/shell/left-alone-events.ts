// What the system announces when nobody can watch the machine any more.
import { powerMonitor } from 'electron';
import type { LeftAlone } from '#services/offline/left-alone.ts';

/**
 * Hears of sleep, and where the system tells it (macOS, Windows), of a locked screen and of another user's session. Must be called once the
 * app is ready.
 */
export function onLeftAlone(heard: (why: LeftAlone) => void): void {
  powerMonitor.on('suspend', () => heard('machine-asleep'));
  const locked = (): void => heard('screen-locked');
  powerMonitor.on('lock-screen', locked);
  powerMonitor.on('user-did-resign-active', locked);
}
