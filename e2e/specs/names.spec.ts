// What a screen reader is told of every page that the fakes know: a net under a change that must change nothing on a screen (fingerprints.ts).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import { everyPage } from '../fakes/every-page.ts';
import { type FakeAppName, fakeContext, fakePage } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { fingerprints } from '../support/fingerprints.ts';

// Every page is loaded: minutes on a busy machine.
test.describe.configure({ timeout: 900_000 });

const apps: readonly FakeAppName[] = ['offline', 'online', 'confirmation'];

/** Without what differs from run to run: the hash of a plan whose keys are made again, in digits and in words, and what has been announced and is taken away again. */
const stable = (text: string): string =>
  text
    .replaceAll(/^- log(?::\n(?: {2}.*\n)*|\n)/gmu, '')
    .replaceAll(/(?<=listitem: [A-D]) \w+(?: \w+){7}$/gmu, '#')
    .replaceAll(/(?<=definition: )A 1 \w+(?: (?:[BCD] )?\d{1,2} \w+){31}$/gmu, '#')
    .replaceAll(/[0-9a-f]{64}|(?<=listitem: \d{1,2}) [0-9a-f]{4}(?: [0-9a-f]{4}){3}/gu, '#');

for (const app of apps) {
  test(`a page of the ${app} app says what it said, to those who hear it too @long`, async ({ browser }, info) => {
    const fake = await fakeContext(browser, { locale: 'en-GB', reducedMotion: 'reduce' });
    const { page, show } = await fakePage(fake, app);
    // A sheet may be answered once a person can have seen it.
    if (app === 'confirmation') await page.clock.install();
    else await page.clock.setFixedTime(new Date('2026-10-14T10:40:00Z'));
    const heard = join(root, 'out', 'heard', app);
    mkdirSync(heard, { recursive: true });
    const said: [name: string, text: string][] = [];
    for (const { name, main, open } of everyPage.filter((known) => known.app === app)) {
      await show(main);
      await open?.(page);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (app === 'confirmation') await page.clock.runFor(500);
      const text = stable(await page.locator('body').ariaSnapshot());
      writeFileSync(join(heard, `${name}.yml`), text);
      said.push([name, text]);
    }
    await fake.context.close();
    const net = join(root, 'e2e', 'fakes', 'testdata', `heard-${app}.txt`);
    if (['all', 'changed'].includes(info.config.updateSnapshots)) writeFileSync(net, fingerprints(said));
    expect(fingerprints(said), `out/heard/${app} has what each page says`).toBe(readFileSync(net, 'utf8'));
  });
}
