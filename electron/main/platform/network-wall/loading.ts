// The wall's outer part: what Node offers for talking to others is not given out by name, to no caller and in no way.
import Module, { builtinModules, type ResolveHookSync } from 'node:module';
import { closed, closeMember, refuseWay } from './members.ts';

/** Built-in modules that compute, or that touch this machine's files and terminal; none of them leads to others. */
const permitted: ReadonlySet<string> = new Set([
  ...['assert', 'assert/strict', 'async_hooks', 'buffer', 'console', 'constants', 'crypto', 'diagnostics_channel'],
  ...['events', 'fs', 'fs/promises', 'module', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process'],
  ...['punycode', 'querystring', 'readline', 'readline/promises', 'stream', 'stream/consumers', 'stream/promises'],
  ...['stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tty', 'url', 'util', 'util/types', 'zlib'],
  // Electron's own names for the file functions that know nothing of its archives.
  ...['original-fs', 'original-fs/promises'],
  ...['_stream_duplex', '_stream_passthrough', '_stream_readable', '_stream_transform', '_stream_writable'],
]);

const bare = (id: string): string => id.replace(/^node:/, '');

/**
 * All others: sockets by whatever name, as `net` and `_http_client`, debuggers, other programs and threads, and whatever a later Node
 * brings.
 */
export const refusedModules: ReadonlySet<string> = new Set(
  [...builtinModules.map(bare), 'inspector/promises'].filter((name) => !permitted.has(name)),
);

/** Globals that open a connection without any import. */
export const refusedGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

const ofElectron = /^electron(?:\/|$)/;

/** Members of Node's loader that its types do not name. */
interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
  readonly _cache: Readonly<Record<string, { exports: unknown } | undefined>>;
}

/** Gives out Electron's module, or refuses it: in a utility process it has its own network. */
export type GiveElectron = (load: () => unknown) => unknown;

/**
 * Closes the doors by name: globals, `process.getBuiltinModule`, every later `require` and `import`, and what would put another loader in
 * the place of this one.
 * @param mayLoad refused modules that this process needs all the same
 * @param giveElectron what is in the place of Electron's module
 */
export function closeLoading(mayLoad: ReadonlySet<string>, giveElectron: GiveElectron | undefined): void {
  const refuseModule = (id: unknown): void => {
    const name = bare(String(id));
    if (giveElectron === undefined && ofElectron.test(name)) refuseWay(name);
    if (refusedModules.has(name) && !mayLoad.has(name)) refuseWay(name);
  };
  for (const name of refusedGlobals) {
    // Node makes them when they are first looked at or replaced, and loads its client of HTTP for it; one that is removed is never made.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { configurable: false, get: () => refuseWay(name) });
  }
  const getBuiltinModule = process.getBuiltinModule.bind(process) as (id: string) => unknown;
  closed(process, 'getBuiltinModule', (id: unknown) => {
    refuseModule(id);
    return getBuiltinModule(String(id));
  });
  const resolve: ResolveHookSync = (specifier, context, next) => {
    refuseModule(specifier);
    return next(specifier, context);
  };
  Module.registerHooks({ resolve });
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  closed(loader, '_load', (request: unknown, ...rest: unknown[]) => {
    refuseModule(request);
    const given = (): unknown => load(String(request), ...rest);
    return giveElectron !== undefined && ofElectron.test(bare(String(request))) ? giveElectron(given) : given();
  });
  // Electron keeps its module among those that were loaded, where anybody could take it.
  for (const [id, cached] of Object.entries(loader._cache)) {
    if (cached === undefined || !ofElectron.test(id)) continue;
    const { exports } = cached;
    cached.exports = giveElectron?.(() => exports);
  }
  // Hooks that are added later come first; `register` starts a thread, which has no wall.
  for (const name of ['register', 'registerHooks']) closeMember(Module, name);
  Module.syncBuiltinESMExports();
}
