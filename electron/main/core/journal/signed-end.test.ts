// The signature at the end of a journal is that of the machine which the plan names, over this end.
import { expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { EventOf } from '#shared/journal/events.ts';
import { operator1, stranger } from '../transfer/testdata/samples.ts';
import { otherForm } from '../transfer/signature.ts';
import { readJournal } from './chain.ts';
import { isEndSigned, journalSigned } from './signed-end.ts';
import { journalOfEvents } from './testdata/journal-lines.ts';
import { onlineRecovery, timeOf } from './testdata/recovery.ts';
import { withSignedEnd } from './testdata/signed-end.ts';

const path = 'journals/online.jsonl';
const journal = journalOfEvents(onlineRecovery, (place) => timeOf(onlineRecovery, place));
const signed = { path, ...readJournal(withSignedEnd(journal)) };

it('is taken from its machine, and from no other', () => {
  expect(isEndSigned(signed, operator1)).toBe(true);
  expect(faultOf(() => isEndSigned(signed, stranger))).toEqual({ code: 'EVIDENCE_END_SIGNATURE', path });
});

it('is taken over the line before it alone', () => {
  const entries = signed.entries.with(-1, { ...signed.entries.at(-1)!, prev: 'a'.repeat(64) });
  expect(faultOf(() => isEndSigned({ ...signed, entries }, operator1))).toEqual({
    ...{ code: 'EVIDENCE_END_SIGNATURE', path },
  });
});

it('is taken in one of its two forms, whoever wrote the other', () => {
  const last = signed.entries.at(-1)!;
  const { event } = last as { event: EventOf<'journal-signed'> };
  const sig = otherForm(Buffer.from(event.sig, 'base64')).toString('base64');
  const entries = signed.entries.with(-1, { ...last, event: { ...event, sig } });
  expect(faultCode(() => isEndSigned({ ...signed, entries }, operator1))).toBe('SIGNATURE_NOT_DER');
});

it('is made by the machine that opened the journal alone', () => {
  expect(faultOf(() => journalSigned(signed.head, stranger))).toEqual({
    code: 'IDENTITY_FOREIGN',
    role: stranger.role,
  });
});
