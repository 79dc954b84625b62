// A quorum of keys on tokens behind three modules that others wrote: SoftHSM, OpenSC and ykcs11. The cards are virtual, the modules and pcscd are real.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realisticData, testCustodians, testDomain, testIdentity, unattestedInput } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { CardReader, hasCards, VirtualPiv } from '#e2e/support/virtual-piv.ts';
import { attesting, statement, testAuthority } from '#core/custodian-key/testdata/attestations.ts';
import { verifyTokenAttestation } from '#core/custodian-key/token-attestation.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import { adoptKey } from '#services/offline/adopt-key.ts';
import { type CustodianTurn, proveShare } from '#services/offline/custodian-turn.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { WorkerRequest } from '#services/offline/replies.ts';
import { childProcessHost } from './host/child-process-host.ts';
import { tokenWorkerReplySchema } from './messages.ts';

const pins = { soft: 'Zwölf-1234', piv: '271828', yubikey: '314159' };
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-three-modules-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(hasTokens() && hasCards())('keys on tokens of three kinds', { ...long, timeout: 120_000 }, () => {
  const custodians = testCustodians(3);
  const [first, second, third] = custodians as [TestKey, TestKey, TestKey];
  const soft = new SoftTokens(join(folder, 'soft'));
  let reader: CardReader;
  let processes: string;
  beforeAll(async () => {
    processes = custodyWithTokens();
    await soft.make({
      label: 'C1',
      pin: pins.soft,
      keyPem: first.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      certificateDer: first.certificateDer,
    });
    reader = new CardReader(folder);
    await reader.ready();
  });
  afterAll(async () => reader.close());

  const insert = async (...given: ConstructorParameters<typeof VirtualPiv>): Promise<VirtualPiv> => {
    const card = new VirtualPiv(...given);
    await card.inReader;
    return card;
  };

  const turn = async (name: string, pin: string, conf?: string): Promise<CustodianTurn> => ({
    keyFile: name,
    token: { module: await findTokenModule(name, conf), token: {}, lastTry: false },
    passphrase: { from: 'message' },
    askPassphrase: () => Promise.resolve(Buffer.from(pin)),
  });

  it('build the blob that keys in files build, with one try of a PIN for each turn', async () => {
    const data = realisticData();
    const domain = testDomain(custodians, 3, data);
    const exchange = testIdentity('exchange');
    const session = new RecoverySession(childProcessHost(processes), domain);
    try {
      await session.addCustodian(await turn('softhsm2', pins.soft, soft.conf));
      const yubikey = await insert({ ...second, pin: pins.yubikey, serial: '00d4e5f6' });
      await session.addCustodian(await turn('ykcs11', pins.yubikey));
      yubikey.pull();
      const piv = await insert({ ...third, pin: pins.piv, serial: '00a1b2c3' }, 'Reader of cards');
      const given = await turn('opensc-pkcs11', pins.piv);
      const wrong = await turn('opensc-pkcs11', '000000');
      for (const tries of [1, 2]) {
        expect((await faultOfPromise(session.addCustodian(wrong))).code).toBe('TOKEN_PIN_WRONG');
        expect(piv.verified).toBe(tries);
      }
      // Of the three tries one is left: a new process sees it before any PIN.
      expect(await faultOfPromise(session.addCustodian(given))).toEqual({ code: 'TOKEN_LAST_TRY' });
      await session.addCustodian({ ...given, token: { ...given.token!, lastTry: true } });
      expect([piv.verified, yubikey.verified]).toEqual([3, 1]);
      piv.pull();
      const { blob } = await session.buildBlob(unattestedInput(exchange));
      const opened = openRestoreBlob(parseRestoreBlob(blob), exchange.privateKey, exchange.thumbprintS256);
      expect(opened.map(({ plaintext }) => plaintext)).toEqual(data.map(({ plaintext }) => plaintext));
    } finally {
      await session.end();
    }
  });

  /** A share check with one card. */
  const prove = async (given: Promise<CustodianTurn>): Promise<unknown> =>
    proveShare(childProcessHost(processes), parseSecurityDomain(testDomain(custodians, 3)), await given, []);
  const readers = { ykcs11: 'Yubico YubiKey', 'opensc-pkcs11': 'Reader of cards' } as const;
  const modules = Object.keys(readers) as (keyof typeof readers)[];

  it.each(modules)('take one VERIFY for a PIN with an umlaut: %s', async (module) => {
    const card = await insert({ ...second, pin: 'Zwölf1', serial: '00d4e5f6' }, readers[module]);
    await prove(turn(module, 'Zwölf1'));
    expect(card.verified).toBe(1);
    card.pull();
  });

  it('want the PIN for each use in the slot for signatures, and a wrong one is one try', async () => {
    const card = await insert({ ...second, pin: pins.yubikey, serial: '00d4e5f6', slot: '9c' });
    expect(await faultOfPromise(prove(turn('ykcs11', '000000')))).toMatchObject({ code: 'TOKEN_PIN_WRONG' });
    expect(card.verified).toBe(1);
    await prove(turn('ykcs11', pins.yubikey));
    expect(card.verified).toBe(3);
    card.pull();
  });

  it('reads what a YubiKey says of its key without a PIN, and adopts no key of which Yubico has not signed that', async () => {
    const attestation = { statement: statement(second.privateKey), attesting: attesting() };
    const card = await insert({ ...second, pin: pins.yubikey, serial: '00d4e5f6', attestation });
    const own = await turn('ykcs11', pins.yubikey);
    const host = childProcessHost(processes);
    const worker = host.startLoneKeyWorker(own.token?.module);
    const asked = new WorkerRequest(worker, tokenWorkerReplySchema, { do: 'read-token', token: {} }, []);
    const { head, parts } = await asked.reply(['read']);
    worker.stop();
    expect(parts).toEqual([second.certificateDer, attestation.statement, attestation.attesting]);
    const by = { certificateDer: second.certificateDer, serial: head.serial, at: new Date() };
    const proven = verifyTokenAttestation(attestation, by, [testAuthority]);
    expect(proven).toMatchObject({ slot: '9d', serial: '13952502' });
    const adoption = { turn: { ...own, token: own.token! }, custodian: 'C2', practice: false, at: new Date() };
    const verified = adoptKey(host, { ...adoption, attestation: 'verified' });
    expect(await faultOfPromise(verified)).toMatchObject({ code: 'TOKEN_ATTESTATION_ROOT' });
    expect(card.verified).toBe(0);
    const adopted = await adoptKey(host, { ...adoption, attestation: 'left-out' });
    expect(adopted).toMatchObject({ certificateDer: second.certificateDer, attestation: null });
    // Each use of the key is a login: the challenge is answered with the PIN that the token has just taken.
    expect(card.verified).toBe(2);
    card.pull();
  });
});
type TestKey = ReturnType<typeof testIdentity>;
