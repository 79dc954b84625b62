// The machines' identities in a drill: made, put into their folders with the passphrase beside them, and opened where a drill is resumed.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeIdentity, openIdentity, type Signer } from '#core/transfer/identity.ts';
import { type SignerRole, signerRoles } from '#core/transfer/roles.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { DrillFolder } from './folder.ts';

export type Signers = Readonly<Record<SignerRole, Signer>>;

const maxFileBytes = 8192;

/** Nobody in a drill is anybody: people are called by what they do. */
export const personName = (id: string): string => `PRACTICE ${id}`;

/** The person of the plan who holds a machine's identity. */
export const holderOf = (role: SignerRole): string => (role === 'offline' ? 'offline-operator' : role);

/** The file with a machine's identity. */
export const identityFile = (folder: DrillFolder, role: SignerRole): string =>
  join(folder.machine[role], `${role}.identity.json`);
const passphraseFile = (folder: DrillFolder, role: SignerRole): string =>
  join(folder.machine[role], 'PRACTICE-passphrase.txt');

/**
 * @param nameOf the name of a person of the plan
 * @throws the file faults; nothing that is there is overwritten
 */
export async function makeIdentities(folder: DrillFolder, nameOf: (person: string) => string): Promise<Signers> {
  const made: [SignerRole, Signer][] = [];
  for (const role of signerRoles) {
    const passphrase = Buffer.from(randomBytes(12).toString('hex'));
    await writeNewFile(passphraseFile(folder, role), passphrase);
    const { file, signer } = makeIdentity(role, nameOf(holderOf(role)), passphrase);
    await writeNewFile(identityFile(folder, role), file);
    made.push([role, signer]);
  }
  return Object.fromEntries(made) as Signers;
}

/** @throws the file faults, IDENTITY_… */
export async function openIdentities(folder: DrillFolder): Promise<Signers> {
  const open = async (role: SignerRole): Promise<Signer> =>
    openIdentity(
      await readWholeFile(identityFile(folder, role), maxFileBytes),
      await readWholeFile(passphraseFile(folder, role), maxFileBytes),
    );
  return {
    'operator-1': await open('operator-1'),
    'operator-2': await open('operator-2'),
    offline: await open('offline'),
    witness: await open('witness'),
  };
}
