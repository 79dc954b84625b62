// Canonical JSON (RFC 8785, for values whose numbers are all integers): one text for each value, so that everybody hashes the
// same bytes.
import { parseStrictJson, type JsonObject, type JsonRules, type JsonValue } from './json.ts';

/** Writes a value: no spaces, members in the order of their UTF-16 code units, strings escaped as RFC 8785 §3.2.2.2 says. */
export const encodeCanonicalJson = (value: JsonValue): Buffer => Buffer.from(canonicalText(value), 'utf8');

/**
 * Reads strict JSON of integers and tells whether the bytes were the canonical ones.
 * @throws the faults of parseStrictJson
 */
export function readCanonicalJson(bytes: Uint8Array, rules: JsonRules): { value: JsonValue; canonical: boolean } {
  const value = parseStrictJson(bytes, { ...rules, integersOnly: true });
  return { value, canonical: encodeCanonicalJson(value).equals(bytes) };
}

function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) return objectText(value as JsonObject);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error('canonical JSON holds integers only');
  return JSON.stringify(value);
}

function objectText(object: JsonObject): string {
  let text = '';
  for (const name of sortedNames(object)) {
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(object[name] ?? null)}`;
  }
  return `{${text}}`;
}

/** What was read from canonical text is in order already: journals of 100,000 lines are not sorted again. */
function sortedNames(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  return names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name) ? names : names.sort();
}
