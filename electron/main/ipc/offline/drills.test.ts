// The share check and the quorum drill through the calls of the screens: which copy of which key was proven, and the
// log from which the register of custody learns of it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { quorumHealth } from '#shared/register/health.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { enterProofs } from '#core/register/enter-proofs.ts';
import type { Medium } from '#platform/volumes/medium.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { dropSecretsWhileAway } from '#services/offline/left-alone.ts';
import type { PassphraseRequest } from '#services/app/app-services.ts';

const custodians = testCustodians(3);
const domain = testDomain(custodians, 2);
const domainSha256 = sha256(domain).toString('hex');
const id = 'PRACTICE-D1-1';
type Copy = 1 | 2;

let folder = '';
/** For whose key a passphrase was asked. */
const asked: unknown[] = [];
/** What happens while somebody types. */
let whileTyping: () => unknown;
class Machine extends OfflineMachine {
  protected override async passphraseFor({ who }: PassphraseRequest): Promise<string> {
    asked.push(who);
    await whileTyping();
    return 'typed';
  }
}
let machine: Machine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-drill-'));
  for (const stick of ['IN', 'OUT', 'C1', 'C2', 'C3']) mkdirSync(join(folder, stick));
  writeFileSync(join(folder, 'IN', 'domain.json'), domain);
  writeFileSync(join(folder, 'IN', 'other.json'), testDomain(testCustodians(3), 2));
  for (const [at, { privateKey }] of custodians.entries()) {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'typed' });
    for (const name of [`custodian-${at + 1}.key`, `C${at + 1}-copy-2.key`]) {
      writeFileSync(join(folder, `C${at + 1}`, name), pem);
    }
  }
  whileTyping = () => undefined;
  machine = new Machine(folder, () => new Date('2026-10-14T09:00:00Z'));
});
afterEach(async () => {
  await machine.end();
  rmSync(folder, { recursive: true });
});

async function role(stick: string, as: 'in' | 'out'): Promise<void> {
  machine.plugIn(join(folder, stick));
  await machine.role(stick, as);
}
const load = async (name = /^domain/): Promise<View> =>
  machine.calls.securityDomain.load({ file: await machine.file('IN', name) });

/** The wall says three months later than the machine. */
async function begin(purpose: Purpose): Promise<void> {
  await machine.startSession({ purpose, practice: true, id }, '2027-01-14T09:00Z');
  await role('IN', 'in');
  await load();
}

/** One turn: the stick of a custodian, said to be this copy. */
async function faultOfTurn(at: number, copy: Copy, name = 'custodian'): Promise<Fault | undefined> {
  machine.plugIn(join(folder, `C${at}`));
  machine.ownKey = new RegExp(`^${name}.*[(]C${at}[)]`);
  return machine.custodianTurn({ custodian: null, copy });
}

/** A register of these custodians, whose copies were all proven in the summer. */
function registerBefore(changes: Partial<CustodyRegister> = {}): CustodyRegister {
  const register = registerOf(3, 2);
  return {
    ...register,
    practice: true,
    hsm: { name: 'new-hsm', uri: 'https://new-hsm.managedhsm.practice.invalid' },
    securityDomainSha256: domainSha256,
    custodians: register.custodians.map((each, at) => ({
      ...each,
      certificateSha256: sha256(custodians[at]?.certificateDer ?? Buffer.alloc(0)).toString('hex'),
    })),
    ...changes,
  };
}

async function exportedLog(): Promise<Buffer> {
  await machine.calls.session.finish(null);
  await role('OUT', 'out');
  await machine.calls.session.exportLog(null);
  const [name = 'none'] = readdirSync(join(folder, 'OUT'));
  return readFileSync(join(folder, 'OUT', name));
}

