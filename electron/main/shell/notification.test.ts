// A message of the system: shown, heard, and none where the program promised to leave nothing on the machine.
import { afterEach, expect, it, vi } from 'vitest';
import { englishSystem } from '#shared/messages/en/system.ts';
import { systemNotification } from './notification.ts';

const made = vi.hoisted(() => ({ count: 0, asked: 0 }));
vi.mock('electron', () => ({
  Notification: class {
    static isSupported = (): boolean => {
      made.asked += 1;
      return true;
    };
    constructor() {
      made.count += 1;
    }
    on(): void {
      // Nobody presses it.
    }
    show(): void {
      // It is counted when it is made.
    }
    close(): void {
      // As above.
    }
  },
}));

afterEach(() => {
  vi.unstubAllEnvs();
  Object.assign(made, { count: 0, asked: 0 });
});
const notify = () =>
  systemNotification('Lifeboat Online', { texts: () => Promise.resolve(englishSystem) })(
    { kind: 'alarm' },
    () => undefined,
  );

it('is one that the system shows', async () => {
  (await notify())();
  expect(made.count).toBe(1);
});

it('is none in the portable program: Windows would keep an entry of it, already when it is asked whether it can', async () => {
  vi.stubEnv('PORTABLE_EXECUTABLE_FILE', String.raw`E:\lifeboat-online-0.3.0-win-x64-portable.exe`);
  (await notify())();
  expect(made).toEqual({ count: 0, asked: 0 });
});
