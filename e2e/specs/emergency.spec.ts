// An emergency recovery, clicked from the first screen to a blob on a stick: without plan, identity, pairing and approvals; with what is still
// asked for; and all that must be refused on the way. Clicks and keys are counted.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { testIdentity } from '../support/custodians.ts';
import { digestsOf, realCustodians, realDomains } from '../support/real-domains.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { expect, test } from '../fixture.ts';
import { holdDown } from '../pages/hold.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import { passphraseOf, practiceHost, type Workspace } from '../offline-workspace.ts';

const people = ['Anna Berg', 'Bruno Castelli'] as const;
const quorumOfThree = [
  ['C1', passphraseOf(1)],
  ['C2', passphraseOf(2)],
  ['C3', ''],
] as const;

/** As `az` and Lifeboat Online save it. */
const layExchangeKey = (
  workspace: Workspace,
  bytes: Buffer = workspace.exchangeAnswer,
  name = 'exchange-key.json',
): void => writeFileSync(join(workspace.stick('IN'), name), bytes);
const journalOf = (workspace: Workspace) => {
  const [folder = ''] = readdirSync(workspace.stick('OUT')).filter((each) => each.startsWith('evidence-'));
  const at = join(workspace.stick('OUT'), folder);
  const sums = readFileSync(join(at, 'SHA256SUMS'), 'utf8').trim().split('\n');
  // Whatever is there is listed, and is what was listed.
  expect(sums.map((line) => line.slice(66)).sort()).toEqual(
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile() && each.name !== 'SHA256SUMS')
      .map((each) => relative(at, join(each.parentPath, each.name)))
      .sort(),
  );
  for (const line of sums) {
    expect(sha256(readFileSync(join(at, line.slice(66)))).toString('hex')).toBe(line.slice(0, 64));
  }
  return verifyJournal(
    readFileSync(join(at, sums.map((line) => line.slice(66)).find((name) => name.endsWith('.jsonl')) ?? '')),
  );
};

test('from files alone to a blob on a stick: two of three, counted', async ({ workspace, start }) => {
  layExchangeKey(workspace);
  workspace.plugIn('IN');
  const emergency = await EmergencyPages.open(await start());
  const { offline } = emergency;
  const began = Date.now();
  await offline.comeFor(/^Emergency recovery/);
  await expect(offline.page.getByText('Recommended is “Recover an HSM”.')).toBeVisible();
  await expect(offline.page.getByText(/recorded as missing:.*a plan.*second person.*read-back/)).toBeVisible();
  await offline.press('Begin');
  await offline.pressInView('Practice');
  await emergency.loadDomain();
  await emergency.checkKey(practiceHost);
  await expect(offline.page.getByText(`the key belongs to ${practiceHost}`)).toBeVisible();
  await offline.press('Go on to the custodians');
  await emergency.giveShares(workspace, quorumOfThree.slice(0, 2));
  const name = await emergency.build(workspace, people);
  const effort = await emergency.effort.total();
  console.log(
    `emergency, two of three: ${effort.clicks} clicks, ${effort.keys} keys, ${effort.screens} screens, ` +
      `${Math.round((Date.now() - began) / 1000)} s without people`,
  );
  // To the blob on its stick.
  expect(effort.clicks).toBeLessThanOrEqual(12);
  expect(effort.keys).toBeLessThanOrEqual(110);

  expect(name).toMatch(/^PRACTICE-restore-blob-new-hsm-[0-9a-f]{8}\.json$/);
  const blob = parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name)));
  const thumbprint = Buffer.from(workspace.exchangeCertificateSha256, 'hex').toString('base64url');
  expect(openRestoreBlob(blob, workspace.exchange.privateKey, thumbprint)).toHaveLength(3);

  await emergency.finish();
  const { entries, head } = journalOf(workspace);
  expect(head.state).toMatchObject({ closed: true, opened: undefined, plan: undefined, target: { name: 'new-hsm' } });
  expect(entries[0]?.event).toMatchObject({ kind: 'emergency-opened', practice: true });
  await offline.press('Back to the first screen');
  await offline.title('What do you need to do?');
});

test(
  'a key of another HSM is refused; a mistyped address and a wrong file cost nothing',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const stranger = issueExchangeKey('practice-stranger.managedhsm.practice.invalid', new Date());
    layExchangeKey(workspace, Buffer.from(encodePem('CERTIFICATE', stranger.certificateDer)), 'a-stranger.pem');
    layExchangeKey(workspace);
    workspace.plugIn('IN');
    const emergency = await EmergencyPages.open(await start());
    const { offline } = emergency;
    const { page } = offline;
    await emergency.begin('Practice');
    await emergency.loadDomain();
    await emergency.checkKey('new-hsm.managedhsm.azure.net', /a-stranger/);
    await emergency.retypeAddress('HSM_HOST_NOT_PRACTICE', practiceHost);
    await expect(page.getByRole('alert')).toContainText('EXCHANGE_NAME_OTHER');
    // An attested key is not for two people to let pass.
    await expect(page.getByRole('region', { name: 'Without attestation' })).toBeHidden();
    await offline.choose(/exchange-key\.json/);
    await offline.press('Check again or check another file');
    // As it was typed for the file before.
    await offline.pressInView('Check the key');
    await expect(page.getByText(`the key belongs to ${practiceHost}`)).toBeVisible();
  },
);

