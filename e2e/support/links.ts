// Whether this user may make symbolic links: Wine makes none, and Windows lets administrators and developers alone.
import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function canLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-links-'));
  try {
    const link = join(folder, 'link');
    symlinkSync(folder, link);
    return lstatSync(link).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests with links are skipped where it is false. */
export const hasLinks = canLink();
