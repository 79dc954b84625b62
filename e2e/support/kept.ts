// What tests make once and keep out of the project, because making it takes longer than they do: keys, and identities.
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIdentity, type MadeIdentity, openIdentity } from '#core/transfer/identity.ts';
import type { SignerRole } from '#core/transfer/roles.ts';
import { root } from '#build/root.ts';
import { derivedInFull } from './derived-in-full.ts';

const cache = join(root, 'node_modules', '.cache', 'lifeboat-test-keys');

/**
 * The same in every test file and every run, also for those that ask for it at the same time.
 * @param read what the file is taken for; where it throws, the file is made again
 */
export function kept<T>(name: string, read: (bytes: Buffer) => T, make: () => Uint8Array | string): T {
  const file = join(cache, name);
  const readFile = (): T => read(readFileSync(file));
  try {
    return readFile();
  } catch {
    mkdirSync(cache, { recursive: true });
    const temporary = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(temporary, derivedInFull(make));
    takeName(temporary, file, readFile);
    return readFile();
  }
}

/** Test files run side by side. The first has made it for all: who went on with another one would meet this one later. */
function takeName(temporary: string, file: string, readFile: () => unknown): void {
  try {
    linkSync(temporary, file);
  } catch {
    try {
      readFile();
    } catch {
      renameSync(temporary, file);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** An identity that guards nothing; another role, name or passphrase is another identity. */
export function keptIdentity(role: SignerRole, holder: string, passphrase: string): MadeIdentity {
  const secret = Buffer.from(passphrase);
  const name = createHash('sha256')
    .update(JSON.stringify([role, holder, passphrase]))
    .digest('hex');
  return kept(
    `identity-${name.slice(0, 16)}.json`,
    (file) => ({ file, signer: openIdentity(file, secret) }),
    () => createIdentity(role, holder, secret),
  );
}