describe('a share check', () => {
  it('takes both copies of everybody, each once, and its log renews the proofs of the register', async () => {
    // A certificate is beside one key of the six: the others only say that they opened their shares.
    writeFileSync(join(folder, 'C1', 'custodian-1.cer'), custodians[0]?.certificateDer ?? '');
    await begin('share-check');
    expect(machine.view.custodians).toMatchObject({ have: 0, required: 6 });
    for (const at of [1, 2, 3]) for (const copy of [1, 2] as const) expect(await faultOfTurn(at, copy)).toBeUndefined();
    expect(machine.view.custodians.have).toBe(6);
    expect(asked.at(-1)).toEqual({ copy: 2 });
    const register = registerBefore();
    expect(quorumHealth(register, '2027-01-14').provenProbability).toBe(0);
    const { register: after, entered } = enterProofs(register, [await exportedLog()]);
    expect(entered).toHaveLength(6);
    expect(entered[1]).toEqual({ ...entered[0], copy: 2 });
    expect(entered[0]).toEqual({ custodian: 'C1', copy: 1, on: '2027-01-14', how: 'share-check', ceremony: id });
    expect(entered.map(({ how }) => how).filter((how) => how === 'share-check-on-its-word')).toHaveLength(4);
    const health = quorumHealth(after, '2027-01-14');
    expect(health.custodians.map(({ dueOn }) => dueOn)).toEqual(Array(3).fill('2027-04-15'));
    expect(health.findings.filter(({ kind }) => kind.startsWith('pro'))).toEqual([]);
  });

  it('refuses a copy the second time, and takes the other copy of the same key', async () => {
    await begin('share-check');
    await faultOfTurn(1, 1);
    expect(await faultOfTurn(1, 1)).toEqual({
      code: 'COPY_ALREADY_PROVEN',
      custodian: custodians[0]?.thumbprintS256,
      copy: 1,
    });
    expect(await faultOfTurn(1, 2)).toBeUndefined();
    expect(machine.view.custodians.accepted.map(({ copy }) => copy)).toEqual([1, 2]);
    // No certificate is beside these keys.
    expect(machine.view.custodians.accepted.map(({ onItsWord }) => onItsWord)).toEqual([true, true]);
  });

  it('takes no copy from the stick of the other one, whichever part of it that is', async () => {
    await begin('share-check');
    const { volumes } = machine.appState.world;
    const mediumOf = volumes.mediumOf.bind(volumes);
    const device = vi.fn(() => ({ sequence: '7', serial: 'Stick 4C53' }));
    vi.spyOn(volumes, 'mediumOf').mockImplementation((file) => ({ ...mediumOf(file), device: device() }));
    expect(await faultOfTurn(1, 1)).toBeUndefined();
    for (const again of [
      { sequence: '7', serial: 'Stick 4C53' },
      { sequence: '9', serial: 'Stick 4C53' },
    ]) {
      device.mockReturnValue(again);
      expect(await faultOfTurn(1, 2)).toEqual({ code: 'COPIES_ON_ONE_STICK', stick: 'C1', copy: 2 });
    }
    expect(machine.view.custodians.have).toBe(1);
    // Another custodian's copy may be on it, and the own second copy on another.
    expect(await faultOfTurn(2, 1)).toBeUndefined();
    device.mockReturnValue({ sequence: '10', serial: 'Stick 77' });
    expect(await faultOfTurn(1, 2)).toBeUndefined();
    expect(machine.view.custodians.have).toBe(3);
  });

  /** The stick of the first custodian, as the system reports it. */
  const stick = (serial: string): Medium => ({
    path: join(folder, 'C1'),
    name: 'C1',
    readOnly: false,
    device: { serial },
  });
  async function withStickOfFirst(): Promise<void> {
    await begin('share-check');
    machine.media = [stick('4C53')];
    machine.ownKey = /^custodian/;
    await look();
  }
  /** As the watch looks, every second. */
  async function look(): Promise<void> {
    await machine.appState.world.volumes.refresh();
    machine.appState.update();
  }

  it('proves no copy from a stick that has come into the place of its own', async () => {
    await withStickOfFirst();
    whileTyping = () => {
      machine.media = [stick('77')];
    };
    expect(await machine.custodianTurn({ custodian: null, copy: 1 })).toEqual({ code: 'VOLUME_GONE', name: 'C1' });
    expect(machine.view.custodians.accepted).toEqual([]);
  });

  it('waits until the stick of an accepted copy is out', async () => {
    await withStickOfFirst();
    let isOver = false;
    const turn = machine.custodianTurn({ custodian: null, copy: 1 }).finally(() => (isOver = true));
    await vi.waitUntil(() => machine.view.custodians.turn.phase === 'accepted', { timeout: 60_000 });
    await look();
    expect(await faultOfPromise(() => machine.role('C1', 'none'))).toMatchObject({ code: 'CALL_WHILE_ASKING' });
    expect(isOver).toBe(false);
    machine.media = [];
    await look();
    expect(await turn).toBeUndefined();
    expect(machine.view.custodians.turn).toEqual({ phase: 'nobody' });
  });

  it('drops what comes of a turn that is over, into the next one or any other', async () => {
    await withStickOfFirst();
    whileTyping = () => dropSecretsWhileAway(machine.appState, 'screen-locked');
    await machine.custodianTurn({ custodian: null, copy: 1 });
    expect(machine.view.custodians).toMatchObject({ turn: { phase: 'nobody' }, accepted: [] });
  });

  it('opens no key whose file bears the number of the other copy', async () => {
    await begin('share-check');
    const before = asked.length;
    expect(await faultOfTurn(2, 1, 'C2-copy-2')).toEqual({
      code: 'COPY_NAMED_OTHERWISE',
      file: 'C2-copy-2.key',
      copy: 1,
    });
    // Nobody was asked for a passphrase.
    expect(asked).toHaveLength(before);
    expect(await faultOfTurn(2, 2, 'C2-copy-2')).toBeUndefined();
  });

  it('keeps what was proven when the same file is loaded again, and forgets it with another', async () => {
    await begin('share-check');
    await faultOfTurn(1, 1);
    expect((await load()).custodians.have).toBe(1);
    expect((await load(/^other/)).custodians).toMatchObject({ have: 0, accepted: [], required: 6 });
  });

  it('asks which copy it is, and a recovery does not', async () => {
    await begin('share-check');
    const call = () => machine.calls.custodians.begin({ custodian: null, copy: null });
    expect(await faultOfPromise(call)).toEqual({
      code: 'CALL_OUT_OF_ORDER',
      call: 'custodians.begin',
      needs: 'the number of the copy',
    });
  });

  it('gives its log out after its end alone, never over another file, and shows what was written', async () => {
    await begin('share-check');
    await faultOfTurn(3, 1);
    expect(await faultOfPromise(() => machine.calls.session.exportLog(null))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
    });
    const log = await exportedLog();
    expect(verifyJournal(log).head.state.closed).toBe(true);
    const [written] = machine.view.written;
    expect(written).toMatchObject({ volume: 'OUT', bytes: log.length, readBack: true });
    expect(written?.name).toMatch(/^session-log-\d{8}T\d{6}Z-PRACTICE-D1-1-[0-9a-f]{6}\.jsonl$/);
    expect(await faultOfPromise(() => machine.calls.session.exportLog(null))).toMatchObject({
      code: 'FILE_EXISTS',
    });
    await machine.calls.session.leave(null);
    expect(machine.view.volumes).toEqual([]);
  });
});

