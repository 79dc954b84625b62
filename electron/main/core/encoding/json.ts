// Strict JSON (RFC 8259, I-JSON RFC 7493): one meaning for each text, or a refusal. JSON.parse keeps the last of two members
// of the same name, gives `__proto__` a meaning, rounds large integers and reads 1e400 as infinity.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** Members of a JSON object; it has no prototype, so a member's name never meets an inherited one. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

export const isJsonList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/** The value where it is an object: neither a list nor null, which JavaScript calls objects too. */
export function asJsonObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !isJsonList(value) ? value : undefined;
}

export interface JsonRules {
  /** Greatest size of the text in bytes, checked before anything is read. */
  readonly maxBytes: number;
  /** Greatest nesting of arrays and objects; `defaultMaxDepth` if it is not said. */
  readonly maxDepth?: number;
  /** Refuse numbers with a fraction, for formats that have none. */
  readonly integersOnly?: boolean;
  /** Keep the members of the outermost object alone: what is nested in them is read by the same rules, and is null in the value. */
  readonly isShallow?: boolean;
}

/** How deep arrays and objects may be nested (REQ-32). */
export const defaultMaxDepth = 32;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads one JSON text from UTF-8 bytes.
 * @throws JSON_TOO_LARGE, JSON_BOM, JSON_NOT_UTF8, JSON_SYNTAX, JSON_TRAILING_BYTES, JSON_TOO_DEEP, JSON_DUPLICATE_MEMBER,
 *   JSON_LONE_SURROGATE, JSON_NUMBER_UNSAFE, JSON_NUMBER_NOT_FINITE, JSON_NUMBER_NOT_INTEGER
 */
export function parseStrictJson(bytes: Uint8Array, rules: JsonRules): JsonValue {
  if (bytes.length > rules.maxBytes) refuse({ code: 'JSON_TOO_LARGE', bytes: bytes.length, limit: rules.maxBytes });
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) refuse({ code: 'JSON_BOM' });
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (cause) {
    return refuse({ code: 'JSON_NOT_UTF8' }, cause);
  }
  return new JsonReader(text, rules).read();
}

const whitespace = /[ \t\n\r]*/y;
const plainString = /"[^"\\\p{Cc}]*"/uy;
// RFC 8259 §7: what may be between two escapes; controls below U+0020 may not.
const unescaped = /[^"\\\u0000-\u001f]*/y;
const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const fourHex = /[0-9A-Fa-f]{4}/y;
const literals: readonly (readonly [string, null | boolean])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const escapes: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
});

/** A recursive-descent reader over RFC 8259's grammar; each method reads one production at `at`. */
class JsonReader {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #integersOnly: boolean;
  readonly #isShallow: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string, rules: JsonRules) {
    this.#text = text;
    this.#maxDepth = rules.maxDepth ?? defaultMaxDepth;
    this.#integersOnly = rules.integersOnly ?? false;
    this.#isShallow = rules.isShallow ?? false;
  }

  read(): JsonValue {
    this.#take(whitespace);
    const value = this.#value();
    this.#take(whitespace);
    if (this.#at < this.#text.length) refuse({ code: 'JSON_TRAILING_BYTES', offset: this.#at });
    return value;
  }

  #value(): JsonValue {
    const first = this.#text[this.#at];
    if (first === '"') return this.#string();
    if (first === '{') return this.#nested(() => this.#object());
    if (first === '[') return this.#nested(() => this.#array());
    for (const [word, value] of literals) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#number();
  }

  #nested<T extends JsonValue>(read: () => T): T | null {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) refuse({ code: 'JSON_TOO_DEEP', limit: this.#maxDepth });
    this.#at += 1;
    this.#take(whitespace);
    const value = read();
    this.#depth -= 1;
    return this.#isShallow && this.#depth > 0 ? null : value;
  }

  #object(): JsonObject {
    const members = Object.create(null) as Record<string, JsonValue>;
    if (this.#skip('}')) return members;
    do {
      this.#take(whitespace);
      const offset = this.#at;
      const name = this.#string();
      if (Object.hasOwn(members, name)) refuse({ code: 'JSON_DUPLICATE_MEMBER', member: visibleText(name), offset });
      this.#take(whitespace);
      this.#expect(':');
      this.#take(whitespace);
      members[name] = this.#value();
      this.#take(whitespace);
    } while (this.#skip(','));
    this.#expect('}');
    return members;
  }

  #array(): readonly JsonValue[] {
    const items: JsonValue[] = [];
    if (this.#skip(']')) return items;
    do {
      this.#take(whitespace);
      const item = this.#value();
      if (!this.#isShallow) items.push(item);
      this.#take(whitespace);
    } while (this.#skip(','));
    this.#expect(']');
    return items;
  }

  #number(): number {
    const offset = this.#at;
    number.lastIndex = offset;
    const match = number.exec(this.#text);
    if (!match) return this.#fail();
    this.#at += match[0].length;
    const value = Number(match[0]);
    if (!Number.isFinite(value)) refuse({ code: 'JSON_NUMBER_NOT_FINITE', offset });
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) refuse({ code: 'JSON_NUMBER_UNSAFE', offset });
    if (this.#integersOnly && !/^(?:0|-?[1-9][0-9]*)$/.test(match[0])) {
      refuse({ code: 'JSON_NUMBER_NOT_INTEGER', offset });
    }
    return value;
  }

  #string(): string {
    const offset = this.#at;
    plainString.lastIndex = offset;
    const plain = plainString.exec(this.#text);
    if (plain) {
      this.#at += plain[0].length;
      return plain[0].slice(1, -1);
    }
    this.#expect('"');
    let value = this.#take(unescaped);
    while (!this.#skip('"')) {
      this.#expect('\\');
      value += this.#escape() + this.#take(unescaped);
    }
    // RFC 7493 §2.1: a surrogate that has lost its other half is no character. UTF-8 has none, so it came from an escape.
    return value.isWellFormed() ? value : refuse({ code: 'JSON_LONE_SURROGATE', offset });
  }

  #escape(): string {
    const mark = this.#text[this.#at] ?? '';
    if (mark === 'u') {
      this.#at += 1;
      const hex = this.#take(fourHex);
      return hex === '' ? this.#fail() : String.fromCharCode(Number.parseInt(hex, 16));
    }
    const character = escapes[mark];
    if (character === undefined) return this.#fail();
    this.#at += 1;
    return character;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skip(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#skip(mark)) this.#fail();
  }

  #fail(): never {
    return refuse({ code: 'JSON_SYNTAX', offset: this.#at });
  }
}

/** The same value with every text in it trimmed: people who typed it see no space at its ends, and no format of ours allows one. */
export function withTrimmedTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(withTrimmedTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTrimmedTexts(each)]));
}
