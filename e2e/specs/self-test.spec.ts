// The program examines itself: as a command, and by a press on the first screen. On the double it says honestly what cannot be asked there.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { selfTestChecks, type SelfTestReport, selfTestReport } from '#shared/self-test/self-test.ts';
import { root } from '#build/root.ts';
import { expect, test } from '../fixture.ts';
import { host } from '../hosts/this-host.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
}
/** `--self-test` in place of `--cli`. */
function selfTest(app: 'offline' | 'online', ...args: readonly string[]): Promise<Ran> {
  const { program, args: start, env } = host.command(app);
  const own = start.filter((argument) => argument !== '--cli');
  return new Promise((ended) => {
    execFile(program, [...own, '--self-test', ...args], { env }, (error, out) =>
      ended({ code: error === null ? 0 : Number(error.code), out }),
    );
  });
}

for (const app of ['offline', 'online'] as const) {
  test(`${app}: asks each of its checks, and passes none that this host cannot prove`, async () => {
    const { code, out } = await selfTest(app, '--json');
    const report: SelfTestReport = selfTestReport.parse((JSON.parse(out) as { result: unknown }).result);
    const asked = report.lines.map(({ check }) => check);
    const ofOneApp = selfTestChecks.filter((check) =>
      app === 'offline' ? check !== 'custody-absent' : !/^custody-[^a]|^media/.test(check),
    );
    expect(asked).toEqual(ofOneApp);
    expect(report.lines.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(code).toBe(0);
    if (host.kind === 'electron') return;
    expect(report.electron).toBeNull();
    const passed = report.lines.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check);
    expect(passed).toEqual(['switches', 'journal-lock']);
    // What does not rest on Electron alone was tried all the same.
    const tried = (check: string) => report.lines.find((line) => line.check === check);
    const rehearsed = report.lines.flatMap((line) =>
      line.outcome === 'not-asked' && line.rehearsed === 'passed' ? [line.check] : [],
    );
    expect(rehearsed).toEqual(
      expect.arrayContaining([
        ...['no-node', 'screens-served', 'changed-file-refused', 'session-reach', 'paper', 'quit'],
        ...(app === 'offline' ? ['custody-keys', 'custody-end', 'custody-sockets', 'media'] : []),
      ]),
    );
    // Where the double has no wall, the check sees that; nothing of ours breaks on the way.
    expect(tried('changed-file-refused')?.detail).toMatch(/: (?:403|ERR_HTTP_RESPONSE_CODE_FAILURE)$/);
    if (process.platform === 'linux') {
      expect(tried('sandbox')).toMatchObject({ reason: 'not-electron', rehearsed: 'failed' });
      expect(tried('sandbox')?.detail).toMatch(/^seccomp \d/);
      if (app === 'offline') {
        // What the double's own files are compiled by, and Node's channel to its child, are variables more than Electron gives.
        const more = 'NODE_COMPILE_CACHE; NODE_CHANNEL_FD; NODE_CHANNEL_SERIALIZATION_MODE';
        expect(tried('custody-environment')?.detail).toBe(more);
        expect(tried('custody-sockets')?.detail).toMatch(/^[1-9]\d* descriptors$/);
      }
    }
    for (const line of report.lines) expect(line.detail ?? '').not.toContain('the double');
  });
}

test('prints a line for each check, in the language that is asked for', { tag: '@long' }, async () => {
  const { out } = await selfTest('online', '--language', 'de');
  expect(out).toContain('Ein offenes Journal ist gesperrt, ein geschlossenes wieder frei');
  expect(out.split('\n').filter((line) => /^(bestanden|hier nicht prüfbar) /.test(line)).length).toBeGreaterThan(10);
});

const press = (window: Page, name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();

test(
  'Check this laptop shows the lines, and the machine sheet keeps and saves them',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const { app } = await start();
    const { window } = app;
    await window.getByRole('button', { name: /^Plan, papers and evidence/ }).click();
    await press(window, 'Check this laptop');
    const results = window.getByRole('region', { name: 'Results of the self-test' });
    await expect(results.getByRole('row')).toHaveCount(selfTestChecks.length, { timeout: 60_000 });
    await expect(window.getByRole('status')).toContainText('could not be asked here');
    await expect(results).toContainText('only --self-test asks it');
    await window.screenshot({ path: join(root, 'out', 'test', 'self-test.png') });
    await press(window, 'Close');
    await press(window, 'Machine sheet');
    await expect(window.getByRole('region', { name: 'Results of the self-test' })).toBeVisible();
    await app.answerFolder(workspace.folder);
    await press(window, 'Save as PDF');
    const name = (await window.getByText(/^machine-sheet-.*-en-a4\.pdf$/).textContent()) ?? '';
    expect(readFileSync(join(workspace.folder, name)).subarray(0, 5).toString()).toBe('%PDF-');
    // Only the self-test has asked for the outside, for what it tries to reach; the fixture would take that for a leak.
    expect((await app.refusedRequests()).filter((url) => !/59999|self-test/.test(url))).toEqual([]);
    await app.close();
  },
);
