// Windows and their pages: what lives, what is gone, and what comes when, as Electron has it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { laterTurn, openedWindow, readyDouble, securePreferences, type TestDouble } from './test-double.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A window on a page that is answered with this. */
function windowOn(double: TestDouble, answer: () => Response | Promise<Response>) {
  double.electron.session.fromPartition('own').protocol.handle('app', answer);
  const window = new double.electron.BrowserWindow({
    show: false,
    webPreferences: { ...securePreferences, partition: 'own' },
  });
  const seen: string[] = [];
  for (const name of ['ready-to-show', 'show'] as const) window.on(name as 'show', () => seen.push(name));
  const { webContents } = window;
  for (const name of ['did-finish-load', 'did-fail-load'] as const) {
    webContents.on(name as 'did-finish-load', () => seen.push(name));
  }
  const load = async (): Promise<unknown> => {
    const loaded = await window.loadURL('app://test/page.html').catch((error: unknown) => error);
    await laterTurn();
    return loaded;
  };
  return { window, seen, load };
}

describe('contents', () => {
  it('contents/debugger: sends commands once it is attached, and opens no dialog for a file that it asks for', async () => {
    const double = readyDouble();
    const { webContents } = await openedWindow(double);
    const [page] = double.pages;
    const chosen = (): unknown => page?.client.chooseFile();
    double.answerFolder('/key');
    expect(await chosen()).toBe('/key');
    const { debugger: devtools } = webContents;
    const command = ['Page.setInterceptFileChooserDialog', { enabled: true }] as const;
    await expect(devtools.sendCommand(...command)).rejects.toThrow('No target available');
    devtools.attach();
    expect(() => devtools.attach()).toThrow('Debugger is already attached to the target');
    await devtools.sendCommand(...command);
    expect(page?.commands).toEqual([command]);
    double.answerFolder('/key');
    expect(await chosen()).toBe(null);
  });

  it('contents/frame-created: tells of each frame', async () => {
    const double = readyDouble();
    const { webContents } = await openedWindow(double);
    const framed = vi.fn();
    webContents.on('frame-created', (_event, { frame }) => void framed(frame?.parent));
    double.pages[0]?.client.framed();
    expect(framed).toHaveBeenCalledWith({});
  });
});

describe('a window that is gone', () => {
  it('window/destroyed: throws for everything but the question whether it is gone', async () => {
    const window = await openedWindow(readyDouble());
    const contents = window.webContents;
    window.destroy();
    await laterTurn();
    expect([window.isDestroyed(), contents.isDestroyed()]).toEqual([true, true]);
    const uses: (() => unknown)[] = [
      () => window.webContents,
      () => window.loadURL('app://test/page.html'),
      () => window.show(),
      () => window.focus(),
      () => window.close(),
      () => window.setContentProtection(true),
      () => contents.send('changed', 1),
      () => contents.loadURL('app://test/page.html'),
      () => contents.reload(),
      () => contents.printToPDF({}),
      () => contents.getPrintersAsync(),
      () => contents.session,
    ];
    for (const use of uses) expect(use).toThrow(new TypeError('Object has been destroyed'));
    // A second time is nothing.
    window.destroy();
  });

  it('window/closed-event: is destroyed already when it says that it closed', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    let error: unknown;
    window.on('closed', () => {
      try {
        window.webContents.send('late');
      } catch (caught) {
        error = caught;
      }
    });
    window.destroy();
    expect(error).toEqual(new TypeError('Object has been destroyed'));
    expect(double.electron.BrowserWindow.getAllWindows()).toEqual([]);
  });

  it('window/order-of-ends: destroyed at once and its page later; closed, the page first', async () => {
    const order = async (end: 'close' | 'destroy'): Promise<string[]> => {
      const window = await openedWindow(readyDouble());
      const seen: string[] = [];
      window.webContents.on('destroyed', () => seen.push('page'));
      window.on('closed', () => seen.push('window'));
      window[end]();
      seen.push('returned');
      await laterTurn();
      return seen;
    };
    expect(await order('destroy')).toEqual(['window', 'returned', 'page']);
    expect(await order('close')).toEqual(['returned', 'page', 'window']);
  });

  it('window/page-closed: a page that closes takes its window along, and close is not asked', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const seen: string[] = [];
    window.on('close', () => seen.push('close'));
    window.on('closed', () => seen.push('closed'));
    double.pages[0]!.client.closed();
    expect([seen, window.isDestroyed()]).toEqual([['closed'], true]);
  });
});

