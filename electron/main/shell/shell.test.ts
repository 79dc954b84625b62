// The walls of the shell: each lock is set, and what it refuses is refused.
import { EventEmitter } from 'node:events';
import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { germanSystem } from '#shared/messages/de/system.ts';
import { isOwnUrl, serveBuiltFiles } from './app-protocol.ts';
import { refusedModules } from '#platform/network-wall/loading.ts';
import { contentSecurityPolicy } from './content-policy.ts';
import { lockContents, TrustedContents } from './lock-contents.ts';
import { cutSessionOff, lockSession } from './lock-session.ts';
import { menuTemplate } from './menu.ts';
import { applySwitches } from './switches.ts';
import { windowOptions } from './window-options.ts';

/** An object whose every method records its arguments; what code under test registers can then be called. */
function recorder(): { fake: never; calls: Map<string, unknown[][]> } {
  const calls = new Map<string, unknown[][]>();
  const fake = new Proxy(
    {},
    {
      get: (_target, name: string) =>
        name === 'webRequest'
          ? { onBeforeRequest: (...values: unknown[]) => note('onBeforeRequest', values) }
          : name === 'debugger'
            ? fake
            : (...values: unknown[]) => note(name, values),
    },
  );
  const note = (name: string, values: unknown[]): Promise<void> => {
    calls.set(name, [...(calls.get(name) ?? []), values]);
    return Promise.resolve();
  };
  // It answers to every name, which no type of a session says.
  return { fake: fake as never, calls };
}
type Any = (...values: unknown[]) => unknown;
const only = (calls: Map<string, unknown[][]>, name: string): Any => calls.get(name)![0]![0] as Any;

describe('windows', () => {
  const { webPreferences } = windowOptions({ title: 't', width: 1, height: 1, preload: '/p.cjs' });

  it('are sandboxed, isolated, without Node, webviews and developer tools', () => {
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
  });

  it('keep nothing on disk', () => {
    expect(webPreferences?.partition).not.toMatch(/^persist:/);
  });
});

describe('the menu', () => {
  const rolesOf = (platform: NodeJS.Platform): (string | undefined)[] =>
    menuTemplate(platform, germanSystem.menu).flatMap(({ submenu }) =>
      (submenu as { role?: string }[]).map(({ role }) => role),
    );
  const sizes = ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'];

  it.each(['linux', 'win32'] as const)('has sizes alone: no reload, no developer tools (%s)', (platform) => {
    expect(rolesOf(platform)).toEqual(sizes);
  });

  it('has on macOS what its keys need, and no reload and no developer tools there either', () => {
    expect(rolesOf('darwin')).toEqual([
      ...['hide', 'hideOthers', 'unhide', 'quit'],
      ...['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'],
      ...sizes,
      ...['minimize', 'close'],
    ]);
  });

  it('says everything in the language of the app', () => {
    const labels = menuTemplate('darwin', germanSystem.menu).flatMap(({ label, submenu }) => [
      label,
      ...(submenu as { label?: string }[]).map((entry) => entry.label),
    ]);
    expect([...labels].sort()).toEqual(['Lifeboat', ...Object.values(germanSystem.menu)].sort());
  });
});

describe('the content security policy', () => {
  it('starts from nothing, allows only our own files, and makes no text into code', () => {
    const directives = new Map(
      contentSecurityPolicy.split('; ').map((line) => line.split(/ (.*)/) as [string, string]),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('connect-src')).toBe("'none'");
    expect(directives.get('require-trusted-types-for')).toBe("'script'");
    expect(directives.get('trusted-types')).toBe("'none'");
    // No `allow-modals`, which `window.print()` needs, no `allow-popups`, no `allow-downloads`.
    expect(directives.get('sandbox')).toBe('allow-scripts allow-same-origin allow-forms');
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|data:|blob:|\*/);
  });
});

