// Closing off the damaged end of a journal: by an exception, with the damaged bytes kept and named by their hash.
import { refuse } from '#shared/faults/fault.ts';
import { type ExceptionSheet, exceptionSheet } from '#shared/journal/events.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { asBuffer, sha256 } from '../encoding/bytes.ts';
import { parseStrictJson } from '../encoding/json.ts';
import { emptyHead, type JournalHead, maxLineBytes, nextLine, readJournal } from './chain.ts';

export interface ClosedOff {
  /** The journal to go on with: the good lines, the exception, and the event that names the damage; empty where no line was good. */
  readonly journal: Buffer;
  readonly head: JournalHead;
  /** Bytes of the damaged end, which are kept beside the journal. */
  readonly damaged: Buffer;
  readonly damagedSha256: string;
}

/**
 * Reads an exception sheet that people filled in.
 * @throws JOURNAL_EVENT_FORM with every problem by path; JSON_… if it is not JSON
 */
export function parseExceptionSheet(bytes: Uint8Array): ExceptionSheet {
  const form = exceptionSheet.safeParse(parseStrictJson(bytes, { maxBytes: maxLineBytes }));
  return form.success ? form.data : refuse({ code: 'JOURNAL_EVENT_FORM', problems: formProblems(form.error) });
}

/**
 * Makes the journal that follows a damaged one; undefined if nothing is damaged.
 * @throws JOURNAL_EVENT_FORM, JOURNAL_OUT_OF_ORDER
 */
export function closeOffDamage(bytes: Uint8Array, at: string, sheet: ExceptionSheet): ClosedOff | undefined {
  const { head, goodBytes, damage } = readJournal(bytes);
  if (!damage) return undefined;
  const file = asBuffer(bytes);
  const damaged = Buffer.from(file.subarray(goodBytes));
  const damagedSha256 = sha256(damaged).toString('hex');
  // The first event was never told, and nothing can be before it, an exception neither: the journal starts over.
  if (head.n === 0 && damage.code === 'JOURNAL_TORN_LINE') {
    return { journal: Buffer.alloc(0), head: emptyHead, damaged, damagedSha256 };
  }
  const number = head.state.exceptions + 1;
  const exception = nextLine(head, at, { kind: 'exception', number, check: null, ...sheet });
  const closing = nextLine(exception.head, at, {
    kind: 'tail-closed-off',
    exception: number,
    lastGood: head.n,
    damagedSha256,
    damagedBytes: damaged.length,
  });
  const journal = Buffer.concat([file.subarray(0, goodBytes), exception.line, closing.line]);
  return { journal, head: closing.head, damaged, damagedSha256 };
}
