// A healthy HSM in the online app: opened by what people type, looked at, backed up, and let go of; nothing of it meets a ceremony.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { type OperatorMachine, type PreparedOperators, prepareOperators } from '#e2e/support/prepared-operators.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { hsmResourceId } from '#core/azure/names.ts';
import { checkOfCard, withNewestFolder } from '#core/documents/standing-card.ts';
import { parseBackupRecord } from '#core/backup-record/backup-record.ts';
import { parseConsumerMap } from '#core/consumers/map-file.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import {
  practiceIdentityId,
  practiceRegion,
  practiceResourceGroup,
  practiceSubscriptionId,
} from '#simulator/control-plane/azure-state.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';

const workspace = usePracticeWorkspace();
let prepared: PreparedOperators;
let machine: OperatorMachine;
beforeEach(async () => {
  prepared = await prepareOperators(workspace);
  machine = prepared.start('operator-1');
});
afterEach(() => machine.appState.leaveCeremony());

const practiceWay = { way: 'practice', place: null, principal: null } as const;
const details = () => ({
  address: 'lost-hsm.managedhsm.practice.invalid/',
  tenant: '',
  container: prepared.recovery.cloud.containerUri,
  place: { subscription: practiceSubscriptionId, resourceGroup: practiceResourceGroup },
  identity: practiceIdentityId,
});
const nothingChosen = {
  inventory: null,
  consumers: null,
  securityDomain: null,
  securityDomainSha256: null,
  register: null,
  plan: null,
  card: null,
  certificates: [],
  records: null,
  maxAgeHours: 26,
};
const refused = (action: () => unknown): Promise<unknown> => faultOfPromise(Promise.resolve().then(action));
const ended = async (): Promise<OnlineView> => {
  await expect.poll(() => machine.appState.running, { timeout: 20_000 }).toBe(undefined);
  return machine.appState.view;
};

/** People type which HSM it is. */
function opened(typed: Partial<ReturnType<typeof details>>, at = machine) {
  const { place, ...others } = { ...details(), ...typed };
  at.answers = { ...others, ...place };
  return at.calls.readiness.open(null);
}

async function open(): Promise<void> {
  await opened({});
  await machine.calls.account.signIn(practiceWay);
}

