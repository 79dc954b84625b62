// A whole recovery and a whole activation by screen, in which each custodian has a token of another kind: SoftHSM, a YubiKey behind ykcs11, and a PIV
// card behind OpenSC. The cards are virtual; pcscd and all modules are real.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attestingInPractice, statement } from '#core/custodian-key/testdata/attestations.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { beginActivation, giveKeys, onTokens, writeRegister } from '../activation-play.ts';
import type { Workspace } from '../offline-workspace.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import { tokenTurn } from '../pages/token-turn.ts';
import { type BroughtToken, cardToken, softToken } from '../support/brought-tokens.ts';
import { testDomain, testIdentity, type TestIdentity } from '../support/custodians.ts';
import { custodyWithTokens, hasTokens } from '../support/tokens.ts';
import { CardReader, hasCards } from '../support/virtual-piv.ts';
import { expect, test } from '../two-machines.ts';

/** One daemon has the readers of both. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.describe('tokens of three kinds @long', () => {
  test.skip(!hasTokens() || !hasCards(), 'there are no tokens or no virtual cards on this machine');
  let folder: string;
  let reader: CardReader;
  test.beforeAll(async () => {
    custodyWithTokens();
    folder = mkdtempSync(join(tmpdir(), 'lifeboat-three-kinds-'));
    reader = new CardReader(folder);
    await reader.ready();
  });
  test.afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true });
  });

  /** In practice the authority of practice counts. */
  const attestationOf = ({ privateKey }: TestIdentity) => ({
    ...{ statement: statement(privateKey), attesting: attestingInPractice() },
  });
  const threeKinds = async (
    workspace: Workspace,
    stick: 'C1' | 'C1-1',
    [first, second, third]: readonly TestIdentity[],
  ): Promise<readonly BroughtToken[]> => [
    await softToken(workspace, stick, 'Zwölf-1234', first!),
    cardToken({ ...second!, pin: '314159', serial: '00d4e5f6', attestation: attestationOf(second!) }, 'Yubico YubiKey'),
    cardToken({ ...third!, pin: '271828', serial: '00a1b2c3' }, 'Reader of cards'),
  ];

  test('build the blob of an emergency', async ({ workspace, start }) => {
    const { custodians, exchange } = workspace;
    workspace.laySecurityDomain(testDomain(custodians, 3), []);
    const tokens = await threeKinds(workspace, 'C1', custodians);
    const offline = await start();
    const emergency = await EmergencyPages.toCustodians(workspace, offline);
    await offline.press(/I am the custodian/);
    for (const [at, token] of tokens.entries()) {
      await tokenTurn(offline, token, 'Insert your stick');
      await offline.titleInView('Thank you. Your PIN is forgotten.');
      await offline.pressInView(at < 2 ? 'The next custodian' : 'Go on');
    }
    const name = await emergency.build(workspace, ['Anna Berg', 'Bruno Castelli']);
    const blob = parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name)));
    const thumbprint = Buffer.from(workspace.exchangeCertificateSha256, 'hex').toString('base64url');
    expect(openRestoreBlob(blob, exchange.privateKey, thumbprint)).toHaveLength(3);
  });

  test.describe('in the place of sticks', () => {
    test.use({ ceremony: 'activation' });

    test('have the keys of an activation, and prove them', async ({ workspace, start, prepared, operator }) => {
      const operators = operator('operator-1');
      await operators.open();
      const keys = [1, 2, 3].map((at) => testIdentity(`activation-C${at}`));
      const tokens = await threeKinds(workspace, 'C1-1', keys);
      const play = await beginActivation({ workspace, prepared, operators, pages: await start() });
      const bringing = onTokens(tokens);
      const sha256 = await giveKeys(play, bringing);
      const register = await writeRegister(play, bringing);
      expect(register.securityDomainSha256).toBe(sha256);
      expect(register.custodians.map(({ copies }) => [copies.length, copies[0].token?.manufacturer])).toEqual([
        [1, 'SoftHSM project'],
        [1, 'Yubico (www.yubico.com)'],
        [1, 'piv_II'],
      ]);
      // Yubico has signed it, as far as practice goes; of the others nobody has.
      const attested = register.custodians.map(({ copies }) => copies[0].token?.attestation !== undefined);
      expect(attested).toEqual([false, true, false]);
    });
  });
});
