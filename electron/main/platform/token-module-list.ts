// The PKCS#11 modules that may be loaded, and where each may lie. The wall of the offline app reads it too: it imports nothing.

/** What a module reads and writes where it is not told otherwise. */
export interface KnownModule {
  readonly file: string;
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** Keys in files: never asked of by itself. */
  readonly isForPractice?: true;
}

/** By the name of the library (RFC 7512 §2.3: `module-name`), without its ending. Cards are reached by the socket of pcscd, which needs no right to a file.
 * Where two show one card, the first is taken. */
export const tokenModules: Readonly<Record<string, KnownModule>> = {
  // Before OpenSC, which shows YubiKeys too, and nothing of what they say of their keys.
  ykcs11: { file: 'libykcs11' },
  'opensc-pkcs11': { file: 'opensc-pkcs11', reads: ['/etc/opensc'] },
  // A token in files, for practice and for tests.
  softhsm2: { file: 'libsofthsm2', reads: ['/etc/softhsm'], writes: ['/var/lib/softhsm'], isForPractice: true },
};

/** Where systems keep libraries, and where the packages of these modules put them. */
const folders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'],
    ...['/usr/lib/softhsm', '/usr/lib64/softhsm', '/usr/lib/pkcs11', '/usr/lib64/pkcs11', '/usr/local/lib'],
  ],
  darwin: ['/Library/OpenSC/lib', '/opt/homebrew/lib', '/opt/homebrew/lib/softhsm', '/usr/local/lib'],
};

/** Where a module may lie: absolute paths. */
export function placesOf({ file }: KnownModule, platform: NodeJS.Platform = process.platform): readonly string[] {
  const ending = platform === 'darwin' ? 'dylib' : 'so';
  return (folders[platform] ?? []).map((folder) => `${folder}/${file}.${ending}`);
}
