// A journal with the signature of its machine at its end, as anybody makes it who has the machine's key, whatever the lines before it say.
import { sha256 } from '../../encoding/bytes.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { everyone } from '../../transfer/testdata/samples.ts';
import type { JournalEntry } from '../chain.ts';
import { journalSigned } from '../signed-end.ts';

const linesOf = (journal: Buffer): Buffer[] =>
  [...journal.toString('utf8').matchAll(/[^\n]+/gu)].map(([line]) => Buffer.from(line));

/** The same journal, signed where it has ended and its machine is one of the samples'; as it is where not. */
export function withSignedEnd(journal: Buffer, signers = everyone): Buffer {
  const lines = linesOf(journal);
  const [first, last] = [lines[0], lines.at(-1)].map(
    // oxlint-disable-next-line no-restricted-properties -- lines that a test has made
    (line) => JSON.parse(String(line ?? 'null')) as JournalEntry | null,
  );
  const opened = first?.event;
  const signer = signers.find(({ keyId }) => opened?.kind === 'journal-opened' && keyId === opened.keyId);
  const isEnd = last?.event.kind === 'journal-closed' || last?.event.kind === 'given-up';
  if (!last || !signer || !isEnd) return journal;
  const head = { n: last.n, sha256: sha256(lines.at(-1) ?? journal).toString('hex') };
  const state = { ...emptyJournal, opened: opened as EventOf<'journal-opened'> };
  const event = journalSigned({ ...head, state }, signer);
  const line = encodeCanonicalJson({ v: last.v, n: head.n + 1, at: last.at, prev: head.sha256, event });
  return Buffer.concat([journal, line, Buffer.from('\n')]);
}

/** The same journal without that signature. */
export function withoutSignedEnd(journal: Buffer): Buffer {
  const last = linesOf(journal).at(-1);
  return last?.includes('"kind":"journal-signed"') === true ? journal.subarray(0, -last.length - 1) : journal;
}
