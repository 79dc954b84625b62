// What Electron makes of the path that it is started with: its own app for that, default_app/main.ts, function loadApplicationPackage.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };

export interface ApplicationPackage {
  /** What `app.getAppPath()` answers. */
  readonly appPath: string;
  /** What `app.getName()` answers; the profile and the instance lock are in a folder of this name. */
  readonly name: string;
  readonly version: string;
  /** The file that is run. */
  readonly main: string;
}

/**
 * A folder with a package.json gives the program its path, name and version. A file gives it none of them: the app path is where the file
 * lies, and every program that is started like that is called "Electron".
 * @throws where there is no app at that path
 */
export function loadApplicationPackage(given: string): ApplicationPackage {
  const path = resolve(given);
  const main = createRequire(join(path, 'package.json')).resolve(path);
  const manifest = join(path, 'package.json');
  if (!existsSync(manifest)) return { appPath: dirname(main), name: 'Electron', version: electron.version, main };
  const told = JSON.parse(readFileSync(manifest, 'utf8')) as Partial<
    Record<'productName' | 'name' | 'version', string>
  >;
  return {
    appPath: path,
    name: told.productName ?? told.name ?? 'Electron',
    version: told.version ?? electron.version,
    main,
  };
}
