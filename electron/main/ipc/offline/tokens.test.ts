// Custodians with tokens, through the calls of the screens, with real processes: which token is taken, and what is never tried. The module is SoftHSM,
// and the same with answers altered as cards give them.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '#build/token-addon.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { testCustodians, testDomain, testIdentity, type TestIdentity } from '#e2e/support/custodians.ts';
import { long } from '#e2e/support/long.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { findTokenModule, type TokenModule } from '#platform/token-modules.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';

const custodians = testCustodians(3);
const pin = 'Zwölf-1234';

let folder = '';
class Machine extends OfflineMachine {
  protected override processHost(): ProcessHost {
    return childProcessHost(builtProgram().custody);
  }
  /** What was asked for. */
  readonly asked: PassphraseRequest[] = [];
  typed = pin;
  protected override passphraseFor(request: PassphraseRequest): string {
    this.asked.push(request);
    return this.typed;
  }
}
let machine: Machine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-token-turns-'));
  mkdirSync(join(folder, 'IN'));
  writeFileSync(join(folder, 'IN', 'domain.json'), testDomain(custodians, 2));
  machine = new Machine(folder);
});
afterEach(async () => {
  await machine.end();
  rmSync(folder, { recursive: true });
});

async function begin(): Promise<void> {
  await machine.startSession({ purpose: 'quorum-drill', practice: true, id: 'PRACTICE-D2-1' }, '2027-01-14T09:00Z');
  machine.plugIn(join(folder, 'IN'));
  await machine.role('IN', 'in');
  await machine.calls.securityDomain.load({ file: await machine.file('IN', /^domain/) });
}
const turn = (): Promise<Fault | undefined> => machine.custodianTurn({ custodian: null, copy: 1 });

