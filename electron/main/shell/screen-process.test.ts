// A screen whose process has gone: it comes back a few times, and is never a blank window for long.
import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { closeWhenGone, maxReloads, reloadWhenGone } from './screen-process.ts';

class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  loads: string[] = [];
  failure: Error | undefined;
  destroyed = false;
  isDestroyed = (): boolean => this.destroyed;
  destroy(): void {
    this.destroyed = true;
  }
  loadURL(url: string): Promise<void> {
    this.loads.push(url);
    return this.failure === undefined ? Promise.resolve() : Promise.reject(this.failure);
  }
  goes(reason: string): void {
    this.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });
  }
  /** As far as it is one. */
  get asWindow(): BrowserWindow {
    return this satisfies Partial<Record<keyof BrowserWindow, unknown>> as unknown as BrowserWindow;
  }
}
const url = 'app://lifeboat/offline.html';
const watched = () => {
  const window = new FakeWindow();
  const heard = { reloaded: vi.fn(), lost: vi.fn() };
  reloadWhenGone(window.asWindow, url, heard);
  return { window, ...heard };
};

describe('a screen whose process has gone', () => {
  it.each(['crashed', 'oom', 'killed'])('is loaded again, and people hear why: %s', async (reason) => {
    const { window, reloaded, lost } = watched();
    window.goes(reason);
    expect(window.loads).toEqual([url]);
    // A page that is not there yet hears nothing.
    expect(reloaded).not.toHaveBeenCalled();
    await expect.poll(() => reloaded.mock.calls).toEqual([[reason]]);
    expect(lost).not.toHaveBeenCalled();
  });

  it('is given up when it goes too often', async () => {
    const { window, reloaded, lost } = watched();
    for (let n = 0; n <= maxReloads; n += 1) window.goes('crashed');
    expect(window.loads).toHaveLength(maxReloads);
    await expect.poll(() => reloaded.mock.calls.length).toBe(maxReloads);
    expect(lost.mock.calls).toEqual([['crashed']]);
  });

  it('is given up when it cannot be loaded any more', async () => {
    const { window, lost } = watched();
    window.failure = new Error('ERR_FAILED');
    window.goes('crashed');
    await expect.poll(() => lost.mock.calls).toEqual([['crashed']]);
  });

  it('is left alone when its window closes', () => {
    const { window, reloaded } = watched();
    window.goes('clean-exit');
    window.destroyed = true;
    window.goes('killed');
    expect([window.loads, reloaded.mock.calls]).toEqual([[], []]);
  });

  it('of a passphrase or a document closes its window', () => {
    const window = new FakeWindow();
    closeWhenGone(window.asWindow);
    window.goes('crashed');
    expect(window.destroyed).toBe(true);
  });
});
