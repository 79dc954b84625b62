// A recovery with the programs that hold secrets, as they are built: a quorum, and everything that can happen to a custodian's turn. After
// each test none is left, and no file that was not there before. They run in processes where it takes one.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { runningInThread } from '#e2e/support/electron-in-thread.ts';
import {
  realisticData,
  selfSigned,
  testCustodians,
  testDomain,
  testIdentity,
  unattestedInput,
  writeIdentity,
} from '#e2e/support/custodians.ts';
import { derivedInFull } from '#e2e/support/derived-in-full.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { DER, encodeDer, encodeDerInteger, encodeDerOid } from '#core/encoding/der.ts';
import { sealWrappedJwe } from '#core/security-domain/jwe.ts';
import { openRestoreBlob, parseRestoreBlob, type PlainDatum, sealDatum } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { encodeShare, splitSecret } from '#core/security-domain/shamir.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import { proveShare } from './custodian-turn.ts';
import { makeKey } from './make-key.ts';
import { RecoverySession, type SessionOptions } from './recovery-session.ts';

const host = custodyInThread();
const onLinux = process.platform === 'linux';
const custodians = testCustodians(5);
const stranger = testIdentity('stranger');
const hsm = testIdentity('exchange');
const data = realisticData();
const passphrase = 'Zwölf Boxkämpfer';

let folder: string;
let sessions: RecoverySession[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-session-'));
  sessions = [];
});

afterEach(async () => {
  for (const session of sessions) await session.end();
  await vi.waitFor(() => expect(runningInThread()).toEqual([]), { timeout: 60_000 });
  // Only what the tests wrote themselves: keys, certificates, passphrases.
  expect(readdirSync(folder).filter((name) => !/\.(key|cer|pass)$/.test(name))).toEqual([]);
  rmSync(folder, { recursive: true });
});

const keyOf = (i: number): string => writeIdentity(folder, `custodian-${i}`, custodians[i]!);
const open = (i: number) => ({ keyFile: keyOf(i), passphrase: { from: 'nowhere' as const } });
function session(domain = testDomain(custodians, 3, data), options: SessionOptions = {}, on = host): RecoverySession {
  const made = new RecoverySession(on, domain, options);
  sessions.push(made);
  return made;
}
async function give(to: RecoverySession, ...who: readonly number[]): Promise<void> {
  for (const i of who) await to.addCustodian(open(i));
}
/** A key under the passphrase, and the passphrase in a file. */
function protectedKey(i: number, typed = passphrase) {
  const keyFile = join(folder, `protected-${i}.key`);
  const passwordFile = join(folder, `${typed.length}.pass`);
  const der = custodians[i]!.privateKey.export({ type: 'pkcs8', format: 'der' });
  writeFileSync(
    keyFile,
    derivedInFull(() => encryptPkcs8(der, Buffer.from(passphrase))),
  );
  writeFileSync(passwordFile, `${typed}\n`);
  return { keyFile, passphrase: { from: 'file' as const, path: passwordFile } };
}

/** A security domain whose shares are what the test says, sealed to the custodians in their order. */
function domainWithShares(
  shares: readonly Uint8Array[],
  masterKey: Uint8Array,
  required: number,
  plain: readonly PlainDatum[] = data,
): Buffer {
  const enc_shares = shares.map((share, i) => ({
    enc_key: sealWrappedJwe(share, custodians[i]!.publicKey),
    x5t_256: custodians[i]!.thumbprintS256,
  }));
  return Buffer.from(
    JSON.stringify({
      EncData: { data: plain.map((datum) => sealDatum(datum, masterKey)), kdf: 'sp108_kdf' },
      SharedKeys: { enc_shares, key_algorithm: 'shamir_share', required },
      version: 2,
    }),
  );
}

