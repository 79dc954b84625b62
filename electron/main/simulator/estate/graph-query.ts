// The part of Resource Graph's language (Kusto) that the practice cloud understands. Anything else it refuses, as the service refuses what it cannot parse.
import { asJsonObject, type JsonValue } from '#core/encoding/json.ts';

export type Row = Readonly<Record<string, JsonValue>>;

export class QueryRefusal extends Error {}

/**
 * `TABLE | where … | project … | summarize NAME = count() by COLUMN | order by COLUMN asc`.
 * @param tables by name in lower case
 * @throws QueryRefusal
 */
export function runQuery(query: string, tables: Readonly<Record<string, readonly Row[]>>): readonly Row[] {
  const [[table = ''] = [], ...steps] = stagesOf(query);
  const rows = tables[table.toLowerCase()];
  if (!rows) throw new QueryRefusal(`'${table}' could not be resolved`);
  return steps.reduce(apply, rows);
}

type Tokens = readonly string[];

/** Names, texts in single quotes, and marks; a bar in a text divides nothing. */
function stagesOf(query: string): readonly Tokens[] {
  const stages: string[][] = [[]];
  for (const token of query.match(/'(?:[^'\\]|\\.)*'|[\w.]+|=~|!~|==|\S/gu) ?? []) {
    if (token === '|') stages.push([]);
    else stages.at(-1)?.push(token);
  }
  return stages;
}

function apply(rows: readonly Row[], [verb = '', ...rest]: Tokens): readonly Row[] {
  const reader = new Reader(rest);
  switch (verb) {
    case 'where':
      return rows.filter(reader.condition());
    case 'project': {
      const columns = reader.columns();
      return rows.map((row) => Object.fromEntries(columns.map(({ name, value }) => [name, value(row)])));
    }
    case 'summarize': {
      const [, count = '', column = ''] = /^(\w+) = count \( \) by (\w+)$/u.exec(rest.join(' ')) ?? refuse(verb);
      const counts = new Map<string, number>();
      for (const row of rows) counts.set(text(row[column]), (counts.get(text(row[column])) ?? 0) + 1);
      return [...counts].map(([value, found]) => ({ [count]: found, [column]: value }));
    }
    case 'order': {
      const [, column = ''] = /^by (\w+) asc$/u.exec(rest.join(' ')) ?? refuse(verb);
      return rows.toSorted((a, b) => (text(a[column]) < text(b[column]) ? -1 : 1));
    }
    default:
      return refuse(verb);
  }
}

function refuse(token: string): never {
  throw new QueryRefusal(`Query is invalid. Please refer to the documentation: '${token}'`);
}

const text = (value: JsonValue | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

type Value = (row: Row) => JsonValue;

/** Reads a stage from left to right. */
class Reader {
  readonly #tokens: Tokens;
  #at = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  condition(): (row: Row) => boolean {
    const first = this.#comparison();
    const others: ((row: Row) => boolean)[] = [];
    while (this.#take('or')) others.push(this.#comparison());
    this.#end();
    return (row) => [first, ...others].some((each) => each(row));
  }

  columns(): readonly { readonly name: string; readonly value: Value }[] {
    const columns = [];
    do {
      const name = this.#next();
      const value = this.#take('=') ? this.#value() : pathOf(name);
      columns.push({ name, value });
    } while (this.#take(','));
    this.#end();
    return columns;
  }

  #comparison(): (row: Row) => boolean {
    const left = this.#value();
    const operator = this.#next();
    if (operator === 'in') {
      const values: string[] = [];
      this.#need('(');
      do values.push(this.#text());
      while (this.#take(','));
      this.#need(')');
      return (row) => values.includes(text(left(row)));
    }
    const right = this.#text();
    const lower = right.toLowerCase();
    const compare: Readonly<Record<string, (found: string) => boolean>> = {
      '=~': (found) => found.toLowerCase() === lower,
      '!~': (found) => found.toLowerCase() !== lower,
      '==': (found) => found === right,
      contains: (found) => found.toLowerCase().includes(lower),
    };
    const holds = compare[operator] ?? refuse(operator);
    return (row) => holds(text(left(row)));
  }

  #value(): Value {
    const name = this.#next();
    if (!this.#take('(')) return pathOf(name);
    const inner = this.#value();
    this.#need(')');
    if (name === 'tostring') return (row) => text(inner(row));
    if (name === 'tolower') return (row) => text(inner(row)).toLowerCase();
    return refuse(name);
  }

  #text(): string {
    const token = this.#next();
    if (!token.startsWith("'")) refuse(token);
    return token.slice(1, -1).replaceAll(/\\(.)/gu, '$1');
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? refuse('the end');
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) refuse(this.#next());
  }

  #end(): void {
    if (this.#at < this.#tokens.length) refuse(this.#next());
  }
}

/** `properties.encryption.name`; members are found in any case, and what is not there is null. */
const pathOf =
  (path: string): Value =>
  (row) =>
    path.split('.').reduce<JsonValue>((value, step) => {
      const found = Object.entries(asJsonObject(value) ?? {}).find(
        ([name]) => name.toLowerCase() === step.toLowerCase(),
      );
      return found?.[1] ?? null;
    }, row);
