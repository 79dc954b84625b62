// The log of a session: begun once, ended once, and nothing is written or read that breaks that order.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { SessionEvent } from '#shared/session-log/events.ts';
import { emptySessionLogHead, isSessionLog, nextSessionLine, readSessionLog } from './session-log.ts';

const at = '2026-10-14T09:00:00.000Z';
const begun: SessionEvent = {
  kind: 'session-begun',
  id: 'PRACTICE-1',
  purpose: 'quorum-drill',
  practice: true,
  version: '0.1.0',
};
const resumed: SessionEvent = { kind: 'session-resumed', version: '0.1.0' };
const finished: SessionEvent = { kind: 'session-finished' };

function logOf(...events: readonly SessionEvent[]): { bytes: Buffer; head: typeof emptySessionLogHead } {
  let head = emptySessionLogHead;
  const lines = events.map((event) => {
    const next = nextSessionLine(head, at, event);
    ({ head } = next);
    return next.line;
  });
  return { bytes: Buffer.concat(lines), head };
}

describe('a session log', () => {
  it('is known by its first line, which is whole and not endless', () => {
    const { bytes } = logOf(begun);
    expect(isSessionLog(bytes)).toBe(true);
    expect(isSessionLog(bytes.subarray(0, -1))).toBe(false);
    expect(isSessionLog(Buffer.concat([Buffer.alloc(2 ** 20, 0x61), bytes]))).toBe(false);
  });

  it('is read as it was written', () => {
    const { bytes, head } = logOf(begun, resumed, finished);
    const read = readSessionLog(bytes);
    expect(read.entries.map(({ event }) => event)).toEqual([begun, resumed, finished]);
    expect(read.head).toEqual(head);
    expect(read.head.state.isFinished).toBe(true);
    expect(read.damage).toBeUndefined();
  });

  it('begins with its beginning, has one, and has nothing after its end', () => {
    const refused = (events: readonly SessionEvent[], event: SessionEvent) =>
      faultOf(() => nextSessionLine(logOf(...events).head, at, event));
    expect(refused([], resumed)).toEqual({
      code: 'JOURNAL_OUT_OF_ORDER',
      event: 'session-resumed',
      rules: ['opened-first'],
      after: 0,
    });
    expect(refused([begun], begun)).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER', rules: ['opened-first'], after: 1 });
    expect(refused([begun, finished], resumed)).toMatchObject({ rules: ['nothing-after-the-end'], after: 2 });
  });

  it('holds no event of another form, and is read up to half a line', () => {
    const odd = { ...finished, secret: 'x' } as SessionEvent;
    expect(faultCode(() => nextSessionLine(logOf(begun).head, at, odd))).toBe('JOURNAL_EVENT_FORM');
    const { bytes } = logOf(begun, finished);
    const read = readSessionLog(bytes.subarray(0, -5));
    expect(read.entries).toHaveLength(1);
    expect(read.damage?.code).toBe('JOURNAL_TORN_LINE');
  });
});
