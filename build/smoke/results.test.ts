// What counts as a good answer of a packed program, and what never does.
import { describe, expect, it } from 'vitest';
import type { SelfTestLine, SelfTestReport } from '#shared/self-test/self-test.ts';
import { type Ran, refusalRow, selfTestRow, specsRow, tableOf } from './results.ts';

const good: SelfTestLine = { check: 'sandbox', outcome: 'passed', detail: null };
const bad: SelfTestLine = { check: 'fuses', outcome: 'failed', detail: 'RunAsNode' };
const report = (change: Partial<SelfTestReport> = {}): SelfTestReport => ({
  at: '2026-11-27T00:00:00.000Z',
  app: { version: '1.0.0', build: 'offline' },
  electron: '45.4.1',
  isPackaged: true,
  platform: 'linux',
  lines: [good],
  ...change,
});
const ran = (result: object, code: number | null = 0): Ran => ({ code, out: `${JSON.stringify(result)}\n`, error: '' });

describe('a self-test', () => {
  it('is good where every line is, on Electron, packed, with exit code 0', () => {
    const { row } = selfTestRow('Lifeboat', ran({ result: report() }));
    expect(row).toEqual({
      what: 'Lifeboat: --self-test',
      outcome: 'passed',
      detail: '1 passed, 0 failed, 0 not asked',
    });
  });

  it.each([
    ['a line that failed', ran({ result: report({ lines: [good, bad] }) }, 3), /1 failed.*fuses/],
    ['a good report and a bad end', ran({ result: report() }, 1), /1 passed/],
    ['no Electron underneath', ran({ result: report({ electron: null }) }), /not a packed program/],
    ['a program that is not packed', ran({ result: report({ isPackaged: false }) }), /not a packed program/],
    ['another document', ran({ fault: { code: 'SANDBOX_OFF' } }, 3), /exit 3, no report/],
    ['a report with a member that there is not', ran({ result: { ...report(), more: 1 } }), /no report/],
    ['no word, killed', { code: null, out: '', error: 'Trace/breakpoint trap\n' }, /exit null.*breakpoint/],
  ])('is bad with %s', (_what, answer, detail) => {
    const { row } = selfTestRow('Lifeboat', answer);
    expect(row.outcome).toBe('failed');
    expect(row.detail).toMatch(detail);
  });
});

describe('the specs', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 1 };
  const told = (change: object = {}, host = 'electron'): string =>
    JSON.stringify({ stats: { ...stats, ...change }, config: { metadata: { host } } });

  it('are good where they passed on Electron', () => {
    expect(specsRow(0, '', told())).toMatchObject({ outcome: 'passed', detail: '3 passed, 0 failed, 1 skipped' });
  });

  it.each([
    ['the test double', 0, told({}, 'double'), /not on Electron/],
    ['one that failed', 1, told({ unexpected: 1 }), /1 failed/],
    ['none that ran', 0, told({ expected: 0 }), /^0 passed/],
    ['no report', 1, '', /^there is no browser$/],
  ])('are bad with %s', (_what, code, report, detail) => {
    const row = specsRow(code, 'first\nthere is no browser\n', report);
    expect(row.outcome).toBe('failed');
    expect(row.detail).toMatch(detail);
  });
});

describe('a switch', () => {
  it.each(['SWITCH_REFUSED', 'SANDBOX_OFF'])('is refused by %s and exit code 3', (code) => {
    expect(refusalRow('Lifeboat', '--x', ran({ fault: { code } }, 3))).toMatchObject({ outcome: 'passed' });
  });

  it.each([
    ['a report', ran({ result: report() })],
    ['another fault', ran({ fault: { code: 'START_FAILED' } }, 3)],
    ['the fault with another exit code', ran({ fault: { code: 'SWITCH_REFUSED' } }, 0)],
    ['a crash', { code: null, out: '', error: '' }],
  ])('is not refused by %s', (_what, answer) => {
    expect(refusalRow('Lifeboat', '--x', answer).outcome).toBe('failed');
  });
});

it('prints one line for each row', () => {
  const rows = [refusalRow('A', '--x', ran({}, 0)), selfTestRow('Lifeboat Offline', ran({ result: report() })).row];
  expect(tableOf(rows).split('\n')).toEqual([
    'FAIL A: --x                         exit 0: {}',
    'ok   Lifeboat Offline: --self-test  1 passed, 0 failed, 0 not asked',
  ]);
});
