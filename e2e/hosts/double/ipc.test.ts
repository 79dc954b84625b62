// Messages between pages and main: what crosses, what does not, and in what form it arrives.
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindings, preloadScript } from './page-side.ts';
import { openedWindow, readyDouble } from './test-double.ts';
import { decodeValue, encodeValue } from './wire.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const frame = { url: 'app://test/page.html', isTop: true };

describe('ipcMain', () => {
  it('ipc/one-handler: a second handler of a channel is an error', () => {
    const { ipcMain } = readyDouble().electron;
    ipcMain.handle('a', () => 1);
    expect(() => ipcMain.handle('a', () => 2)).toThrow("Attempted to register a second handler for 'a'");
    expect(() => ipcMain.handle('b', 'text' as never)).toThrow("found type 'string'");
  });

  it('ipc/errors-as-text: of whatever a handler throws, and of an answer that cannot be cloned, a text arrives', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const double = readyDouble();
    await openedWindow(double);
    const { ipcMain } = double.electron;
    ipcMain.handle('throws', () => Promise.reject(Object.assign(new RangeError('too far'), { fault: { code: 'X' } })));
    ipcMain.handle('function', () => () => 1);
    const invoke = (channel: string) => double.pages[0]!.client.invoke(frame, channel, encodeValue([]));
    expect(await invoke('throws')).toEqual({ ok: false, value: 'RangeError: too far' });
    expect(await invoke('function')).toEqual({ ok: false, value: 'Error: An object could not be cloned.' });
    expect(await invoke('nobody')).toEqual({ ok: false, value: "Error: No handler registered for 'nobody'" });
  });

  it('ipc/sender: the event names the page and the frame that spoke', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const seen: unknown[] = [];
    double.electron.ipcMain.handle('who', ({ sender, senderFrame }) => {
      seen.push(sender === window.webContents, senderFrame?.url, senderFrame?.parent === null);
    });
    const { client } = double.pages[0]!;
    await client.invoke(frame, 'who', encodeValue([]));
    await client.invoke({ url: 'app://test/inner.html', isTop: false }, 'who', encodeValue([]));
    expect(seen).toEqual([true, 'app://test/page.html', true, true, 'app://test/inner.html', false]);
  });
});

describe('what crosses', () => {
  it.each([
    ['plain data', { a: [1, 'two', null, undefined, true], b: { c: 3n } }],
    ['numbers that JSON lacks', [NaN, Infinity, -Infinity, -0]],
    ['dates', new Date(5)],
    ['bytes', { bytes: Uint8Array.of(1, 2, 3) }],
    ['an own __proto__', JSON.parse('{"__proto__": 1}') as unknown],
    [
      'an object of a class',
      new (class Point {
        x = 1;
      })(),
    ],
  ])('clone/same: %s arrive as structured clone delivers them', (_what, value) => {
    expect(decodeValue(encodeValue(value))).toStrictEqual(structuredClone(value));
  });

  it('clone/buffers: a Buffer arrives as plain bytes', () => {
    const arrived = decodeValue(encodeValue(Buffer.from('abc')));
    expect([Buffer.isBuffer(arrived), arrived]).toEqual([false, new TextEncoder().encode('abc')]);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
  ])('clone/refused: %s does not cross', (_what, value) => {
    expect(() => encodeValue([value])).toThrow('An object could not be cloned.');
  });

  it('clone/not-played: what structured clone would take and the double does not is refused', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const value of [new Map(), new Set(), /x/, new Error('x'), new Float64Array(1), cycle]) {
      expect(() => encodeValue(value)).toThrow('the double does not carry');
    }
  });
});

describe('contextBridge', () => {
  /** Runs a preload script in its own page, and answers with what the page sees. */
  function page(preload: string) {
    const sent: [channel: string, json: string][] = [];
    const world: Record<string, unknown> = {
      [bindings.invoke]: (channel: string, json: string) => {
        sent.push([channel, json]);
        return Promise.resolve({ ok: true, value: encodeValue('answer') });
      },
      [bindings.send]: () => Promise.resolve(),
      // Nothing is pressed in this page.
      addEventListener: () => undefined,
      ...{ structuredClone, Uint8Array, atob, btoa },
    };
    world['window'] = world;
    world['top'] = world;
    runInNewContext(preloadScript(`const { contextBridge, ipcRenderer } = require('electron'); ${preload}`), world);
    return { world, sent, bridge: world['bridge'] as Record<string, (...values: unknown[]) => unknown> };
  }

  it('web-utils/path: a file has the path that the system told, and one that a page made has none', () => {
    const { world, bridge } = page(
      `const { webUtils } = require('electron');
      contextBridge.exposeInMainWorld('bridge', { pathOf: (file) => webUtils.getPathForFile(file) });`,
    );
    expect(bridge['pathOf']?.({ name: 'made.json' })).toBe('');
    world[bindings.dropped] = { 'dropped.json': '/stick/dropped.json' };
    expect(bridge['pathOf']?.({ name: 'dropped.json' })).toBe('/stick/dropped.json');
  });

  it('bridge/functions: a function is another one each time it crosses, and itself when it comes back', () => {
    const { bridge } = page(`
      const heard = [];
      contextBridge.exposeInMainWorld('bridge', {
        take: (listener) => heard.push(listener),
        areSame: () => heard[0] === heard[1],
        give: () => heard[0],
      });`);
    const listener = (): number => 1;
    bridge['take']!(listener);
    bridge['take']!(listener);
    expect(bridge['areSame']!()).toBe(false);
    expect(bridge['give']!()).toBe(listener);
  });

  it('bridge/copies: neither side sees what the other changes afterwards', () => {
    const { bridge } = page(`
      const kept = { list: [1] };
      contextBridge.exposeInMainWorld('bridge', { get: () => kept, change: () => kept.list.push(2), bytes: (b) => b.fill(0) });`);
    const first = bridge['get']!() as { list: number[] };
    bridge['change']!();
    expect(first.list).toHaveLength(1);
    const bytes = Uint8Array.of(7);
    bridge['bytes']!(bytes);
    expect(bytes[0]).toBe(7);
  });

  it('bridge/errors: of an error only the message crosses', async () => {
    const { bridge } = page(`
      const fail = () => { throw Object.assign(new RangeError('too far'), { code: 'X' }); };
      contextBridge.exposeInMainWorld('bridge', { now: fail, later: async () => fail() });`);
    expect(() => bridge['now']!()).toThrow('too far');
    const error = await (bridge['later']!() as Promise<unknown>).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'Error', message: 'too far' });
    expect(error).not.toHaveProperty('code');
  });

  it('bridge/frozen: what is exposed cannot be changed, and the page finds no pipe', () => {
    const { world } = page(`contextBridge.exposeInMainWorld('bridge', { inner: { call: () => 1 } });`);
    const bridge = world['bridge'] as { inner: object };
    expect([Object.isFrozen(bridge), Object.isFrozen(bridge.inner)]).toEqual([true, true]);
    expect(world[bindings.invoke]).toBeUndefined();
    expect(world[bindings.send]).toBeUndefined();
  });

  it('bridge/invoke: carries its arguments as one list', async () => {
    const { bridge, sent } = page(
      `contextBridge.exposeInMainWorld('bridge', { call: (input) => ipcRenderer.invoke('a.b', input) });`,
    );
    expect(await bridge['call']!({ x: 1 })).toBe('answer');
    expect(sent.map(([channel, json]) => [channel, decodeValue(json)])).toEqual([['a.b', [{ x: 1 }]]]);
  });
});
