// Files as the disk has them. Electron's own `fs` takes every file whose name ends in `.asar` for a folder: one such file on a stick breaks
// the listing of the stick. Electron has the untouched functions under another name; Node has only those.
import * as fs from 'node:fs';
import * as promises from 'node:fs/promises';

// Electron's documentation: "ASAR Archives", original-fs. Plain Node answers undefined to the name.
const original = process.getBuiltinModule('original-fs' as 'fs') as typeof fs | undefined;

/** As `node:fs/promises`, for every path that is not inside this program. */
export const disk: typeof promises = original?.promises ?? promises;
/** As `node:fs`, for calls that do not wait. */
export const diskNow: typeof fs = original ?? fs;
