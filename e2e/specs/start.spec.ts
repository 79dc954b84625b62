// The app opens, draws itself under its own policy, and asks nobody for anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { host } from '../hosts/this-host.ts';
import { needs } from '../needs.ts';
import { makeWorkspace } from '../offline-workspace.ts';
import { expect, test } from '../worker-fixtures.ts';

/** How far the browser has seen things move on a page that nobody has touched, as a part of the page; it begins with the first picture. */
const moved = (window: Page): Promise<number> =>
  window.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestIdleCallback(done));
    return new Promise<number>((done) => {
      const observer = new PerformanceObserver((list) => {
        // The type of an entry does not say what its kind has.
        done(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0));
      });
      observer.observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(0), 500);
    });
  });

/** What a script in the page gets: nothing inline runs, and nothing is connected to. */
async function expectClosed(window: Page): Promise<void> {
  const tried = await window.evaluate(async () => {
    const script = document.createElement('script');
    let inline = 'refused';
    try {
      script.textContent = 'document.title = "ran"';
      document.body.append(script);
    } catch {
      inline = 'refused by Trusted Types';
    }
    const fetched = await fetch('https://example.org/').then(
      () => 'connected',
      () => 'refused',
    );
    return { inline, fetched, title: document.title };
  });
  expect(tried.title).not.toBe('ran');
  expect(tried.fetched).toBe('refused');
}

for (const app of ['offline', 'online'] as const) {
  test(`${app}: opens its first screen, which stands still, runs nothing inline, and asks nobody outside`, async () => {
    const running = await host.launch({ app });
    await expect(running.window.getByRole('heading', { level: 1 })).toBeVisible();
    // Nobody presses beside a button that moves away.
    expect(await moved(running.window)).toBe(0);
    expect(await running.refusedRequests()).toEqual([]);
    await expectClosed(running.window);
    await running.close();
  });
}

test(
  'both apps run beside each other for one person, each once, with a profile of its own name',
  { tag: '@long' },
  async () => {
    needs('appData');
    const appData = mkdtempSync(join(tmpdir(), 'lifeboat-app-data-'));
    const offline = await host.launch({ app: 'offline', appData });
    const online = await host.launch({ app: 'online', appData });
    expect([offline.userData, online.userData]).toEqual([
      join(appData, 'Lifeboat Offline'),
      join(appData, 'Lifeboat Online'),
    ]);
    await expect(host.launch({ app: 'offline', appData })).rejects.toThrow();
    expect([offline, online].map((app) => app.isRunning())).toEqual([true, true]);
    for (const app of [offline, online]) await app.close();
    rmSync(appData, { recursive: true });
  },
);

async function machineSheetIn(window: Page): Promise<string> {
  await window.getByRole('button', { name: /^Plan, papers and evidence/ }).click();
  await window.getByRole('button', { name: 'Machine sheet' }).click();
  return window.getByRole('dialog').getByRole('table').innerText();
}

test('a packaged program sees its own machine, and not the one that a test names', { tag: '@long' }, async () => {
  needs('packaged');
  const workspace = makeWorkspace();
  const fromSource = await host.launch({ app: 'offline', machine: workspace.machine });
  expect(await machineSheetIn(fromSource.window)).toContain('Practice Laptop 1');
  await fromSource.close();
  const packaged = await host.launch({ app: 'offline', machine: workspace.machine, packaged: true });
  expect(await machineSheetIn(packaged.window)).not.toContain('Practice Laptop 1');
  await packaged.close();
  workspace.clear();
});
