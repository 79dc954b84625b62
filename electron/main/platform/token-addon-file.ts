// Where the native part is by which a token worker asks a PKCS#11 module, and whether it is the one that was built. The wall of the offline app reads it,
// too.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';

/** Its file, beside the built custody processes. */
export const tokenAddonName = 'token.node';
/** What it was when it was built: SHA-256 in hex. In a packed program this file is in the archive, and the addon beside the archive. */
export const tokenAddonHashName = 'token.sha256';

/**
 * Where the addon of a program is: the system loads nothing from an archive.
 * @param folder of its built custody processes, maybe in Electron's archive
 */
export const tokenAddonPath = (folder: string): string =>
  join(folder.replace(/[.]asar(?=[\\/])/u, '.asar.unpacked'), tokenAddonName);

/**
 * The addon of a program.
 * @param folder as for tokenAddonPath; absolute
 * @throws TOKEN_SUPPORT_MISSING where it was not built; TOKEN_SUPPORT_ALTERED where it is another file than was built
 */
export function tokenAddonIn(folder: string): string {
  const path = tokenAddonPath(folder);
  const built = join(folder, tokenAddonHashName);
  if (!existsSync(path) || !existsSync(built)) refuse({ code: 'TOKEN_SUPPORT_MISSING' });
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== readFileSync(built, 'utf8')) refuse({ code: 'TOKEN_SUPPORT_ALTERED', found });
  return path;
}
