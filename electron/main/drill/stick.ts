// A custodian's stick in practice: a folder with a key, a certificate and the passphrase, and what they are called.
import { join } from 'node:path';

export const custodianNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `custodian-${i + 1}`);

export function stickOf(sticks: string, name: string) {
  const folder = join(sticks, name);
  return {
    folder,
    keyFile: join(folder, `${name}.key`),
    certificateFile: join(folder, `${name}.cer`),
    passphrase: { from: 'file', path: join(folder, 'PRACTICE-passphrase.txt') } as const,
  };
}