describe.runIf(hasTokens())('a custodian with a token', { timeout: 60_000 }, () => {
  /** Two folders of tokens, as two modules would show them. */
  let tokens: string;
  let one: SoftTokens;
  let other: SoftTokens;
  let strangers: SoftTokens;
  const module = (soft: SoftTokens): Promise<TokenModule> => findTokenModule('softhsm2', soft.conf);
  const put = (soft: SoftTokens, label: string, { privateKey, certificateDer }: TestIdentity) =>
    soft.make({ label, pin, keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }), certificateDer });
  beforeAll(async () => {
    custodyWithTokens();
    tokens = mkdtempSync(join(tmpdir(), 'lifeboat-token-turns-soft-'));
    one = new SoftTokens(join(tokens, 'one'));
    other = new SoftTokens(join(tokens, 'other'));
    strangers = new SoftTokens(join(tokens, 'strangers'));
    await put(one, 'first', custodians[0]!);
    await put(other, 'again', custodians[0]!);
  });
  afterAll(() => rmSync(tokens, { recursive: true }));

  /** What it was asked to log in, in octets. */
  const log = (): string => join(tokens, 'one', 'logins');
  const readLog = (): string => (existsSync(log()) ? readFileSync(log(), 'latin1') : '');
  /** SoftHSM with altered answers. */
  async function altered(...defined: readonly string[]): Promise<TokenModule> {
    const soft = await module(one);
    rmSync(log(), { force: true });
    const path = join(tokens, `${sha256(Buffer.from(defined.join())).toString('hex', 0, 8)}.so`);
    compile(join(import.meta.dirname, '../../secrets/testdata/altered-module.c'), path, [
      `LOG="${log()}"`,
      `SOFTHSM="${soft.path}"`,
      ...defined,
    ]);
    return { ...soft, path };
  }

  it('gives a share with it: it is found by its certificate', async () => {
    await begin();
    machine.plugIn(join(tokens, 'one'));
    expect(await turn()).toBeUndefined();
    expect(machine.asked).toEqual([expect.objectContaining({ use: 'pin', stick: 'first' })]);
    expect(machine.view.custodians).toMatchObject({
      have: 1,
      accepted: [{ thumbprint: custodians[0]?.thumbprintS256 }],
    });
  });

  /** What somebody reads who says that they have a token. */
  async function asking(...modules: readonly TokenModule[]): Promise<Fault | undefined> {
    machine.tokenModules = modules;
    machine.pressed = 'token';
    return turn();
  }

  it('reads what is missing, and why no token is taken', async () => {
    await begin();
    expect(await asking()).toEqual({ code: 'TOKEN_MODULES_MISSING' });
    const broken = await altered('INITIALIZE=CKR_GENERAL_ERROR');
    expect(await asking(broken)).toMatchObject({ code: 'TOKEN_MODULE_FAILED', step: 'C_Initialize' });
    mkdirSync(join(tokens, 'none'));
    const conf = join(tokens, 'none', 'softhsm2.conf');
    writeFileSync(conf, `directories.tokendir = ${join(tokens, 'none')}\n`);
    const none = await findTokenModule('softhsm2', conf);
    // Where a module answers, one that fails tells nothing more.
    expect(await asking(broken, none)).toEqual({ code: 'TOKEN_NOT_FOUND' });
    await put(strangers, 'stranger', testIdentity('stranger'));
    expect(await asking(none, await module(strangers))).toEqual({ code: 'TOKEN_FOREIGN' });
    expect(machine.asked).toEqual([]);
  });

  it('has one token, also where two modules show it, and no second', async () => {
    await begin();
    const [first, again] = [await module(one), await module(other)];
    await put(strangers, 'second', custodians[1]!);
    expect(await asking(first, await module(strangers))).toMatchObject({ code: 'TOKEN_AMBIGUOUS' });
    expect(machine.asked).toEqual([]);
    // The one of the first module, with a PIN that SoftHSM refuses.
    machine.typed = 'mistyped';
    expect(await asking(again, first)).toMatchObject({ code: 'TOKEN_PIN_WRONG' });
    expect(machine.asked.map(({ stick }) => stick)).toEqual(['again']);
  });

  const answers = [
    ['a wrong PIN', ['LOGIN=CKR_PIN_INCORRECT'], { code: 'TOKEN_PIN_WRONG', left: 'some' }, 'u'],
    ['a last try', ['FLAGS=CKF_USER_PIN_FINAL_TRY'], { code: 'TOKEN_LAST_TRY' }, ''],
    ['a locked token', ['FLAGS=CKF_USER_PIN_LOCKED'], { code: 'TOKEN_LOCKED' }, ''],
    ['a reader that takes the PIN', ['FLAGS=CKF_PROTECTED_AUTHENTICATION_PATH'], { code: 'TOKEN_PIN_PAD' }, ''],
    ['a token that is pulled', ['LOGIN=CKR_DEVICE_REMOVED'], { code: 'TOKEN_LOST', answer: '0x32' }, 'u'],
  ] as const;
  const told = async (_: string, defined: readonly string[], fault: object, logins: string): Promise<void> => {
    machine.tokenModules = [await altered(...defined)];
    await begin();
    expect(await turn()).toEqual(fault);
    expect(readLog()).toBe(logins);
  };
  // One that comes back after a PIN, and one before; the worker's own test has each of them.
  it.each(answers.slice(0, 2))('is told of %s, and no further PIN is tried', told);
  it.each(answers.slice(2))('is told of %s, and no further PIN is tried', long, told);

  it('uses the last try, once it was read that it is the last, and then the token is locked', long, async () => {
    const flags = ['FLAGS=CKF_USER_PIN_FINAL_TRY', 'FLAGS_AFTER_LOGIN=CKF_USER_PIN_LOCKED'];
    machine.tokenModules = [await altered(...flags, 'LOGIN=CKR_PIN_INCORRECT')];
    machine.typesAgain = ({ problem }) => problem?.code === 'TOKEN_LAST_TRY';
    await begin();
    expect(await turn()).toEqual({ code: 'TOKEN_PIN_WRONG', left: 'none' });
    expect(machine.asked).toEqual([expect.objectContaining({ tries: 1, problem: { code: 'TOKEN_LAST_TRY' } })]);
    expect(readLog()).toBe('u');
  });
});
