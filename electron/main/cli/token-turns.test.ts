// Custodians' tokens in commands: named by a URI in the place of a key file, with a PIN in the place of a passphrase.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptContext, runLine } from '#e2e/support/command-run.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { activationCommands } from '#e2e/proofs/offline/activation-commands.ts';
import { type ActivationScene, certificateFile, makeActivationScene } from '#e2e/proofs/offline/activation-scene.ts';
import type { TracedCommand } from '#e2e/proofs/offline/traced-commands.ts';
import {
  realisticData,
  testCustodians,
  testDomain,
  testIdentity,
  type TestIdentity,
  writeIdentity,
} from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { certificateOfFile } from '#core/x509/certificate-file.ts';
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

describe.runIf(hasTokens())('custodian adopt', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-adopt-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const tokens = new SoftTokens(join(folder, 'tokens'));
  const [pin, wrong] = ['1234', '0000'].map((text) => {
    writeFileSync(join(folder, text), text);
    return join(folder, text);
  }) as [string, string];
  const custodian = testIdentity('custodian-2');
  /** As long as a SHA-1: some tools name keys so. */
  const longId = 'ab'.repeat(20);
  const put = (label: string, certificateDer: Buffer, id = '01', { privateKey } = custodian) =>
    tokens.make({
      ...{ label, pin: '1234', certificateDer, id },
      keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    });
  const adopt = async (uri: string, name: string, ...more: readonly string[]) => {
    const given = ['custodian', 'adopt', uri, '--name', name, '--out', folder, '--password-file', pin, ...more];
    const { code, out } = await runLine([...given, '--json'], childProcessHost(custodyWithTokens()));
    expectDescribed(given, out);
    return { code, ...(JSON.parse(out) as { result?: object; fault?: object }) };
  };

  it('writes the certificate and a description of the token, once the key has opened a test share', async () => {
    const uri = await put('Anna Berg', custodian.certificateDer, longId);
    const { code, result } = await adopt(uri, 'C1', '--key-id', longId);
    const certificateSha256 = sha256(custodian.certificateDer).toString('hex');
    const token = { model: 'SoftHSM v2', manufacturer: 'SoftHSM project', label: 'Anna Berg', keyId: longId };
    expect([code, result]).toEqual([0, expect.objectContaining({ certificateSha256, bits: 2048, attested: null })]);
    expect(result).toMatchObject({ token: { ...token, firmware: expect.stringMatching(/^\d+\.\d+$/u) as string } });
    expect(certificateOfFile(readFileSync(join(folder, 'C1.cer')))).toEqual(custodian.certificateDer);
    const description = JSON.parse(readFileSync(join(folder, 'C1.token.json'), 'utf8')) as object;
    const certificate = custodian.certificateDer.toString('base64');
    expect(description).toMatchObject({ format: 'lifeboat-token', v: 1, certificate, ...token, attestation: null });
    expect(await adopt(uri, 'C1')).toMatchObject({ fault: { code: 'FILE_EXISTS' } });
  });

  it('writes nothing where the key is another, the PIN is wrong or no token is named', async () => {
    const before = readdirSync(folder);
    // The certificate has the smaller modulus: what is encrypted to it is a number that the key takes.
    const modulusOf = ({ privateKey }: TestIdentity): Buffer =>
      Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url');
    const [smaller, larger] = ['custodian-0', 'custodian-1']
      .map((each) => testIdentity(each))
      .toSorted((a, b) => Buffer.compare(modulusOf(a), modulusOf(b))) as [TestIdentity, TestIdentity];
    const other = await put('mixed', smaller.certificateDer, '01', larger);
    expect(await adopt(other, 'C2')).toMatchObject({ code: 3, fault: { code: 'TOKEN_OTHER_KEY' } });
    expect(await adopt(other, 'C2', '--password-file', wrong)).toMatchObject({ fault: { code: 'TOKEN_PIN_WRONG' } });
    expect(await adopt(other, 'C2', '--key-id', '02')).toMatchObject({ fault: { code: 'TOKEN_CERTIFICATE_MISSING' } });
    const short = await put('short', testIdentity('short', { bits: 1024 }).certificateDer);
    const unfit = { code: 'CUSTODIAN_CERTIFICATE_UNFIT', custodian: 'C2', problem: 'size' };
    expect(await adopt(short, 'C2', '--password-file', wrong)).toMatchObject({ fault: unfit });
    expect(await adopt('C2.key', 'C2')).toMatchObject({ fault: { code: 'TOKEN_URI_INVALID' } });
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe.runIf(hasTokens())('an activation in which two custodians have tokens', { ...long, timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-new-key-adopt-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [pin, wrong, passphrase] = [at('pin', '1234'), at('wrong', '0000'), at('passphrase', 'a passphrase of a test')];
  const tokens = new SoftTokens(join(folder, 'tokens'));
  const make = (label: string, { privateKey, certificateDer } = testIdentity(`activation-${label}`)) =>
    tokens.make({ label, pin: '1234', keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }), certificateDer });
  const run = async (line: readonly string[]) => {
    const { code, out } = await runLine([...line, '--json'], childProcessHost(custodyWithTokens()));
    expectDescribed(line, out);
    return { code, ...(JSON.parse(out) as { result?: object; fault?: object }) };
  };
  let scene: ActivationScene;
  let commands: TracedCommand[];
  beforeAll(async () => {
    const onTokens = { C1: await make('C1'), C2: await make('C2') };
    scene = makeActivationScene(join(folder, 'scene'), passphrase, { tokens: onTokens, pin });
    commands = activationCommands(scene);
  });
  /** As they come in the ceremony. */
  const runUpTo = async (last: (command: TracedCommand) => boolean): Promise<void> => {
    for (let isLast = false; !isLast;) {
      const command = commands.shift() ?? refuse({ code: 'QUORUM_SHORT', have: 0, required: 1 });
      isLast = last(command);
      const { name, args, prepare } = command;
      const line = [...name.split(' '), ...args, ...((await prepare?.()) ?? [])];
      if (name === 'completion') continue;
      expect([line.join(' '), await run(line)]).toEqual([line.join(' '), expect.objectContaining({ code: 0 })]);
    }
  };
  const own = (custodian: string): string[] => [
    ...['--plan', scene.approvedPlan, '--plan-sha256', scene.planSha256],
    ...['--journal', scene.offlineJournal, '--custodian', custodian],
  ];

  it('has their certificates in the bundle, and no second copy, and no second custodian on a token', async () => {
    await runUpTo(({ name }) => name === 'new-key adopt');
    const [one = '', two = ''] = [scene.tokens['C1'], scene.tokens['C2']];
    const adopt = ['new-key', 'adopt', '--out', folder, '--password-file', wrong];
    // Before any PIN: this one is wrong.
    expect(await run([...adopt, one, ...own('C2')])).toMatchObject({
      fault: { code: 'TOKEN_OF_OTHER_CUSTODIAN', custodian: 'C1' },
    });
    const outOfOrder = (...rules: readonly string[]) => ({
      fault: { code: 'JOURNAL_OUT_OF_ORDER', rules: expect.arrayContaining([...rules]) as string[] },
    });
    expect(await run([...adopt, one, ...own('C1')])).toMatchObject(outOfOrder('key-made-once'));
    expect(await run([...adopt, two, ...own('C2')])).toMatchObject({ fault: { code: 'TOKEN_PIN_WRONG' } });
    expect(readdirSync(folder).filter((name) => name.endsWith('.cer'))).toEqual([]);
    const check = [
      ...['new-key', 'check', ...own('C1'), '--certificate', certificateFile(scene, 'C1')],
      ...['--key', one, '--password-file', wrong],
    ];
    expect(await run([...check, '--copy', '2'])).toMatchObject(outOfOrder('one-copy-on-a-token'));
    await runUpTo(({ name, args }) => name === 'bundle create' && args[0] === 'activation-certificates');
    const { tokens: noted, copiesChecked } = verifyJournal(readFileSync(scene.offlineJournal)).head.state;
    expect([Object.keys(noted), copiesChecked.length]).toEqual([['C1', 'C2'], 4]);
    expect(noted['C1']).toMatchObject({ model: 'SoftHSM v2', label: 'C1', keyId: '01' });
  });

  it('proves each token once, and what another token opens proves nothing', async () => {
    await runUpTo(({ name }) => name === 'new-key domain');
    const saved = join(scene.carried, 'read-back.json');
    const prove = ['new-key', 'prove', ...own('C1'), '--security-domain', saved, '--password-file', wrong];
    const [one = '', two = ''] = [scene.tokens['C1'], scene.tokens['C2']];
    expect(await run([...prove, '--copy', '1', '--key', two])).toMatchObject({ fault: { code: 'TOKEN_FOREIGN' } });
    expect(await run([...prove, '--copy', '2', '--key', one])).toMatchObject({
      fault: { code: 'JOURNAL_OUT_OF_ORDER', rules: ['one-copy-on-a-token'] },
    });
    await runUpTo(({ name }) => name === 'journal sign');
    const { closed, proven } = verifyJournal(readFileSync(scene.offlineJournal)).head.state;
    expect([closed, proven.length]).toEqual([true, 4]);
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
