// What the build compiles into main: constants that Vite puts in the place of these names.
import type { BuiltFiles } from './app-protocol.ts';

declare const __BUILT_FILES__: BuiltFiles;
declare const __APP_VERSION__: string;
declare const __ELECTRON_VERSION__: string;

export const builtFiles: BuiltFiles = __BUILT_FILES__;
export const appVersion: string = __APP_VERSION__;
/** The Electron that this build is packed with. */
export const electronVersion: string = __ELECTRON_VERSION__;
