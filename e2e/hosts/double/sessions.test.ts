// Sessions and their protocols: apart from each other, as in Electron.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openedWindow, readyDouble, securePreferences, testDouble } from './test-double.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const windowIn = ({ electron }: ReturnType<typeof readyDouble>, partition: string) =>
  new electron.BrowserWindow({ webPreferences: { ...securePreferences, partition } });

describe('sessions', () => {
  it('session/apart: one for each partition, the same each time', () => {
    const { session } = readyDouble().electron;
    expect(session.fromPartition('a')).toBe(session.fromPartition('a'));
    expect(session.fromPartition('a')).not.toBe(session.fromPartition('b'));
    expect(session.fromPartition('')).toBe(session.defaultSession);
  });

  it('session/created: the app hears of each once, before anybody has it, also of one that a window makes', () => {
    const double = readyDouble();
    const heard: unknown[] = [];
    double.electron.app.on('session-created', (made) => {
      heard.push(made);
    });
    const { session } = double.electron;
    const made = [session.fromPartition('a'), windowIn(double, 'b').webContents.session];
    expect(heard).toEqual(made);
    expect(session.fromPartition('a')).toBe(heard[0]);
    expect(heard).toHaveLength(2);
  });

  it('session/protocol: a handler serves the pages of its session and of no other', async () => {
    const double = readyDouble();
    double.electron.session.fromPartition('a').protocol.handle('app', () => new Response('<p>a page</p>'));
    await windowIn(double, 'a').loadURL('app://test/page.html');
    await expect(windowIn(double, 'b').loadURL('app://other/page.html')).rejects.toThrow('ERR_UNKNOWN_URL_SCHEME');
    expect(double.record.refusedRequests).toEqual(['app://other/page.html']);
  });

  it('session/global-protocol: the module’s own protocol is the default session’s', () => {
    const { protocol, session } = readyDouble().electron;
    protocol.handle('app', () => new Response());
    expect(session.defaultSession.protocol.isProtocolHandled('app')).toBe(true);
    expect(session.fromPartition('a').protocol.isProtocolHandled('app')).toBe(false);
  });

  it('session/second-handler: of a scheme is an error', () => {
    const { protocol } = readyDouble().electron.session.defaultSession;
    protocol.handle('app', () => new Response());
    expect(() => protocol.handle('app', () => new Response())).toThrow('Failed to register protocol: app');
  });

  it('session/unregistered-scheme: only schemes that were registered as standard are played', () => {
    const double = testDouble();
    double.finishLaunching();
    const { protocol } = double.electron.session.defaultSession;
    expect(() => protocol.handle('app', () => new Response())).toThrow('only schemes that are registered as standard');
  });

  it('session/one-origin: is another origin to the browser in a second session, and the same in the first', async () => {
    const double = readyDouble();
    for (const partition of ['a', 'b']) {
      double.electron.session.fromPartition(partition).protocol.handle('app', () => new Response('<p>a page</p>'));
    }
    for (const partition of ['a', 'b', 'a']) await windowIn(double, partition).loadURL('app://test/page.html');
    expect(double.pages.map(({ places }) => places)).toEqual([[0], [1], [0]]);
  });

  it('session/unhandle: a scheme that is handled no longer is served no longer; one that never was is an error', async () => {
    const double = readyDouble();
    const { protocol } = double.electron.session.fromPartition('a');
    protocol.handle('app', () => new Response('<p>a page</p>'));
    protocol.unhandle('app');
    expect(protocol.isProtocolHandled('app')).toBe(false);
    await expect(windowIn(double, 'a').loadURL('app://test/page.html')).rejects.toThrow('ERR_UNKNOWN_URL_SCHEME');
    expect(() => protocol.unhandle('app')).toThrow('Failed to unhandle protocol: app');
    expect(() => double.electron.protocol.unhandle('app')).toThrow('Failed to unhandle protocol: app');
  });
});

describe('requests', () => {
  it('request/cancelled: the session’s listener decides before any handler; the last one set counts', async () => {
    const double = readyDouble();
    const window = await openedWindow(double);
    const { session } = window.webContents;
    const asked: string[] = [];
    session.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
    session.webRequest.onBeforeRequest(({ url }, answer) => {
      asked.push(url);
      answer({ cancel: url.endsWith('no.png') });
    });
    const { client } = double.pages[0]!;
    const ask = (url: string) => client.request({ url, method: 'GET', resourceType: 'other' });
    expect(await ask('app://test/no.png')).toEqual({ error: 'ERR_BLOCKED_BY_CLIENT' });
    expect(await ask('app://test/yes.png')).toMatchObject({ status: 200 });
    expect(asked).toEqual(['app://test/no.png', 'app://test/yes.png']);
    expect(double.record.refusedRequests).toEqual(['app://test/no.png']);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('the handler fails');
      },
    ],
    ['answers no response', () => ({}) as Response],
    ['answers an error', () => Response.error(), 'ERR_FAILED'],
  ])('request/bad-handler: one that %s fails the request alone', async (_what, handler, error = 'ERR_UNEXPECTED') => {
    vi.spyOn(console, 'error').mockReturnValue();
    const double = readyDouble();
    double.electron.session.fromPartition('a').protocol.handle('app', handler);
    await expect(windowIn(double, 'a').loadURL('app://test/page.html')).rejects.toThrow(error);
  });
});

it('session/cors: no other origin may read a scheme, whatever its handler says', async () => {
  const double = readyDouble();
  const { protocol } = double.electron.session.fromPartition('a');
  protocol.handle('app', () => new Response('a page', { headers: { 'Access-Control-Allow-Origin': '*' } }));
  await windowIn(double, 'a').loadURL('app://test/page.html');
  const headers = double.pages[0]!.answers.map((answer) => 'headers' in answer && Object.keys(answer.headers));
  expect(headers).toEqual([['content-type']]);
  const open = [{ scheme: 'open', privileges: { standard: true, corsEnabled: true } }];
  expect(() => testDouble().electron.protocol.registerSchemesAsPrivileged(open)).toThrow('no other origin');
});

it('session/emulation: a network that is offline is none to the schemes that are handled', async () => {
  const double = readyDouble();
  const session = double.electron.session.fromPartition('a');
  session.protocol.handle('app', () => new Response('a page'));
  session.enableNetworkEmulation({ offline: true });
  await windowIn(double, 'a').loadURL('app://test/page.html');
  await expect(windowIn(double, 'a').loadURL('https://example.org/')).rejects.toThrow('ERR_');
});

it('session/only-functions: a handler that is no function is an error', () => {
  const { defaultSession } = readyDouble().electron.session;
  expect(() => defaultSession.setPermissionCheckHandler(true as never)).toThrow('Must pass null or function');
  defaultSession.setPermissionCheckHandler(null);
});

it('session/proxy: without one the answer is DIRECT; loopback goes past one, unless a rule says that it does not', async () => {
  const { defaultSession } = readyDouble().electron.session;
  const how = async (): Promise<string[]> => [
    await defaultSession.resolveProxy('https://self-test.invalid/'),
    await defaultSession.resolveProxy('http://127.0.0.1:59999/'),
  ];
  expect(await how()).toEqual(['DIRECT', 'DIRECT']);
  const named = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9' } as const;
  await defaultSession.setProxy(named);
  expect(await how()).toEqual(['SOCKS5 127.0.0.1:9', 'DIRECT']);
  await defaultSession.setProxy({ ...named, proxyBypassRules: '<-loopback>' });
  expect(await how()).toEqual(['SOCKS5 127.0.0.1:9', 'SOCKS5 127.0.0.1:9']);
});
