// What commands print with --json, against the schema that is documented, and against what they printed before.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, TestRunner } from 'vitest';
import * as z from 'zod';
import { root } from '#build/root.ts';

const document = JSON.parse(readFileSync(join(root, 'assets', 'docs', 'command-line.schema.json'), 'utf8')) as {
  readonly $defs: Readonly<Record<string, z.core.JSONSchema.JSONSchema>>;
};
const prefix = 'command.';

/** The commands that the schema describes, with spaces between their words. */
export const describedCommands: readonly string[] = Object.keys(document.$defs)
  .filter((name) => name.startsWith(prefix))
  .map((name) => name.slice(prefix.length).replaceAll('.', ' '));

const read = new Map<string, z.ZodType>();

function schemaOf(name: string): z.ZodType {
  const known = read.get(name);
  if (known !== undefined) return known;
  const schema = z.fromJSONSchema({ $defs: document.$defs, $ref: `#/$defs/${name}` });
  read.set(name, schema);
  return schema;
}

/** What differs from run to run, and its kind, which is kept in its place. */
const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/<temporary>[^"]*/gu, '<path>'],
  [/(?<=EMERGENCY-)\d{8}-\d{4}-[\dA-F]{4}|(?<=(?:DRILL|REHEARSAL)-)[\d-]{11}[\dA-F]{6}/gu, '<id>'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=-)\d{16}\b|\b\d{13}\b|\d{8}T\d{6}Z/gu, '<time>'],
  [/\b\d{4}-\d\d-\d\d\b/gu, '<date>'],
  [/(?!0{8})\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gu, '<uuid>'],
  [/\b[\da-f]{64}\b/gu, '<sha256>'],
  [/\b[\da-f]{32}\b|(?<=")[\da-f]{8}(?=")|(?<!\.)\b[\da-f]{16}\b/gu, '<hex>'],
  [/(?<=")[\w-]{43}(?=")/gu, '<thumbprint>'],
  [/[\w+/]{100,}=*/gu, '<base64>'],
  [/(?<=localhost:)\d+/gu, '<port>'],
  [/\d+(?= B\b)|(?<="bytes":)\d+/gu, '<bytes>'],
  [/(?<="milliseconds":)\d+/gu, '<milliseconds>'],
];
/** Of a longer answer the net has the beginning and the hash of all of it. */
const longest = 2000;

/** Their answers have lines for the shell of the system, and are kept as they are for those of Linux and macOS. */
const withShellLines: readonly string[] = ['consumers list'];

/** By command, those of the tests that have frozen its answer: each does it once, whichever of them run. */
const frozen = new Set<string>();

/** Compares an answer with what the command answered before, byte for byte but for what differs from run to run. */
function expectAsBefore(command: string, printed: string): void {
  const test = TestRunner.getCurrentTest();
  // What is set up before the tests of a file.
  if (test === undefined || (process.platform === 'win32' && withShellLines.includes(command))) return;
  const id = `${test.id} ${command}`;
  if (frozen.has(id)) return;
  frozen.add(id);
  const temporary = [JSON.stringify(tmpdir()).slice(1, -1), encodeURIComponent(tmpdir())];
  const named = temporary.reduce((known, path) => known.replaceAll(path, '<temporary>'), printed);
  const text = kinds.reduce((known, [pattern, kind]) => known.replaceAll(pattern, kind), named);
  const isLong = text.length > longest;
  expect.soft(isLong ? `${text.slice(0, longest)}… SHA-256 ${hash('sha256', text)}` : text).toMatchSnapshot(command);
}

/** Compares what a line has printed with --json. @param line as it was typed, without the name of the program */
export function expectDescribed(line: readonly string[], printed: string): void {
  const { result, fault, ...more } = JSON.parse(printed) as Readonly<Record<string, unknown>>;
  expect(more).toEqual({});
  const command = describedCommands
    .filter((name) => ` ${line.join(' ')} `.includes(` ${name} `))
    .toSorted((one, other) => other.length - one.length)[0];
  const name = fault === undefined ? `${prefix}${command?.replaceAll(' ', '.') ?? ''}` : 'fault';
  const { error } = schemaOf(name).safeParse(fault ?? result);
  expect(error?.issues ?? [], name).toEqual([]);
  if (fault === undefined) expectAsBefore(command ?? '', printed);
}
