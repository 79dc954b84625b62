// What commands print with --json, against the schema that is documented.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
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
}
