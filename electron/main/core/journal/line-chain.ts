// The form that the journal and the session log share: canonical JSON lines, each with the SHA-256 of the line before it.
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { JournalDamage } from '#shared/faults/journal.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { sha256Hex, utcTime } from '#shared/schemas/atoms.ts';
import { type FormProblem, formProblems } from '#shared/schemas/problems.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import type { JsonValue } from '../encoding/json.ts';
import { assertNoSecrets } from '../transfer/outgoing-scan.ts';

/** One line, read. */
export interface ChainEntry<Event> {
  /** Of the events' form; no other version is read. */
  readonly v: number;
  readonly n: number;
  /** When this machine's clock says it was; never a reason to refuse. */
  readonly at: string;
  readonly prev: string;
  readonly event: Event;
}

/** Where a chain has got to. */
export interface ChainHead<State> {
  /** Number of the last event; 0 before the first. */
  readonly n: number;
  /** SHA-256 of the last line without its newline; zeros before the first. */
  readonly sha256: string;
  readonly state: State;
}

/** A chain as it was read. */
export interface ReadChain<Event, State> {
  readonly entries: readonly ChainEntry<Event>[];
  readonly head: ChainHead<State>;
  /** Length of the good lines in bytes. */
  readonly goodBytes: number;
  /** What is wrong after them, if anything is. */
  readonly damage: JournalDamage | undefined;
}

/** The state after one more event, written at a time. @throws if the event may not happen now */
export type Advance<Event, State> = (head: ChainHead<State>, event: Event, at: string) => State;

export interface ChainShape<Event, State> {
  /** Of the events' form. */
  readonly version: number;
  readonly event: z.ZodType<Event>;
  readonly empty: State;
  /** Greatest size of one line, and of a file, in bytes. */
  readonly maxLineBytes: number;
  readonly maxBytes: number;
}

export class LineChain<Event, State> {
  readonly emptyHead: ChainHead<State>;
  readonly #shape: ChainShape<Event, State>;
  readonly #entry: z.ZodType<ChainEntry<Event>>;

  constructor(shape: ChainShape<Event, State>) {
    this.#shape = shape;
    this.emptyHead = { n: 0, sha256: '0'.repeat(64), state: shape.empty };
    this.#entry = z.strictObject({
      v: z.literal(shape.version),
      n: z.int().min(1),
      at: utcTime,
      prev: sha256Hex,
      event: shape.event,
    });
  }

  /**
   * The next line, and the new head. The caller makes the line durable before it tells anyone.
   * @param at the machine's clock, ISO 8601 in UTC
   * @throws JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, and what `advance` throws
   */
  nextLine(
    head: ChainHead<State>,
    at: string,
    event: Event,
    advance: Advance<Event, State>,
  ): { readonly line: Buffer; readonly head: ChainHead<State> } {
    const entry = this.#entry.safeParse({ v: this.#shape.version, n: head.n + 1, at, prev: head.sha256, event });
    if (!entry.success) return refuse({ code: 'JOURNAL_EVENT_FORM', problems: formProblems(entry.error) });
    const state = advance(head, entry.data.event, at);
    // The schemas of events hold JSON only.
    const text = encodeCanonicalJson(entry.data as unknown as JsonValue);
    if (text.length > this.#shape.maxLineBytes) {
      refuse({ code: 'JOURNAL_EVENT_FORM', problems: [{ path: 'event', rule: 'too-large' }] });
    }
    assertNoSecrets(text);
    const line = Buffer.concat([text, Buffer.from('\n')]);
    return { line, head: { n: head.n + 1, sha256: hash('sha256', text), state } };
  }

  /**
   * Reads up to the end or the damage.
   * @throws JOURNAL_TOO_LARGE, and what `advance` throws: that is no damage
   */
  read(bytes: Uint8Array, advance: Advance<Event, State>): ReadChain<Event, State> {
    const limit = this.#shape.maxBytes;
    if (bytes.length > limit) refuse({ code: 'JOURNAL_TOO_LARGE', bytes: bytes.length, limit });
    const file = asBuffer(bytes);
    const entries: ChainEntry<Event>[] = [];
    let head = this.emptyHead;
    for (let from = 0; from < file.length;) {
      const end = file.indexOf(0x0a, from);
      if (end < 0) return { entries, head, goodBytes: from, damage: { code: 'JOURNAL_TORN_LINE', lastGood: head.n } };
      const line = file.subarray(from, end);
      const read = this.#readLine(line, head);
      if ('code' in read) return { entries, head, goodBytes: from, damage: read };
      head = { n: read.n, sha256: hash('sha256', line), state: advance(head, read.event, read.at) };
      entries.push(read);
      from = end + 1;
    }
    return { entries, head, goodBytes: file.length, damage: undefined };
  }

  #readLine(line: Buffer, { n, sha256: previous }: ChainHead<State>): ChainEntry<Event> | JournalDamage {
    const malformed = (problems: readonly FormProblem[]): JournalDamage => ({
      code: 'JOURNAL_LINE_FORM',
      problems,
      lastGood: n,
    });
    const json = this.#jsonOf(line);
    if (json === undefined) return malformed([{ path: '', rule: 'wrong-form' }]);
    const entry = this.#entry.safeParse(json.value);
    if (!entry.success) return malformed(formProblems(entry.error));
    if (!json.canonical) return { code: 'JOURNAL_LINE_NOT_CANONICAL', lastGood: n };
    if (entry.data.n !== n + 1) return { code: 'JOURNAL_NUMBERING', found: entry.data.n, lastGood: n };
    return entry.data.prev === previous ? entry.data : { code: 'JOURNAL_CHAIN_BROKEN', lastGood: n };
  }

  #jsonOf(line: Buffer): ReturnType<typeof readCanonicalJson> | undefined {
    try {
      return readCanonicalJson(line, { maxBytes: this.#shape.maxLineBytes, maxDepth: 6 });
    } catch (error) {
      /* v8 ignore else -- @preserve `readCanonicalJson` throws JSON_… alone; another error is a defect, and must not
       * pass for a damaged line. */
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}
