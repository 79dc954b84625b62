// A whole recovery and a whole activation from a shell, with tokens of three kinds: SoftHSM, a YubiKey behind ykcs11, and a PIV card behind OpenSC. The
// cards are virtual; pcscd and all modules are real.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { activationCommands } from '#e2e/proofs/offline/activation-commands.ts';
import { makeActivationScene } from '#e2e/proofs/offline/activation-scene.ts';
import { runLine } from '#e2e/support/command-run.ts';
import { realisticData, testCustodians, testDomain, testIdentity, type TestIdentity } from '#e2e/support/custodians.ts';
import { long } from '#e2e/support/long.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { CardReader, hasCards, VirtualPiv } from '#e2e/support/virtual-piv.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { attestingInPractice, statement } from '#core/custodian-key/testdata/attestations.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';

describe.runIf(hasTokens() && hasCards())('tokens of three kinds at commands', { ...long, timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-three-kinds-'));
  const pin = '271828';
  let reader: CardReader;
  let cards: VirtualPiv[] = [];
  beforeAll(async () => {
    writeFileSync(join(folder, 'pin'), pin);
    reader = new CardReader(folder);
    await reader.ready();
  });
  afterEach(() => {
    for (const card of cards) card.pull();
    cards = [];
  });
  afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true });
  });

  /** All three at once. @returns their URIs */
  async function plugIn(name: string, [first, second, third]: readonly TestIdentity[]): Promise<readonly string[]> {
    const attestation = { statement: statement(second!.privateKey), attesting: attestingInPractice() };
    const yubikey = new VirtualPiv({ ...second!, pin, serial: '00d4e5f6', attestation });
    const piv = new VirtualPiv({ ...third!, pin, serial: '00a1b2c3' }, 'Reader of cards');
    cards = [yubikey, piv];
    await Promise.all(cards.map(({ inReader }) => inReader));
    const { privateKey, certificateDer } = first!;
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const soft = new SoftTokens(join(folder, name));
    return [
      await soft.make({ label: 'C1', pin, keyPem, certificateDer }),
      'pkcs11:serial=13952502?module-name=ykcs11',
      'pkcs11:serial=00a1b2c300a1b2c3?module-name=opensc-pkcs11',
    ];
  }
  async function run(line: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const { code, out, error } = await runLine(line, childProcessHost(custodyWithTokens()));
    return { code, said: `${out}${error}` };
  }

  it('build the blob of a recovery', async () => {
    const custodians = testCustodians(3);
    const data = realisticData();
    const exchange = testIdentity('exchange');
    const at = (name: string, text: string | Buffer): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const blob = join(folder, 'blob.json');
    const fingerprint = sha256(exchange.certificateDer).toString('hex');
    const done = await run([
      ...['restore-blob', '--sd-file', at('domain.json', testDomain(custodians, 3, data))],
      ...['--sd-exchange-key', at('exchange.pem', encodePem('CERTIFICATE', exchange.certificateDer))],
      ...['--sd-wrapping-keys', ...(await plugIn('recovery', custodians))],
      ...['--password-files', ...Array<string>(3).fill(join(folder, 'pin')), '--sd-file-restore-blob', blob],
      ...[
        '--unattested',
        '--exchange-key-sha256',
        fingerprint,
        '--reason',
        'a test without an HSM',
        '--network-accepted',
      ],
    ]);
    expect(done).toMatchObject({ code: 0 });
    const opened = openRestoreBlob(parseRestoreBlob(readFileSync(blob)), exchange.privateKey, exchange.thumbprintS256);
    expect(opened).toEqual(data);
    // One for each PIN.
    expect(cards.map(({ verified }) => verified)).toEqual([1, 1]);
  });

  it('have the keys of an activation, and prove them', async () => {
    const keys = [1, 2, 3].map((at) => testIdentity(`activation-C${at}`));
    const [C1 = '', C2 = '', C3 = ''] = await plugIn('activation', keys);
    const passphrase = join(folder, 'passphrase');
    writeFileSync(passphrase, 'a passphrase of a test');
    mkdirSync(join(folder, 'scene'));
    const scene = makeActivationScene(join(folder, 'scene'), passphrase, {
      ...{ tokens: { C1, C2, C3 }, pin: join(folder, 'pin') },
    });
    const commands = activationCommands(scene);
    const last = commands.findIndex(({ name }) => name === 'journal sign');
    for (const { name, args, prepare } of commands.slice(0, last + 1)) {
      if (name === 'completion') continue;
      const line = [...name.split(' '), ...args, ...((await prepare?.()) ?? [])];
      expect([line.join(' '), await run(line)]).toEqual([line.join(' '), expect.objectContaining({ code: 0 })]);
    }
    const { closed, proven, tokens } = verifyJournal(readFileSync(scene.offlineJournal)).head.state;
    expect([closed, proven.length]).toEqual([true, 3]);
    const said = Object.values(tokens).map(({ manufacturer, attestation }) => [
      manufacturer,
      attestation !== undefined,
    ]);
    expect(said).toEqual([
      ['SoftHSM project', false],
      ['Yubico (www.yubico.com)', true],
      ['piv_II', false],
    ]);
  });
});
