// The guard inside the offline process: what Node offers for talking to others is taken away before anything else runs.
import type { ResolveHookSync } from 'node:module';
import { refuse } from '../../../shared/faults/fault.ts';

/** Built-in modules that open a socket, a debugger or another program. */
export const refusedModules: ReadonlySet<string> = new Set([
  'net',
  'http',
  'https',
  'http2',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'inspector',
  'inspector/promises',
  'child_process',
  'worker_threads',
  'cluster',
]);

/** Globals that open a connection without any import. */
export const refusedGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

interface GuardedProcess {
  getBuiltinModule(id: string): unknown;
}
type RegisterHooks = (hooks: { resolve: ResolveHookSync }) => unknown;

const bare = (id: string): string => id.replace(/^node:/, '');

function refuseModule(id: string): void {
  if (refusedModules.has(bare(id))) refuse({ code: 'NETWORK_REFUSED', what: bare(id) });
}

/**
 * Closes the three doors: globals, `process.getBuiltinModule`, and every later `require` or `import` in this process.
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
  registerHooks({
    resolve(specifier, context, next) {
      refuseModule(specifier);
      return next(specifier, context);
    },
  });
}
