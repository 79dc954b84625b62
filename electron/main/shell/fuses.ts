// The nine fuses of Electron's first wire, in its order, each written out, so that no default of a later Electron decides.

export interface Fuse {
  /** As `@electron/fuses` names it. */
  readonly name: string;
  readonly isOn: boolean;
}

export const fuses = [
  /** ELECTRON_RUN_AS_NODE would make a Node of the program, past every lock of ours. */
  { name: 'RunAsNode', isOn: false },
  /** Every session lives in memory and keeps no cookie. Its key would come from the system's keychain, which may ask people for a password. */
  { name: 'EnableCookieEncryption', isOn: false },
  /** No environment variable changes what the program does. */
  { name: 'EnableNodeOptionsEnvironmentVariable', isOn: false },
  /** No debugger of Node, not even by a signal; Chromium's has no fuse, and its switches are refused at the start. */
  { name: 'EnableNodeCliInspectArguments', isOn: false },
  /** On Windows and macOS a changed archive does not start; Electron has no such check on Linux. */
  { name: 'EnableEmbeddedAsarIntegrityValidation', isOn: true },
  /** Nothing is started but the archive. */
  { name: 'OnlyLoadAppFromAsar', isOn: true },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', isOn: false },
  /** Screens come from app://; file:// gets no privilege. */
  { name: 'GrantFileProtocolExtraPrivileges', isOn: false },
  /** Electron's own setting: nothing of ours is WebAssembly. */
  { name: 'WasmTrapHandlers', isOn: true },
] as const satisfies readonly Fuse[];

/** What is before the wire in the program (@electron/fuses, constants). */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