test(
  'production waits for the gap, and takes no practice key and no practice address',
  { tag: '@long' },
  async ({ workspace, start }) => {
    layExchangeKey(workspace);
    workspace.plugIn('IN');
    workspace.cable(true);
    const emergency = await EmergencyPages.open(await start());
    const { offline } = emergency;
    await emergency.begin('Production');
    await offline.title('Cut this machine off');
    await expect(offline.page.getByText('eth0')).toBeVisible();
    await expect(offline.page.getByRole('button', { name: 'Go on' })).toBeHidden();
    workspace.cable(false);
    await offline.press('Go on');
    await emergency.loadDomain();
    await emergency.checkKey(practiceHost);
    await emergency.retypeAddress('HSM_HOST_PRACTICE', 'new-hsm.managedhsm.azure.net');
    await expect(offline.page.getByRole('alert')).toContainText('PCK_ROOT_PRACTICE');
  },
);

test(
  'a power cut in the middle: the journal is offered again, the shares are gone',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const before = await start();
    await EmergencyPages.toCustodians(workspace, before);
    await before.press(/I am the custodian/);
    workspace.plugIn('C1');
    await before.typePassphrase(passphraseOf(1));
    await before.titleInView(/^Take your stick/);
    await before.app.close();
    const again = await start();
    await again.press(/^The emergency recovery PRACTICE-EMERGENCY-.* was not finished/);
    await again.press('Go on with this emergency recovery');
    await again.title('The security domain');
  },
);

const real = realDomains.find(({ day }) => day === '2025-04-22');

test.describe('with files of real HSMs', () => {
  test.skip(real === undefined, 'the real security domains do not lie beside the project');

  function layReal(workspace: Workspace): NonNullable<typeof real> {
    if (real === undefined) throw new Error('this spec is skipped without it');
    workspace.laySecurityDomain(
      real.securityDomain,
      realCustodians.map(({ key }) => key),
    );
    return real;
  }

  test('a blob for the genuine exchange key, by its real host name', { tag: '@long' }, async ({ workspace, start }) => {
    const domain = layReal(workspace);
    layExchangeKey(workspace, domain.exchangeAnswer);
    const { commonNames, thumbprintS256 } = readExchangeCertificate(domain.exchangeAnswer);
    workspace.plugIn('IN');
    const emergency = await EmergencyPages.open(await start());
    await emergency.begin('Production');
    await emergency.loadDomain();
    await emergency.checkKey(commonNames[0] ?? '');
    await emergency.offline.press('Go on to the custodians');
    await emergency.giveShares(workspace, [quorumOfThree[0], quorumOfThree[2]]);
    const name = await emergency.build(workspace, people);
    const blob = parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name)));
    expect(blob.exchangeThumbprintS256).toBe(thumbprintS256);
    expect(blob.exchangeThumbprintS256).toBe(parseRestoreBlob(domain.restoreBlob).exchangeThumbprintS256);
  });

  test(
    'a key without attestation, by two named people with the fingerprint typed and a reason',
    { tag: '@long' },
    async ({ workspace, start }) => {
      const domain = layReal(workspace);
      const own = testIdentity('exchange');
      layExchangeKey(workspace, own.certificateDer, 'exchange-key.der');
      workspace.plugIn('IN');
      const emergency = await EmergencyPages.open(await start());
      const { page } = emergency.offline;
      await emergency.begin('Production');
      await emergency.loadDomain();
      await emergency.checkKey('recovered-hsm.managedhsm.azure.net');
      await expect(page.getByRole('alert')).toContainText('ATTESTATION_ABSENT');
      const branch = page.getByRole('region', { name: 'Without attestation' });
      const fingerprint = sha256(own.certificateDer).toString('hex');
      // Nothing on this screen could be copied from.
      await expect(page.getByText(fingerprint.slice(0, 16))).toBeHidden();
      await branch.getByRole('button', { name: /Two of us/ }).click();
      const view = await emergency.offline.app.confirmation();
      await expect(view.getByText(fingerprint.slice(0, 16))).toBeHidden();
      const accept = view.getByRole('button', { name: /Two of us/ });
      await view.getByLabel(/^SHA-256 of the certificate/).fill('f'.repeat(64));
      await view.getByLabel('Why it is accepted').fill('a build of 2020, compared by telephone');
      await view.getByLabel('Name of the first person').fill(people[0]);
      await expect(accept).toBeDisabled();
      await view.getByLabel('Name of the second person').fill(people[0].toUpperCase());
      await holdDown(accept, () => expect(view.getByRole('alert')).toContainText('TWO_PEOPLE_NEEDED'));
      await view.getByLabel('Name of the second person').fill(people[1]);
      await holdDown(accept, () => expect(view.getByRole('alert')).toContainText('EXCEPTION_FINGERPRINT_OTHER'));
      await view.getByLabel(/^SHA-256 of the certificate/).fill(fingerprint.replace(/(.{4})/g, '$1 '));
      await holdDown(accept);
      await expect(page.getByText(/^NOT ATTESTED/).first()).toBeVisible();
      await emergency.offline.press('Go on to the custodians');
      await emergency.giveShares(workspace, [quorumOfThree[0], quorumOfThree[1]]);
      const name = await emergency.build(workspace, people);
      const blob = parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name)));
      expect(digestsOf(openRestoreBlob(blob, own.privateKey, own.thumbprintS256))).toEqual(domain.plaintext);
      await emergency.finish();
      expect(journalOf(workspace).entries.map(({ event }) => event)).toContainEqual(
        expect.objectContaining({ kind: 'exchange-key-verified', attested: false }),
      );
    },
  );
});
