// The end of a program: nothing that must be finished is cut off, and no lock is left behind.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { seeToTheEnd } from './ending.ts';

const host = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  /** As shell/browser/browser.cc quits: a second call changes nothing until `will-quit` has returned, and `quit` waits for nothing. */
  class App extends Emitter {
    isQuitting = false;
    ended = 0;
    quit(): void {
      if (this.isQuitting) return;
      this.isQuitting = true;
      let isHeld = false;
      this.emit('will-quit', { preventDefault: () => void (isHeld = true) });
      // All microtasks of the event run before it has returned.
      setImmediate(() => {
        if (isHeld) this.isQuitting = false;
        else this.ended += 1;
      });
    }
  }
  return { app: new App() };
});
vi.mock('electron', () => ({ app: host.app }) satisfies { app: Pick<Electron.App, 'quit'> });

const quiet = { finish: () => Promise.resolve(), cutOff: (): void => undefined };

beforeEach(() => {
  host.app.removeAllListeners();
  Object.assign(host.app, { isQuitting: false, ended: 0 });
});

describe('a program that quits', () => {
  it('ends only when everything is finished', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((done) => {
      finish = done;
    });
    seeToTheEnd({ ...quiet, finish: () => finished });
    host.app.quit();
    await new Promise(setImmediate);
    expect(host.app.ended).toBe(0);
    finish();
    await expect.poll(() => host.app.ended).toBe(1);
  });

  it.each([
    ['that there is nothing to do', () => Promise.resolve()],
    ['that it cannot be done', () => Promise.reject(new Error('no'))],
  ])('ends where it turns out at once %s', async (_what, finish) => {
    seeToTheEnd({ ...quiet, finish });
    host.app.quit();
    await expect.poll(() => host.app.ended).toBe(1);
  });

  it('finishes once, however often somebody quits', async () => {
    const finish = vi.fn(() => new Promise((done) => setTimeout(done, 5)));
    seeToTheEnd({ ...quiet, finish });
    host.app.quit();
    await new Promise(setImmediate);
    host.app.quit();
    await expect.poll(() => host.app.ended).toBe(1);
    expect(finish).toHaveBeenCalledOnce();
  });
});

describe('the end of a session of Windows', () => {
  const windowOf = (ending: Parameters<typeof seeToTheEnd>[0]): EventEmitter => {
    seeToTheEnd(ending);
    const window = new EventEmitter();
    host.app.emit('browser-window-created', {}, window);
    return window;
  };

  it('cuts everything off at once: will-quit does not come, and nothing is waited for', () => {
    const cutOff = vi.fn();
    windowOf({ ...quiet, cutOff }).emit('session-end');
    expect(cutOff).toHaveBeenCalledOnce();
  });

  it.each([true, false])('is held up where something exists nowhere else: %s', (isBusy) => {
    const preventDefault = vi.fn();
    windowOf({ ...quiet, isBusy: () => isBusy }).emit('query-session-end', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(isBusy ? 1 : 0);
  });
});
