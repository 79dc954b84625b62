// A quorum drill and a recovery in production with a security domain that a real HSM wrote, its custodians' keys, and the genuine exchange
// key of the HSM that it was restored into. Skipped, loudly, where the fixtures do not be beside the project.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realCustodians, realDomains } from '../support/real-domains.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { expect, test } from '../fixture.ts';
import type { Workspace } from '../offline-workspace.ts';

const domain = realDomains.find(({ day }) => day === '2025-04-22');
test.skip(domain === undefined, 'the real security domains do not lie beside the project');
test.setTimeout(180_000);

/** The domain on the stick IN, and its custodians' keys on theirs. */
function layRealDomain(workspace: Workspace): NonNullable<typeof domain> {
  if (domain === undefined) throw new Error('this spec is skipped without it');
  workspace.laySecurityDomain(
    domain.securityDomain,
    realCustodians.map(({ key }) => key),
  );
  return domain;
}

test(
  'a quorum drill with real custodians’ keys proves the whole of a real security domain',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const real = layRealDomain(workspace);
    const pages = await start();
    await pages.begin(/^Quorum drill/, 'Production', 'MHSM-DRILL-2026-01');
    await pages.toSecurityDomain(workspace);
    await pages.loadSecurityDomain();
    await expect(pages.page.getByText(Object.keys(real.plaintext).join(', '))).toBeVisible();
    await pages.press('I compared it: continue');
    await pages.giveShares(workspace);
    await pages.title('Prove the quorum');
    await pages.hold('Hold to prove the quorum');
    await pages.title('The quorum is proven');
  },
);

test(
  'a recovery of a real security domain, for the HSM that its genuine exchange key names',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const real = layRealDomain(workspace);
    const exchange = readExchangeCertificate(real.exchangeAnswer);
    const [host = ''] = exchange.commonNames;
    const ceremony = 'MHSM-DR-2026-02';
    const certificates = realCustodians.map(({ certificateDer }) => certificateDer);
    const side = workspace.plan(ceremony, { practice: false, host, certificates });
    const pages = await start();
    await pages.begin(/^Recover an HSM/, 'Production', ceremony);
    // A year after the end of the certificate, a ceremony refuses it.
    await pages.enterClock(new Date(`${real.day}T12:00:00Z`));
    const challenge = await pages.openCeremony(workspace, side);
    await pages.loadSecurityDomain();
    await expect(pages.page.getByText('match the plan')).toBeVisible();
    await pages.press('I compared it: continue');
    side.sendKey(workspace.stick('IN'), challenge, real.exchangeAnswer);
    await pages.takeExchangeKey();
    await pages.typeWords(exchange.sha256Hex);
    await pages.press('Both sides agree: go on');
    await pages.giveShares(workspace);
    const name = await pages.sendBlob(workspace);

    const bundle = readFileSync(join(workspace.stick('OUT'), name));
    const { payload } = openBundle(bundle, 'restore-blob', pinnedIdentities(side.plan));
    const blob = parseRestoreBlob(Buffer.from(payload.body.restoreBlob, 'utf8'));
    // Only that HSM can open it. It is for the key that az made its own blob for, and holds the same parts.
    const azMade = parseRestoreBlob(real.restoreBlob);
    expect(blob.exchangeThumbprintS256).toBe(azMade.exchangeThumbprintS256);
    expect(blob.wrappedKey.encryptedKey).toHaveLength(exchange.modulusBits / 8);
    const lengths = ({ data }: typeof blob) => data.map(({ datumTag, jwe }) => [datumTag, jwe.ciphertext.length]);
    expect(lengths(blob)).toEqual(lengths(azMade));
  },
);
