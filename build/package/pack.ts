// Packs one product with electron-builder: into all targets of a platform, or only into an unpacked directory.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createTargets, Platform } from 'electron-builder';
import { root } from '../root.ts';
import { builderConfig } from './builder-config.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesFile } from '#shared/licences-file.ts';
import { licencesOf } from './licences.ts';
import type { Product } from './products.ts';
import { stage } from './stage.ts';

export interface PackOptions {
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** Stop at the unpacked directory. */
  readonly directoryOnly: boolean;
  /** Filled: `app`, `packed` and the file of licences in it. */
  readonly folder: string;
  readonly electronDist?: string;
  /** Where the built files are; a folder with the name `out`. */
  readonly out: string;
}

const platforms = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC };

/** What electron-builder reads an identity from. */
const signing = [
  ...['CSC_LINK', 'CSC_KEY_PASSWORD', 'CSC_NAME', 'WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD', 'APPLE_ID'],
  ...['APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
];

/** Returns the files that were made (none for a directory). */
export async function pack(product: Product, options: PackOptions): Promise<string[]> {
  // A workflow can't leave out a variable whose secret isn't there. On macOS electron-builder takes an empty CSC_LINK for the path of a
  // certificate, which it can't read (app-builder-lib, macPackager.js, codesign.js).
  for (const name of signing) if (process.env[name] === '') Reflect.deleteProperty(process.env, name);
  const app = join(options.folder, 'app');
  stage(product, app, options.out);
  const licences = join(options.folder, licencesFile);
  writeFileSync(licences, licencesOf(bundledPackages(product, options.out)));
  return build({
    projectDir: root,
    targets: createTargets([platforms[options.platform]], options.directoryOnly ? 'dir' : null),
    publish: 'never',
    config: builderConfig(product, {
      app,
      licences,
      output: join(options.folder, 'packed'),
      ...(options.electronDist === undefined ? {} : { electronDist: options.electronDist }),
    }),
  });
}
