// What people have typed once about a ceremony at this machine: where its files lie, and how they sign in. It is beside the journal, and no later
// command asks for it again. Nothing in it is secret, and no check rests on it: the hash of the plan is in the journal itself.
import { basename, dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { Refusal } from '#shared/faults/fault.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { readWholeFile, replaceFile } from '#platform/files.ts';
import type { Known } from './output.ts';

/** What the journal of a machine is called, in the folder in which its commands are run. */
export const usualJournal = 'journal.jsonl';

const maxBytes = 64 << 10;

/** By the names of options. Those that name files are kept whole, for a command that is run in another folder. */
const files = [
  ...(['plan', 'answers', 'identity', 'offline', 'online', 'ca', 'ca-file'] as const),
  ...(['client-secret-file', 'client-certificate', 'token-file'] as const),
];
/** `confirmed-by` and `by` in an emergency alone: the two people who answer for it. */
const others = ['ceremony', 'practice', 'sign-in', 'client-id', 'proxy', 'operators', 'administrators'] as const;
const ofEmergency = ['confirmed-by', 'by'] as const;
/** All of them. */
export const rememberedOptions: readonly string[] = [...files, ...others, ...ofEmergency];

const schema = z.strictObject({
  format: z.literal('lifeboat-options'),
  v: z.literal(1),
  options: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

const fileOf = (journal: string): string => join(dirname(journal), `${basename(journal, '.jsonl')}.options.json`);

const isOfEmergency = (journal: string): boolean => basename(journal) === 'emergency.jsonl';

/** What was kept beside a journal; nothing where there is no such file, or none that can be read: then people are asked again. */
export async function rememberedOf(journal: string): Promise<Known> {
  try {
    const bytes = await readWholeFile(fileOf(journal), maxBytes);
    const read = z.safeParse(schema, parseStrictJson(bytes, { maxBytes }));
    return read.success ? read.data.options : {};
  } catch (error) {
    if (error instanceof Refusal) return {};
    throw error;
  }
}

/** Keeps what a command was given beside its journal. @throws the file and medium faults */
export async function remember(journal: string, known: Known): Promise<void> {
  const before = await rememberedOf(journal);
  const names = [...files, ...others, ...(isOfEmergency(journal) ? ofEmergency : [])];
  const given = names.flatMap((name) => {
    const value = known[name];
    // Other commands need the whole identity.
    const isHalf = name === 'identity' && typeof value === 'string' && value.endsWith('.public.json');
    return value === undefined || isHalf
      ? []
      : [[name, files.some((each) => each === name) ? wholePaths(value) : value] as const];
  });
  const options = { ...before, ...Object.fromEntries(given) };
  if (given.length === 0 || JSON.stringify(options) === JSON.stringify(before)) return;
  const file = { format: 'lifeboat-options', v: 1, options };
  await replaceFile(fileOf(journal), Buffer.from(`${JSON.stringify(file)}\n`, 'utf8'));
}

const wholePaths = (value: string | readonly string[]): string | readonly string[] =>
  typeof value === 'string' ? resolve(value) : value.map((each) => resolve(each));