describe('a recovery', () => {
  it('builds nothing for a new certificate over the key of a custodian who came', async () => {
    const recovery = session();
    await give(recovery, 0, 1, 2);
    const owner = custodians[1]!;
    const certificateDer = selfSigned(owner.privateKey, { commonName: 'transfer-key' });
    const building = recovery.buildBlob(unattestedInput({ certificateDer }));
    expect(await faultOfPromise(building)).toMatchObject({ code: 'EXCHANGE_KEY_IS_CUSTODIANS' });
  });

  it('builds a blob that the new HSM opens to what the old one had', async () => {
    const recovery = session();
    await give(recovery, 4, 0, 2);
    const built = await recovery.buildBlob(unattestedInput(hsm));
    expect(built).toMatchObject({ shares: 3, datumTags: data.map(({ datumTag }) => datumTag) });
    expect(openRestoreBlob(parseRestoreBlob(built.blob), hsm.privateKey, hsm.thumbprintS256)).toEqual(data);
    expect(recovery.accepted.map(({ thumbprintS256 }) => thumbprintS256)).toEqual(
      [4, 0, 2].map((i) => custodians[i]!.thumbprintS256),
    );
    expect(recovery.accepted[0]).toMatchObject({ keyBits: 2048, protection: 'none' });
  });

  it('goes on after a wrong passphrase, none at all, and a stick that was pulled before it was read', async () => {
    const recovery = session();
    const wrong = recovery.addCustodian(protectedKey(0, `${passphrase}?`));
    expect(await faultOfPromise(wrong)).toEqual({ code: 'PASSPHRASE_WRONG' });
    const none = recovery.addCustodian({ ...protectedKey(0), passphrase: { from: 'nowhere' } });
    expect(await faultOfPromise(none)).toEqual({ code: 'PASSPHRASE_MISSING' });
    const pulled = open(1);
    rmSync(pulled.keyFile);
    expect(await faultOfPromise(recovery.addCustodian(pulled))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    await give(recovery, 0, 1, 2);
    expect(await recovery.checkQuorum()).toMatchObject({ shares: 3 });
  });

  it('does not count a custodian twice, nor one of another security domain', async () => {
    const recovery = session();
    await give(recovery, 0);
    expect(await faultOfPromise(recovery.addCustodian(open(0)))).toEqual({
      code: 'CUSTODIAN_ALREADY_GIVEN',
      custodian: custodians[0]!.thumbprintS256,
    });
    const foreign = writeIdentity(folder, 'stranger', stranger);
    const turn = { keyFile: foreign, passphrase: { from: 'nowhere' as const } };
    expect(await faultOfPromise(recovery.addCustodian(turn))).toEqual({ code: 'KEY_OPENS_NO_SHARE' });
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual({ code: 'QUORUM_SHORT', have: 1, required: 3 });
    await give(recovery, 1, 2);
    expect(await recovery.checkQuorum()).toMatchObject({ shares: 3 });
  });

  it('names a key whose private half is damaged, and a file that is no key', async () => {
    const recovery = session();
    const broken = join(folder, 'broken.key');
    const jwk = custodians[0]!.privateKey.export({ format: 'jwk' });
    const flip = (text: string): string => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[40]! ^= 1;
      return bytes.toString('base64url');
    };
    const damaged = createPrivateKey({
      key: { ...jwk, d: flip(jwk.d!), dp: flip(jwk.dp!), dq: flip(jwk.dq!) },
      format: 'jwk',
    });
    writeFileSync(broken, damaged.export({ type: 'pkcs8', format: 'pem' }));
    const turn = { keyFile: broken, passphrase: { from: 'nowhere' as const } };
    expect(await faultOfPromise(recovery.addCustodian(turn))).toEqual({ code: 'CUSTODIAN_KEY_DAMAGED' });
    const certificate = { ...turn, keyFile: keyOf(0).replace('.key', '.cer') };
    expect(await faultOfPromise(recovery.addCustodian(certificate))).toMatchObject({ code: 'CUSTODIAN_KEY_NOT_A_KEY' });
  });

  it('builds nothing where a datum was changed', async () => {
    const wire = JSON.parse(testDomain(custodians, 2, data).toString()) as {
      EncData: { data: { compact_jwe: string }[] };
    };
    const jwe = wire.EncData.data[1]!.compact_jwe.split('.');
    jwe[3] = `${jwe[3]!.startsWith('A') ? 'B' : 'A'}${jwe[3]!.slice(1)}`;
    wire.EncData.data[1]!.compact_jwe = jwe.join('.');
    const recovery = session(Buffer.from(JSON.stringify(wire)));
    await give(recovery, 0, 1);
    const expected = { code: 'DATUM_NOT_AUTHENTIC', datumTag: 'base_enclave_backup' };
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual(expected);
    expect(await faultOfPromise(recovery.buildBlob(unattestedInput(hsm)))).toEqual(expected);
  });

  it.each([
    ['master key', (masterKey: Buffer) => masterKey],
    ['share', (_: Buffer, share: Buffer) => share],
  ])('gives out no blob in which its %s stands, as a hostile file may want it to', async (name, secretOf) => {
    const masterKey = randomBytes(32);
    const shares = splitSecret(masterKey, 3, 2).map((share) => encodeShare(share));
    // The name of a datum is not encrypted, and goes from the file into the blob.
    const leaking = [{ ...data[0]!, datumTag: secretOf(masterKey, shares[1]!).toString('base64url') }];
    const recovery = session(domainWithShares(shares, masterKey, 2, leaking));
    await give(recovery, 0, 1);
    expect(await faultOfPromise(recovery.buildBlob(unattestedInput(hsm)))).toEqual({
      code: 'SECRET_IN_OUTPUT',
      kind: 'held-secret',
      name,
    });
  });

  it('checks the exchange key where the shares are, and ends over one that nobody can have checked before', async () => {
    const recovery = session(testDomain(custodians, 2, data));
    await give(recovery, 0, 1);
    const other = { ...unattestedInput(hsm), fileBytes: stranger.certificateDer };
    const fault = { code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' };
    expect(await faultOfPromise(recovery.buildBlob(other))).toEqual(fault);
    expect(await faultOfPromise(recovery.buildBlob(unattestedInput(hsm)))).toBeDefined();
  });
});

describe('shares that do not agree', () => {
  const masterKey = randomBytes(32);
  const split = (required: number) => splitSecret(masterKey, 5, required);

  it('with two extra name the custodian whose share is off', async () => {
    const shares = split(3);
    shares[3]!.values[7] = (shares[3]!.values[7]! + 1) % 257;
    const recovery = session(domainWithShares(shares.map(encodeShare), masterKey, 3));
    await give(recovery, 0, 1, 2, 3, 4);
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual({
      code: 'SHARE_OFF_POLYNOMIAL',
      custodians: [custodians[3]!.thumbprintS256],
    });
  });

  it('with one extra are refused without a name', async () => {
    const shares = split(3);
    shares[3]!.values[7] = (shares[3]!.values[7]! + 1) % 257;
    const recovery = session(domainWithShares(shares.map(encodeShare), masterKey, 3));
    await give(recovery, 0, 1, 2, 3);
    expect(await faultOfPromise(recovery.buildBlob(unattestedInput(hsm)))).toEqual({
      code: 'SHARES_INCONSISTENT',
      have: 4,
      required: 3,
    });
  });

  it('are caught by the data where there is none to spare', async () => {
    const shares = split(3);
    shares[1]!.values[0] = (shares[1]!.values[0]! + 1) % 255;
    const recovery = session(domainWithShares(shares.map(encodeShare), masterKey, 3));
    await give(recovery, 0, 1, 2);
    expect(['DATUM_NOT_AUTHENTIC', 'SHARED_SECRET_RANGE']).toContain(
      (await faultOfPromise(recovery.checkQuorum())).code,
    );
  });

  it.each([
    ['the secret itself, at x = 0', Buffer.from([...masterKey].flatMap((byte) => [byte, 0])), 'SHARE_INDEX_ZERO'],
    ['63 bytes', Buffer.alloc(63, 2), 'SHARE_LENGTH'],
    ['a share of version 1', Buffer.alloc(32, 2), 'SHARE_LENGTH'],
  ])('are refused in the turn of the custodian whose it is: %s', async (_, share, code) => {
    const shares = split(3).map(encodeShare);
    shares[1] = share;
    const recovery = session(domainWithShares(shares, masterKey, 3));
    await give(recovery, 0);
    expect(await faultOfPromise(recovery.addCustodian(open(1)))).toMatchObject({ code });
    await give(recovery, 2, 3);
    expect(await recovery.checkQuorum()).toMatchObject({ shares: 3 });
  });

  it('of one x are refused: the same share under two names', async () => {
    const shares = split(2).map(encodeShare);
    shares[1] = Buffer.from(shares[0]!);
    const recovery = session(domainWithShares(shares, masterKey, 2));
    await give(recovery, 0, 1);
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual({
      code: 'SHARE_TWICE',
      custodian: custodians[1]!.thumbprintS256,
    });
  });
});

describe('a security domain of version 1', () => {
  const masterKey = randomBytes(32);
  const half = (i: number, bytes: Buffer) => ({
    enc_key: sealWrappedJwe(bytes, custodians[i]!.publicKey),
    x5t_256: custodians[i]!.thumbprintS256,
  });
  const pair = (a: number, b: number, key = masterKey) => {
    const mask = randomBytes(32);
    return { key1: half(a, mask), key2: half(b, Buffer.from(mask.map((byte, i) => byte ^ key[i]!))) };
  };
  const domainOf = (...keys: readonly object[]): Buffer =>
    Buffer.from(
      JSON.stringify({
        EncData: { data: data.map((datum) => sealDatum(datum, masterKey)), kdf: 'sp108_kdf' },
        SplitKeys: { key_algorithm: 'xor_split', keys },
        version: 1,
      }),
    );

  it('is recovered by any two custodians who make a pair', async () => {
    const recovery = session(domainOf(pair(0, 1), pair(0, 2), pair(1, 2)));
    await give(recovery, 2);
    expect(await faultOfPromise(recovery.checkQuorum())).toMatchObject({ code: 'QUORUM_SHORT' });
    expect((await faultOfPromise(recovery.addCustodian(open(2)))).code).toBe('CUSTODIAN_ALREADY_GIVEN');
    await give(recovery, 1);
    const { blob } = await recovery.buildBlob(unattestedInput(hsm));
    expect(openRestoreBlob(parseRestoreBlob(blob), hsm.privateKey, hsm.thumbprintS256)).toEqual(data);
  });

  it('is refused where two pairs give different keys', async () => {
    const recovery = session(domainOf(pair(0, 1), pair(0, 2, randomBytes(32)), pair(1, 2)));
    await give(recovery, 0, 1, 2);
    expect(await faultOfPromise(recovery.checkQuorum())).toMatchObject({ code: 'SHARES_INCONSISTENT' });
  });

  it('is refused where a half has another length', async () => {
    const recovery = session(domainOf({ key1: half(0, Buffer.alloc(32)), key2: half(1, Buffer.alloc(31)) }));
    await give(recovery, 0, 1);
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual({ code: 'SHARE_LENGTH', bytes: 31, expected: 32 });
  });
});

describe('the share check', () => {
  const domain = parseSecurityDomain(testDomain(custodians, 3, data));

  it('proves one key, with no combiner anywhere', async () => {
    const proving = proveShare(host, domain, open(1));
    expect(runningInThread().filter((file) => file.includes('combiner'))).toEqual([]);
    expect(await proving).toEqual({
      positions: [1],
      thumbprintS256: custodians[1]!.thumbprintS256,
      keyBits: 2048,
      protection: 'none',
      isChallenged: false,
    });
  });

  it('finds the share without a certificate, with the right one, with another one, and with one of nobody', async () => {
    for (const owner of [undefined, custodians[1]!, custodians[4]!, testIdentity('stranger')]) {
      const turn = { ...open(1), ...(owner !== undefined && { certificateDer: owner.certificateDer }) };
      // Only whoever brings the right one is challenged; of all others the key's own process says it.
      expect(await proveShare(host, domain, turn)).toMatchObject({
        positions: [1],
        isChallenged: owner === custodians[1],
      });
    }
  });
});

describe('workers that start ahead', () => {
  /** A session, and how many workers it has started until now. */
  function counted(options: SessionOptions): { made: RecoverySession; started: () => number } {
    const combiner = host.startCombiner();
    const startKeyWorker = vi.spyOn(combiner, 'startKeyWorker');
    const made = new RecoverySession(
      { ...host, startCombiner: () => combiner },
      testDomain(custodians, 3, data),
      options,
    );
    sessions.push(made);
    return { made, started: () => startKeyWorker.mock.calls.length };
  }

  it.each([
    [{}, 1],
    [{ custodians: 1 }, 1],
    [{ custodians: 2 }, 2],
    [{ custodians: 10 }, 3],
  ])('are, of %o, %i', (options, ahead) => {
    expect(counted(options).started()).toBe(ahead);
  });

  it('are no more than custodians come, and one more for each who comes again', async () => {
    const { made, started } = counted({ custodians: 3 });
    await give(made, 0);
    expect(await faultOfPromise(made.addCustodian(open(0)))).toMatchObject({ code: 'CUSTODIAN_ALREADY_GIVEN' });
    await give(made, 1, 2);
    expect(started()).toBe(4);
  });
});

describe('a process that is to end before its time, ends', () => {
  it('as a custodian who is sent away', async () => {
    const recovery = session(undefined, { custodians: 3 });
    const turn = recovery.addCustodian(open(0));
    // The worker has the turn from the moment that the domain is loaded.
    const stopping = setInterval(() => recovery.stopCustodian(), 1);
    expect(await faultOfPromise(turn)).toEqual({ code: 'CUSTODY_STOPPED', process: 'key worker' });
    clearInterval(stopping);
    await give(recovery, 0);
    expect(recovery.accepted).toHaveLength(1);
  });

  it('as a session that is ended in the middle of a turn', async () => {
    const recovery = session();
    const turn = recovery.addCustodian(open(0));
    await recovery.end();
    expect((await faultOfPromise(turn)).code).toBe('CUSTODY_STOPPED');
  });
});

describe('messages that nobody of ours would write', () => {
  const nonce = '0'.repeat(32);

  it('are refused by a worker, which then ends', async () => {
    const worker = host.startLoneKeyWorker();
    worker.send({ do: 'open-key', nonce, keyFile: '/etc/passwd', extra: 1 });
    expect((await worker.receive()).head).toEqual({
      is: 'refused',
      fault: { code: 'CUSTODY_MESSAGE_INVALID', process: 'key worker' },
    });
    expect(await faultOfPromise(worker.receive())).toMatchObject({
      code: 'CUSTODY_PROCESS_ENDED',
      how: { kind: 'exit', status: 0 },
    });
  });

  it('are refused by the combiner: a check before there is a domain', async () => {
    const combiner = host.startCombiner();
    combiner.send({ do: 'check', nonce, positions: [] });
    expect((await combiner.receive()).head).toMatchObject({ fault: { code: 'CUSTODY_MESSAGE_INVALID' } });
    combiner.stop();
  });

  it('are refused by the combiner: positions whose shares never came', async () => {
    const combiner = host.startCombiner();
    combiner.send({ do: 'load', nonce }, [testDomain(custodians, 3, data)]);
    await combiner.receive();
    combiner.send({ do: 'check', nonce, positions: [0, 1, 2] });
    expect((await combiner.receive()).head).toMatchObject({ fault: { code: 'SHARES_LOST' } });
    combiner.stop();
  });
});

describe('making a key', () => {
  const request = { name: 'custodian', bits: 3072, now: Date.UTC(2026, 0, 1) } as const;

  it('gives an encrypted key that opens a share of a domain made for its certificate', async () => {
    const made = await makeKey(host, {
      ...request,
      passphrase: { from: 'message' },
      passphraseBytes: Buffer.from(passphrase),
    });
    const certificate = new X509Certificate(made.certificateDer);
    expect(certificate.subject).toBe('CN=custodian');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const keyFile = join(folder, 'made.key');
    writeFileSync(keyFile, made.encryptedKeyPem);
    const maker = { ...custodians[0]!, publicKey: certificate.publicKey, certificateDer: made.certificateDer };
    const domain = parseSecurityDomain(testDomain([custodians[1]!, maker, custodians[2]!], 2, data));
    const askPassphrase = () => Promise.resolve(Buffer.from(passphrase));
    const turn = { keyFile, passphrase: { from: 'message' as const }, askPassphrase };
    expect(await proveShare(host, domain, turn)).toMatchObject({ positions: [1], keyBits: 3072, protection: 'pbes2' });
  });

  it('is refused where the passphrase was typed as the name, too: the certificate would tell it', async () => {
    const making = makeKey(host, {
      ...request,
      name: passphrase,
      passphrase: { from: 'message' },
      passphraseBytes: Buffer.from(passphrase),
    });
    expect(await faultOfPromise(making)).toEqual({
      code: 'SECRET_IN_OUTPUT',
      kind: 'held-secret',
      name: 'passphrase',
    });
  });

  it.each([
    ['no passphrase', { from: 'nowhere' as const }, undefined],
    ['an empty one', { from: 'message' as const }, Buffer.alloc(0)],
  ])('is refused with %s', async (_, source, bytes) => {
    const making = makeKey(host, { ...request, passphrase: source, ...(bytes && { passphraseBytes: bytes }) });
    expect(await faultOfPromise(making)).toEqual({ code: 'NEW_PASSPHRASE_MISSING' });
  });

  it.each([
    ['ends at eleven bytes', 'eleven-byte', false],
    ['begins at twelve', 'twelve-bytes', true],
  ])('what is too short %s', async (_, typed, isMade) => {
    const passphraseBytes = Buffer.from(typed);
    const making = makeKey(host, { ...request, passphrase: { from: 'message' }, passphraseBytes });
    if (isMade) expect((await making).certificateDer.length).toBeGreaterThan(0);
    else expect(await faultOfPromise(making)).toEqual({ code: 'PASSPHRASE_SHORT', minimumBytes: 12 });
  });
});

describe('a recovery in processes of their own', () => {
  const processes = childProcessHost(builtProgram().custody);
  /** The processes that this one has started and that still run; how else would a test know that none was left. */
  function childProcesses(): string[] {
    const rows = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', `${process.pid}`]).toString();
    return rows.split('\n').filter((row) => row.includes('out/secrets/') && !row.includes('<defunct>'));
  }
  const pidOf = (name: string): number => Number.parseInt(childProcesses().find((row) => row.includes(name)) ?? '', 10);

  afterEach(async () => {
    for (const session of sessions) await session.end();
    if (onLinux) await vi.waitFor(() => expect(childProcesses()).toEqual([]), { timeout: 60_000 });
  });

  it('takes a passphrase from a message and from a file, and more custodians than it needs', async () => {
    const recovery = session(undefined, {}, processes);
    const passphraseBytes = Buffer.from(passphrase);
    const askPassphrase = () => Promise.resolve(passphraseBytes);
    await recovery.addCustodian({ ...protectedKey(1), passphrase: { from: 'message' }, askPassphrase });
    expect(passphraseBytes.every((byte) => byte === 0)).toBe(true);
    await recovery.addCustodian(protectedKey(3));
    await give(recovery, 0, 2, 4);
    expect(await recovery.checkQuorum()).toMatchObject({ shares: 5 });
    expect(recovery.accepted.map(({ protection }) => protection).slice(0, 2)).toEqual(['pbes2', 'pbes2']);
  });

  it.skipIf(!onLinux)('goes on after a worker that is killed', async () => {
    const recovery = session(undefined, { custodians: 3 }, processes);
    await give(recovery, 0);
    // The worker of the turn that is over may still be ending: killing that one would prove nothing.
    const workers = (): string[] => childProcesses().filter((row) => row.includes('key-worker'));
    await vi.waitFor(() => expect(workers()).toHaveLength(2), { timeout: 60_000 });
    process.kill(pidOf('key-worker'), 'SIGKILL');
    expect(await faultOfPromise(recovery.addCustodian(open(1)))).toEqual({
      code: 'CUSTODY_PROCESS_ENDED',
      process: 'key worker',
      how: { kind: 'signal', signal: 'SIGKILL' },
    });
    await give(recovery, 1, 2);
    expect(await recovery.checkQuorum()).toMatchObject({ shares: 3 });
  });

  it.skipIf(!onLinux)('has lost its shares with a combiner that is killed, and says so', async () => {
    const recovery = session(undefined, {}, processes);
    await give(recovery, 0, 1, 2);
    process.kill(pidOf('combiner'), 'SIGKILL');
    expect(await faultOfPromise(recovery.checkQuorum())).toEqual({
      code: 'CUSTODY_PROCESS_ENDED',
      process: 'combiner',
      how: { kind: 'signal', signal: 'SIGKILL' },
    });
    const later = await faultOfPromise(recovery.addCustodian(open(3)));
    expect(later).toMatchObject({ code: 'CUSTODY_PROCESS_ENDED' });
  });

  it('asks nobody where a worker has no terminal', async () => {
    const recovery = session(undefined, { custodians: 3 }, processes);
    // The standard input of a test run is no terminal.
    const turn = { ...protectedKey(0), passphrase: { from: 'terminal' as const, prompt: '' } };
    expect(await faultOfPromise(recovery.addCustodian(turn))).toEqual({ code: 'TERMINAL_MISSING' });
  });

  it('cuts off a key file that would take for ever to open', async () => {
    const keyFile = join(folder, 'bomb.key');
    writeFileSync(keyFile, iterationBomb());
    const askPassphrase = () => Promise.resolve(Buffer.from('x'));
    const turn = { keyFile, passphrase: { from: 'message' as const }, askPassphrase };
    expect(
      await faultOfPromise(proveShare(processes, parseSecurityDomain(testDomain(custodians, 3, data)), turn, [], 500)),
    ).toEqual({
      code: 'CUSTODY_TIME_LIMIT',
      process: 'key worker',
      seconds: 1,
    });
  });

  /** EncryptedPrivateKeyInfo whose PBKDF2 has as many rounds as are computed at all. */
  function iterationBomb(): Buffer {
    const seq = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);
    const octets = (length: number): Buffer => encodeDer(DER.octetString, randomBytes(length));
    const prf = seq(encodeDerOid('1.2.840.113549.2.9'), encodeDer(DER.null));
    const derivation = seq(encodeDerOid('1.2.840.113549.1.5.12'), seq(octets(16), encodeDerInteger(10_000_000), prf));
    const cipher = seq(encodeDerOid('2.16.840.1.101.3.4.1.42'), octets(16));
    return seq(seq(encodeDerOid('1.2.840.113549.1.5.13'), seq(derivation, cipher)), octets(1232));
  }

  it.each([
    ['a frame of 2 GB', 'process.stdout.write(Buffer.alloc(9, 0x7f))'],
    ['a frame that is not JSON', 'process.stdout.write(Buffer.from([0,0,0,5, 0,0,0,1, 0x7b]))'],
  ])('end the process that writes them, and not ours: %s', async (_, script) => {
    const folderOfFakes = mkdtempSync(join(tmpdir(), 'lifeboat-fakes-'));
    copyFileSync(join(builtProgram().custody, 'reader.cjs'), join(folderOfFakes, 'reader.cjs'));
    writeFileSync(join(folderOfFakes, 'key-worker.cjs'), `${script}; setInterval(() => {}, 1000);`);
    const worker = childProcessHost(folderOfFakes).startLoneKeyWorker();
    expect(await faultOfPromise(worker.receive())).toEqual({ code: 'CUSTODY_MESSAGE_INVALID', process: 'key worker' });
    rmSync(folderOfFakes, { recursive: true });
  });

  it('are answers out of turn', async () => {
    const folderOfFakes = mkdtempSync(join(tmpdir(), 'lifeboat-fakes-'));
    copyFileSync(join(builtProgram().custody, 'reader.cjs'), join(folderOfFakes, 'reader.cjs'));
    const frame = 'const b = Buffer.from(JSON.stringify({is:"opened",positions:[0],bits:1,protection:"none"}));';
    const write =
      'const f = Buffer.alloc(8); f.writeUInt32BE(b.length + 4); f.writeUInt32BE(b.length, 4); process.stdout.write(Buffer.concat([f, b]));';
    writeFileSync(join(folderOfFakes, 'key-worker.cjs'), `${frame}${write} setInterval(() => {}, 1000);`);
    const domain = parseSecurityDomain(testDomain(custodians, 3, data));
    const turn = proveShare(childProcessHost(folderOfFakes), domain, open(0));
    expect(await faultOfPromise(turn)).toEqual({ code: 'CUSTODY_MESSAGE_INVALID', process: 'key worker' });
    rmSync(folderOfFakes, { recursive: true });
  });
});
