// Builds every bundle with Vite's own JavaScript interface: one list, one place that says what is made from what.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig, mergeConfig, type Plugin } from 'vite';
import { confirmationContract } from '#shared/contract/confirmation.ts';
import { offlineContract } from '#shared/contract/offline/contract.ts';
import { onlineContract } from '#shared/contract/online/contract.ts';
import { surfaceOf } from '#shared/contract/define.ts';
import { allCommands } from '#cli/all-commands.ts';
import { declaredCommands } from './declared-commands.ts';
import { manualPictures } from './manual-pictures.ts';
import { notePackages } from './package/bundled-packages.ts';
import { stageApps } from './package/stage.ts';
import { printStyle } from './print-style.ts';
import { root, outFolder } from './root.ts';
import { mainConstants, ownPage, preload, screens } from './screens.ts';
import { buildTokenAddon } from './token-addon.ts';
import { tokenAddonName } from '#platform/token-addon-file.ts';

/**
 * commander can start other programs as subcommands, and so imports child_process. Our commands are none of that kind: the packaged
 * programs get an empty module in its place, so that the offline one has no way to start anything.
 */
const withoutSubprograms: Plugin = {
  name: 'commander-without-subprograms',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === 'node:child_process' && importer?.includes('/node_modules/commander/') === true ? emptyModule : undefined,
  load: (id) => (id === emptyModule ? 'export default {};' : undefined),
};
const emptyModule = '\0empty';

type App = 'offline' | 'online';

/** The scripted people of practice: a file beside the main process of an app, which it loads when somebody practises. */
const drillApart = (app: App): Plugin => ({
  name: 'drill-apart',
  enforce: 'pre',
  resolveId(id, importer, { kind }) {
    if (!id.startsWith('#drill/')) return undefined;
    if (kind !== 'dynamic-import') this.error(`${importer ?? ''} would load ${id} outside of practice`);
    return { id: `./drill-${app}.cjs`, external: true };
  },
});

/** What the main process loads of the drill. Faults are one class on both sides: it is the one of the main process. */
const drillBundle = (app: App): InlineConfig =>
  mergeConfig(nodeBundle('electron', { [`drill-${app}`]: `electron/main/drill/${app}-app.ts` }), {
    ...oneFile,
    plugins: [
      {
        name: 'faults-of-main',
        enforce: 'pre',
        resolveId: (id) => (/[/]faults[/]fault[.]ts$/u.test(id) ? { id: `./${app}.cjs`, external: true } : undefined),
      } satisfies Plugin,
    ],
  });

/** The main process of an app, in one file: whatever it loads late is in it, but for the drill. */
function mainBundle(app: App): InlineConfig {
  const constants = { ...mainConstants(), ...printConstants() };
  const bundle = nodeBundle('electron', { [app]: `electron/main/${app}.ts` }, constants);
  const plugins = [withoutSubprograms, drillApart(app), ...(app === 'offline' ? [wallFirst('closed-in-main')] : [])];
  // By `require`, as everything else: it reads from Electron's archives.
  const output = { codeSplitting: false, dynamicImportInCjs: false };
  return mergeConfig(bundle, { build: { rolldownOptions: { output } }, plugins });
}

/** Parts of a bundle that are files of their own are loaded before its first line, and so before its wall is closed. */
const oneFile = { build: { rolldownOptions: { output: { codeSplitting: false } } } };

type Wall = 'closed' | 'closed-in-main' | 'closed-in-worker' | 'closed-in-token-worker';

/** A process that holds secrets, in one file: what its code loads late is in it too, because its wall lets it read no other. */
const secretsBundle = (name: string, wall: Wall = 'closed-in-worker'): InlineConfig =>
  mergeConfig(nodeBundle('secrets', { [name]: `electron/main/secrets/${name}.ts` }), {
    ...oneFile,
    plugins: [wallFirst(wall)],
  });

/**
 * Puts the wall to the network before everything in a bundle, what it loads included: a bundle asks for its modules in its first lines,
 * wherever they are imported.
 * @param name of the file that closes it
 */
function wallFirst(name: Wall): Plugin {
  return {
    name: 'wall-first',
    async generateBundle(_options, bundle) {
      const text = await wallText(name);
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && part.isEntry) part.code = `${text}\n${part.code}`;
    },
  };
}

/** The wall in its own scope, with the loader of the file that it is in. */
async function wallText(name: Wall): Promise<string> {
  const config = nodeBundle('wall', { [name]: `electron/main/platform/network-wall/${name}.ts` });
  const built = await build(mergeConfig(config, { ...oneFile, build: { ...oneFile.build, write: false } }));
  const [wall] = Array.isArray(built) || !('output' in built) ? [] : built.output;
  return `(function (require, exports) {\n${wall?.code ?? ''}})(require, {});`;
}

/** A bundle for Node: one CommonJS file with everything inside except Node's own modules. */
function nodeBundle(
  outDir: string,
  entries: Record<string, string>,
  constants: Record<string, string> = {},
): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    define: constants,
    build: {
      ssr: true,
      outDir: join(outFolder, outDir),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
    ssr: { noExternal: true, target: 'node' },
  };
}

/** The print style with its fonts, and the pictures of the manual: a document needs nothing beside the program. */
const printConstants = (): Record<string, string> => ({
  __PRINT_STYLE__: JSON.stringify(printStyle()),
  __MANUAL_PICTURES__: JSON.stringify(manualPictures()),
});

// Each process of its own gets its own file: what a worker cannot import, it cannot run.
const steps: Readonly<Record<string, () => InlineConfig | Promise<InlineConfig>>> = {
  cli: async () =>
    nodeBundle(
      'cli',
      { lifeboat: 'electron/main/cli/lifeboat.ts' },
      { ...printConstants(), __COMMANDS__: JSON.stringify(await declaredCommands(allCommands)) },
    ),
  'key-worker': () => secretsBundle('key-worker'),
  'token-worker': () => secretsBundle('token-worker', 'closed-in-token-worker'),
  reader: () => secretsBundle('reader', 'closed'),
  combiner: () => secretsBundle('combiner'),
  'key-maker': () => secretsBundle('key-maker'),
  screens: () => screens(['offline', 'online']),
  // After the screens, which empty the folder.
  confirmation: () => ownPage('confirmation'),
  'preload-confirmation': () => preload('confirmation-preload', surfaceOf(confirmationContract)),
  'preload-offline': () => preload('offline-preload', surfaceOf(offlineContract)),
  'preload-online': () => preload('online-preload', surfaceOf(onlineContract)),
  // After the screens: main is compiled with the list of their files.
  offline: () => mainBundle('offline'),
  online: () => mainBundle('online'),
  // Loaded by a main process alone, in practice.
  'drill-offline': () => drillBundle('offline'),
  'drill-online': () => drillBundle('online'),
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
// Whoever built the part that asks tokens has it built again.
const hasTokens = existsSync(join(outFolder, 'secrets', tokenAddonName));
if (wanted.length === 0) rmSync(outFolder, { recursive: true, force: true });
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length === 0 || wanted.includes(name))
    await build(mergeConfig(await step(), { plugins: [notePackages(name)] }));
}
stageApps(outFolder);
if (hasTokens && wanted.length === 0) buildTokenAddon();
