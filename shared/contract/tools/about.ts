// What this program is, and what it has refused since it began.
import { z } from 'zod';
import { sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';

export const aboutView = z.strictObject({
  version: z.string(),
  /** Over the main file of the program, as it is on the disk. */
  programSha256: sha256Hex,
  /** Null where there is no Electron underneath. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  node: z.string(),
  system: z.string(),
  /** The latest last: when, which call of a page, and the code of the fault. */
  refusals: z.array(z.strictObject({ atUtc: utcTime, call: z.string(), code: z.string() })),
});
export type AboutView = z.output<typeof aboutView>;

export const aboutCalls = {
  read: call(z.null(), aboutView, 'passes'),
  /** Writes all of it into a new file in a folder, for helpers. */
  save: call(z.strictObject({ folder: fileToken }), writtenFile),
};