describe('a quorum drill', () => {
  it('goes on where its log cannot be written, says so behind what else is told, and gives out no log', async () => {
    await begin('quorum-drill');
    await faultOfTurn(1, 1);
    const sessions = join(folder, 'sessions');
    rmSync(join(sessions, readdirSync(sessions).find((name) => name.endsWith('.lock')) ?? ''));
    machine.waysOut = [{ kind: 'interface', name: 'eth0' }];
    await checkGap(machine.appState);
    expect(machine.view).toMatchObject({ alarm: { code: 'AIR_GAP_LOST', sharesDropped: 1 }, custodians: { have: 0 } });
    await machine.calls.session.closeAlarm(null);
    expect(machine.view.alarm).toEqual({ code: 'SESSION_LOG_STOPPED', why: 'JOURNAL_IN_USE' });
    await machine.calls.session.closeAlarm(null);
    machine.waysOut = [];
    for (const at of [1, 2]) expect(await faultOfTurn(at, 1)).toBeUndefined();
    await machine.calls.blob.build(null);
    expect(machine.view).toMatchObject({ alarm: null, blob: { phase: 'proven' } });
    expect(await faultOfPromise(exportedLog)).toEqual({ code: 'SESSION_LOG_INCOMPLETE', why: 'JOURNAL_IN_USE' });
  });

  it('names the copies as well, and proves those', async () => {
    await begin('quorum-drill');
    await faultOfTurn(1, 2);
    await faultOfTurn(3, 1);
    await machine.calls.blob.build(null);
    expect(machine.view.blob).toMatchObject({ phase: 'proven' });
    const { entered } = enterProofs(registerBefore(), [await exportedLog()]);
    expect(entered.map(({ custodian, copy, how }) => [custodian, copy, how])).toEqual([
      ['C1', 2, 'quorum-drill'],
      ['C3', 1, 'quorum-drill'],
    ]);
  });
});
