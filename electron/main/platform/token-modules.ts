// The PKCS#11 modules of this machine: by name, from the list, in places that only the system writes to. A module runs as a program, so nobody names
// a file of one.
import { dirname, isAbsolute } from 'node:path';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { NativeParts } from './confined.ts';
import { findLibrary } from './program-file.ts';
import { placesOf, tokenModules } from './token-module-list.ts';

/** A module that is on this machine, and what its process needs to run it. */
export interface TokenModule extends Omit<NativeParts, 'loads'> {
  readonly path: string;
  /** Variables for its process alone. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The modules of cards and tokens that are on this machine, in the order of the list.
 * @throws PROGRAM_REFUSED where others could have put one there
 */
export async function installedTokenModules(): Promise<readonly TokenModule[]> {
  const found: TokenModule[] = [];
  for (const [name, { isForPractice }] of Object.entries(tokenModules)) {
    if (isForPractice) continue;
    try {
      found.push(await findTokenModule(name));
    } catch (error) {
      if (!isFaultOf(error, 'TOKEN_MODULE_MISSING')) throw error;
    }
  }
  return found;
}

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
  const module = Object.hasOwn(tokenModules, name) ? tokenModules[name] : undefined;
  if (module === undefined) {
    return refuse({ code: 'TOKEN_MODULE_UNKNOWN', module: visibleText(name, 80), known: Object.keys(tokenModules) });
  }
  const places = placesOf(module, platform);
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
