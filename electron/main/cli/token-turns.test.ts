// Custodians' tokens in commands: named by a URI in the place of a key file, with a PIN in the place of a passphrase.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptContext, runLine } from '#e2e/support/command-run.ts';
import { realisticData, testCustodians, testDomain, writeIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { giveOnce, type KeyTurn, takeTurn } from './custodian-turns.ts';

describe.runIf(hasTokens())('a token in the place of a key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-token-turns-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const custodians = testCustodians(3);
  const at = (name: string, text: string | Buffer): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const domain = at('domain.json', testDomain(custodians, 2, realisticData()));
  const [pin, wrong, passphrase] = [at('pin', 'Zwölf-1234\n'), at('wrong', '0000'), at('passphrase', '')];
  const key = writeIdentity(folder, 'custodian-0', custodians[0]!);
  const tokens = new SoftTokens(join(folder, 'tokens'));
  let uri: string;
  let custody: string;
  beforeAll(async () => {
    custody = custodyWithTokens();
    const { privateKey, certificateDer } = custodians[1]!;
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    uri = await tokens.make({ label: 'C1', pin: 'Zwölf-1234', keyPem, certificateDer });
  });
  const check = async (keys: readonly string[], files: readonly string[], ...more: readonly string[]) => {
    const line = [
      'security-domain',
      'check',
      domain,
      '--keys',
      ...keys,
      '--password-files',
      ...files,
      ...more,
      '--json',
    ];
    const { code, out } = await runLine(line, childProcessHost(custody));
    return { code, ...(JSON.parse(out) as { result?: object; fault?: object }) };
  };

  it('opens its share beside a key in a file', async () => {
    expect(await check([key, uri], [passphrase, pin], '--reconstruct')).toMatchObject({
      code: 0,
      result: { reconstructed: true, keys: [{ protection: 'none' }, { keyFile: uri, protection: 'token' }] },
    });
  });

  it('is refused with the wrong PIN, and by another module', async () => {
    const fault = { code: 'TOKEN_PIN_WRONG', left: 'few' };
    expect(await check([uri], [wrong])).toEqual({ code: 3, fault: expect.objectContaining(fault) as object });
    const other = 'pkcs11:serial=1?module-name=evil';
    expect(await check([other], [pin])).toMatchObject({ fault: { code: 'TOKEN_MODULE_UNKNOWN' } });
  });
});

describe('one try of a PIN', () => {
  const module = { path: '/usr/lib/none.so', environment: {}, reads: [], writes: [] };
  const turn: KeyTurn = {
    ...{ keyFile: 'pkcs11:…', token: { module, token: {}, lastTry: false } },
    passphrase: { from: 'terminal', prompt: 'PIN' },
  };
  const lastTry = ({ token }: KeyTurn): Promise<string> =>
    token?.lastTry === true ? Promise.resolve('given') : Promise.reject(new Refusal({ code: 'TOKEN_LAST_TRY' }));
  const typing = (...typed: readonly string[]) => {
    const answers = [...typed];
    return keptContext({ terminal: true, askLine: () => Promise.resolve(answers.shift() ?? '') });
  };

  it('is the last one where a person types that it may be', async () => {
    const { context, end } = typing('last try');
    expect(await giveOnce(context, turn, lastTry)).toBe('given');
    expect(end().text).toContain('TOKEN_LAST_TRY');
  });

  it.each(['', 'y', 'LAST TRY'])('is not used where a person types “%s”', async (typed) => {
    expect(await faultOfPromise(giveOnce(typing(typed).context, turn, lastTry))).toEqual({ code: 'TOKEN_LAST_TRY' });
  });

  it('is never the last where nobody is asked', async () => {
    const scripted: KeyTurn = { ...turn, passphrase: { from: 'file', path: 'pin' } };
    const given = giveOnce(typing('last try').context, scripted, lastTry);
    expect(await faultOfPromise(given)).toEqual({ code: 'TOKEN_LAST_TRY' });
  });

  it('is followed by another when the PIN is typed again, and ends with a locked token', async () => {
    const { context, end } = typing();
    const answers = [{ code: 'TOKEN_PIN_WRONG', left: 'some' }, { code: 'TOKEN_LOCKED' }] as const;
    let tries = 0;
    const give = (): Promise<never> => Promise.resolve().then(() => refuse(answers[tries++] ?? answers[1]));
    expect(await faultOfPromise(takeTurn(context, 'C1.key', undefined, give))).toEqual({ code: 'TOKEN_LOCKED' });
    expect([tries, end().text.includes('TOKEN_PIN_WRONG')]).toEqual([2, true]);
  });
});
