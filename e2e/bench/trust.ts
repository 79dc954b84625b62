// What trust costs: a bundle, a journal at three lengths, an event on the disk, and the evidence of a whole recovery.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEvidence, inMemory, verifyEvidence } from '#core/evidence/package.ts';
import { app, planHash, sampleFiles } from '#core/evidence/testdata/sample-package.ts';
import { emptyHead, nextLine, verifyJournal } from '#core/journal/chain.ts';
import { onlineRecovery, timeOf } from '#core/journal/testdata/recovery.ts';
import { verifyBundle } from '#core/transfer/bind.ts';
import { buildBundle } from '#core/transfer/bundle.ts';
import { expectationFor, payloadOf, signersOf } from '#core/transfer/testdata/payloads.ts';
import { everyone, witness } from '#core/transfer/testdata/samples.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { readEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import { runDrill } from '#drill/drill.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { builtProgram } from '../support/built.ts';
import { median, percentile, rounded, times } from './statistics.ts';

const at = '2026-10-14T10:00:00.000Z';

/** The work of a long ceremony: steps, status queries and readings of the clock. */
const routine: readonly JournalEvent[] = [
  { kind: 'step-done', step: 'B1', by: ['Person a', 'Person b'], values: [{ field: 'serial', value: '4711' }] },
  { kind: 'call-queried', id: 'upload-1', status: 'InProgress', detail: null },
  { kind: 'wall-clock', readBy: 'Person w', wall: at, offsetMinutes: 0 },
];
const routineAt = (n: number): JournalEvent => {
  const event = routine[n % routine.length];
  if (!event) throw new Error('no routine');
  return event;
};

function journalOf(events: number): Buffer {
  let head = emptyHead;
  const lines: Buffer[] = [];
  const append = (event: JournalEvent): void => {
    const next = nextLine(head, timeOf(onlineRecovery, head.n), event);
    head = next.head;
    lines.push(next.line);
  };
  onlineRecovery.slice(0, -1).forEach(append);
  while (head.n < events) append(routineAt(head.n));
  return Buffer.concat(lines);
}

/** The check of a journal at growing lengths. */
export async function measureJournals(): Promise<{ readonly events: number; readonly verifyMs: number }[]> {
  const growth: { readonly events: number; readonly verifyMs: number }[] = [];
  for (const events of [25_000, 50_000, 75_000, 100_000]) {
    const file = journalOf(events);
    growth.push({ events, verifyMs: rounded(median(await times(3, () => verifyJournal(file))), 0) });
  }
  return growth;
}

async function appendFigures(): Promise<object> {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const journal: JournalFile = await JournalFile.open(join(place, 'journal.jsonl'), () =>
      timeOf(onlineRecovery, journal.head.n),
    );
    for (const event of onlineRecovery.slice(0, -1)) await journal.append(event);
    let n = 0;
    const measured = await times(200, () => journal.append(routineAt((n += 1))));
    await journal.close();
    return { median: rounded(median(measured)), slowestTwentieth: rounded(percentile(measured, 95)) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The evidence of a whole drill, read from the disk and checked as an auditor does. */
async function drillFigures(): Promise<object> {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const { files } = await runDrill({
      directory: join(place, 'drill'),
      host: childProcessHost(builtProgram().custody),
      app,
      say: () => undefined,
      custodians: 3,
      required: 2,
      faults: [],
      resumeCommand: [],
    });
    const folder = files['evidence'] ?? '';
    const evidence = await readEvidenceFolder(folder);
    const bytes = [...evidence.digests.values()].reduce((sum, file) => sum + file.bytes, 0);
    const measured = await times(5, async () => verifyEvidence(await readEvidenceFolder(folder)));
    return { files: evidence.digests.size, bytes, verifyMs: rounded(median(measured)) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

export async function measureTrust(): Promise<object> {
  const bundle = buildBundle(payloadOf('restore-blob'), signersOf('restore-blob'));
  const evidence = buildEvidence(sampleFiles(), [witness], app);
  const expected = expectationFor('restore-blob');
  return {
    bundleVerifyMs: rounded(median(await times(100, () => verifyBundle(bundle, 'restore-blob', everyone, expected)))),
    journalAppendWithFlushMs: await appendFigures(),
    journal: await measureJournals(),
    drillEvidence: await drillFigures(),
    evidenceVerifyMs: rounded(
      median(await times(20, () => verifyEvidence(inMemory(evidence), { planSha256: planHash }))),
    ),
  };
}
