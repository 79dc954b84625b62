// The passphrase window: one at a time, and none that outlives what it was for.
import { beforeEach, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { englishSystem } from '#shared/messages/en/system.ts';
import { passphraseAsker } from './passphrase-window.ts';

type Answer = (event: object, input: unknown) => Promise<unknown>;
const seen = vi.hoisted(() => ({
  loads: [] as (() => void)[],
  destroyed: 0,
  heard: new Map<string, () => void>(),
  answers: new Map<string, (event: object, input: unknown) => Promise<unknown>>(),
}));

vi.mock('electron', () => {
  const nothing = (): void => undefined;
  class BrowserWindow {
    webContents = { id: 1, on: (name: string, heard: () => void) => void seen.heard.set(name, heard) };
    setContentProtection = nothing;
    once = nothing;
    isDestroyed = (): boolean => seen.destroyed > 0;
    loadURL(): Promise<void> {
      return new Promise((loaded) => {
        seen.loads.push(loaded);
      });
    }
    destroy(): void {
      seen.destroyed += 1;
    }
  }
  return {
    BrowserWindow,
    app: { getAppPath: () => '/', setSecureKeyboardEntryEnabled: nothing },
    ipcMain: { handle: (channel: string, answer: Answer) => seen.answers.set(channel, answer) },
  };
});
vi.mock('./built.ts', () => ({ builtFiles: {}, appVersion: '0.1.0' }));

const texts = { texts: () => Promise.resolve(englishSystem) } as never;
const request = { who: { name: 'C1' }, fileName: 'c1.key', use: 'share' } as const;
const state = { isPractice: true, idleSeconds: null as number | null };
const asker = passphraseAsker(
  texts,
  () => undefined,
  () => state,
);
const say = (call: string, input: unknown): Promise<unknown> =>
  seen.answers.get(`passphrase.${call}`)!({ sender: { id: 1 }, senderFrame: { parent: null } }, input);
/** Lets the window that was asked for finish loading. */
const load = async (): Promise<void> => {
  await expect.poll(() => seen.loads.length).toBe(1);
  seen.loads.pop()?.();
};

beforeEach(() => {
  Object.assign(seen, { loads: [], destroyed: 0 });
});

it('gives what was typed, and is gone with it', async () => {
  const asked = asker.ask(request);
  await load();
  expect(await say('request', null)).toEqual({ ok: true, value: { ...request, ...state } });
  // What the window asks again it hears as it is then.
  state.idleSeconds = 42;
  expect(await say('request', null)).toMatchObject({ value: { isPractice: true, idleSeconds: 42 } });
  state.idleSeconds = null;
  const typed = Uint8Array.from(Buffer.from('a passphrase'));
  expect(await say('give', typed)).toEqual({ ok: true, value: null });
  expect((await asked).toString()).toBe('a passphrase');
  expect(typed.every((byte) => byte === 0)).toBe(true);
  await expect.poll(() => seen.destroyed).toBe(1);
});

it('that was dismissed while it loaded is closed as soon as it is there, and takes nothing', async () => {
  const asked = asker.ask(request);
  await expect.poll(() => seen.loads.length).toBe(1);
  asker.dismiss();
  expect(await faultOfPromise(asked)).toEqual({ code: 'PASSPHRASE_CANCELLED' });
  const typed = Uint8Array.from(Buffer.from('a passphrase'));
  expect(await say('give', typed)).toMatchObject({ ok: false, fault: { code: 'PASSPHRASE_CANCELLED' } });
  expect(typed.every((byte) => byte === 0)).toBe(true);
  expect(seen.destroyed).toBe(0);
  await load();
  await expect.poll(() => seen.destroyed).toBe(1);
});

it('gives way to the next one', async () => {
  const first = asker.ask(request);
  await expect.poll(() => seen.loads.length).toBe(1);
  const second = asker.ask({ ...request, who: { name: 'C2' } });
  expect(await faultOfPromise(first)).toEqual({ code: 'PASSPHRASE_CANCELLED' });
  await expect.poll(() => seen.loads.length).toBe(2);
  for (const loaded of seen.loads.splice(0)) loaded();
  await expect.poll(() => seen.destroyed).toBe(1);
  expect(await say('request', null)).toMatchObject({ value: { who: { name: 'C2' } } });
  asker.dismiss();
  expect(await faultOfPromise(second)).toEqual({ code: 'PASSPHRASE_CANCELLED' });
});

it('asked for twice at once takes for the second alone', async () => {
  const first = asker.ask(request);
  const second = asker.ask({ ...request, who: { name: 'C2' } });
  expect(await faultOfPromise(first)).toEqual({ code: 'PASSPHRASE_CANCELLED' });
  await expect.poll(() => seen.loads.length).toBe(2);
  for (const loaded of seen.loads.splice(0)) loaded();
  await expect.poll(() => seen.destroyed).toBe(1);
  expect(await say('give', Uint8Array.from(Buffer.from('of C2')))).toEqual({ ok: true, value: null });
  expect((await second).toString()).toBe('of C2');
});
