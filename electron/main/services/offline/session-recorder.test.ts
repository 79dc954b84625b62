import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { sheet as exceptionSheet } from '#core/journal/testdata/recovery.ts';
import { readJournal } from '#core/journal/chain.ts';
import { emptyState } from './state.ts';
import { viewOf } from './view-of.ts';
import { SessionRecorder } from './session-recorder.ts';

const app = { version: '1.0.0', build: 'test' };
const now = (): Date => new Date('2026-10-14T09:00:00Z');
const sha256 = 'ab'.repeat(32);
const empty: View = viewOf(
  { ...emptyState, airGap: { phase: 'closed' } },
  { version: '1.0.0', practiceOnly: false, volumes: [] },
);
const running: View = {
  ...empty,
  ceremony: { phase: 'running', id: 'MHSM-D2-1', purpose: 'quorum-drill', practice: false },
};
const clocked: View = {
  ...running,
  clock: {
    phase: 'set',
    wallUtc: '2026-10-14T09:00:00.000Z',
    machineUtc: '2026-10-14T09:00:00.000Z',
    aheadSeconds: 0,
  },
};
const file = { name: 'security-domain.json', bytes: 15_214, sha256 };
const loaded: View = {
  ...clocked,
  securityDomain: {
    phase: 'loaded',
    file,
    version: 2,
    required: 2,
    custodians: ['a', 'b', 'c'],
    data: [],
    warnings: [],
  },
};
const thumbprint = 'A'.repeat(43);
const given = { thumbprint, fileName: 'c1.key', who: '', copy: 1 as const, atUtc: '2026-10-14T09:10:00.000Z' };
const one: View = { ...loaded, custodians: { ...loaded.custodians, have: 1, accepted: [given] } };
const exception: View['exceptions'][number] = {
  ...exceptionSheet,
  number: 1,
  check: null,
  atUtc: '2026-10-14T09:00:00.000Z',
};
const excepted: View = { ...one, exceptions: [exception] };

