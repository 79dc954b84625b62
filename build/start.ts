// `npm start`: opens the app on Electron, or, where its binary cannot be had, as a practice preview on the system's Chromium. `npm run
// rehearse` opens both apps side by side.
import { join, resolve } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import { newFolder } from '#e2e/hosts/double/person-choices.ts';
import { root } from './root.ts';
import { meansOf, supplyElectron } from './start/electron-supply.ts';
import { FetchRefusal } from './start/fetch-refusal.ts';
import { obstacleLines, sandboxObstacle } from './start/linux-sandbox.ts';
import { openAsPreview, openOnElectron } from './start/open-app.ts';
import { parseStartOptions, type StartOptions, usage } from './start/options.ts';
import { chromium, ensureSystemPrograms } from './system-packages.mjs';

const otherWays = `
Other ways to supply Electron ${electron.version}:
  ELECTRON_OVERRIDE_DIST_PATH=/folder npm start    a folder with Electron unpacked in it
  ELECTRON_MIRROR=https://your.mirror/ npm start   your own mirror; the archive is checked against the package's checksums
  electron_config_cache=/folder npm start          a folder with the archive already in it
`;
const preview = 'Opening the PRACTICE PREVIEW: the same built app on Chromium. It refuses production ceremonies.';

/** Without a name, both apps find the rehearsal that one of them makes; nothing is there before. */
const workspaceOf = ({ rehearsal }: StartOptions): string => resolve(rehearsal ?? newFolder('rehearsal'));

/** The processes of the apps; none where nothing may open. */
async function open(options: StartOptions) {
  const refusal = new FetchRefusal(join(root, 'node_modules'), electron.version, process.env);
  const supply = await supplyElectron(
    options,
    meansOf(root, refusal, (text) => console.log(text)),
  );
  if (supply.kind === 'preview') {
    console.log(`${supply.reason}\n${options.preview ? '' : otherWays}${preview}`);
    await ensureSystemPrograms([chromium]);
    const workspace = workspaceOf(options);
    return options.apps.map((app) => openAsPreview(options, app, workspace));
  }
  const obstacle = options.noSandbox ? undefined : sandboxObstacle(supply.binary);
  if (obstacle === undefined) return options.apps.map((app) => openOnElectron(supply.binary, options, app));
  console.error(`${obstacleLines(obstacle)}\nOr open the practice preview: npm start -- --preview`);
  process.exitCode = 1;
  return [];
}

let options: StartOptions;
try {
  options = parseStartOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
const children = await open(options);
// The children hear Ctrl+C themselves and end; this process waits for them, so that nothing is left running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
for (const child of children) {
  child.on('exit', (code) => {
    if (code !== 0) process.exitCode = code ?? 1;
  });
}