describe('loading', () => {
  it('load/shown: with the first layout, and before everything has loaded', async () => {
    const { seen, load } = windowOn(readyDouble(), () => new Response('<p>a page</p>'));
    expect(await load()).toBeUndefined();
    expect(seen).toEqual(expect.arrayContaining(['ready-to-show', 'did-finish-load']));
  });

  it('load/status: a page that is refused with a status is shown; did-navigate names the status', async () => {
    const { window, load } = windowOn(readyDouble(), () => new Response('no', { status: 403 }));
    const seen: unknown[] = [];
    window.webContents.on('did-navigate', (_event, url, code, text) => seen.push(url, code, text));
    expect(await load()).toBeUndefined();
    expect(seen).toEqual(['app://test/page.html', 403, 'Forbidden']);
  });

  it('load/blank: a page without anything to show never says that it is ready to be shown', async () => {
    const { window, seen, load } = windowOn(readyDouble(), () => new Response('', { status: 403 }));
    expect(await load()).toBeUndefined();
    expect([seen, window.isVisible()]).toEqual([['did-finish-load'], false]);
  });

  it('load/failed: the promise has Chromium’s own error, and nothing is shown', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const { seen, load } = windowOn(readyDouble(), () => {
      throw new Error('the handler fails');
    });
    expect(await load()).toMatchObject({
      message: "ERR_UNEXPECTED (-2) loading 'app://test/page.html'",
      errno: -2,
      code: 'ERR_UNEXPECTED',
      url: 'app://test/page.html',
    });
    expect(seen).toEqual(['did-fail-load']);
  });

  it('load/nobody-waits: a failure that nobody waits for is silent', async () => {
    const rejections: unknown[] = [];
    const hear = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', hear);
    const { window } = windowOn(readyDouble(), () => Response.error());
    void window.webContents.loadURL('app://test/page.html');
    await laterTurn();
    process.off('unhandledRejection', hear);
    expect(rejections).toEqual([]);
  });

  it('load/destroyed: a window that goes while it loads fails its load', async () => {
    const { window, load } = windowOn(readyDouble(), async () => {
      window.destroy();
      await laterTurn();
      return new Response('<p>late</p>');
    });
    expect(await load()).toMatchObject({ code: 'ERR_FAILED', errno: -2 });
  });

  it('load/no-preload: without its preload script a page is shown, and the error is an event', async () => {
    const written = vi.spyOn(console, 'error').mockReturnValue();
    const double = readyDouble();
    double.electron.session.defaultSession.protocol.handle('app', () => new Response('<p>a page</p>'));
    const window = new double.electron.BrowserWindow({
      webPreferences: { ...securePreferences, preload: '/nonexistent/preload.cjs' },
    });
    const failed = new Promise((done) => {
      window.webContents.on('preload-error', (_event, path) => done(path));
    });
    await window.loadURL('app://test/page.html');
    expect(await failed).toBe('/nonexistent/preload.cjs');
    expect(double.pages[0]!.shape.preload).toBeUndefined();
    expect(written).toHaveBeenCalledWith('Unable to load preload script: /nonexistent/preload.cjs');
  });
});

describe('where a page goes', () => {
  it('navigate/asked: what the page begins is asked, and what main begins is not', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const asked: string[] = [];
    window.webContents.on('will-navigate', (event) => {
      asked.push(event.url || 'asked');
      event.preventDefault();
    });
    const { client } = double.pages[0]!;
    const to = { url: 'app://test/other.html', method: 'GET', resourceType: 'mainFrame' } as const;
    expect(await client.request(to)).toEqual({ error: 'ERR_ABORTED' });
    expect(asked).toHaveLength(1);
    await window.loadURL('app://test/other.html');
    expect(asked).toHaveLength(1);
  });

  it('navigate/windows: the handler is asked for each window that a page wants', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const { client } = double.pages[0]!;
    expect(() => client.windowOpen('https://a.invalid/')).toThrow('the double opens no window that a page asks for');
    const asked: string[] = [];
    window.webContents.setWindowOpenHandler(({ url }) => {
      asked.push(url);
      return { action: 'deny' };
    });
    client.windowOpen('https://a.invalid/');
    expect(asked).toEqual(['https://a.invalid/']);
  });
});

