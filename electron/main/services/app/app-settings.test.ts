// Settings that are chosen faster than the disk takes them: the last one stays, and the end of the program waits for it.
import { expect, it, vi } from 'vitest';
import type { AppSettings } from '#shared/app-settings.ts';
import { OwnSettings } from './app-settings.ts';

const disk = vi.hoisted(() => ({ begun: [] as (() => void)[], kept: [] as unknown[] }));
vi.mock('#platform/settings-file.ts', () => ({
  readSettings: () => Promise.resolve({ kind: 'none' }),
  writeSettings: (_path: string, settings: unknown) =>
    new Promise<void>((written) => {
      disk.begun.push(() => {
        disk.kept.push(settings);
        written();
      });
    }),
}));

const usual: AppSettings = { language: 'en', theme: 'system', textSize: 100, sound: false };

it('writes one choice after the other, and has settled when the last one is kept', async () => {
  const settings = new OwnSettings('settings.json', 'offline', () => undefined);
  const choices: AppSettings[] = [
    { ...usual, textSize: 125 },
    { ...usual, textSize: 125, language: 'de' },
  ];
  for (const choice of choices) void settings.choose(choice);
  let isSettled = false;
  const settled = settings.settled().then(() => {
    isSettled = true;
  });
  for (const count of [1, 2]) {
    await expect.poll(() => disk.begun.length).toBe(count);
    expect(isSettled).toBe(false);
    disk.begun.at(-1)?.();
  }
  await settled;
  expect(disk.kept).toEqual(choices);
});