describe('a healthy HSM', () => {
  it('is opened by what people type, and says that it is practice', async () => {
    await opened({});
    expect(machine.appState.view).toMatchObject({
      ceremony: { phase: 'none' },
      steps: [],
      readiness: {
        phase: 'open',
        practice: true,
        name: 'lost-hsm',
        uri: 'https://lost-hsm.managedhsm.practice.invalid',
        look: { phase: 'not-looked' },
        backup: { phase: 'none' },
      },
    });
    expect(await refused(() => machine.calls.readiness.look(nothingChosen))).toMatchObject({ needs: 'a sign-in' });
    expect(await refused(() => opened({}))).toMatchObject({ needs: 'no ceremony' });
    const left = await machine.calls.session.leave(null);
    expect(left.readiness).toEqual({ phase: 'none' });
    expect(await refused(() => machine.calls.readiness.look(nothingChosen))).toMatchObject({ needs: 'a healthy HSM' });
  });

  it('is looked at with files by tokens, and what was found is written as JSON', async () => {
    await open();
    expect(await refused(() => machine.calls.readiness.export(null))).toMatchObject({ needs: 'a look at the HSM' });
    const domain = join(machine.stick, 'domain.json');
    writeFileSync(domain, prepared.recovery.securityDomain);
    const looked = await machine.calls.readiness.look({
      ...nothingChosen,
      inventory: machine.token(prepared.inventoryFile, 'inventory'),
      securityDomain: machine.token(domain, 'data'),
    });
    expect(machine.told.some(({ readiness }) => readiness.phase === 'open' && readiness.look.phase === 'looking')).toBe(
      true,
    );
    if (looked.readiness.phase !== 'open' || looked.readiness.look.phase !== 'looked') throw new Error('not looked');
    const { readiness } = looked.readiness.look;
    expect(readiness.light).toBe('attention');
    const outcome = (id: string): string | undefined => readiness.checks.find((each) => each.id === id)?.outcome;
    expect(['inventory', 'security-domain', 'custody', 'last-backup'].map(outcome)).toEqual([
      'ok',
      'look',
      'unknown',
      'ok',
    ]);
    const view = await machine.calls.readiness.export(null);
    const [file] = view.written;
    expect(file?.name).toMatch(/^PRACTICE-readiness-lost-hsm-\d{14}\.json$/);
    expect(JSON.parse(readFileSync(join(machine.stick, file?.name ?? ''), 'utf8'))).toEqual(readiness);
  });

  it('says who uses its keys, writes the map beside the records of backups, and whom to call on paper', async () => {
    const { azure } = prepared.recovery.cloud;
    const host = 'lost-hsm.managedhsm.practice.invalid';
    const resourceId = hsmResourceId(practiceSubscriptionId, practiceResourceGroup, 'lost-hsm');
    const keys = [...prepared.recovery.inventory.keys.map(({ name }) => name), 'of-no-backup'];
    const estate = { host, resourceId, subscription: practiceSubscriptionId, region: practiceRegion };
    await azure.addResources(practiceEstate({ ...estate, otherRegion: 'northeurope', keys }));
    await open();
    const ask = (inventory: string | null) =>
      machine.calls.consumers.find({
        plannedRegion: 'North Europe',
        managementGroup: null,
        ownerTag: 'owner',
        inventory,
      });
    expect(await refused(() => machine.calls.consumers.savePdf({ language: 'en', paper: 'a4' }))).toMatchObject({
      needs: 'a look at the HSM',
    });
    const { consumers, written } = await ask(machine.token(prepared.inventoryFile, 'inventory'));
    if (consumers.phase !== 'found') throw new Error('not found');
    expect(consumers).toMatchObject({ count: 40, stranded: 10, plannedRegion: 'northeurope', notSeen: [] });
    expect(consumers.notBackedUp).toBeGreaterThan(0);
    expect(consumers.rows.filter(({ notBackedUp: each }) => each.length > 0)).toHaveLength(consumers.notBackedUp);
    expect(consumers.rows.filter(({ isStranded }) => isStranded)).toHaveLength(10);
    const [file, table] = written.map(({ name }) => name);
    expect(file).toMatch(/^PRACTICE-lifeboat-consumers-lost-hsm-\d{8}T\d{6}Z\.json$/);
    expect(table).toBe(file?.replace('json', 'csv'));
    expect(parseConsumerMap(readFileSync(join(machine.stick, file ?? ''))).consumers).toHaveLength(40);
    // Readiness takes the newest map that is beside the records.
    const records = machine.token(machine.stick, 'folder');
    const looked = await machine.calls.readiness.look({ ...nothingChosen, records });
    expect(JSON.stringify(looked.readiness)).toContain('"kind":"consumers","count":40');
    const { written: papers } = await machine.calls.consumers.savePdf({ language: 'en', paper: 'a4' });
    expect(papers.at(-1)?.name).toMatch(/^PRACTICE-consumers-lost-hsm-\d{14}-en-a4\.pdf$/);
    const foreign = { ...prepared.recovery.inventory, hsm: 'https://other-hsm.managedhsm.practice.invalid' };
    const other = join(machine.stick, 'other.json');
    writeFileSync(other, encodeInventory(foreign));
    expect(await refused(() => ask(machine.token(other, 'inventory')))).toMatchObject({ code: 'INVENTORY_FOREIGN' });
  });

  it('is printed in either language, and says on every page that it is practice', async () => {
    const printed: string[] = [];
    const pdf = (html: string): Promise<Buffer> => {
      printed.push(html);
      return Promise.resolve(Buffer.from('%PDF'));
    };
    const press = { ...machine.appState.world.services.press, pdf };
    machine = prepared.start('operator-1', {}, { press });
    await open();
    expect(await refused(() => machine.calls.readiness.savePdf({ language: 'en', paper: 'a4' }))).toMatchObject({
      needs: 'a look at the HSM',
    });
    await machine.calls.readiness.look(nothingChosen);
    for (const language of ['en', 'de'] as const) await machine.calls.readiness.savePdf({ language, paper: 'a4' });
    const [english = '', german = ''] = printed;
    expect(english).toContain('<body class="practice"');
    expect(english).toContain('The quorum would come together');
    expect(english).toContain('no register of custody was given');
    // What is not well comes first.
    expect(english.indexOf('no register of custody')).toBeLessThan(english.indexOf('The last backup'));
    expect(german).toContain('<html lang="de">');
    expect(german).toContain('Das Quorum käme zusammen');
    expect(machine.appState.view.written.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^PRACTICE-readiness-lost-hsm-\d{14}-en-a4\.pdf$/),
      expect.stringMatching(/^PRACTICE-readiness-lost-hsm-\d{14}-de-a4\.pdf$/),
    ]);
  });

  it('takes no token of another kind', async () => {
    await open();
    const inventory = machine.token(prepared.inventoryFile, 'data');
    expect(await refused(() => machine.calls.readiness.look({ ...nothingChosen, inventory }))).toEqual({
      code: 'FILE_TOKEN_UNKNOWN',
    });
  });

  it('is backed up, and leaves a record in the folder that a person chose', async () => {
    await open();
    await machine.calls.readiness.backUp({ withInventory: true });
    const view = await ended();
    if (view.readiness.phase !== 'open' || view.readiness.backup.phase !== 'done') throw new Error('not backed up');
    const names = readdirSync(machine.stick).sort();
    expect(names).toHaveLength(2);
    const record = parseBackupRecord(readFileSync(join(machine.stick, names[0] ?? '')));
    expect(view.readiness.backup.folderUri).toBe(`${record.container}/${record.folder}`);
    expect(view.written.map(({ name }) => name).sort()).toEqual(names);
    const looked = await machine.calls.readiness.look({
      ...nothingChosen,
      records: machine.token(machine.stick, 'folder'),
    });
    if (looked.readiness.phase !== 'open' || looked.readiness.look.phase !== 'looked') throw new Error('not looked');
    expect(looked.readiness.look.readiness.checks).toContainEqual(
      expect.objectContaining({ id: 'backup-record', outcome: 'ok' }),
    );
  });

  it('says that a printed card is of an older backup, and writes the one of today', async () => {
    await open();
    await machine.calls.readiness.backUp({ withInventory: false });
    await ended();
    const records = machine.token(machine.stick, 'folder');
    const plan = machine.token(prepared.planFile, 'plan');
    const ask = async (card: string | null) => {
      const { readiness } = await machine.calls.readiness.look({ ...nothingChosen, records, plan, card });
      if (readiness.phase !== 'open' || readiness.look.phase !== 'looked') throw new Error('not looked');
      return readiness.look.readiness.checks.find(({ id }) => id === 'emergency-card');
    };
    const old = checkOfCard(prepared.plan);
    expect(await ask(old)).toMatchObject({ outcome: 'look', found: { kind: 'card', printed: old } });
    const view = await machine.calls.readiness.saveCard({ plan, records, language: 'en', paper: 'a4' });
    const name = view.written.at(-1)?.name ?? '';
    expect(name).toMatch(/^PRACTICE-lifeboat-emergency-card-lost-hsm-/);
    const foreign = machine.token(prepared.inventoryFile, 'plan');
    const asked = { plan: foreign, records, language: 'en', paper: 'a4' } as const;
    expect(await refused(() => machine.calls.readiness.saveCard(asked))).toMatchObject({ code: 'PLAN_INVALID' });
    const record = readFileSync(
      join(machine.stick, readdirSync(machine.stick).find((each) => each.endsWith('.json')) ?? ''),
    );
    const check = checkOfCard(withNewestFolder(prepared.plan, record));
    expect(readFileSync(join(machine.stick, name), 'utf8')).toContain(`>${check}</strong>`);
    expect(await ask(check)).toMatchObject({ outcome: 'ok' });
  });

  it('shows why a backup was refused, and is left without one', async () => {
    const missing = `${prepared.recovery.cloud.containerUri}-2`;
    await opened({ container: missing });
    await machine.calls.account.signIn(practiceWay);
    await machine.calls.readiness.backUp({ withInventory: false });
    expect((await ended()).readiness).toMatchObject({
      backup: { phase: 'refused', fault: { code: 'BACKUP_CONTAINER_MISSING', uri: missing } },
    });
    expect(readdirSync(machine.stick)).toEqual([]);
    expect((await machine.calls.session.leave(null)).readiness).toEqual({ phase: 'none' });
  });

  it('meets no ceremony, and production no preview', async () => {
    await open();
    expect(await refused(() => machine.calls.emergency.open({ start: 'blob' }))).toMatchObject({
      needs: 'no ceremony',
    });
    expect(await refused(() => machine.calls.session.resume({ folder: 'x'.repeat(22) }))).toMatchObject({
      needs: 'no ceremony',
    });
    await machine.calls.session.leave(null);
    const production = {
      address: 'keys-hsm.managedhsm.azure.net',
      tenant: '00000000-0000-4000-8000-00000000000a',
    };
    expect(await refused(() => opened(production))).toMatchObject({
      code: 'HSM_DETAILS_INVALID',
    });
    const container = 'https://backups.blob.core.windows.net/keys';
    expect(await refused(() => opened({ ...production, container }))).toEqual({
      code: 'PREVIEW_IS_PRACTICE',
    });
    expect(await refused(() => opened({ ...production, container, tenant: '' }))).toEqual({
      code: 'DIRECTORY_MISSING',
    });
    const other = prepared.start('operator-2', {}, { practiceOnly: false });
    await opened({ ...production, container }, other);
    expect(await refused(() => other.calls.account.signIn(practiceWay))).toEqual({ code: 'SIGN_IN_NOT_PRACTICE' });
    await other.appState.leaveCeremony();
  });
});
