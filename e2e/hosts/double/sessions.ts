// `session` and `protocol`: each partition has its own session, with its own handlers (lib/browser/api/session.ts and protocol.ts,
// shell/browser/api/electron_api_session.cc and electron_api_protocol.cc).
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Browser } from './browser.ts';
import { standIn } from './stand-in.ts';

type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];
type BeforeRequest = Parameters<Electron.WebRequest['onBeforeRequest']>[0];

/** What a page asks for. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly resourceType: 'mainFrame' | 'subFrame' | 'other';
}
/** What it gets: an answer, or one of Chromium's errors. */
export type PageAnswer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }
  | { readonly error: NetError };
type NetError = 'ERR_ABORTED' | 'ERR_BLOCKED_BY_CLIENT' | 'ERR_FAILED' | 'ERR_UNEXPECTED' | 'ERR_UNKNOWN_URL_SCHEME';

/** The native half of a session. */
export interface SessionState {
  readonly partition: string;
  readonly session: Electron.Session;
  serve(request: PageRequest): Promise<PageAnswer>;
}

export interface Sessions {
  readonly session: Pick<typeof Electron.session, 'fromPartition' | 'defaultSession'>;
  readonly protocol: Electron.Protocol;
  /** @param preferences where a window says to which session it belongs */
  of(preferences: Electron.WebPreferences): SessionState;
}

