// What calls about drafts of plans and of registers share.
import { z } from 'zod';
import { languages } from '../../messages/languages.ts';
import { sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';

/** The draft that a page works on. `seen` is its hash: a draft that was changed elsewhere is not written over. */
export const ofDraft = { draft: fileToken, seen: sha256Hex };

/**
 * Writes who owes the draft what into a folder that a person chooses: a PDF to print, and a text to send. Null where the person turned back.
 */
export const saveOpenPoints = call(
  z.strictObject({ ...ofDraft, language: z.enum(languages), paper: z.enum(['a4', 'letter']) }),
  z.array(writtenFile).nullable(),
);
