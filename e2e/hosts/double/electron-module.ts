// How a process of Electron gets at the module `electron`: lib/common/init.ts, and for importers of ES modules the patch "expose the
// built-in electron module via the ESM loader". There is no file of that name: what the loaders share is an entry in Node's cache.
import Module, { type LoadHookSync, type ResolveHookSync } from 'node:module';

/** Members of Node's loader that its types do not name. */
interface Loader {
  _resolveFilename(request: string, ...rest: unknown[]): string;
  readonly _cache: Record<string, Module | undefined>;
}

const names: ReadonlySet<string> = new Set([
  ...['electron', 'electron/main', 'electron/renderer', 'electron/common', 'electron/utility'],
]);

/**
 * Native parts of Electron that start processes, fetch or open, each with a function of it (shell/common/node_bindings.cc). Anybody in the
 * process gets them by name, as Electron's own scripts do.
 */
export const nativeParts: Readonly<Record<'main' | 'utility', Readonly<Record<string, string>>>> = {
  main: {
    electron_browser_auto_updater: 'autoUpdater',
    electron_browser_crash_reporter: 'start',
    electron_browser_in_app_purchase: 'inAppPurchase',
    electron_browser_msix_updater: 'updateMsix',
    electron_browser_push_notifications: 'pushNotifications',
    electron_browser_utility_process: '_fork',
    electron_common_crashpad_support: 'isCrashpadRunning',
    electron_common_net: 'resolveHost',
    electron_common_shell: 'openExternal',
  },
  utility: { electron_common_net: 'resolveHost' },
};

/**
 * Makes `require` and `import` in this process find the module.
 * @param type what the process is: Electron adds an entry of that name to the cache
 */
export function giveElectron(electron: object, type: 'main' | 'utility'): void {
  const loader = Module as unknown as Loader;
  for (const name of ['electron', 'electron/common', `electron/${type}`]) {
    const made = Object.assign(new Module('electron'), { loaded: true, filename: name });
    // Without a setter: an assignment does nothing, or throws in strict mode.
    Object.defineProperty(made, 'exports', { get: () => electron });
    loader._cache[name] = made;
  }
  const resolveFilename = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, ...rest) => (names.has(request) ? 'electron' : resolveFilename(request, ...rest));

  // An importer's way leads past `Module._load` to the entry, and so does every address of the scheme.
  const resolve: ResolveHookSync = (specifier, context, next) => {
    if (!context.conditions.includes('import')) return next(specifier, context);
    if (names.has(specifier)) return { url: 'electron:electron', shortCircuit: true };
    const url = URL.parse(specifier);
    return url?.protocol === 'electron:' ? { url: url.href, shortCircuit: true } : next(specifier, context);
  };
  const load: LoadHookSync = (url, context, next) => {
    if (!url.startsWith('electron:')) return next(url, context);
    const members = Object.keys(loader._cache['electron']?.exports as object);
    const source = [
      `import Module from 'node:module';`,
      'const { exports } = Module._cache.electron;',
      `export const { ${members.join(', ')} } = exports;`,
      'export default exports;',
    ];
    return { format: 'module', source: source.join('\n'), shortCircuit: true };
  };
  Module.registerHooks({ resolve, load });

  const { _linkedBinding: linked } = process as unknown as { _linkedBinding: (this: unknown, name: string) => object };
  Reflect.set(process, '_linkedBinding', (name: string): object => {
    const member = nativeParts[type][name];
    if (member === undefined) return linked.call(process, name);
    return {
      [member]: () => {
        throw new Error(`the double does not play ${name}`);
      },
    };
  });
}