describe('app://', () => {
  const bytes = Buffer.from('<p>hello</p>');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = { 'a.html': { sha256, contentType: 'text/html' } };
  const told = vi.fn<(name: string, why: string) => void>();
  const get = (
    url: string,
    read: (path: string) => Promise<Buffer> = () => Promise.resolve(bytes),
    method = 'GET',
  ): Promise<Response> => serveBuiltFiles(files, read, told)({ url, method });

  it('serves a built file with the policy', async () => {
    const response = await get('app://lifeboat/a.html');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await response.text()).toBe('<p>hello</p>');
  });

  it.each([
    'app://lifeboat/b.html',
    'app://lifeboat/',
    'app://lifeboat/../a.html/..',
    'app://lifeboat/a.html/',
    'app://lifeboat/__proto__',
    'app://other/a.html',
    'file:///a.html',
    'https://lifeboat/a.html',
    'app://lifeboat@evil/a.html',
    'not a url',
  ])('does not know %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it.each([
    ['has changed since it was built', () => Promise.resolve(Buffer.from('<p>hullo</p>')), 'changed'],
    ['cannot be read', () => Promise.reject(Object.assign(new Error('no'), { code: 'EIO' })), 'EIO'],
  ])('does not show a file that %s, and says which', async (_what, read, why) => {
    told.mockClear();
    expect((await get('app://lifeboat/a.html', read)).status).toBe(403);
    expect(told.mock.calls).toEqual([['a.html', why]]);
  });

  it('answers nothing but GET', async () => {
    expect((await get('app://lifeboat/a.html', undefined, 'POST')).status).toBe(404);
  });

  it('knows its own URLs by the whole origin', () => {
    expect(isOwnUrl('app://lifeboat/x')).toBe(true);
    expect(isOwnUrl('app://lifeboat.evil/x')).toBe(false);
    expect(isOwnUrl('app://lifeboatx')).toBe(false);
  });
});

describe('a locked page', () => {
  const { fake, calls } = recorder();
  lockContents(fake);
  const listener = (name: string): Any => calls.get('on')!.find(([event]) => event === name)![1] as Any;
  const prevented = (name: string, ...rest: unknown[]): boolean => {
    const preventDefault = vi.fn();
    listener(name)({ preventDefault }, ...rest);
    return preventDefault.mock.calls.length > 0;
  };

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'will-prevent-unload'])(
    'prevents %s',
    (name) => {
      expect(prevented(name)).toBe(true);
    },
  );

  it('opens no dialog for a page that wants a file', () => {
    expect(calls.get('sendCommand')).toEqual([
      ['Page.enable', {}],
      ['Page.setInterceptFileChooserDialog', { enabled: true, cancel: true }],
    ]);
  });

  it('takes a page away that has a frame', () => {
    listener('frame-created')({}, { frame: { parent: null } });
    expect(calls.has('forcefullyCrashRenderer')).toBe(false);
    listener('frame-created')({}, { frame: { parent: {} } });
    expect(calls.get('forcefullyCrashRenderer')).toHaveLength(1);
  });

  it('opens no window', () => {
    expect(only(calls, 'setWindowOpenHandler')({ url: 'app://lifeboat/offline.html' })).toEqual({ action: 'deny' });
  });

  it('closes developer tools that open all the same', () => {
    listener('devtools-opened')();
    expect(calls.get('closeDevTools')).toHaveLength(1);
  });

  it('does not reload on a key, and lets other keys pass', () => {
    expect(prevented('before-input-event', { key: 'F5', control: false, meta: false })).toBe(true);
    expect(prevented('before-input-event', { key: 'R', control: true, meta: false })).toBe(true);
    expect(prevented('before-input-event', { key: 'r', control: false, meta: false })).toBe(false);
  });

  it('is believed by the id of its contents, in their top frame alone, and never by its address', () => {
    const contents = Object.assign(new EventEmitter(), { id: 7 });
    const heard = vi.fn();
    const trusted = new TrustedContents(heard);
    trusted.add(contents as never);
    // Main hears of hands from Chromium, and not of a pointer that only moves.
    contents.emit('input-event', {}, { type: 'mouseMove' });
    expect(heard).not.toHaveBeenCalled();
    contents.emit('input-event', {}, { type: 'rawKeyDown' });
    expect(heard).toHaveBeenCalledOnce();
    expect(trusted.isTop({ sender: { id: 7 }, senderFrame: { parent: null } })).toBe(true);
    expect(trusted.isTop({ sender: { id: 7 }, senderFrame: { parent: {} } })).toBe(false);
    expect(trusted.isTop({ sender: { id: 7 }, senderFrame: null })).toBe(false);
    expect(trusted.isTop({ sender: { id: 8 }, senderFrame: { parent: null } })).toBe(false);
  });
});

