// `lifeboat consumers` against the practice cloud: the map while all is well, the list after a recovery, and the check until all are back.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginJournal } from '#e2e/support/ceremony-beginning.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { encodeConsumerMap, parseConsumerMap } from '#core/consumers/map-file.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { checkedNote, listedNote } from '#shared/consumers/work.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { latestConsumerMap } from '#platform/backup-records.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { practiceRegion, practiceSubscriptionId, resourceIds } from '#simulator/control-plane/azure-state.ts';
import { estateConsumers, practiceEstate } from '#simulator/estate/practice-estate.ts';
import type { CommandContext } from '../context.ts';
import { registerConsumers } from './consumers.ts';

vi.mock('#core/paper/print-style.ts', () => ({ printStyle: '' }));

const workspace = usePracticeWorkspace();
const [lostHost, newHost] = ['lost-hsm.managedhsm.practice.invalid', 'new-hsm.managedhsm.practice.invalid'];
const resourceId = `${resourceIds.group('lifeboat')}/providers/Microsoft.KeyVault/managedHSMs/lost-hsm`;
let recovery: Recovery;
let place: string;
// The practice quota is of seconds: each command asks in its own.
const started = Date.now();
let later = 0;
const at = (name: string): string => join(place, name);
const waiting = { wait: () => Promise.resolve(), now: () => Date.UTC(2026, 10, 30) };
const asked = (host: string): string[] => [
  ...['--hsm', host, '--hsm-id', resourceId.replace('lost-hsm', host.split('.')[0] ?? '')],
  ...['--practice', recovery.cloud.url, '--ca', recovery.cloud.caCertificateFile],
];
const run = (...line: string[]): Promise<CommandRun> => {
  later += 5000;
  const printer = () => ({ print: (html: string) => Promise.resolve(Buffer.from(html)) });
  const register = (program: Command, context: CommandContext) => registerConsumers(program, context, waiting);
  return runCommand(register, ['consumers', ...line], { printer });
};
const resultOf = ({ text }: CommandRun) => (JSON.parse(text) as { result: Record<string, never> }).result;

beforeEach(async () => {
  recovery = await prepareRecovery(workspace, { serviceNow: () => started + later });
  place = workspace.newDirectory();
  await mkdir(place, { recursive: true });
  await writeFile(at('inventory'), encodeInventory({ ...recovery.inventory, hsm: `https://${newHost}` }));
  const estate = { host: lostHost, resourceId, subscription: practiceSubscriptionId, region: practiceRegion };
  const keys = recovery.inventory.keys.map(({ name }) => name);
  await recovery.cloud.azure.addResources(practiceEstate({ ...estate, otherRegion: 'northeurope', keys }));
});

describe('the map', () => {
  it('is written once, says whom the planned region strands, and what no account sees', async () => {
    const stranger = '99999999-0000-4000-8000-000000000009';
    const subscriptions = ['--subscription', practiceSubscriptionId, stranger];
    const line = [
      'find',
      ...asked(lostHost),
      ...subscriptions,
      '--planned-region',
      'North Europe',
      '--out',
      at('map'),
      '--csv',
      at('csv'),
    ];
    const found = await run(...line);
    expect(found.exit).toBe(6);
    expect(found.text).toContain(`${estateConsumers} resources in 1 subscription use keys of this HSM.`);
    expect(found.text).toContain(`NOT SEEN: this account does not see ${stranger}.`);
    expect(found.text).toContain('STRANDED by a new HSM in northeurope: 10 resources');
    // What loses data is called first.
    expect(found.text.indexOf('logs  microsoft.operationalinsights')).toBeLessThan(found.text.indexOf('ledger0  '));
    const map = parseConsumerMap(await readFile(at('map')));
    expect(map).toMatchObject({ practice: true, plannedRegion: 'northeurope', notSeen: [stranger] });
    expect((await readFile(at('csv'), 'utf8')).split('\r\n').length).toBe(
      map.consumers.flatMap(({ uses }) => uses).length + 2,
    );
    expect((await run(...line)).text).toContain('FILE_EXISTS');
  });

  it('is red for a key that no backup has, and yellow for an identity without its role', async () => {
    await writeFile(at('backed-up'), encodeInventory({ ...recovery.inventory, hsm: `https://${lostHost}` }));
    const line = ['find', ...asked(lostHost), '--out', at('map'), '--inventory'];
    expect((await run(...line, at('inventory'))).text).toContain('INVENTORY_FOREIGN');
    const found = await run(...line, at('backed-up'), '--csv', at('csv'));
    expect(found.exit).toBe(6);
    expect(found.text).toMatch(/WITHOUT A ROLE on the HSM: [0-9]+ resources/u);
    expect(found.text).not.toContain('IN NO BACKUP');
    const none = { ...recovery.inventory, hsm: `https://${lostHost}`, keys: [] };
    await writeFile(at('none'), encodeInventory(none));
    const red = ['find', ...asked(lostHost), '--out', at('map2'), '--inventory', at('none'), '--json'];
    const { notBackedUp } = resultOf(await run(...red));
    // The private endpoint and the web site name no key.
    expect(notBackedUp).toHaveLength(estateConsumers - 2);
  });

  it('is green where nobody is stranded, and one JSON document', async () => {
    const found = await run(
      'find',
      ...asked(lostHost),
      '--planned-region',
      practiceRegion,
      '--out',
      at('map'),
      '--json',
    );
    expect(found.exit).toBe(0);
    expect(resultOf(found)['consumers']).toHaveLength(estateConsumers);
    // Without an inventory, nobody knows.
    expect(resultOf(found)).toMatchObject({ stranded: [], withoutRole: null, notBackedUp: null });
  });
});

