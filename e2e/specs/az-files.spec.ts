// A recovery with files that nobody here wrote: custodians' keys and certificates by openssl, as the people of az make them, and the
// security domain downloaded by az itself. What the app builds from them must open to the same as what az builds.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { azRestoreBlobs, hasAz } from '../support/az.ts';
import { hasAzureClients, runAzureClients } from '../support/azure-clients.ts';
import { makePracticeRoom } from '../support/make-practice-room.ts';
import { outsideProgram } from '../support/outside.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { practiceAdministrator, practiceTenantId } from '#simulator/practice-cloud.ts';
import { expect, test } from '../fixture.ts';
import { passphraseOf, type Room } from '../room.ts';

const openssl = outsideProgram('openssl', 'version');
const isPossible = openssl !== undefined && hasAz() && hasAzureClients();
const cloudRoom = makePracticeRoom();
test.beforeAll(() => cloudRoom.setUp());
test.afterAll(async () => {
  await cloudRoom.closeOpened();
  await cloudRoom.clearAway();
});

/** As the documentation of az has it; the first two with a passphrase, the third without. @returns paths without ending */
function makeCustodians(folder: string): string[] {
  return [1, 2, 3].map((at) => {
    const file = join(folder, `cert_${at}`);
    const secrecy = at === 3 ? ['-nodes'] : ['-passout', `pass:${passphraseOf(at)}`];
    const request = ['req', '-newkey', 'rsa:2048', ...secrecy, '-keyout', `${file}.key`, '-x509', '-days', '365'];
    execFileSync('openssl', [...request, '-subj', `/CN=custodian ${at}`, '-out', `${file}.cer`], { stdio: 'ignore' });
    return file;
  });
}

/** `az keyvault security-domain download` on a new practice HSM. @returns the file that az wrote */
async function downloadWithAz(folder: string, certificates: readonly string[]): Promise<string> {
  const cloud = await cloudRoom.room.startCloud({ pendingPolls: 1 });
  const container = 'https://interopaccount.blob.core.windows.net/backups';
  await cloud.createContainer(container);
  await cloud.createHsm('interop-a', { cloud: 'public', managedIdentity: true });
  const securityDomain = join(folder, 'sd.json');
  const where = { port: cloud.port, ca: cloud.caCertificateFile, tenant: practiceTenantId, container };
  const who = { principal: practiceAdministrator, a: 'https://interop-a.managedhsm.azure.net' };
  await runAzureClients({ scenario: 'az_activate', ...where, ...who, certificates, securityDomain }, folder);
  return securityDomain;
}

/** What a restore blob holds, as the HSM would see it. */
function contentOf(blob: Buffer, { exchange }: Room): unknown {
  const thumbprint = sha256(exchange.certificateDer).toString('base64url');
  return openRestoreBlob(parseRestoreBlob(blob), exchange.privateKey, thumbprint).map(({ datumTag, plaintext }) => ({
    datumTag,
    sha256: sha256(plaintext).toString('hex'),
  }));
}

test('a recovery with keys by openssl and a security domain by az: the blob opens to what az builds', async ({
  room,
  start,
}) => {
  test.skip(!isPossible, 'openssl, the Azure CLI or the Azure SDK for Python is not on this machine');
  test.setTimeout(240_000);
  const folder = join(room.folder, 'az');
  mkdirSync(folder);
  const files = makeCustodians(folder);
  const certificates = files.map((file) => `${file}.cer`);
  const securityDomain = await downloadWithAz(folder, certificates);
  copyFileSync(securityDomain, join(room.stick('IN'), 'security-domain.json'));
  for (const at of [1, 2, 3] as const) {
    copyFileSync(`${files[at - 1] ?? ''}.key`, join(room.stick(`C${at}`), `custodian-${at}.key`));
  }

  const ceremony = 'PRACTICE-AZ-01';
  const side = room.plan(ceremony, {
    certificates: certificates.map((file) => new X509Certificate(readFileSync(file)).raw),
  });
  const pages = await start();
  await pages.begin(/^Recover an HSM/, 'Practice', ceremony);
  await pages.enterClock();
  const challenge = await pages.openCeremony(room, side);
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await expect(pages.page.getByText('match the plan')).toBeVisible();
  await pages.press('It agrees: go on');
  side.sendKey(room.stick('IN'), challenge, room.exchangeAnswer);
  await pages.takeExchangeKey();
  await pages.typeWords(room.exchangeCertificateSha256);
  await pages.press('Both sides agree: go on');
  await pages.giveShares(room);
  const name = await pages.sendBlob(room);

  const { payload } = openBundle(
    readFileSync(join(room.stick('OUT'), name)),
    'restore-blob',
    pinnedIdentities(side.plan),
  );
  const exchangeKey = join(folder, 'exchange.pem');
  writeFileSync(exchangeKey, encodePem('CERTIFICATE', room.exchange.certificateDer));
  const job = {
    sdFile: securityDomain,
    exchangeKey,
    wrappingKeys: [`${files[0] ?? ''}.key`, `${files[1] ?? ''}.key`],
    passwords: [passphraseOf(1), passphraseOf(2)],
    out: join(folder, 'az-blob.json'),
  };
  expect(azRestoreBlobs([job], join(folder, 'azure'))).toEqual(['written']);
  const ours = contentOf(Buffer.from(payload.body.restoreBlob, 'utf8'), room);
  expect(ours).toHaveLength(3);
  expect(ours).toEqual(contentOf(readFileSync(job.out), room));
});