/** Settings that reach no further here: the double's Chromium has one network, which leads nowhere. */
class Session extends EventEmitter {
  readonly protocol: Electron.Protocol;
  readonly webRequest: Electron.WebRequest;
  constructor(protocol: Electron.Protocol, webRequest: Electron.WebRequest) {
    super();
    this.protocol = protocol;
    this.webRequest = webRequest;
  }
  setPermissionRequestHandler = onlyFunction;
  setPermissionCheckHandler = onlyFunction;
  setDevicePermissionHandler = onlyFunction;
  setDisplayMediaRequestHandler = onlyFunction;
  setBluetoothPairingHandler = onlyFunction;
  setCertificateVerifyProc = onlyFunction;
  setSpellCheckerEnabled = (): void => undefined;
  setSpellCheckerDictionaryDownloadURL = (): void => undefined;
  enableNetworkEmulation = (): void => undefined;
  #proxy: Electron.ProxyConfig = {};
  setProxy(config: Electron.ProxyConfig): Promise<void> {
    if (config.mode !== 'fixed_servers')
      throw new Error('the double plays only proxies that are named (fixed_servers)');
    this.#proxy = config;
    return Promise.resolve();
  }
  resolveProxy = (url: string): Promise<string> => Promise.resolve(pacString(this.#proxy, new URL(url).hostname));
  closeAllConnections = (): Promise<void> => Promise.resolve();
}

/** What Chromium calls a proxy in its answer (net/base/proxy_string_util.cc, ProxyServerToPacResultElement). */
const pacNames: Readonly<Record<string, string>> = { http: 'PROXY', https: 'HTTPS', socks4: 'SOCKS', socks5: 'SOCKS5' };

/** Loopback goes past every proxy, unless a rule says that it does not (net/proxy_resolution/proxy_bypass_rules.cc). */
function pacString({ proxyRules, proxyBypassRules = '' }: Electron.ProxyConfig, host: string): string {
  const isLoopback = host === 'localhost' || host.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(host);
  if (proxyRules === undefined || (isLoopback && proxyBypassRules !== '<-loopback>')) return 'DIRECT';
  const { scheme, server } = /^(?<scheme>[a-z0-9]+):\/\/(?<server>[^,;=]+:\d+)$/.exec(proxyRules)?.groups ?? {};
  const name = pacNames[scheme ?? ''];
  if (name === undefined || server === undefined) throw new Error(`the double plays no proxy "${proxyRules}"`);
  return `${name} ${server}`;
}

function onlyFunction(handler: ((...values: never[]) => unknown) | null): void {
  if (handler !== null && typeof handler !== 'function') throw new TypeError('Must pass null or function');
}

/** @param app hears of each session that is made */
export function createSessions(browser: Browser, app: EventEmitter): Sessions {
  const states = new Map<string, SessionState>();
  const stateOf = new WeakMap<Electron.Session, SessionState>();
  const privileged = new Set<string>();
  const fromPartition = (partition: string): SessionState => {
    if (!browser.isReady) throw new TypeError('Session can only be received when app is ready');
    const before = states.get(partition);
    if (before !== undefined) return before;
    const state = createSession(partition, privileged);
    states.set(partition, state);
    stateOf.set(state.session, state);
    app.emit('session-created', state.session);
    return state;
  };
  const session: Sessions['session'] = {
    fromPartition: (partition) => fromPartition(partition).session,
    get defaultSession() {
      return fromPartition('').session;
    },
  };
  return {
    session,
    protocol: standIn<Electron.Protocol>('protocol')({
      registerSchemesAsPrivileged(schemes) {
        if (browser.isReady) {
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
        }
        for (const { scheme, privileges } of schemes) {
          if (privileges?.corsEnabled === true) throw new Error('the double lets no other origin read a scheme');
          if (privileges?.standard === true) privileged.add(scheme);
        }
      },
      handle: (scheme, handler) => session.defaultSession.protocol.handle(scheme, handler),
      unhandle: (scheme) => session.defaultSession.protocol.unhandle(scheme),
    }),
    of: (preferences) =>
      (preferences.session === undefined ? undefined : stateOf.get(preferences.session)) ??
      fromPartition(preferences.partition ?? ''),
  };
}

function createSession(partition: string, privileged: ReadonlySet<string>): SessionState {
  const handlers = new Map<string, ProtocolHandler>();
  let beforeRequest: BeforeRequest = null;
  const protocol = standIn<Electron.Protocol>('Protocol')({
    handle(scheme, handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      if (!privileged.has(scheme)) throw new Error(`the double serves only schemes that are registered as standard`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
  });
  const webRequest = standIn<Electron.WebRequest>('WebRequest')({
    // There is one listener; the last one set counts.
    onBeforeRequest(filter: unknown, listener?: BeforeRequest) {
      if (listener !== undefined) throw new Error('the double plays no filter of web requests');
      beforeRequest = filter as BeforeRequest;
    },
  });
  return {
    partition,
    session: standIn<Electron.Session>('Session')(new Session(protocol, webRequest)),
    async serve(request) {
      if (await isCancelled(beforeRequest, request)) return { error: 'ERR_BLOCKED_BY_CLIENT' };
      const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
      return handler === undefined ? { error: 'ERR_UNKNOWN_URL_SCHEME' } : answerOf(handler, request);
    },
  };
}

let requests = 0;

/** A listener that never answers lets the request wait forever. */
function isCancelled(listener: BeforeRequest, { url, method, resourceType }: PageRequest): Promise<boolean> {
  if (listener === null) return Promise.resolve(false);
  requests += 1;
  const details = { id: requests, url, method, resourceType, referrer: '', timestamp: Date.now(), uploadData: [] };
  return new Promise((answer) => listener(details, ({ cancel = false }) => answer(cancel)));
}

/** What a handler throws is net::ERR_UNEXPECTED to the page, an error that it answers net::ERR_FAILED. */
async function answerOf(handler: ProtocolHandler, { url, method }: PageRequest): Promise<PageAnswer> {
  try {
    const response: unknown = await handler(new Request(url, { method }));
    // Electron takes some of what is no Response for an empty one.
    if (!(response instanceof Response)) return { error: 'ERR_UNEXPECTED' };
    if (response.type === 'error') return { error: 'ERR_FAILED' };
    const body = Buffer.from(await response.arrayBuffer());
    // No other origin may read it, whatever the handler says.
    const headers = [...response.headers].filter(([name]) => !name.startsWith('access-control-'));
    return { status: response.status, headers: Object.fromEntries(headers), body };
  } catch (error) {
    console.error(error);
    return { error: 'ERR_UNEXPECTED' };
  }
}
