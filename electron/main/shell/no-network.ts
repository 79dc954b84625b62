// The guard inside the offline process: what Node offers for talking to others is taken away before anything else runs.
import { builtinModules, type ResolveHookSync } from 'node:module';
import { refuse } from '../../../shared/faults/fault.ts';

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

/** Parts of Node below its modules that do the same, as `process.binding` gives them. */
export const refusedBindings: ReadonlySet<string> = new Set([
  ...['tcp_wrap', 'tls_wrap', 'udp_wrap', 'pipe_wrap', 'cares_wrap', 'http_parser', 'js_stream', 'stream_wrap'],
  ...['process_wrap', 'spawn_sync', 'inspector', 'worker'],
]);

/** Globals that open a connection without any import. */
export const refusedGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

interface GuardedProcess {
  getBuiltinModule(id: string): unknown;
  binding?(id: string): unknown;
}
type RegisterHooks = (hooks: { resolve: ResolveHookSync }) => unknown;

function refuseModule(id: string): void {
  if (refusedModules.has(bare(id))) refuse({ code: 'NETWORK_REFUSED', what: bare(id) });
}

/**
 * Closes the four doors: globals, `process.getBuiltinModule`, `process.binding`, and every later `require` or `import` in this process.
 * The built file has no such import anyway (a test reads it); this is for code that nobody meant to be there.
 */
export function refuseNetwork(world: object, process: GuardedProcess, registerHooks: RegisterHooks): void {
  for (const name of refusedGlobals) {
    Object.defineProperty(world, name, {
      configurable: false,
      get: () => refuse({ code: 'NETWORK_REFUSED', what: name }),
    });
  }
  const original = process.getBuiltinModule.bind(process);
  process.getBuiltinModule = (id) => {
    refuseModule(id);
    return original(id);
  };
  const binding = process.binding?.bind(process);
  if (binding) {
    process.binding = (id) => {
      if (refusedBindings.has(id)) refuse({ code: 'NETWORK_REFUSED', what: id });
      return binding(id);
    };
  }
  registerHooks({
    resolve(specifier, context, next) {
      refuseModule(specifier);
      return next(specifier, context);
    },
  });
}