describe('a page whose process is gone', () => {
  it('crash/announced: later, to the page’s listeners and to the app’s', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const seen: unknown[] = [];
    window.webContents.on('render-process-gone', (_event, { reason }) => seen.push(reason));
    double.electron.app.on('render-process-gone', (_event, contents) => seen.push(contents === window.webContents));
    double.play('crash-page');
    await Promise.resolve();
    expect(seen).toEqual([]);
    await laterTurn();
    expect([seen, window.webContents.isCrashed(), window.isDestroyed()]).toEqual([['crashed', true], true, false]);
  });

  it('crash/stays-blank: nothing loads it again by itself, and reload does', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    double.play('crash-page');
    await laterTurn();
    await laterTurn();
    expect(double.pages).toHaveLength(1);
    window.webContents.reload();
    await laterTurn();
    await laterTurn();
    expect([double.pages.length, double.pages[0]!.isClosed, window.webContents.isCrashed()]).toEqual([2, true, false]);
    expect(double.pages[1]!.answers).toMatchObject([{ status: 200 }]);
  });

  it('crash/message-lost: a message to it is written to the error stream, and main goes on', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    double.play('crash-page');
    await laterTurn();
    await laterTurn();
    const written = vi.spyOn(console, 'error').mockReturnValue();
    window.webContents.send('changed', 1);
    expect(String(written.mock.calls[0]![1])).toContain(
      'Render frame was disposed before WebFrameMain could be accessed',
    );
    expect(double.pages[0]!.delivered).toEqual([]);
  });
});

describe('messages to a page', () => {
  it('send/structured-clone: what cannot be cloned is written to the error stream and not sent', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const written = vi.spyOn(console, 'error').mockReturnValue();
    window.webContents.send('changed', () => 1);
    await laterTurn();
    expect(written).toHaveBeenCalledOnce();
    expect(double.pages[0]!.delivered).toEqual([]);
    window.webContents.send('changed', { at: 1 });
    await laterTurn();
    expect(double.pages[0]!.delivered).toHaveLength(1);
  });
});

describe('printing', () => {
  it('print/device-uri: not every printer says how it is connected, and none in another form than a text', async () => {
    const window = await openedWindow(readyDouble());
    const ways = (await window.webContents.getPrintersAsync()).map(({ options }) => options['device-uri' as never]);
    expect(new Set(ways.map((way) => typeof way))).toEqual(new Set(['string', 'undefined']));
  });

  it('print/title: no option gives a PDF or a print another title than the page has', async () => {
    const window = await openedWindow(readyDouble());
    await expect(window.webContents.printToPDF({ title: 'Another' } as never)).rejects.toThrow('title');
    expect(() => window.webContents.print({ title: 'Another' } as never)).toThrow('title');
  });

  it('page/throttling: a window whose hidden page keeps its pace is not played', () => {
    const { electron } = readyDouble();
    const preferences = { ...securePreferences, backgroundThrottling: false };
    expect(() => new electron.BrowserWindow({ webPreferences: preferences })).toThrow('backgroundThrottling');
  });

  it('print/callback: comes later, and a printer that is not there is a failure with its reason', async () => {
    const double = readyDouble();
    const { webContents } = await openedWindow(double);
    const results: unknown[] = [];
    webContents.print({ deviceName: 'desk' }, (...result) => results.push(result));
    webContents.print({ deviceName: 'none' }, (...result) => results.push(result));
    expect(results).toEqual([]);
    await laterTurn();
    expect(results).toEqual([
      [true, ''],
      [false, 'Invalid deviceName provided'],
    ]);
    expect(double.record.printed).toEqual([{ deviceName: 'desk' }]);
    expect(() => webContents.print({ pageSize: 'B5' as 'A4' })).toThrow('Unsupported pageSize: B5');
  });
});

