// How fast the app is there and answers: start to a usable window on the host that is here, and the time from a
// press to the next picture.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeContext, launchChromium, openFake } from '../fakes/fake-app.ts';
import { states } from '../fakes/states.ts';
import { host } from '../hosts/this-host.ts';

const starts = 5;
const presses = 200;

export async function measureScreens(): Promise<object> {
  return {
    start: await measureStart(),
    pressToPictureMs: await measurePresses(),
  };
}

async function measureStart(): Promise<object> {
  const times: number[] = [];
  for (let n = 0; n < starts; n += 1) {
    const userData = mkdtempSync(join(tmpdir(), 'lifeboat-bench-'));
    const begun = performance.now();
    const app = await host.launch({ app: 'offline', userData });
    await app.window.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor();
    times.push(performance.now() - begun);
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
  return { host: host.kind, medianMs: percentile(times, 0.5), slowestMs: percentile(times, 1) };
}

async function measurePresses(): Promise<object> {
  const browser = await launchChromium();
  try {
    const { page } = await openFake(await fakeContext(browser), { view: states.start });
    await page.getByRole('button', { name: /^Drill with the custodians/ }).click();
    await page.getByRole('radio').first().waitFor();
    // Measured inside the page: from the press until the frame that shows it is done.
    const times = await page.evaluate<number[]>(`(async () => {
      const labels = [...document.querySelectorAll('.choice')];
      const times = [];
      for (let n = 0; n < ${presses}; n += 1) {
        const begun = performance.now();
        labels[n % labels.length].click();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - begun);
      }
      return times;
    })()`);
    return { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
  } finally {
    await browser.close();
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
