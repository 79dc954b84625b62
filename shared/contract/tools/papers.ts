// Papers of a ceremony: shown, saved, printed.
import { z } from 'zod';
import { paperNames } from '../../documents/names.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';

const nothing = z.null();

/** The two sides of the gap. */
export const appSide = z.enum(['offline', 'online']);
export type AppSide = z.output<typeof appSide>;

/** What to print. A custodian and a journal only matter for the documents that have one. */
export const paperOrder = z.strictObject({
  document: z.enum(paperNames),
  /** Null for the record of an emergency, which has none. */
  plan: fileToken.nullable(),
  journal: fileToken.nullable(),
  data: fileToken.nullable(),
  /** Null where the document has no sides, or its journal names its own. */
  side: appSide.nullable(),
  custodian: z
    .string()
    .regex(/^C(?:[1-9]|10)$/)
    .nullable(),
  paper: z.enum(['a4', 'letter']),
  language: z.enum(['en', 'de']),
});
export type PaperOrder = z.output<typeof paperOrder>;

export const savedPaper = z.strictObject({
  file: writtenFile,
  /** Whether the journal that was chosen now names the file and its hash; a closed or damaged one takes nothing more. */
  journal: z.enum(['none', 'noted', 'closed', 'damaged']),
});
export type SavedPaper = z.output<typeof savedPaper>;

export const documentCalls = {
  /** Opens the document in a window that runs nothing and reaches nothing. */
  preview: call(paperOrder, nothing),
  /** Asks for a folder and writes the PDF into it; null where the person turned back. */
  savePdf: call(paperOrder, savedPaper.nullable()),
  /** People choose a printer that hangs on this machine's own cable. */
  print: call(paperOrder, nothing),
};
