// An emergency recovery from a shell: typed at a terminal from the question for the file to the blob, and from the address to the proof, without
// a plan. The blob is taken by the practice HSM through Lifeboat and through the Azure CLI's own function.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { test as base } from '../worker-fixtures.ts';
import { hasAzureClients, runAzureClients } from '../support/azure-clients.ts';
import { testIdentity } from '../support/custodians.ts';
import { othersLong } from '../support/long.ts';
import { digestsOf, realDomains, writeRealCustodians } from '../support/real-domains.ts';
import { prepareRecovery } from '../support/recovery-setup.ts';
import { blobIn, shellEmergency } from '../support/shell-emergency.ts';
import { canBeAlone, counted, ShellMachine } from '../support/shell-machine.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';

const passphrase = 'Zwölf Boxkämpfer 12';
const asked = ['nothing is shown', `${passphrase}\r`] as const;
const people = "'Anna Berg' 'Bruno Castelli'";

const test = base.extend<{ readonly place: string }>({
  place: async ({}, use) => {
    const place = mkdtempSync(join(tmpdir(), 'lifeboat-emergency-shell-'));
    await use(place);
    rmSync(place, { recursive: true });
  },
});
test.describe.configure({ timeout: 300_000 });
/** Else this machine has a network, and the recoveries below are refused. */
const isAlone = canBeAlone();

