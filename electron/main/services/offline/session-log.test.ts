import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultCode, faultOf, faultOfPromise } from '#e2e/support/faults.ts';
import { whyOf } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readJournal } from '#core/journal/chain.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { EarlierSessions, SessionLog } from './session-log.ts';

const certificateSha256 = 'ab'.repeat(32);
const clock: JournalEvent = { kind: 'clock-read', wall: '2026-10-14T09:00:00.000Z' };
const given: readonly JournalEvent[] = [
  { kind: 'security-domain-loaded', sha256: 'cd'.repeat(32), required: 2, custodians: 3 },
  { kind: 'share-accepted', certificateSha256 },
  { kind: 'custodian-proven', certificateSha256, copy: 1 },
];

let folder = '';
/** Why logs stopped. */
let stopped: string[];
let open: SessionLog[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-sessions-'));
  stopped = [];
  open = [];
});
afterEach(async () => {
  for (const log of open) await log.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});
const writing = {
  app: { version: '1.0.0', build: 'test' },
  now: () => new Date('2026-10-14T09:00:00Z'),
  stopped: (why: unknown) => void stopped.push(whyOf(why)),
};
const kept = (log: SessionLog): SessionLog => {
  open.push(log);
  return log;
};
async function begun(
  events: readonly JournalEvent[] = [],
  purpose: 'quorum-drill' | 'share-check' = 'quorum-drill',
  place = folder,
): Promise<SessionLog> {
  const log = kept(await SessionLog.begin(place, { ceremony: 'MHSM-D2-1', practice: false, purpose }, writing));
  for (const event of events) await log.append(event);
  return log;
}
/** The power goes, and the program starts again. */
async function cutOff(log: SessionLog): Promise<EarlierSessions> {
  await log.close();
  return new EarlierSessions(folder);
}
const resumed = async (earlier: EarlierSessions): Promise<SessionLog> =>
  kept(await SessionLog.resume(earlier.offered(earlier.list()[0]?.log ?? ''), writing));
const names = (of: RegExp): string[] => readdirSync(folder).filter((name) => of.test(name));
const path = (): string => join(folder, names(/[.]jsonl$/)[0] ?? '');
const kinds = (): string[] => readJournal(readFileSync(path())).entries.map(({ event }) => event.kind);

describe('the log of a session', () => {
  it('is offered where it was not finished, with what outlived the program', async () => {
    const earlier = await cutOff(
      await begun([clock, ...given, { kind: 'exception', number: 1, check: null, ...sheet }]),
    );
    expect(earlier.list()).toMatchObject([
      { id: 'MHSM-D2-1', shares: 1, exceptions: 1, isDamaged: false, wallUtc: '2026-10-14T09:00:00.000Z' },
    ]);
    const again = await resumed(earlier);
    expect(again.state).toMatchObject({
      wallClock: { wall: '2026-10-14T09:00:00.000Z' },
      decisions: [{ number: 1, check: null }],
    });
    expect(again.state.shares).toEqual([]);
    await again.append({ kind: 'session-finished' });
    expect(kinds().slice(-2)).toEqual(['session-resumed', 'session-finished']);
    expect(earlier.list()).toEqual([]);
  });

  it('tells the copies that a share check has proven from shares in memory, and keeps their count over its ends', async () => {
    const earlier = await cutOff(await begun([given[0]!, given[2]!], 'share-check'));
    expect(earlier.list()).toMatchObject([{ shares: 0, proven: 1 }]);
    expect((await cutOff(await resumed(earlier))).list()).toMatchObject([{ shares: 0, proven: 1 }]);
  });

  it('goes on after half a line, and keeps the damaged bytes', async () => {
    const earlier = await cutOff(await begun([clock]));
    const half = '{"at":"2026-10-';
    appendFileSync(path(), half);
    expect(earlier.list()).toMatchObject([{ isDamaged: true }]);
    // As an attempt left it that ended before the file had its name.
    const name = `${path()}.damaged-${sha256(Buffer.from(half)).toString('hex').slice(0, 16)}`;
    writeFileSync(name, half);
    await resumed(earlier);
    expect(kinds()).toEqual(['session-opened', 'clock-read', 'session-resumed']);
    expect(readFileSync(name, 'utf8')).toBe(half);
  });

  it('is offered where this program wrote it alone, and by no made-up token', async () => {
    writeFileSync(join(folder, 'strange.jsonl'), 'not a log\n');
    const earlier = await cutOff(await begun());
    expect(earlier.list()).toHaveLength(1);
    expect(faultCode(() => earlier.offered('a'.repeat(22)))).toBe('SESSION_UNKNOWN');
  });

  it('goes on in memory where its folder cannot be made, says so once, and is never given out', async () => {
    writeFileSync(join(folder, 'file'), '');
    const log = await begun([clock, ...given], 'quorum-drill', join(folder, 'file'));
    await log.append({ kind: 'session-finished' });
    expect(stopped).toEqual(['FILE_EXISTS']);
    expect(log.state).toMatchObject({ closed: true, wallClock: { wall: '2026-10-14T09:00:00.000Z' } });
    expect(faultOf(() => log.journal.finishedPath)).toEqual({ code: 'SESSION_LOG_INCOMPLETE', why: 'FILE_EXISTS' });
  });

  it('writes nothing behind an event that could not be written', async () => {
    const log = await begun([clock]);
    const [lock = ''] = names(/[.]lock$/);
    const content = readFileSync(join(folder, lock));
    rmSync(join(folder, lock));
    const unwritten = log.append(given[0]!);
    const behind = log.append(given[1]!);
    await unwritten;
    writeFileSync(join(folder, lock), content);
    await behind;
    expect([kinds(), stopped]).toEqual([['session-opened', 'clock-read'], ['JOURNAL_IN_USE']]);
    expect(log.state.shares).toEqual([certificateSha256]);
  });

  it('refuses what the order forbids, and goes on', async () => {
    const log = await begun([clock]);
    expect(await faultOfPromise(log.append(given[1]!))).toMatchObject({ rules: ['share-of-a-loaded-domain'] });
    await log.append({ kind: 'session-finished' });
    expect([kinds().at(-1), stopped]).toEqual(['session-finished', []]);
    expect(log.journal.finishedPath).toBe(path());
  });
});