it('window/insecure: a window without Electron’s walls is refused, because nobody would see that they are missing', () => {
  const { electron } = readyDouble();
  for (const lacking of Object.keys(securePreferences)) {
    const webPreferences = { ...securePreferences, [lacking]: undefined };
    expect(() => new electron.BrowserWindow({ webPreferences })).toThrow('the double has no insecure window');
  }
});

describe('a script of main in a page', () => {
  it('script/waits: for the page, and for as long as none is loaded', async () => {
    const double = readyDouble();
    const { window, load } = windowOn(double, () => new Response('<p>a page</p>'));
    let answer: unknown;
    const ran = window.webContents.executeJavaScript('6 * 7').then((value: unknown) => (answer = value));
    await laterTurn();
    expect(answer).toBeUndefined();
    await load();
    await ran;
    expect(answer).toBe(42);
  });

  it('script/clone: its promise is waited for; what cannot be cloned, or was thrown, is an error', async () => {
    const { webContents } = await openedWindow(readyDouble());
    expect(await webContents.executeJavaScript('Promise.resolve({ a: [1] })')).toEqual({ a: [1] });
    await expect(webContents.executeJavaScript('({ call: () => 1 })')).rejects.toThrow('could not be cloned');
    await expect(webContents.executeJavaScript('Promise.reject(new Error("no"))')).rejects.toThrow('no');
  });
});

it('page/process-id: is none before a page is loaded, and none once its process is gone', async () => {
  const double = readyDouble();
  const { window, load } = windowOn(double, () => new Response('<p>a page</p>'));
  const { webContents } = window;
  expect(webContents.getOSProcessId()).toBe(0);
  await load();
  expect(webContents.getOSProcessId()).toBeGreaterThan(0);
  webContents.forcefullyCrashRenderer();
  await laterTurn();
  expect(webContents.getOSProcessId()).toBe(0);
});

describe('the focus', () => {
  it('window/focus: is with the window that was shown last, and with none while another program has it', () => {
    const { electron, play } = readyDouble();
    const [first, second] = [0, 1].map(
      () => new electron.BrowserWindow({ show: false, webPreferences: securePreferences }),
    );
    if (!first || !second) throw new Error('two windows');
    const seen: string[] = [];
    for (const [name, window] of Object.entries({ first, second })) {
      for (const event of ['focus', 'blur'] as const) window.on(event as 'focus', () => seen.push(`${name} ${event}`));
    }
    first.focus();
    expect(electron.BrowserWindow.getFocusedWindow()).toBeNull();
    first.show();
    second.show();
    play('turn-away');
    expect(electron.BrowserWindow.getFocusedWindow()).toBeNull();
    play('turn-back');
    expect(electron.BrowserWindow.getFocusedWindow()).toBe(second);
    second.destroy();
    expect(electron.BrowserWindow.getFocusedWindow()).toBe(first);
    expect(seen).toEqual(['first focus', 'first blur', 'second focus', 'second blur', 'second focus', 'first focus']);
  });

  it('window/taskbar: flashing and the bar are asked for in vain once the window is gone', () => {
    const { electron, record } = readyDouble();
    const window = new electron.BrowserWindow({ webPreferences: securePreferences });
    window.flashFrame(true);
    window.setProgressBar(2);
    window.setProgressBar(-1);
    expect(record).toMatchObject({ flashes: [true], bars: [2, -1] });
    window.destroy();
    expect(() => window.setProgressBar(0.5)).toThrow('Object has been destroyed');
    expect(() => window.flashFrame(false)).toThrow('Object has been destroyed');
  });
});

it('zoom/origin: a factor holds for the origin in its session, for pages that come later too', async () => {
  const double = readyDouble();
  const first = await openedWindow(double);
  expect(() => first.webContents.setZoomFactor(0)).toThrow("'zoomFactor' must be a double greater than 0.0");
  first.webContents.setZoomFactor(1.5);
  const second = await openedWindow(double);
  expect(second.webContents.getZoomFactor()).toBe(1.5);
  expect(double.pages.map(({ zooms }) => zooms)).toEqual([[1.5], [1.5]]);
});
