// Keys of custodians on tokens, in real processes with a real module: SoftHSM, and the same with answers altered as cards give them.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '#build/token-addon.ts';
import {
  realisticData,
  testCustodians,
  testDomain,
  testIdentity,
  unattestedInput,
  writeIdentity,
  type TestIdentity,
} from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { type CustodianTurn, proveShare } from '#services/offline/custodian-turn.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { findTokenModule, type TokenModule } from '#platform/token-modules.ts';
import { childProcessHost } from './host/child-process-host.ts';

const custodians = testCustodians(3);
const domain = parseSecurityDomain(testDomain(custodians, 2));
const pin = 'Zwölf-1234';
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-tokens-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(hasTokens())('a key on a token', { timeout: 60_000 }, () => {
  const tokens = new SoftTokens(join(folder, 'soft'));
  let processes: string;
  let softHsm: TokenModule;
  beforeAll(async () => {
    processes = custodyWithTokens();
    softHsm = await findTokenModule('softhsm2', tokens.conf);
    for (const [i, custodian] of custodians.entries()) await put(`C${i}`, custodian);
  });

  const put = (label: string, { privateKey, certificateDer }: Pick<TestIdentity, 'privateKey' | 'certificateDer'>) =>
    tokens.make({ label, pin, keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }), certificateDer });
  const turn = (label: string, typed = pin, module = softHsm): CustodianTurn => ({
    keyFile: tokens.uri(label),
    token: { module, token: { label }, lastTry: false },
    passphrase: { from: 'message' },
    askPassphrase: () => Promise.resolve(Buffer.from(typed)),
  });
  const prove = (given: CustodianTurn, taken: readonly number[] = []) =>
    proveShare(childProcessHost(processes), domain, given, taken);

  /** SoftHSM with altered answers; `tries` counts what it was asked to log in. */
  const log = join(folder, 'soft', 'logins');
  function altered(...defined: readonly string[]): TokenModule {
    const path = join(folder, 'soft', `${sha256(Buffer.from(defined.join())).toString('hex', 0, 8)}.so`);
    rmSync(log, { force: true });
    compile(join(import.meta.dirname, 'testdata', 'altered-module.c'), path, [
      `LOG="${log}"`,
      `SOFTHSM="${softHsm.path}"`,
      ...defined,
    ]);
    return { ...softHsm, path };
  }
  const logins = (): string => (existsSync(log) ? readFileSync(log, 'latin1') : '');

  it('opens the share of its certificate, with one login', async () => {
    expect(await prove(turn('C1', pin, altered()))).toEqual({
      ...{ positions: [1], thumbprintS256: custodians[1]?.thumbprintS256, keyBits: 2048 },
      ...{ protection: 'token', isChallenged: false },
    });
    expect(logins()).toBe('u');
  });

  it('opens what is encrypted to its certificate, too, where it has to prove the key', async () => {
    const { certificateDer } = custodians[1]!;
    const proof = await prove({ ...turn('C1', pin, altered()), certificateDer });
    expect([proof, logins()]).toEqual([expect.objectContaining({ positions: [1], isChallenged: true }), 'uu']);
    const wrong = { ...turn('C1', 'wrong', altered()), certificateDer };
    expect((await faultOfPromise(prove(wrong))).code).toBe('TOKEN_PIN_WRONG');
    expect(logins()).toBe('u');
  });

  it('opens the share of a key of 4096 bits', long, async () => {
    const large = testIdentity('custodian-4096', { bits: 4096 });
    await put('large', large);
    const oldest = testDomain([large, ...testCustodians(2)], 2);
    const given = await proveShare(childProcessHost(processes), parseSecurityDomain(oldest), turn('large'));
    expect(given).toMatchObject({ positions: [0], keyBits: 4096 });
  });

  it('gives the PIN again where the key wants it for each use, once the token has taken it', async () => {
    expect(await prove(turn('C1', pin, altered('EACH_TIME=CK_TRUE')))).toMatchObject({ positions: [1] });
    expect(logins()).toBe('uc');
    const given = turn('C1', 'wrong', altered('EACH_TIME=CK_TRUE'));
    expect((await faultOfPromise(prove(given))).code).toBe('TOKEN_PIN_WRONG');
    expect(logins()).toBe('u');
  });

  it('is in a quorum with a key in a file', async () => {
    const session = new RecoverySession(childProcessHost(processes), testDomain(custodians, 2, realisticData()));
    try {
      await session.addCustodian({
        keyFile: writeIdentity(folder, 'custodian-0', custodians[0]!),
        passphrase: { from: 'nowhere' },
      });
      expect((await faultOfPromise(session.addCustodian(turn('C2', 'wrong')))).code).toBe('TOKEN_PIN_WRONG');
      await session.addCustodian(turn('C2'));
      const { blob, shares } = await session.buildBlob(unattestedInput(testIdentity('exchange')));
      expect([parseRestoreBlob(blob).data.length, shares]).toEqual([3, 2]);
    } finally {
      await session.end();
    }
  });

  describe('before any PIN', () => {
    const untried = async (given: CustodianTurn, taken: readonly number[] = []): Promise<object> => {
      const fault = await faultOfPromise(prove(given, taken));
      expect(logins()).toBe('');
      return fault;
    };

    it('refuses a token that is not there', async () => {
      expect(await untried(turn('C9', pin, altered()))).toEqual({ code: 'TOKEN_NOT_FOUND' });
    });

    it('refuses a token of nobody here', async () => {
      await put('other', testIdentity('stranger'));
      expect(await untried(turn('other', pin, altered()))).toEqual({ code: 'TOKEN_FOREIGN' });
    });

    it('refuses where two tokens fit', async () => {
      const module = altered();
      const any = turn('C1', pin, module);
      expect(await untried({ ...any, token: { ...any.token!, token: {} } })).toEqual({
        code: 'TOKEN_AMBIGUOUS',
        serials: expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{16}$/)]) as string[],
      });
    });

    it('refuses a custodian who has given', async () => {
      const custodian = custodians[1]?.thumbprintS256;
      expect(await untried(turn('C1', pin, altered()), [1])).toEqual({ code: 'CUSTODIAN_ALREADY_GIVEN', custodian });
    });

    it.each([
      ['a locked token', ['FLAGS=CKF_USER_PIN_LOCKED'], { code: 'TOKEN_LOCKED' }],
      ['a last try that nobody has allowed', ['FLAGS=CKF_USER_PIN_FINAL_TRY'], { code: 'TOKEN_LAST_TRY' }],
      ['a token that is pulled', ['SESSION=CKR_TOKEN_NOT_PRESENT'], { code: 'TOKEN_LOST', answer: '0xe0' }],
      [
        'a module that does not start',
        ['INITIALIZE=CKR_GENERAL_ERROR'],
        { code: 'TOKEN_MODULE_FAILED', step: 'C_Initialize', answer: '0x5' },
      ],
      ['a reader with keys of its own', ['FLAGS=CKF_PROTECTED_AUTHENTICATION_PATH'], { code: 'TOKEN_PIN_PAD' }],
    ] as const)('refuses %s', long, async (_, defined, fault) => {
      expect(await untried(turn('C1', pin, altered(...defined)))).toEqual(fault);
    });

    it('refuses a module that is none', async () => {
      const path = join(folder, 'soft', 'no-module.so');
      writeFileSync(path, 'x');
      const fault = await faultOfPromise(prove(turn('C1', pin, { ...softHsm, path })));
      expect(fault).toEqual({ code: 'TOKEN_MODULE_FAILED', step: 'dlopen', answer: '0x5' });
    });

    it.each([
      ['an empty PIN', { passphrase: { from: 'message' }, askPassphrase: () => Promise.resolve(Buffer.alloc(0)) }],
      ['no PIN', { passphrase: { from: 'nowhere' } }],
    ] as const)('refuses %s', long, async (_, typed) => {
      const { askPassphrase: _typed, ...given } = turn('C1', pin, altered());
      expect(await untried({ ...given, ...typed })).toEqual({ code: 'TOKEN_PIN_MISSING' });
    });
  });

  it('uses the last try where people have said so', long, async () => {
    const given = turn('C1', pin, altered('FLAGS=CKF_USER_PIN_FINAL_TRY'));
    const allowed = { ...given, token: { ...given.token!, lastTry: true } };
    expect(await prove(allowed)).toMatchObject({ positions: [1] });
  });

  it.each([
    ['some', ['LOGIN=CKR_PIN_INCORRECT']],
    ['few', ['LOGIN=CKR_PIN_INCORRECT', 'FLAGS_AFTER_LOGIN=CKF_USER_PIN_COUNT_LOW']],
    ['one', ['LOGIN=CKR_PIN_INCORRECT', 'FLAGS_AFTER_LOGIN=CKF_USER_PIN_FINAL_TRY']],
    ['none', ['LOGIN=CKR_PIN_INCORRECT', 'FLAGS_AFTER_LOGIN=CKF_USER_PIN_LOCKED']],
  ] as const)('says that a PIN was wrong, after one try, with %s left', long, async (left, defined) => {
    expect(await faultOfPromise(prove(turn('C1', pin, altered(...defined))))).toEqual({
      code: 'TOKEN_PIN_WRONG',
      left,
    });
    expect(logins()).toBe('u');
  });

  it.each([
    ['locked without a flag', 'LOGIN=CKR_PIN_LOCKED', { code: 'TOKEN_LOCKED' }],
    ['pulled at the login', 'LOGIN=CKR_DEVICE_REMOVED', { code: 'TOKEN_LOST', answer: '0x32' }],
    ['pulled while it works', 'DECRYPT=CKR_DEVICE_ERROR', { code: 'TOKEN_LOST', answer: '0x30' }],
    ['pulled, and vague about it', 'DECRYPT=CKR_GENERAL_ERROR', { code: 'TOKEN_LOST', answer: '0x5' }],
    [
      'not willing to use the key so',
      'DECRYPT=CKR_KEY_FUNCTION_NOT_PERMITTED',
      { code: 'TOKEN_KEY_REFUSED', answer: '0x68' },
    ],
    ['without the key that it had a certificate of', 'DECRYPT=CKR_KEY_HANDLE_INVALID', { code: 'TOKEN_KEY_MISSING' }],
    ['of the opinion that the share is none', 'DECRYPT=CKR_ENCRYPTED_DATA_INVALID', { code: 'KEY_OPENS_NO_SHARE' }],
    [
      'refusing for a reason of its own',
      'LOGIN=CKR_PIN_EXPIRED',
      { code: 'TOKEN_FAILED', step: 'C_Login', answer: '0xa3' },
    ],
  ])('is %s', long, async (_, defined, fault) => {
    expect(await faultOfPromise(prove(turn('C1', pin, altered(defined))))).toEqual(fault);
    expect(logins()).toBe('u');
  });

  it('has a certificate of a custodian, and not the key', async () => {
    // Larger than the number that it is given: SoftHSM answers others as if they had been pulled.
    const wrapped = domain.shares[2]!.jwe.encryptedKey;
    const modulus = ({ privateKey }: TestIdentity) =>
      Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url');
    let stranger = testIdentity('stranger-0');
    for (let i = 1; Buffer.compare(modulus(stranger), wrapped) <= 0; i += 1) stranger = testIdentity(`stranger-${i}`);
    await put('mixed', { ...stranger, certificateDer: custodians[2]!.certificateDer });
    // Whatever the key makes of the share, one answer.
    expect(await faultOfPromise(prove(turn('mixed')))).toEqual({ code: 'KEY_OPENS_NO_SHARE' });
  });

  it('is not asked where the part that asks is not built', async () => {
    const without = join(folder, 'without');
    mkdirSync(without);
    copyFileSync(join(processes, 'token-worker.cjs'), join(without, 'token-worker.cjs'));
    const proof = async (): Promise<unknown> => proveShare(childProcessHost(without), domain, turn('C1'));
    expect(await faultOfPromise(proof())).toEqual({ code: 'TOKEN_SUPPORT_MISSING' });
  });
});
