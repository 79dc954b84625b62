// An exchange key without attestation: nothing proves whose it is, so two people answer for it with a reason, and its fingerprint is still
// compared. One whose attestation is there and broken has no such way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spkiOf } from '#simulator/attestation-root.ts';
import {
  attestationExtension,
  exchangeJwk,
  makeExchangeParts,
  plainExtensions,
  type PracticeExchangeKey,
} from '#simulator/exchange-key-issuer.ts';
import { encodeQuote, encodeQuoteExtension, makeQuoteParts } from '#simulator/quote-writer.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readJournal } from '#core/journal/chain.ts';
import { encodeCertificate } from '#core/x509/certificate-writer.ts';
import { expect, test } from '../fixture.ts';
import { holdDown } from '../pages/hold.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { practiceHost, type Workspace } from '../offline-workspace.ts';

const hourAgo = (): Date => new Date(Date.now() - 3_600_000);

/** The workspace's exchange key in a certificate whose attestation is not there, or in which one bit of the quote's signature is wrong. */
function withAttestation(
  attestation: 'absent' | 'broken',
  { exchange: { privateKey } }: Workspace,
): PracticeExchangeKey {
  const notBefore = hourAgo();
  const quote = encodeQuote(makeQuoteParts(spkiOf(privateKey), notBefore));
  // Byte 436 begins the signature over the report of the HSM's enclave.
  quote[440] = (quote[440] ?? 0) ^ 1;
  const broken = attestation === 'broken' ? [attestationExtension(encodeQuoteExtension(quote))] : [];
  const parts = makeExchangeParts(practiceHost, privateKey, notBefore, [...plainExtensions, ...broken]);
  return { privateKey, certificateDer: encodeCertificate(parts) };
}

/** To where the verdict on this exchange key stands. */
async function bringKey(
  pages: OfflinePages,
  workspace: Workspace,
  ceremony: string,
  key: PracticeExchangeKey,
): Promise<void> {
  const side = workspace.plan(ceremony);
  await pages.begin(/^Recover an HSM/, 'Practice', ceremony);
  await pages.enterClock();
  const challenge = await pages.openCeremony(workspace, side);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  const answer = JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) });
  side.sendKey(workspace.stick('IN'), challenge, Buffer.from(answer));
  await pages.takeExchangeKey();
}

test(
  'two people accept a key without attestation, compare its fingerprint, and it stays written everywhere',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(180_000);
    const ceremony = 'PRACTICE-2026-07';
    const pages = await start();
    const { page } = pages;
    const key = withAttestation('absent', workspace);
    const fingerprint = sha256(key.certificateDer).toString('hex');
    await bringKey(pages, workspace, ceremony, key);

    await expect(page.getByRole('alert', { name: 'This exchange key is refused' })).toContainText('ATTESTATION_ABSENT');
    // Nobody may read from this screen what is to be typed from the other side's words.
    await expect(page.getByText(fingerprint)).toHaveCount(0);
    const branch = page.getByRole('region', { name: 'Without attestation' });
    await branch.getByRole('button', { name: 'Two of us accept it without proof' }).click();
    const view = await pages.app.confirmation();
    await expect(view.getByText(fingerprint)).toHaveCount(0);
    const accept = view.getByRole('button', { name: 'Two of us accept it without proof' });
    await expect(accept).toBeDisabled();
    await view.getByLabel('Why it is accepted').fill('this region has no attestation yet; both operators fetched it');
    await view.getByLabel('Initials of two people').fill('PA');
    await view.getByLabel('First person').selectOption('administrator');
    await view.getByLabel('Second person').selectOption('administrator');
    await holdDown(accept, () => expect(view.getByRole('alert')).toContainText('TWO_PEOPLE_NEEDED'));
    await view.getByLabel('Second person').selectOption('witness');
    await holdDown(accept, () => expect(view.getByRole('alert')).toContainText('INITIALS_UNCLEAR'));
    await view.getByLabel('Initials of two people').fill('PA PW');
    await holdDown(accept);

    const notice = branch.getByText('NOT ATTESTED');
    await expect(notice).toContainText('Person administrator, Person witness');
    await expect(branch).toContainText('this region has no attestation yet');
    await expect(page.getByText(fingerprint)).toHaveCount(0);
    // The words of the same key in its attested certificate are those of another certificate.
    await pages.mistypeWords(workspace.exchangeCertificateSha256);
    await pages.typeWords(fingerprint);
    await expect(page.getByRole('region', { name: 'Accepted exchange key' })).toBeVisible();
    await expect(notice).toBeVisible();
    await pages.press('Both sides agree: go on');

    await pages.giveShares(workspace);
    await pages.sendBlob(workspace);
    await pages.pressInView('The other side agrees');
    await pages.press('Go on');
    await pages.press('Go on without it');
    await expect(page.getByRole('cell', { name: /this region has no attestation yet/ })).toBeVisible();
    await pages.closeJournal();
    await pages.press('Write journal and plan to the OUT stick');
    const file = `journal-offline-${ceremony}.jsonl`;
    await expect(page.getByText(file)).toBeVisible();
    const { head } = readJournal(readFileSync(join(workspace.stick('OUT'), file)));
    expect(head.state).toMatchObject({ closed: true, exceptions: 1, failures: [] });
  },
);

test(
  'a key whose attestation is there and broken is an incident, and nobody can accept it',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const pages = await start();
    await bringKey(pages, workspace, 'PRACTICE-2026-08', withAttestation('broken', workspace));
    await pages.title(/^Incident/);
    await pages.press('← Back');
    await expect(pages.page.getByRole('alert', { name: 'This exchange key is refused' })).toContainText(
      'QUOTE_SIGNATURE_BROKEN',
    );
    await expect(pages.page.getByRole('region', { name: 'Without attestation' })).toHaveCount(0);
  },
);
