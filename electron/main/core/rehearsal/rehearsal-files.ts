// The files of a rehearsal as bytes. None of them belongs to a real ceremony.
import type { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import {
  type Injection,
  injectionSchema,
  type RehearsalFile,
  type RehearsalReport,
  rehearsalSchema,
  reportSchema,
} from '#shared/rehearsal/files.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { parseStrictJson } from '../encoding/json.ts';

/** Greatest size in bytes of the files of a rehearsal. */
export const maxRehearsalBytes = 64 << 10;

/** The bytes of a file of a rehearsal: JSON in UTF-8, to be read by people too. */
export const encodeRehearsalFile = (value: RehearsalFile | Injection | RehearsalReport): Buffer =>
  Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');

/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseRehearsal = (bytes: Uint8Array): RehearsalFile => parsed(rehearsalSchema, 'rehearsal', bytes);
/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseInjection = (bytes: Uint8Array): Injection => parsed(injectionSchema, 'injection', bytes);
/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseReport = (bytes: Uint8Array): RehearsalReport => parsed(reportSchema, 'report', bytes);

function parsed<Schema extends z.ZodType>(schema: Schema, file: string, bytes: Uint8Array): z.output<Schema> {
  const form = schema.safeParse(parseStrictJson(bytes, { maxBytes: maxRehearsalBytes }));
  return form.success
    ? form.data
    : refuse({ code: 'REHEARSAL_FILE_INVALID', file, problems: formProblems(form.error) });
}
