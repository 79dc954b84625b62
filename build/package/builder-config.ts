// What electron-builder is told for each product: targets, names, icons, fuses; no updater, no publishing, no module folder.
import { chmodSync, copyFileSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import electron from 'electron/package.json' with { type: 'json' };
import { root } from '../root.ts';
import { fuseConfig } from './fuses.ts';
import { licencesFile } from '#shared/licences-file.ts';
import { tokenAddonName } from '#platform/token-addon-file.ts';
import type { Product } from './products.ts';

const assets = (...path: string[]): string => join(root, 'assets', ...path);

/** The line of the licence that names whose work it is. @throws where the licence has none */
function copyrightLine(): string {
  const line = /^Copyright .+$/m.exec(readFileSync(join(root, 'LICENSE'), 'utf8'))?.[0];
  if (line === undefined) throw new Error('LICENSE has no line of copyright');
  return line;
}

/** Why a product reads what is plugged in. macOS shows one sentence, in whatever language the system speaks. */
const removableVolumes: Readonly<Record<Product['id'], string>> = {
  offline:
    'Lifeboat reads keys, plans and bundles from the sticks of the ceremony, and writes to them. / Lifeboat liest Schlüssel, Pläne und Bündel von den Sticks der Zeremonie und schreibt darauf.',
  online:
    'Lifeboat reads plans and bundles from the stick of the ceremony, and writes to it. / Lifeboat liest Pläne und Bündel vom Stick der Zeremonie und schreibt darauf.',
};

/** Whether an identity is given for macOS, by the variables that electron-builder reads. */
const isMacSigned = (): boolean => ['CSC_LINK', 'CSC_NAME'].some((name) => Boolean(process.env[name]));

export interface PackFolders {
  /** The staged folder: exactly what is shipped. */
  readonly app: string;
  readonly output: string;
  /** The file with the licences of others. */
  readonly licences: string;
  /** An unpacked Electron; without it electron-builder fetches the one of this version. */
  readonly electronDist?: string;
}

export function builderConfig(product: Product, { app, output, licences, electronDist }: PackFolders): Configuration {
  const icon = (name: string): string => assets('icons', product.id, name);
  return {
    appId: product.appId,
    productName: product.name,
    copyright: copyrightLine(),
    electronVersion: electron.version,
    ...(electronDist === undefined ? {} : { electronDist }),
    directories: { app, output, buildResources: assets() },
    files: ['**/*'],
    // Beside the archive, where people can read it.
    extraResources: [{ from: licences, to: licencesFile }],
    asar: { smartUnpack: false },
    // The system loads nothing from an archive. Its hash is inside.
    asarUnpack: [`**/${tokenAddonName}`],
    // The bundles hold everything: no module folder is looked for. (`npmRebuild: false` would keep the hook from being asked.)
    beforeBuild: () => Promise.resolve(false),
    compression: 'normal',
    publish: null,
    electronLanguages: ['en-US', 'de'],
    // electron-builder knows eight of the nine fuses; the hook sets all of them.
    afterPack: (context) => sealProgram(product, context),
    artifactName: `${product.executable}-\${version}-\${os}-\${arch}.\${ext}`,
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      executableName: product.executable,
      icon: icon('png'),
      category: 'Utility',
      maintainer: 'Lifeboat',
      synopsis: product.description,
      description: product.description,
      syncDesktopName: true,
      desktop: { entry: { 'Comment[de]': product.germanDescription } },
    },
    // Without arguments: the default of this tool would start the program without its sandbox.
    toolsets: { appimage: '0.0.0' },
    appImage: { executableArgs: [] },
    win: { target: ['nsis', 'portable'], icon: icon('icon.ico'), requestedExecutionLevel: 'asInvoker' },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      differentialPackage: false,
      // Journals, and files that exist only once, outlive the program.
      deleteAppDataOnUninstall: false,
      license: join(root, 'LICENSE'),
      artifactName: `${product.executable}-\${version}-win-\${arch}-setup.\${ext}`,
    },
    portable: {
      requestExecutionLevel: 'user',
      artifactName: `${product.executable}-\${version}-win-\${arch}-portable.\${ext}`,
    },
    mac: {
      target: ['dmg'],
      icon: icon('icon.icns'),
      category: 'public.app-category.utilities',
      // Only what is declared signs: an identity that happens to be in the keychain of a developer does not. Without one the signature is ad hoc,
      // and library validation would refuse the program its own framework.
      ...(isMacSigned() ? {} : { identity: '-' }),
      hardenedRuntime: isMacSigned(),
      // macOS asks people before a program may read what is plugged in, and shows them this.
      extendInfo: { NSRemovableVolumesUsageDescription: removableVolumes[product.id] },
      gatekeeperAssess: false,
      entitlements: assets('macos', 'entitlements.plist'),
      entitlementsInherit: assets('macos', 'entitlements.plist'),
    },
    dmg: { writeUpdateInfo: false },
  };
}

/** Where the program is in what was packed. */
export function programPath(product: Product, folder: string, platform: string): string {
  if (platform === 'darwin') return join(folder, `${product.name}.app`);
  return join(folder, platform === 'win32' ? `${product.name}.exe` : product.executable);
}

/** Sets the fuses, before anything is signed; on Linux the offline program then steps behind its launcher. */
async function sealProgram(product: Product, { appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  const program = programPath(product, appOutDir, electronPlatformName);
  await flipFuses(program, { ...fuseConfig, resetAdHocDarwinSignature: electronPlatformName === 'darwin' });
  if (electronPlatformName !== 'linux' || product.id !== 'offline') return;
  // Whatever starts the program by its name (menu, link, AppImage) gets the launcher, which takes the network away first.
  renameSync(program, `${program}-bin`);
  copyFileSync(assets('linux', 'lifeboat-offline'), program);
  chmodSync(program, 0o755);
}