describe('the map beside the records of backups', () => {
  it('is kept under its own name, its hash in the register, and readiness takes the newest', async () => {
    const register = { ...registerOf(3, 2), practice: true, hsm: { name: 'lost-hsm', uri: `https://${lostHost}` } };
    await writeFile(at('register'), encodeRegister(register));
    const line = ['find', ...asked(lostHost), '--records', place, '--register', at('register')];
    expect((await run(...line)).text).toContain('--register-out');
    const { file, sha256: hash } = resultOf(await run(...line, '--register-out', at('register2'), '--json'));
    expect(basename(String(file))).toBe('PRACTICE-lifeboat-consumers-lost-hsm-20261130T000000Z.json');
    expect(parseRegister(await readFile(at('register2')))).toEqual({ ...register, consumersSha256: hash });
    const owner = { practice: true, hsm: `https://${lostHost}` };
    const newest = (await latestConsumerMap(place, owner)) ?? expect.fail();
    expect(sha256(newest).toString('hex')).toBe(hash);
    expect(await latestConsumerMap(place, { ...owner, practice: false })).toBeUndefined();
    const foreign = { ...register, hsm: { name: 'new-hsm', uri: `https://${newHost}` } };
    await writeFile(at('foreign'), encodeRegister(foreign));
    const other = ['--register', at('foreign'), '--register-out', at('register3'), '--out', at('map')];
    expect((await run('find', ...asked(lostHost), ...other)).text).toContain('CONSUMERS_FOREIGN');
  });

  it('refuses a region that no HSM can be in', async () => {
    const found = await run('find', ...asked(lostHost), '--planned-region', 'North (Europe)', '--out', at('map'));
    expect(found.text).toContain('--planned-region');
    expect(found.exit).toBe(2);
  });
});