test('from files, keys and an address to a recovered HSM, typed', async ({ keys, place }) => {
  const { cloud, plan, inside, outside, stick } = await shellEmergency(keys.workspace, place);
  for (const [at, { privateKeyDer }] of keys.workspace.custodians.entries()) {
    writeFileSync(
      inside.at(`custodian-${at + 1}.key`),
      encryptPkcs8(Buffer.from(privateKeyDer), Buffer.from(passphrase)),
    );
  }
  const url = cloud.url.replace(/\/$/u, '');
  const [one, two] = ['Anna Berg', 'Bruno Castelli'];
  const typedName = 'name of the target HSM, typed from paper';
  Object.assign(counted, { commands: 0, characters: 0 });

  const begun = await outside.run(`emergency --practice ${url} --ca ca.pem`, {
    answers: {
      'Is the new HSM there already (yes or no)': 'yes',
      'address of the new HSM, typed from paper': plan.target.uri,
      'the two people who answer for it': `${one}, ${two}`,
      'the directory in which you sign in': plan.target.tenant,
      [typedName]: plan.target.name,
      'where the exchange key is written, as PEM': '../STICK/exchange-key.pem',
    },
  });
  expect(begun.screen).toContain('a second person who fetched the exchange key');
  expect(outside.next).toEqual(['recover --practice', expect.stringMatching(/^emergency PRACTICE-EMERGENCY-/u)]);

  const typed = [
    ['Security domain (file)', '../STICK/exchange-key.pem\r'],
    // What is wrong is said, and asked again.
    ['FILE_OF_OTHER_KIND', ''],
    ['Security domain (file)', 'domain.json\r'],
    ['Address of the new HSM', 'https://another-hsm.managedhsm.practice.invalid\r'],
    ['Exchange key of the new HSM', '../STICK/exchange-key.pem\r'],
    ['EXCHANGE_NAME_OTHER', ''],
    // A typing mistake first: the address is asked for once more.
    ['Address of the new HSM, once more', 'https://another-hsm.managedhsm.practice.invalid\r'],
    ['EXCHANGE_NAME_OTHER', ''],
    ['Exchange key of the new HSM', '\u0003'],
  ] as const;
  // Another HSM's address: the key is refused, and the person begins again.
  const before = { ...counted };
  const other = await inside.run('recover --practice', { typed, code: -2 });
  expect(other.screen).toContain('EXCHANGE_NAME_OTHER');
  const resumed = readdirSync(inside.folder).find((name) => name.startsWith('PRACTICE-EMERGENCY')) ?? '';
  // Counted is an emergency in which nobody errs.
  Object.assign(counted, before);
  const built = await inside.run(`recover --practice --resume ${resumed}`, {
    typed: [
      ['Security domain (file)', 'domain.json\r'],
      ['Address of the new HSM', `${plan.target.uri}\r`],
      ['Exchange key of the new HSM', '../STICK/exchange-key.pem\r'],
      ['Key file of custodian 1 of 2', 'custodian-1.key\r'],
      ['nothing is shown', 'mistyped\r'],
      ['PASSPHRASE_WRONG', ''],
      ['Key file of custodian 1 of 2', 'custodian-1.key\r'],
      asked,
      ['Key file of custodian 2 of 2', 'nowhere.key\r'],
      ['FILE_NOT_FOUND', ''],
      ['Key file of custodian 2 of 2', 'domain.json\r'],
      ['CUSTODIAN_KEY_', ''],
      ['Key file of custodian 2 of 2', 'custodian-1.key\r'],
      asked,
      ['CUSTODIAN_ALREADY_GIVEN', ''],
      ['Key file of custodian 2 of 2', 'custodian-3.key\r'],
      ['nothing is shown', '\u0003'],
      ['PASSPHRASE_CANCELLED', ''],
      ['Key file of custodian 2 of 2', 'custodian-3.key\r'],
      asked,
      // No answer costs the shares: each is checked when it is given, and asked for again.
      ['Name of the first person', '42\r'],
      ['PERSON_NAME_UNCLEAR', ''],
      ['Name of the first person', 'Anna Berg\r'],
      ['Name of the second person', 'ANNA  berg\r'],
      ['CONFIRMATION_ONE_PERSON', ''],
      ['Name of the second person', 'Bruno Castelli\r'],
      ['to build the blob now', 'another-hsm\r'],
      ['CONFIRMATION_DIFFERS', ''],
      ['to build the blob now', `${plan.target.name}\r`],
      ['Write the blob into', 'nowhere\r'],
      ['FOLDER_NOT_FOUND', ''],
      ['Write the blob into', '../STICK\r'],
    ],
  });
  expect(built.screen).toContain('NO PLAN');
  expect(built.screen).not.toContain('Boxk');
  const blob = blobIn(stick);
  expect(built.screen).toContain(`az keyvault security-domain upload --hsm-name ${plan.target.name}`);

  const goOn = outside.next.filter((line) => line.startsWith('emergency'));
  const backup = plan.backup?.folder ?? '';
  const { account = '', container = '' } = plan.backup ?? {};
  const backupName = 'folder of the backup, typed from paper';
  const saved = await outside.follow('emergency', {
    placeholders: {
      [typedName]: plan.target.name,
      'the restore blob': relative(outside.folder, blob),
      'storage account with the backup of the lost HSM, https://ACCOUNT.blob.core.windows.net': account,
      'container with the backup of the lost HSM': container,
      [backupName]: backup,
    },
  });
  expect(saved.screen).toContain('UPLOADED');
  // A practice minute is a second.
  await sleep(31_000);
  expect(outside.next).toEqual(goOn);
  const restored = await outside.follow('emergency', {
    placeholders: {
      [typedName]: plan.target.name,
      [backupName]: backup,
      'object ids of those who work here, or of their group': practiceAdministrator,
      'where the inventory of the recovered HSM is written': 'inventory.json',
    },
  });
  expect(restored.screen).toContain('COMPARED WITH NOTHING: 2 keys, 3 versions');
  expect(restored.screen).toContain('The emergency is closed');
  const folders = [inside, outside].map(({ folder }) =>
    relative(outside.folder, join(folder, readdirSync(folder).find(isEmergency) ?? '')),
  );
  await outside.follow('evidence build --emergency', {
    placeholders: { 'folders of the emergency, of both machines': folders.join(', '), 'a new folder': 'evidence' },
  });
  const checked = await outside.follow('evidence verify evidence');
  expect(checked.screen).toContain('Proven');
  // The whole of it: decision 243.
  expect(counted.commands).toBeLessThanOrEqual(6);
  expect(counted.characters).toBeLessThanOrEqual(1200);
});
const isEmergency = (name: string): boolean => name.startsWith('PRACTICE-EMERGENCY');

