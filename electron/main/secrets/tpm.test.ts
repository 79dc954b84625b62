// A key in a TPM: no custodian carries one, but its module is another one that others wrote, and its tokens all have one serial number.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { hasTpm, SoftTpm } from '#e2e/support/soft-tpm.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { adoptKey, type Adoption } from '#services/offline/adopt-key.ts';
import { proveShare } from '#services/offline/custodian-turn.ts';
import { childProcessHost } from './host/child-process-host.ts';

describe.runIf(hasTokens() && hasTpm())('a key on a token in a TPM', { timeout: 120_000 }, () => {
  const custodians = testCustodians(3);
  const [first, second] = custodians as [(typeof custodians)[number], (typeof custodians)[number]];
  const domain = parseSecurityDomain(testDomain(custodians, 2));
  const pin = 'Zwölf-1234';
  const otherPin = '271828';
  const folder = mkdtempSync(join(tmpdir(), 'tpm-'));
  let tpm: SoftTpm;
  let processes: string;
  beforeAll(async () => {
    processes = custodyWithTokens();
    tpm = new SoftTpm(folder);
    await tpm.ready();
    tpm.put('C1', pin, first);
    tpm.put('C2', otherPin, second);
  });
  afterAll(async () => {
    await tpm.close();
    rmSync(folder, { recursive: true });
  });
  const turn = (label?: string, typed = pin): Adoption['turn'] => {
    tpm.forget();
    return {
      keyFile: 'tpm',
      passphrase: { from: 'message' },
      askPassphrase: () => Promise.resolve(Buffer.from(typed)),
      token: { module: tpm.module, token: label === undefined ? {} : { label }, lastTry: false },
    };
  };
  const prove = (given: Adoption['turn'], of = domain) => proveShare(childProcessHost(processes), of, given, []);

  it('is adopted, opens its share, and is refused with another PIN', async () => {
    const adoption = { custodian: 'C1', attestation: 'verified', practice: false, at: new Date() } as const;
    const adopted = await adoptKey(childProcessHost(processes), { turn: turn('C1'), ...adoption });
    expect(adopted).toMatchObject({ certificateDer: first.certificateDer, bits: 2048, attestation: null });
    expect(await prove(turn('C2', otherPin))).toMatchObject({ thumbprintS256: second.thumbprintS256 });
    expect(await faultOfPromise(prove(turn('C1', '0000')))).toMatchObject({ code: 'TOKEN_PIN_WRONG' });
  });

  it('gets the PIN by its certificate, beside a token of the same serial number, and where two fit, none does', async () => {
    const own = parseSecurityDomain(
      testDomain(
        testCustodians(4).filter((_, at) => at !== 1),
        2,
      ),
    );
    expect(await prove(turn(), own)).toMatchObject({ thumbprintS256: first.thumbprintS256 });
    expect(await faultOfPromise(prove(turn()))).toMatchObject({ code: 'TOKEN_AMBIGUOUS' });
  });
});
