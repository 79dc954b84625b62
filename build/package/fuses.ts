// The nine fuses of Electron's first wire, each written out, so that no default of a later Electron decides.
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** What each fuse is set to, in the order of the wire. */
export const fuses = {
  /** ELECTRON_RUN_AS_NODE would make a Node of the program, past every lock of ours. */
  [FuseV1Options.RunAsNode]: false,
  /** Nothing is kept in a cookie; if something ever were, not in the clear. */
  [FuseV1Options.EnableCookieEncryption]: true,
  /** No environment variable changes what the program does. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** No debugger, not even by a signal. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** On Windows and macOS a changed archive does not start; Electron has no such check on Linux. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  /** Nothing is started but the archive. */
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** Screens come from app://; file:// gets no privilege. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Electron's own setting: nothing of ours is WebAssembly. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;

/** Refuses a program with a fuse that this list does not know. */
export const fuseConfig = { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses } as const;
