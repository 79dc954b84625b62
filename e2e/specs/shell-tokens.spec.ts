// An emergency recovery from a shell in which one custodian's key is on a token and another's in a file: typed at a terminal, and taken by the
// practice HSM.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../worker-fixtures.ts';
import { blobIn, shellEmergency } from '../support/shell-emergency.ts';
import { custodyWithTokens, hasTokens } from '../support/tokens.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';

const pin = 'Zwölf-1234';
const passphrase = 'Zwölf Boxkämpfer 12';

test.describe.configure({ timeout: 300_000 });

test('a token and a file give the shares of a recovery, typed @long', async ({ keys }) => {
  test.skip(!hasTokens(), 'there is no SoftHSM, no compiler or no header of PKCS#11 on this machine');
  custodyWithTokens();
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-shell-tokens-'));
  const { cloud, plan, inside, outside, stick } = await shellEmergency(keys.workspace, place);
  const [first, , third] = keys.workspace.custodians;
  const tokens = new SoftTokens(inside.at('tokens'));
  const onToken = await tokens.make({
    ...{ label: 'C1', pin, certificateDer: first!.certificateDer },
    keyPem: encodePem('PRIVATE KEY', Buffer.from(first!.privateKeyDer)),
  });
  const inFile = encryptPkcs8(Buffer.from(third!.privateKeyDer), Buffer.from(passphrase));
  writeFileSync(inside.at('custodian-3.key'), inFile);
  const typedName = 'name of the target HSM, typed from paper';

  await outside.run(`emergency --practice ${cloud.url.replace(/\/$/u, '')} --ca ca.pem`, {
    answers: {
      'Is the new HSM there already (yes or no)': 'yes',
      'address of the new HSM, typed from paper': plan.target.uri,
      'the two people who answer for it': 'Anna Berg, Bruno Castelli',
      'the directory in which you sign in': plan.target.tenant,
      [typedName]: plan.target.name,
      'where the exchange key is written, as PEM': '../STICK/exchange-key.pem',
    },
  });
  const built = await inside.run('recover --practice', {
    typed: [
      ['Security domain (file)', 'domain.json\r'],
      ['Address of the new HSM', `${plan.target.uri}\r`],
      ['Exchange key of the new HSM', '../STICK/exchange-key.pem\r'],
      ['custodian 1 of 2', 'pkcs11:serial=1?module-name=softhsm2&pin-value=0000\r'],
      ['TOKEN_URI_INVALID', ''],
      ['custodian 1 of 2', `${onToken.replace('token=C1', 'token=C2')}\r`],
      ['TOKEN_NOT_FOUND', ''],
      ['custodian 1 of 2', `${onToken}\r`],
      ['PIN of the token C1', 'mistyped\r'],
      ['TOKEN_PIN_WRONG', ''],
      ['custodian 1 of 2', `${onToken}\r`],
      ['PIN of the token C1', `${pin}\r`],
      ['custodian 2 of 2', `${onToken}\r`],
      ['CUSTODIAN_ALREADY_GIVEN', ''],
      ['custodian 2 of 2', 'custodian-3.key\r'],
      ['nothing is shown', `${passphrase}\r`],
      ['Name of the first person', 'Anna Berg\r'],
      ['Name of the second person', 'Bruno Castelli\r'],
      ['to build the blob now', `${plan.target.name}\r`],
      ['Write the blob into', '../STICK\r'],
    ],
  });
  expect(built.screen).not.toContain(pin);
  const { account = '', container = '' } = plan.backup ?? {};
  const saved = await outside.follow('emergency', {
    placeholders: {
      [typedName]: plan.target.name,
      'the restore blob': relative(outside.folder, blobIn(stick)),
      'storage account with the backup of the lost HSM, https://ACCOUNT.blob.core.windows.net': account,
      'container with the backup of the lost HSM': container,
      'folder of the backup, typed from paper': plan.backup?.folder ?? '',
    },
  });
  expect(saved.screen).toContain('UPLOADED');
  rmSync(place, { recursive: true });
});
