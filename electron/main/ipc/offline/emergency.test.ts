// The calls of an emergency recovery with a real journal: in their order to a blob on a stick, and refused out of it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testCustodians, testDomain, writeIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';

const hsmHost = 'practice-hsm.managedhsm.practice.invalid';
const exchangeKey = issueExchangeKey(hsmHost, new Date('2026-01-01T00:00:00Z'));
const custodians = testCustodians(3);
const domain = testDomain(custodians, 2);
const by: [string, string] = ['Anna Beispiel', 'Bert Muster'];

class Machine extends OfflineMachine {
  override answers: Typed = { first: by[0], second: by[1] };
  protected override passphraseFor(): string {
    // The keys here have none.
    return '';
  }

  override async end(): Promise<void> {
    await super.end();
    await this.appState.state.emergency?.close().catch(() => undefined);
  }
  async begin(): Promise<void> {
    await checkGap(this.appState);
    this.plugIn(...['IN', 'OUT', 'C1', 'C2'].map((name) => join(folder, name)));
    await this.beginSession({ purpose: 'emergency', practice: true });
    await this.role('IN', 'in');
    await this.role('OUT', 'out');
  }
  async load(): Promise<void> {
    await this.calls.securityDomain.load({ file: await this.file('IN', /domain/) });
  }
  async checkKey(address = hsmHost): Promise<void> {
    this.answers = { ...this.answers, address };
    await this.calls.emergency.checkKey({ file: await this.file('IN', /pem/) });
  }
  async give(at: number): Promise<void> {
    this.ownKey = new RegExp(`[(]C${at}[)]`);
    expect(await this.custodianTurn({ custodian: null, copy: null })).toBeUndefined();
  }
}

let folder: string;
let machine: Machine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-emergency-calls-'));
  for (const name of ['IN', 'OUT', 'C1', 'C2']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'IN', 'domain.json'), domain);
  writeFileSync(join(folder, 'IN', 'exchange-key.pem'), encodePem('CERTIFICATE', exchangeKey.certificateDer));
  for (const at of [1, 2]) writeIdentity(join(folder, `C${at}`), `custodian-${at}`, custodians[at]!);
  machine = new Machine(folder);
});
afterEach(async () => {
  await machine.end();
  rmSync(folder, { recursive: true });
});

const outOfOrder = (call: string) => ({ code: 'CALL_OUT_OF_ORDER', call: `emergency.${call}` });
const out = (): string[] => readdirSync(join(folder, 'OUT'));

it('leads from the files to a blob, a closed journal and its records', async () => {
  await machine.begin();
  expect(machine.view).toMatchObject({ ceremony: { phase: 'running', purpose: 'emergency', practice: true } });
  await machine.load();
  await machine.checkKey();
  await machine.give(1);
  // One custodian is no quorum.
  expect(await faultOfPromise(() => machine.calls.emergency.build(null))).toMatchObject(outOfOrder('build'));
  await machine.give(2);
  expect(machine.view.custodians).toMatchObject({ have: 2, required: 2 });
  await machine.calls.emergency.build(null);
  expect(machine.view.blob).toMatchObject({ phase: 'built' });
  expect(machine.view.recoveryTime).toMatchObject({
    restoredUtc: null,
    milestones: [{ call: 'exchange-key' }, { call: 'blob' }],
  });
  await machine.calls.emergency.write(null);
  const [name = ''] = out();
  expect(parseRestoreBlob(readFileSync(join(folder, 'OUT', name))).data).not.toEqual([]);
  expect(await faultOfPromise(() => machine.calls.emergency.exportRecords(null))).toMatchObject(
    outOfOrder('exportRecords'),
  );
  await machine.calls.emergency.finish(null);
  expect(machine.view.ceremony).toMatchObject({ phase: 'finished' });
  await machine.calls.emergency.exportRecords(null);
  expect(out().length).toBeGreaterThan(1);
});

it('are refused where no emergency was begun, and a second one beside the first', async () => {
  const { emergency } = machine.calls;
  const file = 'x'.repeat(22);
  const calls = {
    checkKey: () => emergency.checkKey({ file }),
    acceptUnattested: () => emergency.acceptUnattested(null),
    build: () => emergency.build(null),
    write: () => emergency.write(null),
    finish: () => emergency.finish(null),
    exportRecords: () => emergency.exportRecords(null),
  };
  for (const [call, made] of Object.entries(calls)) expect(await faultOfPromise(made)).toMatchObject(outOfOrder(call));
  await machine.begin();
  expect(await faultOfPromise(() => emergency.begin({ isTrial: false }))).toMatchObject(outOfOrder('begin'));
});

it('take no key of another HSM, none unattested that was never looked at, and one person for two', async () => {
  await machine.begin();
  await machine.load();
  const { emergency } = machine.calls;
  expect(await faultOfPromise(() => emergency.acceptUnattested(null))).toMatchObject(outOfOrder('acceptUnattested'));
  await machine.checkKey('another-hsm.managedhsm.practice.invalid');
  expect(machine.view.exchangeKey).toMatchObject({ phase: 'refused' });
  // It is refused as another HSM’s, so no two people can answer for it.
  expect(await faultOfPromise(() => emergency.acceptUnattested(null))).toMatchObject(outOfOrder('acceptUnattested'));
  await machine.checkKey();
  for (const at of [1, 2]) await machine.give(at);
  machine.answers = { first: 'Anna Beispiel', second: 'ANNA BEISPIEL' };
  expect(await faultOfPromise(() => emergency.build(null))).toMatchObject({ code: 'TWO_PEOPLE_NEEDED' });
  machine.answers = { first: 'Anna Beispiel', second: 'Bert\u200bMuster' };
  expect(await faultOfPromise(() => emergency.build(null))).toMatchObject({ code: 'PERSON_NAME_UNCLEAR' });
  expect(out()).toEqual([]);
});

it('tell again after a restart which members of the security domain nobody knew', async () => {
  const members = JSON.parse(domain.toString('utf8')) as object;
  writeFileSync(join(folder, 'IN', 'domain.json'), JSON.stringify({ ...members, region: 'elsewhere' }));
  await machine.begin();
  await machine.load();
  expect(machine.view.emergency).toMatchObject({ unknownMembers: ['region'] });
  machine = await machine.restarted();
  expect(machine.view).toMatchObject({ securityDomain: { phase: 'none' }, emergency: { unknownMembers: ['region'] } });
});

it.each([
  ['in a preview', true, false],
  ['where people only want to try it', false, true],
])('begins no emergency of production %s, whatever is answered', async (_where, practiceOnly, isTrial) => {
  Object.assign(machine.appState.world, { practiceOnly });
  machine.pressed = 'production';
  await machine.calls.emergency.begin({ isTrial });
  expect(machine.view.ceremony).toMatchObject({ practice: true });
});