describe('the journal of a session', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lifeboat-sessions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const recorder = (): SessionRecorder => new SessionRecorder(folder, app, now);
  const run = (...views: readonly View[]): SessionRecorder => {
    const own = recorder();
    for (const [at, view] of views.entries()) own.note(views[at - 1] ?? empty, view);
    return own;
  };
  const logs = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const kinds = (name = logs()[0] ?? ''): string[] =>
    readJournal(readFileSync(join(folder, name))).entries.map(({ event }) => event.kind);

  it('says what happened, in order, and nothing before a session begins', () => {
    run({ ...empty, airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] } });
    expect(readdirSync(folder)).toEqual([]);
    run(running, clocked, loaded, one, excepted);
    expect(kinds()).toEqual([
      'session-opened',
      'air-gap',
      'clock-read',
      'security-domain-loaded',
      'custodian-proven',
      'share-accepted',
      'exception',
    ]);
  });

  it('says when shares are gone, and why a share was refused', () => {
    const refused: View = {
      ...one,
      custodians: {
        ...one.custodians,
        turn: { phase: 'refused', fileName: 'c2.key', fault: { code: 'KEY_OPENS_NO_SHARE' } },
      },
    };
    run(running, one, refused, {
      ...loaded,
      alarm: { code: 'AIR_GAP_LOST', waysOut: [{ kind: 'radio', name: 'x' }], sharesDropped: 1 },
    });
    expect(kinds().slice(-3)).toEqual(['share-refused', 'shares-gone', 'alarm']);
  });

  it('keeps no log of a recovery, which has a journal', () => {
    const recovery: View = { ...running, ceremony: { ...running.ceremony, purpose: 'recovery' } as View['ceremony'] };
    run(recovery, { ...recovery, clock: clocked.clock });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('offers a session that was not finished, with what outlived the program', () => {
    run(running, clocked, loaded, one, excepted);
    const later = recorder();
    const [session] = later.earlier();
    expect(session).toMatchObject({
      id: 'MHSM-D2-1',
      shares: 1,
      exceptions: 1,
      isDamaged: false,
    });
    const token = session?.log ?? '';
    expect(later.look(token)).toMatchObject({ clock: clocked.clock, exceptions: [exception] });
    later.resume(token);
    later.note(running, { ...running, ceremony: { ...running.ceremony, phase: 'finished' } as View['ceremony'] });
    expect(kinds().slice(-2)).toEqual(['session-resumed', 'session-finished']);
    expect(recorder().earlier()).toEqual([]);
  });

  it('goes on after half a line, and keeps the damaged file as it was', () => {
    run(running, clocked, excepted);
    const [name = ''] = logs();
    const before = kinds();
    appendFileSync(join(folder, name), '{"at":"2026-10-');
    const damaged = readFileSync(join(folder, name));
    const later = recorder();
    const [session] = later.earlier();
    expect(session?.isDamaged).toBe(true);
    later.resume(session?.log ?? '');
    expect(kinds(name)).toEqual([...before, 'session-resumed']);
    const kept = readdirSync(folder).find((each) => each.includes('.damaged-')) ?? '';
    expect(readFileSync(join(folder, kept))).toEqual(damaged);
  });

  it('goes on although an earlier attempt ended between keeping the damaged file and taking its name', () => {
    run(running, clocked);
    const [name = ''] = logs();
    appendFileSync(join(folder, name), '{"at":"2026-10-');
    const damaged = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(damaged).digest('hex').slice(0, 16);
    // Torn itself, as the power cut left it.
    writeFileSync(join(folder, `${name}.damaged-${hash}`), damaged.subarray(0, 10));
    const later = recorder();
    later.resume(later.earlier()[0]?.log ?? '');
    expect(kinds(name).at(-1)).toBe('session-resumed');
    expect(readFileSync(join(folder, `${name}.damaged-${hash}`))).toEqual(damaged);
  });

  it('offers nothing that it did not write, and knows no made-up token', () => {
    writeFileSync(join(folder, 'strange.jsonl'), 'not a log\n');
    run(running);
    const own = recorder();
    expect(own.earlier()).toHaveLength(1);
    expect(faultCode(() => own.look('a'.repeat(22)))).toBe('SESSION_UNKNOWN');
    expect(faultCode(() => own.resume('a'.repeat(22)))).toBe('SESSION_UNKNOWN');
  });

  const finished: View = { ...one, ceremony: { ...running.ceremony, phase: 'finished' } as View['ceremony'] };

  it('names the copy of each share, and says where the log of a finished session lies', () => {
    const own = run(running, clocked, loaded, one);
    expect(faultOf(() => own.finishedLog())).toEqual({
      code: 'CALL_OUT_OF_ORDER',
      call: 'session.exportLog',
      needs: 'a finished ceremony',
    });
    own.note(one, finished);
    expect(own.finishedLog()).toBe(join(folder, logs()[0] ?? ''));
    const { entries } = readJournal(readFileSync(own.finishedLog()));
    expect(entries.map(({ event }) => event)).toContainEqual({
      kind: 'custodian-proven',
      certificateSha256: certificateSha256Of(thumbprint),
      copy: 1,
    });
  });

  it('tells the copies that a share check has proven from shares in memory, and keeps their count over its ends', () => {
    const check: View = { ...loaded, ceremony: { ...running.ceremony, purpose: 'share-check' } as View['ceremony'] };
    run(check, { ...check, custodians: one.custodians });
    const later = recorder();
    const [session] = later.earlier();
    expect(session).toMatchObject({ shares: 0, proven: 1 });
    later.resume(session?.log ?? '');
    expect(recorder().earlier()).toMatchObject([{ shares: 0, proven: 1 }]);
  });

  it('speaks of no shares that are gone where none was held', () => {
    const check: View = { ...loaded, ceremony: { ...running.ceremony, purpose: 'share-check' } as View['ceremony'] };
    run(check, { ...check, custodians: one.custodians }, check);
    expect(kinds()).not.toContain('shares-gone');
  });

  it('stops when it cannot write, says so once, and gives out no log that lacks its end', () => {
    const own = new SessionRecorder(join(folder, 'file'), app, now);
    writeFileSync(join(folder, 'file'), '');
    expect(() => own.note(empty, running)).toThrow();
    own.note(running, clocked);
    own.note(clocked, finished);
    expect(faultOf(() => own.finishedLog())).toEqual({
      code: 'SESSION_LOG_INCOMPLETE',
      why: 'FILE_EXISTS',
    });
  });
});
