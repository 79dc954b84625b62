// Files and folders that people chose in the system's own dialog: a screen knows each by a token, its path stays here.
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { PickedFile, PickedKind } from '#shared/contract/tools/picked.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

export class PickedFiles {
  readonly #paths = new Map<string, { readonly path: string; readonly kind: PickedKind }>();

  /** Remembers a choice; what was chosen before keeps its token, so that looking again and again costs nothing. */
  remember(path: string, kind: PickedKind): PickedFile {
    const before = [...this.#paths].find(([, known]) => known.path === path && known.kind === kind);
    const token = before?.[0] ?? randomBytes(16).toString('base64url');
    this.#paths.set(token, { path, kind });
    return { token, name: visibleText(basename(path), 80) };
  }

  /**
   * The path behind a token.
   * @throws FILE_TOKEN_UNKNOWN
   */
  path(token: string, kind: PickedKind): string {
    const known = this.#paths.get(token);
    return known?.kind === kind ? known.path : refuse({ code: 'FILE_TOKEN_UNKNOWN' });
  }

  /**
   * Refuses a file that was exchanged since people looked at it.
   * @param seen the hash of what was shown, and `found` that of what was read now
   * @throws FILE_CHANGED, FILE_TOKEN_UNKNOWN
   */
  assertShown(token: string, kind: PickedKind, seen: string, found: string): void {
    if (seen !== found) refuse({ code: 'FILE_CHANGED', name: visibleText(basename(this.path(token, kind)), 80) });
  }
}
