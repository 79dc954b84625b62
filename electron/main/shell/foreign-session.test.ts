// Code in main that makes its own session, to open a page outside the locks: the session is locked before anybody has it.
import { describe, expect, it } from 'vitest';
import type * as Electron from 'electron';
import { readyDouble, securePreferences } from '#e2e/hosts/double/test-double.ts';
import { lockEverySession } from './lock-session.ts';

type Main = Pick<typeof Electron, 'BrowserWindow' | 'session'>;
const addresses = ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd'];

const doors: readonly (readonly [string, (main: Main) => Electron.WebPreferences])[] = [
  ['of another name', ({ session }) => ({ session: session.fromPartition('own') })],
  ['of a window that names it', () => ({ partition: 'own' })],
  ['that stays on the disk', () => ({ partition: 'persist:own' })],
  ['that every window without a name has', () => ({})],
];

async function reach(main: Main, preferences: Electron.WebPreferences): Promise<string[]> {
  const window = new main.BrowserWindow({ webPreferences: { ...securePreferences, ...preferences } });
  const ends = addresses.map((url) => window.loadURL(url).then(() => 'shown', String));
  return Promise.all(ends);
}

describe('a session', () => {
  it.each(doors)('%s shows nothing but our own files', async (_, preferencesOf) => {
    const { electron } = readyDouble();
    const made: Electron.Session[] = [];
    electron.app.on('session-created', (session) => made.push(session));
    lockEverySession(electron.app, (error) => {
      throw error;
    });
    const ends = await reach(electron, preferencesOf(electron));
    expect(ends).toEqual(addresses.map(() => expect.stringContaining('ERR_BLOCKED_BY_CLIENT') as unknown));
    // In both apps: what a page might reach past the locks, it reaches by a proxy that does not exist.
    const ways = made.map((session) => session.resolveProxy('http://127.0.0.1:59999/'));
    expect(await Promise.all(ways)).toEqual(['SOCKS5 127.0.0.1:9']);
  });

  it('that nobody locks is asked for each of them: the double would have shown it', async () => {
    const { electron } = readyDouble();
    const ends = await reach(electron, { partition: 'own' });
    for (const end of ends) expect(end).not.toContain('ERR_BLOCKED_BY_CLIENT');
  });
});
