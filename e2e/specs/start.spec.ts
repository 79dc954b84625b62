// The app opens, draws itself under its own policy, and asks nobody for anything.
import { expect, test } from '@playwright/test';
import { launch } from '../hosts/host.ts';

for (const app of ['offline', 'online'] as const) {
  test(`${app}: opens its first screen without a single request to the outside`, async () => {
    const running = await launch({ app });
    await expect(running.window.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await running.refusedRequests()).toEqual([]);
    await running.close();
  });
}

test('the page runs nothing inline and connects to nothing', async () => {
  const running = await launch({ app: 'offline' });
  const tried = await running.window.evaluate(async () => {
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
  await running.close();
});