test('a blob of this lane is taken by the Azure CLI’s own upload', { tag: '@long' }, async ({ keys, place }) => {
  test.skip(!hasAzureClients(), 'the Azure CLI is not on this machine');
  const recovery = await prepareRecovery(keys.workspace);
  const { cloud, plan } = recovery;
  const machine = new ShellMachine(join(place, 'offline'));
  writeFileSync(machine.at('domain.json'), recovery.securityDomain);
  const wrapping = keys.workspace.custodians.slice(0, 2).map(({ privateKeyDer }, at) => {
    writeFileSync(machine.at(`${at}.key`), encryptPkcs8(Buffer.from(privateKeyDer), Buffer.from(passphrase)));
    return `${at}.key`;
  });
  writeFileSync(machine.at('passphrase'), passphrase);
  const hsm = keys.workspace.open(cloud, plan.target.uri);
  writeFileSync(machine.at('key.json'), (await hsm.securityDomain.getTransferKey()).rawAnswer);
  mkdirSync(machine.at('out'));
  // Everything by options: nobody is asked.
  await machine.run(
    `recover --practice --sd-file domain.json --hsm-uri ${plan.target.uri} --sd-exchange-key key.json --sd-wrapping-keys ${wrapping.join(' ')} ` +
      `--password-files passphrase passphrase --confirmed-by ${people} --typed-name ${plan.target.name} --out out`,
  );
  const job = {
    ...{ scenario: 'az_upload', port: cloud.port, ca: cloud.caCertificateFile, tenant: plan.target.tenant },
    ...{ principal: practiceAdministrator, b: plan.target.uri.replace(/\/$/u, ''), blob: blobIn(machine.at('out')) },
  };
  expect(await runAzureClients(job, place)).toEqual({ status: 'Success' });
});

test.describe('security domains of real HSMs', () => {
  test.skip(realDomains.length === 0, '../shared/fixtures/real-domain is not here');

  for (const [at, { day, securityDomain, exchangePem, plaintext }] of realDomains.toReversed().entries()) {
    test(
      `are recovered by their genuine exchange key, and by two people: ${day}`,
      othersLong(at),
      async ({ place }) => {
        const machine = new ShellMachine(join(place, 'offline'));
        const keys = writeRealCustodians(machine.folder).slice(0, 2).join(' ');
        writeFileSync(machine.at('domain.json'), securityDomain);
        writeFileSync(machine.at('genuine.pem'), exchangePem);
        const own = testIdentity('exchange');
        writeFileSync(machine.at('own.der'), own.certificateDer);
        const certificate = readExchangeCertificate(exchangePem);
        const recover = (name: string, rest: string): Promise<unknown> => {
          mkdirSync(machine.at(name));
          return machine.run(
            `recover --sd-file domain.json ${rest} --sd-wrapping-keys ${keys} --confirmed-by ${people} --out ${name}`,
            // Beside a network, production is refused.
            isAlone ? { alone: true } : { code: 3 },
          );
        };
        const [host = ''] = certificate.commonNames;
        const attested = day !== '2020-09-14';
        if (attested) {
          await recover(
            'a',
            `--hsm-uri https://${host} --sd-exchange-key genuine.pem --typed-name ${host.split('.')[0] ?? ''}`,
          );
        }
        const fingerprint = sha256(own.certificateDer)
          .toString('hex')
          .replace(/..(?=.)/gu, '$&:');
        await recover(
          'b',
          `--hsm-uri https://recovered-hsm.managedhsm.azure.net --sd-exchange-key own.der --typed-name recovered-hsm ` +
            `--exchange-key-sha256 ${fingerprint} --reason 'a test'`,
        );
        if (!isAlone) return;
        const blob = parseRestoreBlob(readFileSync(blobIn(machine.at('b'))));
        expect(digestsOf(openRestoreBlob(blob, own.privateKey, own.thumbprintS256))).toEqual(plaintext);
      },
    );
  }
});
