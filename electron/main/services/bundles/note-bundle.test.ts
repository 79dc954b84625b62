import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { endOf } from '#core/journal/chain.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { journalOpened, planAdopted } from '#core/plan/facts.ts';
import { pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { buildBundle, claimedType, openBundle } from '#core/transfer/bundle.ts';
import type { PayloadOf } from '#core/transfer/payload.ts';
import { headerOf } from '#core/transfer/session.ts';
import { payloadOf } from '#core/transfer/testdata/payloads.ts';
import { offline, operator1, operator2 } from '#core/transfer/testdata/samples.ts';
import { JournalFile } from '../journal/journal-file.ts';
import { noteBundle } from './note-bundle.ts';

const at = '2026-10-14T10:00:00Z';
const app = { version: '0.1.0', build: 'test' };
const signed = approveAgain(approvePlan(recoveryPlan, operator1), operator2);
const approved = verifyApprovedPlan(signed, planSha256(recoveryPlan));
const pins = pinnedIdentities(recoveryPlan);

let folder = '';
let journal: JournalFile;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-note-'));
  journal = await JournalFile.open(join(folder, 'journal.jsonl'), () => at);
  await journal.append(journalOpened(recoveryPlan, operator1, app));
  await journal.append(planAdopted(approved));
  await journal.append({ kind: 'peer-paired', role: 'offline', keyId: offline.keyId });
  await journal.append({ kind: 'challenge-noted', challenge: 'a'.repeat(32) });
  const { name: typedName, uri: target } = recoveryPlan.target;
  const by = ['Person operator-1', 'Person operator-2'];
  await journal.append({ kind: 'target-confirmed', call: 'init-recovery', by, typedName, typedFolder: null });
  const [call, id] = ['init-recovery', 'init-recovery-1'] as const;
  await journal.append({ kind: 'call-intended', call, id, target, subject: null, folder: null });
  await journal.append({ kind: 'call-settled', id, verdict: 'succeeded', detail: null });
});

afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true });
});

/** Notes the exchange key's bundle of this machine, altered and signed by both operators. */
async function note(change: Partial<PayloadOf<'exchange-key'>> = {}): Promise<unknown> {
  const session = { self: operator1, plan: recoveryPlan, planSha256: approved.planSha256, pins, state: journal.state };
  const header = headerOf(session, 'exchange-key', {
    issued: at,
    expires: at,
    app,
    journal: endOf(journal.head),
  });
  const payload = { ...payloadOf('exchange-key'), ...header, ...change } as PayloadOf<'exchange-key'>;
  const file = buildBundle(payload, [operator1, operator2]);
  return noteBundle(openBundle(file, claimedType(file), pins), file, journal, { approved, self: operator1 });
}

it('notes the next bundle of this machine as sent, with what both operators have seen', async () => {
  expect(await note()).toBe('sent');
  expect(journal.state.lastBundle?.seq).toBe(1);
  expect(Object.keys(journal.state.fetched)).toEqual(['operator-1', 'operator-2']);
});

it('notes nothing of a bundle that this machine has signed at another time or for something else', async () => {
  const before = journal.head;
  expect(await faultOfPromise(note({ practice: true }))).toMatchObject({ code: 'BUNDLE_PRACTICE' });
  expect(await faultOfPromise(note({ ceremony: 'MHSM-DR-2025-01-01-01' }))).toMatchObject({ code: 'BUNDLE_CEREMONY' });
  expect(await faultOfPromise(note({ seq: 9 }))).toMatchObject({ code: 'BUNDLE_SEQUENCE' });
  expect(journal.head).toEqual(before);
});

it('notes no bundle of its own that tells of another journal', async () => {
  const before = journal.head;
  const other = { events: before.n, head: 'f'.repeat(64) };
  expect(await faultOfPromise(note({ journal: other }))).toEqual({ code: 'BUNDLE_JOURNAL_OTHER' });
  expect(await faultOfPromise(note({ journal: { ...other, events: 1 } }))).toEqual({ code: 'BUNDLE_JOURNAL_OTHER' });
  expect(journal.head).toEqual(before);
});

it('leaves nothing behind where the journal does not take the last event', async () => {
  const check = { check: 'words', step: 'B7', fault: 'READ_BACK_DIFFERS', detail: 'x' } as const;
  await journal.append({ kind: 'check-failed', ...check });
  const before = journal.head;
  expect(await faultOfPromise(note())).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
  expect(journal.head).toEqual(before);
});
