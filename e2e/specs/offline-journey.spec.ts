// A recovery clicked through Lifeboat Offline, with a key that is refused and an outcome that is bad: every result stays until somebody goes
// on, is read out, and says what to do. Nobody goes through the rail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { expect, test } from '../fixture.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import type { Workspace } from '../offline-workspace.ts';

const ceremony = 'PRACTICE-2026-01';

/** A result of a step: its page is still there, the window is named after it, and the focus is on what came. */
async function result({ page }: OfflinePages, title: string | RegExp, text: string | RegExp): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: title });
  await expect(heading).toBeVisible();
  await expect(page).toHaveTitle(`${await heading.innerText()} – Lifeboat Offline`);
  await expect(page.locator('main')).toContainText(text);
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).not.toBe('BODY');
}

interface Machine {
  readonly workspace: Workspace;
  readonly start: () => Promise<OfflinePages>;
}

/** From the first screen to where the exchange key is asked for. */
async function toExchangeKey({ workspace, start }: Machine) {
  const pages = await start();
  const { page } = pages;
  const side = workspace.plan(ceremony);
  await pages.begin(/^Recover an HSM/, 'Practice', ceremony);
  await pages.typeClock(new Date().toISOString());
  await result(pages, /^Is this machine alone/, 'Entered:');
  await expect(pages.page.locator('[data-result]')).toBeFocused();
  await pages.press('Go on');
  const challenge = await pages.openCeremony(workspace, side);
  await pages.loadSecurityDomain();
  await result(pages, 'The security domain', 'any 2 of 3 custodians');
  await pages.press('I compared it: continue');
  const sendKey = (answer: Buffer): string => side.sendKey(workspace.stick('IN'), challenge, answer);
  return { pages, page, side, challenge, sendKey, rail: page.getByRole('navigation', { name: 'Steps' }) };
}

test(
  'a key of another HSM: to stop comes first, and the exception last',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(240_000);
    const { pages, page, rail, sendKey } = await toExchangeKey({ workspace, start });

    // Nothing offers an exception above it.
    const stranger = issueExchangeKey('evil-hsm.managedhsm.practice.invalid', new Date());
    const answer = JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(stranger)) });
    sendKey(Buffer.from(answer, 'utf8'));
    await pages.takeExchangeKey();
    await pages.title(/^Incident/);
    const inOrder = page.getByRole('button', { name: /^(Incident|Note the exception|Exception)/ });
    await expect(inOrder.first()).toHaveText('Incident');
    await expect(inOrder.last()).toHaveText('Note the exception');
    await pages.press('← Back');
    await result(pages, 'The exchange key', 'evil-hsm.managedhsm.practice.invalid');
    await expect(rail.getByRole('button', { name: /Exchange key/ })).toContainText(/refused|a check failed/);
    await expect(rail.getByRole('button', { name: /Exchange key/ })).not.toContainText('(done)');
    await expect(page.getByRole('alert', { name: 'This exchange key is refused' })).toContainText(
      'EXCHANGE_NAME_OTHER',
    );
    await pages.press('Note the exception');
    await pages.fillException('a key of another HSM came');
    await result(pages, 'The exchange key', 'Which bundle brings the exchange key?');
  },
);

test(
  'a whole recovery is clicked, a failed upload among its results',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(240_000);
    const { pages, page, rail, side, sendKey, challenge } = await toExchangeKey({ workspace, start });

    sendKey(workspace.exchangeAnswer);
    await pages.takeExchangeKey();
    await pages.typeWords(workspace.exchangeCertificateSha256);
    await result(pages, 'The exchange key', 'signed by Person operator-1 and Person operator-2');
    await pages.press('Both sides agree: go on');
    await pages.giveShares(workspace);
    const name = await pages.sendBlob(workspace);
    const bundle = readFileSync(join(workspace.stick('OUT'), name));
    await pages.pressInView('The other side agrees');
    await result(pages, 'Save it to the OUT stick', 'Both sides agreed on this bundle.');
    await pages.press('Go on');

    // The upload was refused: no tick, and the incident before the finish.
    await pages.title('The outcome');
    side.sendOutcome(workspace.stick('IN'), challenge, bundle, 'failed');
    await pages.press('Refresh');
    await pages.press('Accept message');
    await result(pages, 'The outcome', 'The upload was refused');
    await expect(page.getByRole('region', { name: 'The outcome' })).toBeFocused();
    await expect(rail.getByRole('button', { name: /The outcome/ })).toContainText('failed');
    await expect(rail.getByRole('button', { name: /The outcome/ })).not.toContainText('(done)');
    await expect(page.getByRole('button', { name: 'Incident: what to do now' })).toBeVisible();
    // Nothing goes on until two people have decided.
    await expect(page.getByText('OUTCOME_FAILED')).toBeAttached();
    const goOn = page.getByRole('button', { name: 'Go on', exact: true });
    await expect(goOn).toBeDisabled();
    await pages.press('Note the exception');
    await pages.fillException('The upload was refused, and the incident sheet was followed');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(rail.getByRole('button', { name: /The outcome/ })).toContainText('failed');
    await goOn.click();
    await pages.title('Finish');
  },
);
