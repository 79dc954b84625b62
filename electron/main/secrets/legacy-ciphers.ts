// RC2 and single DES, which neither the library in Node nor the one in Electron still computes: by node-forge, for old key files. It works on
// strings, which nobody can wipe; the process in which this is loaded ends with its one key. Nothing of ours is imported here, so that
// nothing else of the program comes into this file.
// @ts-expect-error It brings no types; what is used of it is described below. Its own main file loads far more than this.
import forge from 'node-forge/lib/forge.js';
import 'node-forge/lib/des.js';
import 'node-forge/lib/rc2.js';
import type { LegacyDecipher } from '#core/custodian-key/open-protected.ts';

interface ForgeBuffer {
  getBytes(): string;
}

interface ForgeDecipher {
  readonly output: ForgeBuffer;
  start(iv: string): void;
  update(input: ForgeBuffer): void;
  /** @param unpad in place of the removal of the padding */
  finish(unpad: () => boolean): boolean;
}

interface Forge {
  readonly rc2: { createDecryptionCipher(key: string, effectiveBits: number): ForgeDecipher };
  readonly des: { createDecryptionCipher(key: string): ForgeDecipher };
  readonly util: { createBuffer(bytes: string): ForgeBuffer };
}

/** The ciphers of RFC 2268 and FIPS 46-3 in CBC. */
export const legacyDecipher: LegacyDecipher = ({ name, effectiveBits = 0 }, key, iv, encrypted) => {
  const { rc2, des, util } = forge as Forge;
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  const cipher =
    name === 'rc2-cbc' ? rc2.createDecryptionCipher(text(key), effectiveBits) : des.createDecryptionCipher(text(key));
  cipher.start(text(iv));
  cipher.update(util.createBuffer(text(encrypted)));
  // The padding stays: the caller checks it as for every other cipher.
  const isWhole = cipher.finish(() => true);
  return isWhole ? Buffer.from(cipher.output.getBytes(), 'latin1') : undefined;
};
