// The bundles of the desktop apps: the screens first, then the preload scripts, then the main processes that know every file of the screens.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import electron from 'electron/package.json' with { type: 'json' };
import type { InlineConfig } from 'vite';
import { builtFiles } from './built-files.ts';
import { root, outFolder } from './root.ts';

/** The pages of both apps, in one build: what they share is shipped once. */
export function screens(pages: readonly string[]): InlineConfig {
  return {
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    build: {
      outDir: join(outFolder, 'renderer'),
      emptyOutDir: true,
      target: 'chrome156',
      reportCompressedSize: false,
      // The content security policy allows nothing inline: no polyfill script, no asset as data URL.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, join(root, 'renderer', `${page}.html`)])),
        // What more than one part uses is one file: each file is a question to the main process. What is the online app's alone is not
        // in it, or the offline one would read it for nothing.
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: /^(?!.*[\\/]online)/ }] } },
      },
    },
  };
}

/**
 * A page of main's own: a build apart, which shares no script with the pages that packages run in. Its fonts are the same files as theirs.
 */
export const ownPage = (page: string): InlineConfig => {
  const { build, ...rest } = screens([page]);
  return { ...rest, plugins: [], build: { ...build, emptyOutDir: false } };
};

/** A sandboxed preload script: one CommonJS file that imports nothing but `electron`. */
export function preload(name: string, surface: object): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    define: { __SURFACE__: JSON.stringify(surface) },
    build: {
      outDir: join(outFolder, 'electron'),
      emptyOutDir: false,
      target: 'chrome156',
      minify: false,
      reportCompressedSize: false,
      lib: { entry: join(root, 'electron/preload/preload.ts'), formats: ['cjs'], fileName: () => `${name}.cjs` },
      rolldownOptions: { external: ['electron'] },
    },
  };
}

/** Constants that main is compiled with. */
export function mainConstants(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    __BUILT_FILES__: JSON.stringify(builtFiles()),
    __APP_VERSION__: JSON.stringify(version),
    __ELECTRON_VERSION__: JSON.stringify(electron.version),
  };
}