describe('after the recovery', () => {
  beforeEach(async () => {
    await run('find', ...asked(lostHost), '--out', at('map'));
  });

  it('lists what each must change, with its commands, and as CSV by owner', async () => {
    const line = ['list', '--map', at('map'), '--inventory', at('inventory'), '--csv', at('csv')];
    const { exit, text } = await run(...line, '--region', 'northeurope');
    expect(exit).toBe(0);
    expect(text).toContain(`--key-url https://${newHost}/keys/`);
    expect(text).toContain('must have its HSM in westeurope');
    expect(text).toContain('nobody: 5 resources');
    const owners = (await readFile(at('csv'), 'utf8'))
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.slice(0, row.indexOf(',')));
    expect(owners).toEqual(owners.toSorted());
    expect(
      resultOf(await run('list', '--map', at('map'), '--inventory', at('inventory'), '--json'))['items'],
    ).toHaveLength(estateConsumers);
  });

  it('keeps the hashes of map, table and sheets in the journal of the machine that restored, and each count', async () => {
    const journal = at('journal');
    await beginJournal(journal, recovery.plan, 'operator-1');
    const line = ['list', '--map', at('map'), '--inventory', at('inventory'), '--journal', journal];
    expect((await run(...line, '--csv', at('csv'), '--sheets', at('sheets.pdf'))).exit).toBe(0);
    await run('check', ...asked(newHost), '--map', at('map'), '--journal', journal);
    const hash = async (name: string): Promise<string> => sha256(await readFile(at(name))).toString('hex');
    const [map, csv, sheets] = await Promise.all([hash('map'), hash('csv'), hash('sheets.pdf')]);
    const opened = await StepJournal.open(journal, waiting.now);
    const events = verifyJournal(await readFile(journal)).entries.map(({ event }) => event);
    expect(events.filter(({ kind }) => kind === 'file-written' || kind === 'note')).toMatchObject([
      { name: 'map', sha256: map },
      { name: 'csv', sha256: csv },
      { name: 'sheets.pdf', sha256: sheets },
      { by: 'Lifeboat', text: listedNote(estateConsumers, map, csv) },
      { by: 'Lifeboat', text: checkedNote(0, estateConsumers, map) },
    ]);
    // The owners may need longer than the journal.
    await opened.append({ kind: 'journal-closed', by: ['Person operator-1', 'Person operator-2'] });
    const { n } = opened.head;
    await opened.close();
    expect((await run(...line)).exit).toBe(0);
    const closed = await StepJournal.open(journal, waiting.now);
    expect(closed.head.n).toBe(n);
    await closed.close();
  });

  it('takes no map of another HSM than the one that the journal lost, and writes nothing', async () => {
    const journal = at('journal');
    await beginJournal(journal, recovery.plan, 'operator-1');
    const other = { ...parseConsumerMap(await readFile(at('map'))), hsm: `https://${newHost}` };
    await writeFile(at('other'), encodeConsumerMap(other));
    const line = [
      'list',
      '--map',
      at('other'),
      '--inventory',
      at('inventory'),
      '--journal',
      journal,
      '--csv',
      at('csv'),
    ];
    expect((await run(...line)).text).toContain('CONSUMERS_FOREIGN');
    await expect(readFile(at('csv'))).rejects.toThrow('ENOENT');
  });

  it('says whom to call from the map alone, and prints both papers', async () => {
    const called = await run('call', '--map', at('map'), '--sheets', at('calls.pdf'));
    await run('call', '--map', at('map'), '--json');
    expect(called.exit).toBe(0);
    expect(called.text.indexOf('logs  microsoft.operationalinsights')).toBeLessThan(called.text.indexOf('nobody: 5'));
    const line = ['list', '--map', at('map'), '--inventory', at('inventory'), '--sheets', at('sheets.pdf')];
    expect(resultOf(await run(...line, '--json'))).toMatchObject({ sheets: at('sheets.pdf') });
    const page = await readFile(at('sheets.pdf'), 'utf8');
    expect(page.split('class="consumer"')).toHaveLength(estateConsumers + 1);
    expect(page).toContain('<body class="practice"');
    expect(await readFile(at('calls.pdf'), 'utf8')).toContain('Whom to call first');
    expect((await run(...line)).text).toContain('FILE_EXISTS');
  });

  it('ticks who is back, until all are', async () => {
    const check = (...more: string[]) => run('check', ...asked(newHost), '--map', at('map'), ...more);
    const before = await check();
    expect(before.exit).toBe(6);
    expect(before.text).toContain('0 of 40 are back.');
    const [first] = parseConsumerMap(await readFile(at('map'))).consumers;
    await recovery.cloud.azure.moveResources(lostHost, newHost, first?.id);
    expect(resultOf(await check('--json'))).toMatchObject({ back: 1, of: estateConsumers });
    await recovery.cloud.azure.moveResources(lostHost, newHost);
    const after = await check();
    expect(after.exit).toBe(0);
    expect(after.text).toContain('Every consumer is back.');
  });

  it('is only looked at where the new HSM has the old name', async () => {
    const same = await run('check', ...asked(lostHost), '--map', at('map'), '--json');
    expect(resultOf(same)).toMatchObject({ back: estateConsumers, of: estateConsumers });
  });

  it('refuses a map of practice for a production HSM', async () => {
    const line = [
      'check',
      '--hsm',
      'new-hsm.managedhsm.azure.net',
      '--tenant',
      practiceSubscriptionId,
      '--sign-in',
      'azure-cli',
    ];
    expect((await run(...line, '--map', at('map'))).text).toContain('CONSUMERS_FOREIGN');
  });
});