describe('a locked session', () => {
  const { fake, calls } = recorder();
  lockSession(fake);

  it('grants no permission and no device', () => {
    const answer = vi.fn();
    only(calls, 'setPermissionRequestHandler')({}, 'media', answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(only(calls, 'setPermissionCheckHandler')({}, 'clipboard-read')).toBe(false);
    expect(only(calls, 'setDevicePermissionHandler')({ deviceType: 'usb' })).toBe(false);
  });

  it('shares no screen and pairs no device', () => {
    const answer = vi.fn();
    only(calls, 'setDisplayMediaRequestHandler')({}, answer);
    expect(answer).toHaveBeenCalledWith(null);
    only(calls, 'setBluetoothPairingHandler')({}, answer);
    expect(answer).toHaveBeenLastCalledWith({ confirmed: false });
  });

  it('downloads nothing and checks no spelling', () => {
    const preventDefault = vi.fn();
    (calls.get('on')!.find(([name]) => name === 'will-download')![1] as Any)({ preventDefault });
    expect(preventDefault).toHaveBeenCalled();
    expect(calls.get('setSpellCheckerEnabled')).toEqual([[false]]);
  });

  it('trusts no certificate', () => {
    const answer = vi.fn();
    only(calls, 'setCertificateVerifyProc')({}, answer);
    expect(answer).toHaveBeenCalledWith(-2);
  });

  it.each([
    ['app://lifeboat/offline.html', false],
    ['https://example.org/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['devtools://devtools/bundled/x.js', true],
    ['data:text/html,x', true],
    ['blob:app://lifeboat/1', true],
  ])('request for %s: refused = %s', (url, cancel) => {
    const answer = vi.fn();
    only(calls, 'onBeforeRequest')({ url }, answer);
    expect(answer).toHaveBeenCalledWith({ cancel });
  });

  it('has no network and a proxy that does not exist', async () => {
    await cutSessionOff(fake);
    expect(calls.get('enableNetworkEmulation')).toEqual([[{ offline: true }]]);
    expect(calls.get('setProxy')![0]![0]).toMatchObject({ mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9' });
  });
});

describe('the offline process', () => {
  it('sets, as that of the online app, the switches that leave Chromium nothing to talk to', () => {
    const set = new Map<string, string | undefined>();
    applySwitches({ appendSwitch: (name, value) => void set.set(name, value) });
    expect(set.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(set.get('proxy-server')).toBe('socks5://127.0.0.1:9');
    expect(set.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp');
    expect(set.has('disable-background-networking')).toBe(true);
  });

  it.each([
    ...[
      'net',
      'tls',
      'dgram',
      'dns',
      'http2',
      '_http_client',
      '_http_agent',
      '_http_server',
      '_http_common',
      '_tls_wrap',
    ],
    ...['_tls_common', '_stream_wrap', 'inspector/promises', 'child_process', 'worker_threads', 'repl', 'sqlite', 'v8'],
  ])('is refused %s', (name) => {
    expect(refusedModules).toContain(name);
  });
});
