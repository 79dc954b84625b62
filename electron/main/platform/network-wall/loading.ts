// The wall's outer part: what Node offers for talking to others is not given out by name, to no caller and in no way.
import Module, { builtinModules, type ResolveHookSync } from 'node:module';
import { apply, closed, closeMember, closeMemberBut, functionOf, nameOnce, namesOf, refuseWay } from './members.ts';

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

/** Electron's module, by all its names (lib/common/init.ts): entries of Node's cache, behind which is no file. */
const electronNames = ['electron', 'electron/main', 'electron/common', 'electron/renderer', 'electron/utility'];
const ofElectron = namesOf(electronNames.map((name) => [name, name]));
const startsWith = functionOf(String.prototype, 'startsWith');

/** Functions of Node's loader that look at files without loading them. */
const ofFiles = ['findPackageJSON', '_readPackage', '_findPath', 'enableCompileCache', 'flushCompileCache'];

/** Modules by their names, with `node:` before them and without. */
const byBothNames = (names: readonly string[]): Readonly<Record<string, string>> =>
  namesOf(names.flatMap((name) => [[name, name] as const, [`node:${name}`, name] as const]));

/** Members of Node's loader that its types do not name. */
interface Loader {
  _load: (request: string, parent: unknown, isMain: unknown) => unknown;
  readonly _cache: Readonly<Record<string, { exports: unknown } | undefined>>;
}

/** Makes what is in the place of Electron's module. Without it there is nothing: in a utility process it has its own network. */
export type GiveElectron = (electron: object) => object;

interface MayLoad {
  /** Refused modules that this process needs all the same. */
  readonly mayLoad: ReadonlySet<string>;
  /** Whether anything is loaded from a file from here on. */
  readonly mayLoadFiles: boolean;
}

/**
 * Closes the doors by name: globals, `process.getBuiltinModule`, every later `require` and `import`, and what would put another loader in
 * the place of this one.
 * @param giveElectron what is in the place of Electron's module
 */
export function closeLoading({ mayLoad, mayLoadFiles }: MayLoad, giveElectron: GiveElectron | undefined): void {
  const refused = byBothNames([...refusedModules].filter((name) => !mayLoad.has(name)));
  const ofNode = byBothNames([...permitted].filter((name) => !name.startsWith('original-fs')));
  const refuseModule = (name: string): void => {
    if (name in refused) refuseWay(refused[name] ?? name);
    if (name in ofElectron) refuseWay(name);
    if (!mayLoadFiles && !(name in ofNode)) refuseWay(name);
  };
  for (const name of refusedGlobals) {
    // Node makes them when they are first looked at or replaced, and loads its client of HTTP for it; one that is removed is never made.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { configurable: false, get: () => refuseWay(name) });
  }
  const getBuiltinModule = functionOf(process, 'getBuiltinModule');
  closed(process, 'getBuiltinModule', (id) => {
    const name = nameOnce(id);
    refuseModule(name);
    return apply(getBuiltinModule, process, [name]);
  });
  const resolve: ResolveHookSync = (specifier, context, next) => {
    refuseModule(specifier);
    const found = next(specifier, context);
    // A package can give any module another name. To an importer, Electron's module is every address of this scheme.
    refuseModule(found.url);
    if (apply(startsWith, found.url, ['electron:'])) refuseWay('electron');
    return found;
  };
  Module.registerHooks({ resolve });
  // What Node's own loader has beside the documented part has no types.
  const loader = Module as unknown as Loader;
  const electron = replaceElectron(loader, giveElectron);
  const load = loader._load;
  closed(loader, '_load', (request, parent, isMain) => {
    const name = nameOnce(request);
    // Node's own loader, and with it every importer, is refused this module.
    if (electron !== undefined && name in ofElectron) return electron;
    refuseModule(name);
    return apply(load, loader, [name, parent, isMain]);
  });
  // Hooks that are added later come first; `register` starts a thread, which has no wall.
  for (const name of ['register', 'registerHooks']) closeMember(Module, name);
  if (!mayLoadFiles) {
    closeMemberBut(Module, '_resolveFilename', (id) => typeof id === 'string' && id in ofNode);
    for (const name of ofFiles) closeMember(Module, name);
  }
  Module.syncBuiltinESMExports();
}

/**
 * Electron keeps its module among those that were loaded, where anybody could take it. Its `exports` is a getter without a setter: an
 * assignment would do nothing, or throw in strict mode.
 * @returns what is in its place, if anything is
 */
function replaceElectron({ _cache }: Loader, giveElectron: GiveElectron | undefined): object | undefined {
  const given = _cache['electron']?.exports;
  const electron = typeof given === 'object' && given !== null ? giveElectron?.(given) : undefined;
  for (const name of electronNames) {
    if (_cache[name] === undefined) continue;
    const exports = electron === undefined ? { get: () => refuseWay(name) } : { value: electron, writable: false };
    Object.defineProperty(_cache[name], 'exports', { ...exports, configurable: false });
  }
  return electron;
}
