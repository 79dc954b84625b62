// Readiness by the command that monitoring runs: green only where everything was asked and is well, each trouble by its own row.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { prepareRecovery, type Recovery, TestClock } from '#e2e/support/recovery-setup.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { copyOf, custodianOf, registerOf } from '#shared/register/testdata/registers.ts';
import { type Readiness, readinessChecks, serviceChecks } from '#shared/readiness/readiness.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { checkOfCard, withNewestFolder } from '#core/documents/standing-card.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { encodeRegister } from '#core/register/register-file.ts';
import {
  practiceIdentityId,
  practiceResourceGroup,
  practiceSubscriptionId,
} from '#simulator/control-plane/azure-state.ts';
import { registerHsm } from './hsm/hsm.ts';
import { registerReadiness } from './readiness.ts';

const workspace = usePracticeWorkspace();
const hsm = 'https://lost-hsm.managedhsm.practice.invalid';
let recovery: Recovery;
let place: string;
let clock: TestClock;
const at = (name: string): string => join(place, name);

/** The register of the workspace's custodians, in which nothing needs acting on. */
function soundRegister(changes: Partial<CustodyRegister> = {}): CustodyRegister {
  const on = new Date(clock.now()).toISOString().slice(0, 10);
  const proof = { on, how: 'share-check', ceremony: 'PRACTICE-DRILL-1' } as const;
  return registerOf(3, 2, {
    practice: true,
    hsm: { name: 'lost-hsm', uri: hsm },
    reviewedOn: on,
    securityDomainSha256: sha256(recovery.securityDomain).toString('hex'),
    custodians: workspace.custodians.map(({ certificateDer }, k) =>
      custodianOf(k + 1, {
        certificateSha256: sha256(certificateDer).toString('hex'),
        copies: [copyOf(k + 1, 1, { proof }), copyOf(k + 1, 2, { proof })],
      }),
    ),
    ...changes,
  });
}

/** A map that is younger than any backup here, of an HSM whose keys nobody uses. */
const nobody: ConsumerMap = {
  ...{ format: 'lifeboat-consumers', v: 1, practice: true, hsm, hsmId: null, taken: '2999-01-01T00:00:00Z' },
  ...{ plannedRegion: null, seen: [practiceSubscriptionId], notSeen: [], consumers: [] },
};

beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  place = workspace.newDirectory();
  clock = new TestClock();
  await mkdir(at('records'), { recursive: true });
  await writeFile(at('inventory'), encodeInventory(recovery.inventory));
  await writeFile(at('domain'), recovery.securityDomain);
  await writeFile(at('register'), encodeRegister(soundRegister()));
  await writeFile(at('consumers'), encodeConsumerMap(nobody));
  await writeFile(at('plan'), encodePlan(recovery.plan));
  await writeFile(at('custodian-1.cer'), workspace.custodians[0]?.certificateDer ?? '');
  await protectFromPurge();
});

/** As the HSM's owner switches it on. */
const protectFromPurge = async (): Promise<void> => {
  await workspace
    .controlPlane(recovery.cloud)
    .managedHsms.update(
      practiceResourceGroup,
      'lost-hsm',
      { properties: { enablePurgeProtection: true } },
      { updateIntervalInMs: 1 },
    );
};

const waiting = { wait: () => Promise.resolve(), now: () => clock.now() };
const practice = (): string[] => ['--practice', recovery.cloud.url, '--ca', recovery.cloud.caCertificateFile];
const named = (): string[] => ['--hsm', hsm, '--container-uri', recovery.cloud.containerUri, ...practice()];
const inAzure = ['--subscription', practiceSubscriptionId, '--resource-group', practiceResourceGroup];
const identity = ['--identity-id', practiceIdentityId];
const files = (): string[] => [
  ...['--inventory', at('inventory'), '--security-domain', at('domain'), '--register', at('register')],
  ...['--certificates', at('custodian-1.cer'), '--consumers', at('consumers')],
  ...['--card-plan', at('plan'), '--card-check', checkOfCard(recovery.plan)],
];
const everything = (): string[] => [...named(), ...inAzure, ...identity, ...files()];

