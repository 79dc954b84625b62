// Reads a value against a closed schema and reports all fields that break a rule, each by its path.
import { type $ZodIssue, type $ZodType, type output, safeParse } from 'zod/v4/core';
import type { FieldProblem } from '#shared/faults/fields.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** More problems than this tell nobody more. */
const mostProblems = 50;

export type FieldsResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Applies a schema. A rule that the schema names itself (`{ error: 'THUMBPRINT' }`) is reported under that name; the schema's own
 * complaints become MISSING, UNKNOWN_MEMBER, TYPE, VALUE or RANGE.
 */
export function readFields<Schema extends $ZodType>(schema: Schema, value: unknown): FieldsResult<output<Schema>> {
  const result = safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.flatMap((issue) => toProblems(issue, value));
  return { ok: false, problems: problems.slice(0, mostProblems) };
}

/** What an open schema found: the value, and the members that it left out. */
export type OpenFieldsResult<T> =
  | { readonly ok: true; readonly value: T; readonly unknownMembers: readonly string[] }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Applies a schema as `readFields` does, and leaves out members that it does not know: a writer may have learned new ones. A member
 * whose name means something elsewhere in the format, in whatever case, is misplaced, and stays a problem.
 * @param value is taken over: members that are unknown are deleted from it
 * @param ownNames every name of a member that the format uses, in lower case
 * @returns with the value, the paths of the first 50 members that were left out
 */
export function readOpenFields<Schema extends $ZodType>(
  schema: Schema,
  value: unknown,
  ownNames: ReadonlySet<string>,
): OpenFieldsResult<output<Schema>> {
  const unknownMembers: string[] = [];
  // Not one read for each: a file may hold as many as fit into it.
  for (const issue of safeParse(schema, value).error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') continue;
    const object = valueAt(value, issue.path) as Record<string, unknown>;
    for (const key of issue.keys.filter((name) => !ownNames.has(name.toLowerCase()))) {
      if (unknownMembers.length < mostProblems) unknownMembers.push(fieldPath([...issue.path, key]));
      // The value comes from the JSON reader: its objects have no prototype, and nobody else holds them.
      Reflect.deleteProperty(object, key);
    }
  }
  const result = readFields(schema, value);
  return result.ok ? { ...result, unknownMembers } : result;
}

/** As people and tests name a field: `SharedKeys.enc_shares[2].x5t_256`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) =>
      typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${visibleText(String(step), 40)}`,
    )
    .join('');
}

function toProblems(issue: $ZodIssue, value: unknown): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: fieldPath([...issue.path, key]), rule: 'UNKNOWN_MEMBER' }));
  }
  return [{ path: fieldPath(issue.path), rule: ruleOf(issue, value) }];
}

function ruleOf(issue: $ZodIssue, value: unknown): string {
  if (/^[A-Z0-9_]+$/.test(issue.message)) return issue.message;
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'RANGE';
  if (issue.code !== 'invalid_type') return 'VALUE';
  return valueAt(value, issue.path) === undefined ? 'MISSING' : 'TYPE';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    /* v8 ignore next -- @preserve Zod complains of a path only as far as it went, and it goes on from objects and
     * lists alone. */
    (at, step) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}
