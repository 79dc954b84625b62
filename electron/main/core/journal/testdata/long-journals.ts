// Journals as long as somebody likes, with the events whose fold was most expensive: calls that fail again and again.
import { createHash } from 'node:crypto';
import type { JournalEvent } from '#shared/journal/events.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import { journalVersion } from '../chain.ts';
import { onlineRecovery } from './recovery.ts';

/** An online journal up to its plan. */
export const onlineBeginning: readonly JournalEvent[] = onlineRecovery.slice(0, 2);

/** Backups that failed, three events each. */
export function failingCalls(count: number, from = 0): JournalEvent[] {
  return Array.from({ length: count }, (_, k) => `backup-${from + k + 1}`).flatMap((id) => [
    { kind: 'call-intended', call: 'backup', id, target: recoveryPlan.target.uri, subject: null, folder: null },
    { kind: 'call-answered', id, requestId: 'r', job: 'j', answerSha256: '0'.repeat(64) },
    { kind: 'call-settled', id, verdict: 'failed', detail: null },
  ]);
}

/** JSON with its members in order, as a line has it; the events here hold text, numbers, lists and null. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}

/** The file of a journal, chained by hand: the writer of the product keeps every state, which is what these journals would wear out. */
export function journalOf(events: Iterable<JournalEvent>): Buffer {
  const at = '2026-10-14T08:00:00.000Z';
  const lines: Buffer[] = [];
  let prev = '0'.repeat(64);
  let n = 0;
  for (const event of events) {
    n += 1;
    const line = Buffer.from(canonical({ v: journalVersion, n, at, prev, event }));
    prev = createHash('sha256').update(line).digest('hex');
    lines.push(line, Buffer.from('\n'));
  }
  return Buffer.concat(lines);
}
