// A recovery with files that nobody here wrote: custodians' keys and certificates by openssl, as the people of az make them, and the
// security domain downloaded by az itself. What the app builds from them must open to the same as what az builds.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { azRestoreBlobs, hasAz } from '../support/az.ts';
import { hasAzureClients, runAzureClients } from '../support/azure-clients.ts';
import { makePracticeWorkspace } from '../support/make-practice-workspace.ts';
import { referenceProgram } from '../support/reference-tools.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { practiceAdministrator, practiceTenantId } from '#simulator/practice-cloud.ts';
import { expect, test } from '../fixture.ts';
import { passphraseOf, type Workspace } from '../offline-workspace.ts';

const openssl = referenceProgram('openssl', 'version');
const isPossible = openssl !== undefined && hasAz() && hasAzureClients();
const cloudWorkspace = makePracticeWorkspace();
test.beforeAll(() => cloudWorkspace.setUp());
test.afterAll(async () => {
  await cloudWorkspace.closeOpened();
  await cloudWorkspace.clearAway();
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
  const cloud = await cloudWorkspace.workspace.startCloud({ pendingPolls: 1 });
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
function contentOf(blob: Buffer, { exchange }: Workspace): unknown {
  const thumbprint = sha256(exchange.certificateDer).toString('base64url');
  return openRestoreBlob(parseRestoreBlob(blob), exchange.privateKey, thumbprint).map(({ datumTag, plaintext }) => ({
    datumTag,
    sha256: sha256(plaintext).toString('hex'),
  }));
}

test(
  'a recovery with keys by openssl and a security domain by az: the blob opens to what az builds',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.skip(!isPossible, 'openssl, the Azure CLI or the Azure SDK for Python is not on this machine');
    test.setTimeout(240_000);
    const folder = join(workspace.folder, 'az');
    mkdirSync(folder);
    const files = makeCustodians(folder);
    const certificates = files.map((file) => `${file}.cer`);
    const securityDomain = await downloadWithAz(folder, certificates);
    copyFileSync(securityDomain, join(workspace.stick('IN'), 'security-domain.json'));
    for (const at of [1, 2, 3] as const) {
      copyFileSync(`${files[at - 1] ?? ''}.key`, join(workspace.stick(`C${at}`), `custodian-${at}.key`));
    }

    const ceremony = 'PRACTICE-AZ-01';
    const side = workspace.plan(ceremony, {
      certificates: certificates.map((file) => new X509Certificate(readFileSync(file)).raw),
    });
    const pages = await start();
    await pages.begin(/^Recover an HSM/, 'Practice', ceremony);
    await pages.enterClock();
    const challenge = await pages.openCeremony(workspace, side);
    await pages.loadSecurityDomain();
    await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
    await expect(pages.page.getByText('match the plan')).toBeVisible();
    await pages.press('I compared it: continue');
    side.sendKey(workspace.stick('IN'), challenge, workspace.exchangeAnswer);
    await pages.takeExchangeKey();
    await pages.typeWords(workspace.exchangeCertificateSha256);
    await pages.press('Both sides agree: go on');
    await pages.giveShares(workspace);
    const name = await pages.sendBlob(workspace);

    const { payload } = openBundle(
      readFileSync(join(workspace.stick('OUT'), name)),
      'restore-blob',
      pinnedIdentities(side.plan),
    );
    const exchangeKey = join(folder, 'exchange.pem');
    writeFileSync(exchangeKey, encodePem('CERTIFICATE', workspace.exchange.certificateDer));
    const job = {
      sdFile: securityDomain,
      exchangeKey,
      wrappingKeys: [`${files[0] ?? ''}.key`, `${files[1] ?? ''}.key`],
      passwords: [passphraseOf(1), passphraseOf(2)],
      out: join(folder, 'az-blob.json'),
    };
    expect(azRestoreBlobs([job], join(folder, 'azure'))).toEqual(['written']);
    const ours = contentOf(Buffer.from(payload.body.restoreBlob, 'utf8'), workspace);
    expect(ours).toHaveLength(3);
    expect(ours).toEqual(contentOf(readFileSync(job.out), workspace));
  },
);
