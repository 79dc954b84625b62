// Custodians with tokens at the screen: theirs is found when it is plugged in, asked for its PIN once for each press, and waited for until it is out.
// The tokens are SoftHSM's, one folder for each, which is plugged in and pulled as a stick is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { expect, test } from '../fixture.ts';
import { passphraseOf, type StickName, type Workspace } from '../offline-workspace.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { typePin as typePinOf } from '../pages/token-turn.ts';
import { softToken } from '../support/brought-tokens.ts';
import { testIdentity } from '../support/custodians.ts';
import { custodyWithTokens, hasTokens } from '../support/tokens.ts';

const pin = 'Zwölf-1234';

/** Puts a key on a token, in the place of files. */
const putOnToken = (workspace: Workspace, stick: StickName, key = workspace.custodians[Number(stick.slice(1)) - 1]!) =>
  softToken(workspace, stick, pin, key);

/** To the first custodian of an emergency. */
async function toFirstCustodian(workspace: Workspace, offline: OfflinePages): Promise<EmergencyPages> {
  const emergency = await EmergencyPages.toCustodians(workspace, offline);
  await offline.press(/I am the custodian/);
  await offline.titleInView('Insert your stick');
  return emergency;
}

const typePin = (offline: OfflinePages, typed = pin): Promise<void> => typePinOf(offline, typed);

async function leave(workspace: Workspace, offline: OfflinePages, stick: StickName, next: string): Promise<void> {
  await offline.titleInView(`Take your token “${stick}” out now.`);
  workspace.takeOut(stick);
  await offline.titleInView('Thank you. Your PIN is forgotten.');
  await expect((await offline.app.confirmation()).getByText('never left the token')).toBeVisible();
  await offline.pressInView(next);
}

test.describe('with tokens', () => {
  test.skip(!hasTokens(), 'there is no SoftHSM, no compiler or no header of PKCS#11 on this machine');
  test.beforeAll(() => void custodyWithTokens());
  test.describe.configure({ timeout: 120_000 });

  test('a token and a file build the blob of an emergency', { tag: '@long' }, async ({ workspace, start }) => {
    await putOnToken(workspace, 'C1');
    const offline = await start();
    const emergency = await toFirstCustodian(workspace, offline);
    workspace.plugIn('C1');
    await typePin(offline, 'mistyped');
    await offline.refusedInView('TOKEN_PIN_WRONG');
    await expect((await offline.app.confirmation()).getByText('Try 2')).toBeVisible();
    await typePin(offline);
    await leave(workspace, offline, 'C1', 'The next custodian');
    workspace.plugIn('C2');
    await offline.typePassphrase(passphraseOf(2));
    await offline.leave(workspace, 'C2');
    const name = await emergency.build(workspace, ['Anna Berg', 'Bruno Castelli']);
    const blob = parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name)));
    const thumbprint = Buffer.from(workspace.exchangeCertificateSha256, 'hex').toString('base64url');
    expect(openRestoreBlob(blob, workspace.exchange.privateKey, thumbprint)).toHaveLength(3);
  });

  test('whatever else is plugged in gets no PIN', { tag: '@long' }, async ({ workspace, start }) => {
    for (const stick of ['C1', 'C2'] as const) await putOnToken(workspace, stick);
    await putOnToken(workspace, 'C3', testIdentity('stranger'));
    const offline = await start();
    await toFirstCustodian(workspace, offline);
    await offline.askForHelp('My key is on a token (card, YubiKey)');
    await offline.refusedInView('TOKEN_NOT_FOUND');
    const view = await offline.app.confirmation();
    workspace.plugIn('C3');
    await expect(view.getByText('No key was found on “C3”.')).toBeVisible();
    // A token of nobody here is none that anybody brings: why it is not taken is said where somebody asks.
    await offline.askForHelp('My key is on a token (card, YubiKey)');
    await offline.refusedInView('TOKEN_FOREIGN');
    workspace.takeOut('C3');
    // Pulled while the PIN is typed.
    workspace.plugIn('C1');
    await offline.titleInView('The PIN of your token');
    workspace.takeOut('C1');
    await typePin(offline);
    await offline.refusedInView('TOKEN_NOT_FOUND');
    // Another one is in its place: it gets a PIN of its own.
    workspace.plugIn('C1');
    await expect(view.getByText(/, C1 [0-9a-f]{16}/)).toBeVisible({ timeout: 90_000 });
    workspace.takeOut('C1');
    workspace.plugIn('C2');
    await typePin(offline);
    await expect(view.getByText(/, C2 [0-9a-f]{16}/)).toBeVisible({ timeout: 90_000 });
    await typePin(offline);
    await offline.titleInView('Take your token “C2” out now.');
    workspace.plugIn('C1');
    await leave(workspace, offline, 'C2', 'The next custodian');
    await offline.titleInView('The PIN of your token');
    // Two that fit: neither is taken.
    await offline.askForHelp('Choose my key again');
    workspace.plugIn('C2');
    await offline.refusedInView('TOKEN_AMBIGUOUS');
    workspace.takeOut('C2');
    await typePin(offline);
    await leave(workspace, offline, 'C1', 'Go on');
  });

  test('a share check proves a token, once', { tag: '@long' }, async ({ workspace, start }) => {
    await putOnToken(workspace, 'C1');
    const offline = await start();
    await offline.begin(/^Share check/, 'Practice', 'PRACTICE-2026-09');
    await offline.toSecurityDomain(workspace);
    await offline.loadSecurityDomain();
    await offline.press('I compared it: continue');
    await offline.come('C1');
    workspace.plugIn('C1');
    await typePin(offline);
    await leave(workspace, offline, 'C1', 'Go on');
    // It has no copy, and none is open: of six copies five are left to prove.
    await expect(offline.page.getByText('1 of 5')).toBeVisible();
    await expect(offline.page.getByText('none: the key is on a token')).toBeVisible();
    await expect(offline.page.getByText('End with 4 copies open')).toBeVisible();
    await offline.come('C1', 2);
    workspace.plugIn('C1');
    await typePin(offline);
    await offline.refusedInView('COPIES_ON_ONE_STICK');
  });
});
