// Canonical JSON (RFC 8785, for values whose numbers are all integers): one text for each value, so that everybody hashes the
// same bytes.
import { defaultMaxDepth, parseStrictJson, type JsonObject, type JsonRules, type JsonValue } from './json.ts';

/** Writes a value: no spaces, members in the order of their UTF-16 code units, strings escaped as RFC 8785 §3.2.2.2 says. */
export const encodeCanonicalJson = (value: JsonValue): Buffer => Buffer.from(canonicalText(value), 'utf8');

/**
 * Reads strict JSON of integers and tells whether the bytes were the canonical ones.
 * @throws the faults of parseStrictJson
 */
export function readCanonicalJson(bytes: Uint8Array, rules: JsonRules): { value: JsonValue; canonical: boolean } {
  const quick = readIfPlainlyCanonical(bytes, rules);
  if (quick !== undefined) return { value: quick, canonical: true };
  const value = parseStrictJson(bytes, { ...rules, integersOnly: true });
  return { value, canonical: encodeCanonicalJson(value).equals(bytes) };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Where JSON.parse and the strict reader may differ although the text comes out as it went in. */
const deceptive = /__proto__|\\u[dD]/;

/**
 * The quick way for journals of 100,000 lines: a text that JSON.parse and JSON.stringify give back letter by letter has no member
 * twice, no rounded number, no other escape, no space; what is left is looked at here. Everything else takes the strict way.
 * @returns undefined where the strict reader must check
 */
function readIfPlainlyCanonical(bytes: Uint8Array, { maxBytes, maxDepth = defaultMaxDepth }: JsonRules) {
  if (bytes.length > maxBytes) return undefined;
  try {
    const text = decoder.decode(bytes);
    if (deceptive.test(text)) return undefined;
    // oxlint-disable-next-line no-restricted-properties -- what it would take is looked for here, and everything else is read strictly
    const value = JSON.parse(text) as JsonValue;
    return isCanonicalValue(value, maxDepth) && JSON.stringify(value) === text ? value : undefined;
  } catch {
    // Not UTF-8, or no JSON: the strict reader says what it is.
    return undefined;
  }
}

/** Whether all members are in order, all numbers safe integers, and nothing lies deeper than it may. */
function isCanonicalValue(value: JsonValue, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).every((item) => isCanonicalValue(item, depth - 1));
  let before: string | undefined;
  for (const [name, member] of Object.entries(value)) {
    if (before !== undefined && before >= name) return false;
    if (!isCanonicalValue(member, depth - 1)) return false;
    before = name;
  }
  return true;
}

function canonicalText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) return objectText(value as JsonObject);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error('canonical JSON holds integers only');
  return JSON.stringify(value);
}

function objectText(object: JsonObject): string {
  let text = '';
  for (const name of Object.keys(object).sort()) {
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(object[name] ?? null)}`;
  }
  return `{${text}}`;
}
