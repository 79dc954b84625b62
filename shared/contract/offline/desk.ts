// Deeds beside a ceremony: papers to print, evidence to verify. They need no running ceremony and change nothing in one.
import { z } from 'zod';
import { paperNames } from '../../documents/names.ts';
import type { EvidenceReport } from '../../evidence/report.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from './view.ts';

const nothing = z.null();
const hex256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file or folder that a person chose in the system's own dialog. Its path stays in main. */
export const pickedFile = z.strictObject({
  token: fileToken,
  /** Made harmless to look at. */
  name: z.string(),
});
export type PickedFile = z.output<typeof pickedFile>;
/** Null where the person turned back. */
const picked = pickedFile.nullable();

/** What to print. A custodian and a journal only matter for the documents that have one. */
export const paperOrder = z.strictObject({
  document: z.enum(paperNames),
  plan: fileToken,
  journal: fileToken.nullable(),
  data: fileToken.nullable(),
  side: z.enum(['offline', 'online']),
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

export const localPrinter = z.strictObject({ name: z.string(), displayName: z.string() });
export type LocalPrinter = z.output<typeof localPrinter>;

/** Our own code made it from checked files, so its members are not checked again. */
const report = z.custom<EvidenceReport>((value) => typeof value === 'object' && value !== null && 'proven' in value);

export const deskContract = {
  papers: {
    pick: call(z.strictObject({ what: z.enum(['plan', 'journal', 'data']) }), picked),
    /** Opens the document in a window that runs nothing and reaches nothing. */
    preview: call(paperOrder, nothing),
    /** Asks for a folder and writes the PDF into it; null where the person turned back. */
    savePdf: call(paperOrder, savedPaper.nullable()),
    /** Printers that hang on this machine's own cable; others are counted and not named. */
    printers: call(nothing, z.strictObject({ local: z.array(localPrinter), others: z.int() })),
    print: call(z.strictObject({ order: paperOrder, printer: z.string().max(200) }), nothing),
  },
  evidence: {
    pick: call(nothing, picked),
    /** `planSha256` is typed from paper; without it the report says that nobody compared it. */
    verify: call(z.strictObject({ folder: fileToken, planSha256: hex256.nullable() }), report),
  },
};