const readinessRun = (line: readonly string[]): Promise<CommandRun> =>
  runCommand((program, context) => registerReadiness(program, context, waiting), ['readiness', ...line]);

async function look(line: readonly string[]): Promise<Readiness & { readonly exit: number }> {
  const { exit, text } = await readinessRun([...line, '--json']);
  const { result } = JSON.parse(text) as { result: Readiness | undefined };
  if (!result) throw new Error(text);
  return { ...result, exit };
}

/** The rows that are not green, as `id outcome kind`, or with the code of what was refused. */
const troubles = ({ checks }: Readiness): string[] =>
  checks
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ id, outcome, found }) => `${id} ${outcome} ${found.kind === 'refused' ? found.fault.code : found.kind}`);

/** The same without the emergency card, which was printed before the backup that a test takes. */
const othersThanCard = (found: Readiness): string[] =>
  troubles(found).filter((each) => !each.startsWith('emergency-card'));

async function standingBackup(): Promise<void> {
  const { exit, text } = await runCommand(
    (program, context) => registerHsm(program, context, waiting),
    ['hsm', 'backup', '--standing', ...named(), '--records', at('records')],
  );
  expect(text, text).toContain('BACKED UP');
  expect(exit).toBe(0);
}

describe('a healthy HSM', () => {
  it('is ready when everything was asked and is well', async () => {
    await standingBackup();
    const withRecords = [...everything(), '--records', at('records')];
    // The card in the drawer has the folder before this one.
    expect(troubles(await look(withRecords))).toEqual(['emergency-card look card']);
    const [record = ''] = await readdir(at('records'));
    const reprinted = checkOfCard(withNewestFolder(recovery.plan, await readFile(at(join('records', record)))));
    const found = await look([...withRecords, '--card-check', reprinted.toUpperCase()]);
    expect(troubles(found)).toEqual([]);
    expect(found).toMatchObject({ hsm, practice: true, light: 'ready', exit: 0 });
    expect(found.checks.map(({ id }) => id).sort()).toEqual([...readinessChecks].sort());
    const before = workspace.seen().length;
    const { text } = await readinessRun(everything());
    expect(text).toContain('PRACTICE');
    expect(text).toContain('READY:');
    // Whatever is sent besides questions and sign-ins is the check that the HSM makes by itself.
    const sent = workspace.seen().slice(before);
    const changing = sent.filter(
      ({ method, host }) => method !== 'GET' && method !== 'HEAD' && !host.startsWith('login.'),
    );
    expect(changing.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /prebackup']);
  });

  it('is never green by what was not asked', async () => {
    const found = await look(named());
    expect(found).toMatchObject({ light: 'attention', exit: 6 });
    expect(troubles(found)).toEqual([
      ...['hsm-state', 'purge-protection', 'identity', 'own-rights', 'storage-role', 'storage-network'].map(
        (id) => `${id} unknown not-asked`,
      ),
      'external-keys unknown not-given',
      'inventory unknown not-given',
      'security-domain unknown not-given',
      'custody unknown not-given',
      'consumers unknown not-given',
      'emergency-card unknown not-given',
    ]);
    expect(troubles(await look([...named(), ...inAzure, ...files()]))).toEqual([
      'identity unknown identity-not-named',
      'storage-role unknown identity-not-named',
    ]);
  });
});

describe('the last backup', () => {
  it('turns the light yellow past its limit, and red past twice as much', async () => {
    clock.advance(25 * 3_600_000);
    expect(await look([...everything(), '--max-age-hours', '26'])).toMatchObject({ light: 'ready' });
    const late = await look([...everything(), '--max-age-hours', '24']);
    expect(late).toMatchObject({ light: 'attention', exit: 6 });
    expect(troubles(late)).toEqual(['last-backup look backup-age']);
    const missed = await look([...everything(), '--max-age-hours', '12']);
    expect(missed).toMatchObject({ light: 'not-ready', exit: 3 });
    expect(troubles(missed)).toEqual(['last-backup stop backup-age']);
  });

  it('is a wrong clock where its time has not come', async () => {
    clock.advance(-3_600_000);
    // Without files, whose days would be tomorrow's in the first hour of a day.
    expect(troubles(await look(named()))).toContain('last-backup look backup-ahead');
  });

  it('is not there in a container of another HSM', async () => {
    await recovery.cloud.createContainer('https://lifeboat.blob.practice.invalid/empty');
    const found = await look([...everything(), '--container-uri', 'https://lifeboat.blob.practice.invalid/empty']);
    expect(troubles(found)).toContain('last-backup stop no-backup');
    expect(found.exit).toBe(3);
  });

  it('is no longer there although its record says so', async () => {
    await standingBackup();
    const folder = at('records');
    const [name = ''] = await readdir(folder);
    const record = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>;
    const later = name.replace(/\d{8}T/, '29991231T');
    const write = (change: object): Promise<void> =>
      writeFile(join(folder, later), JSON.stringify({ ...record, ...change }));
    const line = [...everything(), '--records', folder];
    await write({ folder: 'mhsm-lost-hsm-20200101000000' });
    expect(othersThanCard(await look(line))).toEqual(['backup-record stop record-gone']);
    await write({ practice: false });
    expect(othersThanCard(await look(line))).toEqual(['backup-record look BACKUP_RECORD_FOREIGN']);
    await write({ v: 2 });
    expect(othersThanCard(await look(line))).toEqual(['backup-record look BACKUP_RECORD_FORM']);
    await writeFile(join(folder, later), JSON.stringify(record, null, 1));
    expect(othersThanCard(await look(line))).toEqual(['backup-record look BACKUP_RECORD_NOT_CANONICAL']);
    await mkdir(at('none'));
    expect(othersThanCard(await look([...everything(), '--records', at('none')]))).toEqual([
      'backup-record look no-record',
    ]);
  });

  it('is believed by its record alone nowhere', async () => {
    await standingBackup();
    recovery.cloud.playFaults([
      {
        method: 'GET',
        host: '*.blob.practice.invalid',
        path: '/backups',
        times: 99,
        action: { kind: 'answer', answer: { status: 403, headers: {}, text: '' } },
      },
    ]);
    const found = await look([...everything(), '--records', at('records')]);
    expect(troubles(found)).toContain('last-backup unknown backup-age');
    expect(troubles(found)).toContain('backup-record unknown record-not-compared');
    expect(found.light).toBe('attention');
  });
});

describe('what has changed around a healthy HSM', () => {
  it('is named: a missing container, an HSM that is not where it should be', async () => {
    const gone = await look([...everything(), '--container-uri', `${recovery.cloud.containerUri}-2`]);
    expect(troubles(gone)).toEqual(expect.arrayContaining(['container stop container-gone']));
    expect(troubles(gone).some((each) => each.startsWith('backup-path stop'))).toBe(true);
    const { text } = await readinessRun([...everything(), '--container-uri', `${recovery.cloud.containerUri}-2`]);
    // Advice for a step of a recovery has no place here.
    expect(text).toContain('Correct what the reason names');
    expect(text).not.toContain('incident sheet');
    await recovery.cloud.softDeleteHsm('lost-hsm');
    const deleted = await look(everything());
    expect(troubles(deleted)).toEqual(
      expect.arrayContaining(['hsm-state stop hsm-missing', 'purge-protection stop hsm-missing']),
    );
    expect(deleted).toMatchObject({ light: 'not-ready', exit: 3 });
  });

  it('is named: a role that the identity has lost, a firewall that is closed', async () => {
    const { azure } = recovery.cloud;
    await azure.setAccount('lifeboat', { defaultAction: 'Deny', bypass: 'None' });
    expect(troubles(await look(everything()))).toContain('storage-network stop network-closed');
    await azure.setAccount('lifeboat', { defaultAction: 'Allow' });
    const { principalId, id } = await azure.addIdentity('stranger');
    expect(principalId).not.toBe('');
    const stranger = await look([...everything(), '--identity-id', id]);
    expect(troubles(stranger)).toEqual(['identity stop identity-not-attached', 'storage-role stop role-missing']);
  });

  it('is named: an inventory of which some lists can be compared with nothing', async () => {
    const before = { ...recovery.inventory, settings: { read: false, reason: 'forbidden' } as const };
    await writeFile(at('partly'), encodeInventory(before));
    expect(troubles(await look([...everything(), '--inventory', at('partly')]))).toEqual([
      'inventory look inventory-partly',
    ]);
  });

  it('is named: a key that was made since the inventory, and another HSM’s inventory', async () => {
    await workspace.open(recovery.cloud, hsm).keys.createKey('new', { kty: 'oct-HSM', key_size: 256 });
    expect(troubles(await look(everything()))).toEqual(['inventory look inventory-differs']);
    const foreign = { ...recovery.inventory, hsm: 'https://other-hsm.managedhsm.practice.invalid' };
    await writeFile(at('foreign'), encodeInventory(foreign));
    expect(troubles(await look([...everything(), '--inventory', at('foreign')]))).toEqual([
      'inventory look INVENTORY_FOREIGN',
    ]);
  });

  it('is named: a region that is being added, and differences that may be none in an HSM of two', async () => {
    const regions = (state: string): string =>
      `"regions":[{"name":"westeurope","isPrimary":true,"provisioningState":"Succeeded"},{"name":"westus","isPrimary":false,"provisioningState":"${state}"}]`;
    const hsms = '/subscriptions/*/providers/Microsoft.KeyVault/managedHSMs';
    const resource = '/subscriptions/*/resourceGroups/*/providers/Microsoft.KeyVault/managedHSMs/*';
    const show = (state: string): void => {
      const text = (body: string): string => body.replaceAll('"regions":[]', regions(state));
      const script = { method: 'GET', times: Infinity, action: { kind: 'change', text } } as const;
      recovery.cloud.playFaults([
        { ...script, path: hsms },
        { ...script, path: resource },
      ]);
    };
    show('Provisioning');
    expect(troubles(await look(everything()))).toContain('hsm-state look hsm-extending');
    show('Succeeded');
    const { checks } = await look(everything());
    expect(checks.find(({ id }) => id === 'hsm-state')).toMatchObject({ outcome: 'ok' });
    expect(checks.find(({ id }) => id === 'inventory')?.found).toMatchObject({ kind: 'inventory-differs', regions: 2 });
  });

  it('is asked again for each page and each answer of the storage that was lost', async () => {
    await standingBackup();
    const { pathname: path } = new URL(recovery.cloud.containerUri);
    const busy = errorInstead(503, 'ServerBusy', 'The server is busy.');
    recovery.cloud.playFaults([0, 2].map((after) => ({ method: 'GET', path, after, action: busy })));
    expect(othersThanCard(await look([...everything(), '--records', at('records')]))).toEqual([]);
    expect(recovery.cloud.unplayedFaults()).toEqual([]);
  });

  it('goes on with the inventory where it was interrupted, for a backup as for a look', async () => {
    const versions = { method: 'GET', path: '/keys/*/versions' } as const;
    const interrupted = { ...versions, after: 1, times: Infinity, action: errorInstead(400, 'Odd', 'odd') };
    const backup = ['hsm', 'backup', '--standing', '--with-inventory', ...named(), '--records', at('records')];
    const run = (): Promise<CommandRun> =>
      runCommand((program, context) => registerHsm(program, context, waiting), backup);
    const asked = (): number => workspace.seen().filter(({ path }) => /^\/keys\/[^/]+\/versions$/.test(path)).length;
    const partial = async (): Promise<string[]> =>
      (await readdir(at('records'))).filter((name) => name.endsWith('.partial'));
    recovery.cloud.playFaults([interrupted]);
    expect(await run()).toMatchObject({ exit: 5 });
    expect(await partial()).toHaveLength(1);
    recovery.cloud.playFaults([]);
    const before = asked();
    expect(await run()).toMatchObject({ exit: 0 });
    expect(await partial()).toEqual([]);
    const whole = asked() - before;
    recovery.cloud.playFaults([interrupted]);
    expect(troubles(await look([...everything(), '--records', at('records')]))).toContain(
      'inventory unknown SERVICE_REFUSED',
    );
    expect(await partial()).toHaveLength(1);
    recovery.cloud.playFaults([]);
    const again = asked();
    expect(othersThanCard(await look([...everything(), '--records', at('records')]))).toEqual([]);
    expect(asked() - again).toBeLessThanOrEqual(whole);
    expect(await partial()).toEqual([]);
  });

  it('is named: another security domain, and custodians who were not proven', async () => {
    await writeFile(at('register'), encodeRegister(soundRegister({ securityDomainSha256: 'e'.repeat(64) })));
    expect(othersThanCard(await look(everything()))).toEqual(['security-domain stop domain-differs']);
    const unproven = soundRegister().custodians.map((each, k) => ({
      ...each,
      copies: [copyOf(k + 1, 1, { proof: null }), copyOf(k + 1, 2, { proof: null })] as typeof each.copies,
    }));
    await writeFile(at('register'), encodeRegister(soundRegister({ custodians: unproven })));
    const found = await look(everything());
    expect(new Set(troubles(found))).toEqual(new Set(['custody look custody', 'custody stop custody']));
    expect(found.exit).toBe(3);
  });
});

it('is documented with every row', async () => {
  const page = await readFile(join(root, 'assets/docs/command-line.md'), 'utf8');
  expect(readinessChecks.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

it('has a row for who uses which key, red where no backup has the key', async () => {
  const consumer = {
    ...{ id: '/subscriptions/s/resourceGroups/g/providers/p/t/ledger', type: 'p/t', region: 'westeurope', owner: null },
    ...{ states: [], identities: [], identity: null, disks: null },
    uses: [{ path: 'properties.key', key: 'made-yesterday', version: null }],
  };
  await writeFile(at('consumers'), encodeConsumerMap({ ...nobody, consumers: [consumer] }));
  const { exit, text } = await readinessRun(everything());
  expect(exit).toBe(3);
  expect(text).toContain('IN NO BACKUP is the key of ledger');
});

describe('where nobody answers', () => {
  it('is not known, by an exit code of its own', async () => {
    const line = everything();
    await recovery.cloud.close();
    const found = await look(line);
    expect(found).toMatchObject({ light: 'not-known', exit: 5 });
    const asked = found.checks.filter(({ id }) => serviceChecks.some((each) => each === id));
    expect(asked.every(({ outcome }) => outcome === 'unknown')).toBe(true);
    expect(new Set(troubles({ ...found, checks: asked }).map((each) => each.split(' ')[2]))).toEqual(
      new Set(['SERVICE_UNREACHABLE', 'SERVICE_SIGN_IN_FAILED', 'hsm-roles-not-told']),
    );
  });

  it('asks an HSM that refuses the sign-in nothing more', async () => {
    const before = workspace.seen().length;
    const answer = { status: 401, headers: {}, text: '' };
    recovery.cloud.playFaults([{ method: 'POST', path: '/prebackup', times: 9, action: { kind: 'answer', answer } }]);
    expect(troubles(await look(everything()))).toEqual([
      'backup-path unknown SERVICE_CHALLENGE_MISSING',
      'external-keys unknown SERVICE_CHALLENGE_MISSING',
      'inventory unknown SERVICE_CHALLENGE_MISSING',
    ]);
    const paths = workspace
      .seen()
      .slice(before)
      .map(({ path }) => path);
    expect(paths).toContain('/prebackup');
    expect(paths.filter((path) => path.startsWith('/keys'))).toEqual([]);
  });

  it('and a file that was named is not there, says so before anything is asked', async () => {
    const before = workspace.seen().length;
    const { exit, text } = await readinessRun([...everything(), '--register', at('nowhere'), '--json']);
    expect([exit, (JSON.parse(text) as { fault: { code: string } }).fault.code]).toEqual([4, 'FILE_NOT_FOUND']);
    expect(workspace.seen().slice(before)).toEqual([]);
  });
});
