// Inputs that are kept in `found/TARGET/`: what the long run has found, and what is known to have fooled readers. A test tries each again.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#core/encoding/bytes.ts';

const found = join(import.meta.dirname, 'found');

/** The folder of a target's inputs, by its name. */
export const folderOf = (target: string): string => target.replaceAll(/[^A-Za-z0-9]+/g, '-');

export interface KeptInput {
  readonly name: string;
  readonly bytes: Buffer;
  /** The code by which it must be refused, which is behind the dot of its name; a finding has none before it is understood. */
  readonly code: string | undefined;
}

/** The folders that there are; one that belongs to no target is a mistake. */
export const keptFolders = (): readonly string[] => readdirSync(found);

/** What is kept for a target. */
export function keptInputs(target: string): readonly KeptInput[] {
  const folder = join(found, folderOf(target));
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => ({
    name,
    bytes: readFileSync(join(folder, name)),
    code: name.split('.')[1],
  }));
}

/**
 * Keeps a finding, named by its content: found again, it is the same file.
 * @returns where it lies
 */
export function keepInput(target: string, input: Buffer): string {
  const folder = join(found, folderOf(target));
  const file = join(folder, sha256(input).toString('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, input, { flag: 'wx' });
  return file;
}
