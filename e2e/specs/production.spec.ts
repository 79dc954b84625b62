// A production recovery with a genuine exchange certificate, attested by real hardware; and what production refuses.
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { referenceFile } from '../support/reference-tools.ts';
import { expect, test } from '../fixture.ts';
import type { OtherSide } from '../other-side.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import type { Workspace } from '../offline-workspace.ts';

const genuineHost = 'test-mhsm-sd2q2avldvp4tl.managedhsm.azure.net';
const genuine = referenceFile('fixtures', 'exchange-certificate-2025.pem');
const ceremony = 'MHSM-DR-2026-01';

/**
 * To where the exchange key is asked for.
 * @param now the time that people type, where it is not that of this machine
 * @returns the other side, and the number that this machine gave out
 */
async function toExchangeKey(
  pages: OfflinePages,
  workspace: Workspace,
  host: string,
  now?: Date,
): Promise<[OtherSide, string]> {
  const side = workspace.plan(ceremony, { practice: false, host });
  await pages.begin(/^Recover an HSM/, 'Production', ceremony);
  await pages.enterClock(now);
  const challenge = await pages.openCeremony(workspace, side);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  return [side, challenge];
}

test('practice and production are never mixed: an id, a plan and an exchange key of practice are refused', async ({
  workspace,
  start,
}) => {
  test.setTimeout(120_000);
  const pages = await start();
  await pages.comeFor(/^Recover an HSM/);
  await pages.press('Begin');
  const view = await pages.app.confirmation();
  await view.getByLabel('Ceremony id').fill('PRACTICE-1');
  await view.getByRole('button', { name: 'Production' }).click();
  await pages.refusedInView('CEREMONY_ID_NOT_PRACTICE');
  await view.keyboard.press('Escape');
  await pages.press('← Back');
  const [side, challenge] = await toExchangeKey(pages, workspace, 'new-hsm.managedhsm.azure.net');
  side.sendKey(workspace.stick('IN'), challenge, workspace.exchangeAnswer);
  await pages.takeExchangeKey();
  // Nobody has to look for the sheet of the incident.
  await pages.title(/^Incident/);
  await expect(pages.page.getByRole('alert', { name: 'Failed checks' })).toContainText(
    'Step B6, not passed: exchange key.',
  );
  await pages.press('← Back');
  await expect(pages.page.getByRole('alert', { name: 'This exchange key is refused' })).toBeVisible();
});

test('a plan of practice opens no journal in production', { tag: '@long' }, async ({ workspace, start }) => {
  const pages = await start();
  workspace.plan('PRACTICE-2026-09');
  await pages.begin(/^Recover an HSM/, 'Production', ceremony);
  await pages.enterClock();
  workspace.plugIn('OWN');
  await pages.giveRole('OWN', 'OWN');
  await pages.press('Go on');
  await pages.press(/begin the journal/);
  await expect(pages.page.getByRole('alert')).toContainText('PLAN_MISMATCH');
});

test.describe('with a genuine exchange certificate', () => {
  test.skip(genuine === undefined, 'the genuine certificate does not lie beside the project');
  test.setTimeout(120_000);
  const der = (): Buffer =>
    Buffer.from(
      (genuine === undefined ? '' : readFileSync(genuine, 'latin1')).replace(/-----[^-]+-----|\s/g, ''),
      'base64',
    );
  const sha256 = (): string => createHash('sha256').update(der()).digest('hex');

  /** As PEM: there are certificates in PEM inside of it, and Node would read the first of those in the DER. */
  const certificate = (): X509Certificate =>
    new X509Certificate(`-----BEGIN CERTIFICATE-----\n${der().toString('base64')}\n-----END CERTIFICATE-----\n`);
  /** A day on which the certificate is valid: a year after its end, a ceremony refuses it. */
  const itsDay = (): Date => new Date(Date.parse(certificate().validFrom) + 86_400_000);

  /** The service's answer as it came with the certificate. */
  function answer(): Buffer {
    const { n, e } = createPublicKey(certificate().publicKey.export({ format: 'pem', type: 'spki' })).export({
      format: 'jwk',
    });
    const key = {
      kty: 'RSA',
      alg: 'RSA-OAEP-256',
      n,
      e,
      x5c: [der().toString('base64')],
      'x5t#S256': Buffer.from(sha256(), 'hex').toString('base64url'),
    };
    return Buffer.from(JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(key) }));
  }

  test(
    'the genuine key of another HSM is refused, whatever it proves',
    { tag: '@long' },
    async ({ workspace, start }) => {
      const pages = await start();
      const [side, challenge] = await toExchangeKey(pages, workspace, 'our-new-hsm.managedhsm.azure.net', itsDay());
      side.sendKey(workspace.stick('IN'), challenge, answer());
      await pages.takeExchangeKey();
      await pages.title(/^Incident/);
      await pages.press('← Back');
      await expect(pages.page.getByRole('alert', { name: 'This exchange key is refused' })).toContainText(
        'EXCHANGE_NAME_OTHER',
      );
    },
  );

  test(
    'a recovery for the HSM that it names; words that do not fit are wrong twice, then only an exception leads on',
    { tag: '@long' },
    async ({ workspace, start }) => {
      const pages = await start();
      const [side, challenge] = await toExchangeKey(pages, workspace, genuineHost, itsDay());
      side.sendKey(workspace.stick('IN'), challenge, answer());
      await pages.takeExchangeKey();
      await pages.mistypeWords('0'.repeat(64));
      await pages.pressInView('Compare');
      await expect(pages.page.getByRole('alert', { name: 'Failed checks' })).toBeVisible();
      await pages.press('Note the exception');
      await pages.fillException('the sheets were of two fetches');
      await pages.typeWords(sha256());
      await pages.press('Both sides agree: go on');
      await pages.giveShares(workspace);
      await pages.buildBlob();
    },
  );
});
