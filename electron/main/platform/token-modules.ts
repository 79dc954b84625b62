// The PKCS#11 modules that may be loaded: by name, from places that only the system writes to. A module runs as a program, so nobody names a
// file of one.
import { dirname, isAbsolute } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { NativeParts } from './confined.ts';
import { findLibrary } from './program-file.ts';

/** A module that is on this machine, and what its process needs to run it. */
export interface TokenModule extends Omit<NativeParts, 'loads'> {
  readonly path: string;
  /** Variables for its process alone. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a module reads and writes where it is not told otherwise. */
interface Known {
  readonly file: string;
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

/** By the name of the library (RFC 7512 §2.3: `module-name`), without its ending. Cards are reached by the socket of pcscd, which needs no right to a file. */
const known: Readonly<Record<string, Known>> = {
  'opensc-pkcs11': { file: 'opensc-pkcs11', reads: ['/etc/opensc'] },
  ykcs11: { file: 'libykcs11' },
  // A token in files, for practice and for tests.
  softhsm2: { file: 'libsofthsm2', reads: ['/etc/softhsm'], writes: ['/var/lib/softhsm'] },
};

/** Where systems keep libraries, and where the packages of these modules put them. */
const folders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'],
    ...['/usr/lib/softhsm', '/usr/lib64/softhsm', '/usr/lib/pkcs11', '/usr/lib64/pkcs11', '/usr/local/lib'],
  ],
  darwin: ['/Library/OpenSC/lib', '/opt/homebrew/lib', '/opt/homebrew/lib/softhsm', '/usr/local/lib'],
};

/**
 * A module by its name.
 * @param softhsmConf the absolute path of a softhsm2.conf in whose folder its tokens are: SoftHSM alone has one
 * @throws TOKEN_MODULE_UNKNOWN, TOKEN_MODULE_MISSING; PROGRAM_REFUSED where others could have put it there
 */
export async function findTokenModule(
  name: string,
  softhsmConf?: string,
  platform: NodeJS.Platform = process.platform,
): Promise<TokenModule> {
  const module = Object.hasOwn(known, name) ? known[name] : undefined;
  if (module === undefined) {
    return refuse({ code: 'TOKEN_MODULE_UNKNOWN', module: visibleText(name, 80), known: Object.keys(known) });
  }
  const ending = platform === 'darwin' ? 'dylib' : 'so';
  const places = (folders[platform] ?? []).map((folder) => `${folder}/${module.file}.${ending}`);
  const path = await findLibrary(places);
  if (path === undefined) return refuse({ code: 'TOKEN_MODULE_MISSING', module: name, places });
  if (softhsmConf === undefined)
    return { path, environment: {}, reads: module.reads ?? [], writes: module.writes ?? [] };
  if (name !== 'softhsm2' || !isAbsolute(softhsmConf)) {
    return refuse({ code: 'TOKEN_URI_INVALID', attribute: 'softhsm2-conf', why: 'malformed' });
  }
  const own = dirname(softhsmConf);
  return { path, environment: { SOFTHSM2_CONF: softhsmConf }, reads: [own], writes: [own] };
}
