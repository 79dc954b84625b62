// Making and activating an HSM, and the board before a recovery, against the practice control plane and storage.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instead } from '#e2e/support/fault-actions.ts';
import { realisticData, testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { sendCertificates } from '#e2e/support/both-sides.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { germanAdvice } from '#shared/messages/de/faults/index.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import type { OnlineCheckId } from '#shared/online/checks.ts';
import { practiceIdentityId } from '#simulator/control-plane/azure-state.ts';
import type { FaultAction } from '#simulator/fault-scripts.ts';
import { azureRole } from '#simulator/control-plane/azure-roles.ts';
import { failureScenarios } from '#simulator/failure-scenarios.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { KeepAnswer } from '#azure/answers.ts';
import { ChosenVersions } from '#azure/versions.ts';
import { activated } from '../online/step-work.ts';
import { activate, type ActivateOrder, keptSecurityDomain } from './activate.ts';
import { AnswerFolder, ownerOf } from './answer-folder.ts';
import { versionsInUse } from './azure-checks.ts';
import { runPreFlight } from './pre-flight.ts';
import { createHsm, type CreateOrder } from './create.ts';
import type { StepContext } from './step-context.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const resource = '/subscriptions/*/resourceGroups/*/providers/Microsoft.KeyVault/managedHSMs/*';
const sentPut = (): number => workspace.seen().filter(({ method, hasToken }) => method === 'PUT' && hasToken).length;
const sentDownloads = (): number =>
  workspace.seen().filter(({ method, path, hasToken }) => method === 'POST' && hasToken && path.endsWith('/download'))
    .length;
const phaseOf = (call: string) =>
  Object.values(machine.journal.state.calls).findLast((each) => each.call === call)?.phase;

describe('a new HSM', () => {
  let order: CreateOrder;
  beforeEach(async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    order = {
      confirmation: confirmed(recovery.plan),
      administrators: [practiceAdministrator],
      retentionDays: 7,
      purgeProtection: false,
    };
  });

  it('is made as the plan says, and read back', async () => {
    const { result } = await createHsm(machine, order);
    expect(result).toMatchObject({
      hsmUri: recovery.plan.target.uri,
      resourceId: recovery.plan.target.resourceId,
      provisioning: 'succeeded',
      activation: 'not-activated',
      administrators: [practiceAdministrator],
      identities: [practiceIdentityId.toLowerCase()],
      retentionDays: 7,
    });
    expect(sentPut()).toBe(1);
  });

  it('is waited for after the answer was lost, and not made twice', async () => {
    recovery.cloud.playFaults([{ method: 'PUT', path: resource, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(createHsm(machine, order))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(phaseOf('create')).toBe('unknown');
    await createHsm(machine, order);
    expect(phaseOf('create')).toBe('succeeded');
    expect(sentPut()).toBe(1);
  });

  it('is of unknown outcome when the request never came to the service', async () => {
    recovery.cloud.playFaults([{ method: 'PUT', path: resource, action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(createHsm(machine, order))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(await faultOfPromise(createHsm(machine, order))).toEqual({ code: 'STEP_OUTCOME_UNKNOWN', call: 'create' });
    expect(sentPut()).toBe(1);
  });

  const words = '{"error":{"code":"Odd","message":"odd things happen"}}';
  it.each([
    ['bad request', 400, 'SERVICE_REFUSED', 'failed'],
    ['conflict', 409, 'SERVICE_CONFLICT', 'failed'],
    ['gateway', 502, 'SERVICE_ANSWER_LOST', 'unknown'],
  ])('%s is named', async (_, status, code, phase) => {
    recovery.cloud.playFaults([{ method: 'PUT', path: resource, action: instead(status, words) }]);
    expect(await faultOfPromise(createHsm(machine, order))).toMatchObject({ code });
    expect(phaseOf('create')).toBe(phase);
    expect(sentPut()).toBe(1);
  });

  it('is sent again after "not now" alone, and waited for through trouble', async () => {
    recovery.cloud.playFaults([
      { method: 'PUT', path: resource, action: instead(429, words, { 'retry-after': '2' }) },
      { method: 'GET', path: resource, after: 1, times: 2, action: instead(503, words) },
    ]);
    await createHsm(machine, order);
    expect(phaseOf('create')).toBe('succeeded');
  });

  it('is not begun where the name is taken or soft-deleted; without capacity it fails in the service’s words', async () => {
    await recovery.cloud.azure.takeName('recovered-hsm');
    expect(await faultOfPromise(createHsm(machine, order))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-name-free', outcome: 'stop' }],
    });
    expect(sentPut()).toBe(0);
  });

  it('fails in the service’s words where the region has no capacity', async () => {
    await recovery.cloud.azure.setRegion('westeurope', { hasCapacity: false });
    const fault = await faultOfPromise(createHsm(machine, order));
    expect(fault).toMatchObject({ code: 'SERVICE_OPERATION_FAILED', operation: 'control-plane' });
    expect(JSON.stringify(fault)).toContain('capacity');
    expect(phaseOf('create')).toBe('failed');
  });
});

describe('an activation', () => {
  let order: ActivateOrder;
  beforeEach(() => {
    const { file, payloadSha256 } = sendCertificates(workspace, recovery);
    order = { bundle: file, readBackSha256: payloadSha256, confirmation: confirmed(recovery.plan) };
  });

  it('gives the security domain, which was on disk before anything else was asked', async () => {
    const { securityDomain, inspected } = await activate(machine, order);
    expect(inspected).toMatchObject({ required: 2 });
    expect(inspected.shares).toHaveLength(3);
    const again = await activate(machine, order);
    expect(again.securityDomain).toEqual(securityDomain);
    expect(workspace.seen().filter(({ method, path }) => method === 'POST' && path.endsWith('/download')).length).toBe(
      2,
    );
  });

  it('is not begun where its answer, which comes once, could not be kept', async () => {
    const answers = new AnswerFolder(join(workspace.newDirectory(), 'gone'), ownerOf(machine), Date.now);
    expect(await faultOfPromise(activate({ ...machine, answers }, order))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(phaseOf('download')).toBe(undefined);
    expect(workspace.seen().filter(({ path }) => path.endsWith('/download'))).toEqual([]);
    const kept = workspace.newDirectory();
    await mkdir(kept);
    await new AnswerFolder(kept, ownerOf(machine), Date.now).assertSpace(1 << 20);
    expect(await readdir(kept)).toEqual([]);
  });

  it('shows the members of the security domain that this version does not know', async () => {
    const newer: FaultAction = {
      kind: 'change',
      text: (text) => {
        const { value, ...rest } = JSON.parse(text) as { readonly value: string };
        const domain = JSON.stringify({ ...(JSON.parse(value) as object), region: 'a', note: 1 });
        return JSON.stringify({ ...rest, value: domain });
      },
    };
    recovery.cloud.playFaults([{ method: 'POST', path: '/securitydomain/download', action: newer }]);
    const facts = await activated(machine, order);
    expect(facts.slice(1)).toEqual([
      { fact: 'custodians', value: '3' },
      { fact: 'required', value: '2' },
      { fact: 'unknown-member', value: 'region' },
      { fact: 'unknown-member', value: 'note' },
    ]);
  });

  it('refuses a security domain for others than the custodians of the bundle', async () => {
    const { id } = await activate(machine, order);
    const strangers = testDomain(testCustodians(3), 2, realisticData()).toString('utf8');
    const body = Buffer.from(JSON.stringify({ value: strangers }));
    const kept = await machine.answers.last(id);
    const answers = Object.assign(Object.create(machine.answers) as StepContext['answers'], {
      last: () => Promise.resolve({ ...kept, body }),
    });
    expect(await faultOfPromise(activate({ ...machine, answers }, order))).toEqual({
      code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS',
      extra: 3,
      missing: ['C1', 'C2', 'C3'],
    });
  });

  it('whose answer is lost has lost the security domain', async () => {
    recovery.cloud.playFaults([
      { method: 'POST', path: '/securitydomain/download', action: { kind: 'reset', when: 'after' } },
    ]);
    expect(await faultOfPromise(activate(machine, order))).toEqual({ code: 'SERVICE_SECURITY_DOMAIN_LOST' });
    // Whatever the service tells about it, the file is not there.
    expect(phaseOf('download')).toBe('failed');
    await machine.hsm.securityDomain.resume('download').pollUntilDone();
    // Nobody needs to decide that: an HSM that is active is left as it is, for a re-wrap.
    const activation = { ...machine, plan: { ...machine.plan, kind: 'activation' as const } };
    expect(await faultOfPromise(activate(activation, order))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-new', found: { activation: 'active' } }],
    });
  });

  it('is for a new HSM: one that is active is left as it is', async () => {
    const { hsm } = machine;
    await workspace.activate(hsm);
    const sent = sentDownloads();
    const activation = { ...machine, plan: { ...machine.plan, kind: 'activation' as const } };
    expect(await faultOfPromise(activate(activation, order))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-new', outcome: 'stop', found: { activation: 'active' } }],
    });
    expect(sentDownloads()).toBe(sent);
    // Where this machine cannot ask, the offline side still takes nothing but a file for its own keys.
    expect(await activate({ ...activation, controlPlane: undefined }, order)).toMatchObject({ id: 'download-1' });
  });
});

describe('a re-wrap of an HSM in service', () => {
  const download = '/securitydomain/download';
  let order: ActivateOrder;
  let rewrap: StepContext;
  let before: number;
  beforeEach(async () => {
    await workspace.activate(machine.hsm);
    before = sentDownloads();
    const { file, payloadSha256 } = sendCertificates(workspace, recovery);
    order = { bundle: file, readBackSha256: payloadSha256, confirmation: confirmed(recovery.plan) };
    rewrap = { ...machine, plan: { ...machine.plan, kind: 're-wrap' } };
  });

  it.each(['before', 'after'] as const)('whose answer is lost %s it was acted on may ask again', async (when) => {
    recovery.cloud.playFaults([{ method: 'POST', path: download, action: { kind: 'reset', when } }]);
    expect(await faultOfPromise(activate(rewrap, order))).toEqual({ code: 'RE_WRAP_ANSWER_LOST' });
    expect(phaseOf('download')).toBe('failed');
    expect(sentDownloads() - before).toBe(1);
    const { id, inspected } = await activate(rewrap, order);
    expect(id).toBe('download-2');
    expect(inspected.shares).toHaveLength(3);
  });

  it('does not take an earlier success for its own after a run that ended before anything was sent', async () => {
    const unsent = Object.assign(Object.create(rewrap.hsm) as StepContext['hsm'], {
      securityDomain: { beginDownload: () => Promise.reject(new Error('the power is gone')) },
    });
    await expect(activate({ ...rewrap, hsm: unsent }, order)).rejects.toThrow('the power is gone');
    expect(phaseOf('download')).toBe('intended');
    expect(await faultOfPromise(activate(rewrap, order))).toEqual({ code: 'RE_WRAP_ANSWER_LOST' });
    expect(phaseOf('download')).toBe('failed');
    expect(sentDownloads()).toBe(before);
    await activate(rewrap, order);
    expect(phaseOf('download')).toBe('succeeded');
  });

  it('whose answer broke off, or was not read before the power went, has brought no file', async () => {
    const half: FaultAction = { kind: 'change', text: (text) => text.slice(0, 99) };
    recovery.cloud.playFaults([{ method: 'POST', path: download, action: half }]);
    const answers = Object.assign(Object.create(machine.answers) as StepContext['answers'], {
      assertSpace: (bytes: number) => machine.answers.assertSpace(bytes),
      keeper: (id: string) => async (answer: Parameters<KeepAnswer>[0]) => {
        await machine.answers.keeper(id)(answer);
        throw new Error('the power is gone');
      },
    });
    await expect(activate({ ...rewrap, answers }, order)).rejects.toThrow('the power is gone');
    expect(phaseOf('download')).toBe('intended');
    expect(await faultOfPromise(activate(rewrap, order))).toEqual({ code: 'RE_WRAP_ANSWER_LOST' });
    expect(phaseOf('download')).toBe('failed');
  });

  it('is sent to no new HSM, which it would activate, and to none that is not there', async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    expect(await faultOfPromise(activate(rewrap, order))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-active', outcome: 'stop', found: { kind: 'hsm-not-made' } }],
    });
    await recovery.cloud.createHsm('recovered-hsm');
    expect(await faultOfPromise(activate(rewrap, order))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-active', outcome: 'stop', found: { activation: 'not-activated' } }],
    });
    expect(sentDownloads()).toBe(before);
  });

  it('has lost nothing either where its status is not known, or its kept answer is gone', async () => {
    recovery.cloud.playFaults([{ method: 'GET', path: `${download}/pending`, action: instead(404, '{}') }]);
    expect(await faultOfPromise(activate(rewrap, order))).toMatchObject({ code: 'STEP_OUTCOME_UNKNOWN' });
    expect(await activate(rewrap, order)).toMatchObject({ id: 'download-1' });
    const answers = { last: () => Promise.resolve(undefined) };
    expect(
      await faultOfPromise(keptSecurityDomain({ plan: rewrap.plan, answers: answers as never }, 'download-1')),
    ).toEqual({
      code: 'RE_WRAP_ANSWER_LOST',
    });
  });

  it('never tells anybody to delete the HSM', () => {
    for (const advice of [englishAdvice, germanAdvice]) {
      const { todo } = advice.RE_WRAP_ANSWER_LOST({ code: 'RE_WRAP_ANSWER_LOST' });
      expect(todo).toMatch(/delete nothing|löschen Sie nichts/);
    }
  });
});

describe('the board', () => {
  const look = async (operators = [practiceAdministrator]): Promise<Partial<Record<OnlineCheckId, string>>> => {
    const preFlight = await runPreFlight(machine, { operators, inventory: recovery.inventory });
    return Object.fromEntries(preFlight.map(({ id, outcome }) => [id, outcome]));
  };

  it('shows at a glance that nothing stands in the way', async () => {
    await recovery.cloud.destroyHsm('lost-hsm');
    expect(await look()).toEqual({
      'source-state': 'ok',
      'target-name-free': 'ok',
      'target-state': 'ok',
      provider: 'ok',
      'azure-versions': 'ok',
      'region-quota': 'ok',
      'target-identity': 'ok',
      administrators: 'ok',
      'own-rights': 'ok',
      'storage-network': 'ok',
      'storage-role': 'ok',
      container: 'ok',
      'source-folder': 'ok',
      immutability: 'ok',
      'operators-in-backup': 'ok',
      'external-keys': 'ok',
      'backup-tenant': 'ok',
    });
  });

  it('of new keys asks nothing about a lost HSM, and looks whether the HSM is new, or in a re-wrap active', async () => {
    const inspectAs = async (kind: 'activation' | 're-wrap') => {
      const context: StepContext = { ...machine, plan: { ...machine.plan, kind, source: null } };
      const preFlight = await runPreFlight(context, { operators: [], inventory: undefined });
      return Object.fromEntries(preFlight.map(({ id, outcome }) => [id, outcome]));
    };
    const alike = [
      'administrators',
      'azure-versions',
      'provider',
      'container',
      'immutability',
      'own-rights',
      'region-quota',
    ].concat(['storage-network', 'storage-role', 'target-identity']);
    const fine = Object.fromEntries(alike.map((id) => [id, 'ok']));
    expect(await inspectAs('activation')).toEqual({ ...fine, 'target-name-free': 'ok', 'target-new': 'ok' });
    expect(await inspectAs('re-wrap')).toEqual({ ...fine, 'target-active': 'stop' });
    await workspace.activate(machine.hsm);
    expect(await inspectAs('activation')).toEqual({ ...fine, 'target-name-free': 'ok', 'target-new': 'stop' });
    expect(await inspectAs('re-wrap')).toEqual({ ...fine, 'target-active': 'ok' });
    const { controlPlane, ...blind } = machine;
    expect(controlPlane).toBeDefined();
    const unseen: StepContext = { ...blind, controlPlane: undefined, plan: { ...machine.plan, kind: 're-wrap' } };
    const preFlight = await runPreFlight(unseen, { operators: [], inventory: undefined });
    expect(preFlight.find(({ id }) => id === 'target-active')).toMatchObject({ outcome: 'unknown' });
  });

  it('names what would fail', async () => {
    const { containerUri, azure } = recovery.cloud;
    expect(await look(['00000000-0000-4000-8000-00000000000f'])).toMatchObject({
      'source-state': 'look',
      'operators-in-backup': 'stop',
    });
    await azure.setContainer(containerUri, { immutability: { days: 7, state: 'Locked' } });
    expect(await look()).toMatchObject({ immutability: 'stop' });
    await azure.deleteContainer(containerUri);
    expect(await look()).toMatchObject({ container: 'stop' });
    await azure.removeRoles(practiceAdministrator);
    expect(await look()).toMatchObject({ 'target-state': 'unknown', container: 'unknown' });
  });

  it.each([
    ['storage-role-missing', 'storage-role', 'stop', 'role-missing'],
    ['storage-firewall-closed', 'storage-network', 'stop', 'network-closed'],
    ['storage-firewall-trusted', 'storage-network', 'ok', 'network-trusted'],
    // No false green: who passes a perimeter, and what a default period does, only the HSM's own check tells.
    ['storage-perimeter', 'storage-network', 'look', 'network-perimeter'],
    ['immutable-versions', 'immutability', 'look', 'immutable-versions'],
    ['provider-unregistered', 'provider', 'stop', 'provider'],
  ] as const)('finds %s', async (scenario, id, outcome, found) => {
    const { cloud } = recovery;
    await failureScenarios[scenario](cloud, { hsmName: 'recovered-hsm', containerUri: cloud.containerUri });
    const preFlight = await runPreFlight(machine, { operators: [], inventory: undefined });
    const check = preFlight.find((each) => each.id === id);
    expect(check).toMatchObject({ outcome, found: { kind: found } });
  });

  it('checks the roles of the identity: a reader is not enough, and an unknown role is for people to look at', async () => {
    const control = machine.controlPlane!;
    const roleOf = async (...roles: string[]): Promise<string | undefined> => {
      const controlPlane = { ...control, rolesAt: () => Promise.resolve(roles) };
      const preFlight = await runPreFlight({ ...machine, controlPlane }, { operators: [], inventory: undefined });
      return preFlight.find(({ id }) => id === 'storage-role')?.outcome;
    };
    expect(await roleOf(azureRole('Storage Blob Data Reader').guid, azureRole('Owner').guid)).toBe('stop');
    expect(await roleOf(azureRole('Storage Blob Data Owner').guid)).toBe('ok');
    expect(await roleOf('00000000-0000-4000-8000-0000000000aa')).toBe('look');
  });

  it('reads in the inventory which keys could harm the new HSM, and whose directory the backup is of', async () => {
    const inventory = recovery.inventory;
    const lookAt = async (changed: Partial<typeof inventory>, id: OnlineCheckId) =>
      (await runPreFlight(machine, { operators: [], inventory: { ...inventory, ...changed } })).find(
        (each) => each.id === id,
      );
    const items = [1, 2].map((n) => ({ key: 'kek', version: String(n).padStart(32, '0'), id: 'outside' }));
    expect(await lookAt({ managedExternally: { read: true, items } }, 'external-keys')).toEqual({
      ...{ id: 'external-keys', outcome: 'look', found: { kind: 'external-keys', count: 1, keys: ['kek'] } },
    });
    const earlier = { read: false, reason: 'earlier-format' } as const;
    expect(await lookAt({ managedExternally: earlier }, 'external-keys')).toMatchObject({ outcome: 'unknown' });
    const tenant = '99999999-0000-4000-8000-000000000002';
    expect(await lookAt({ tenant }, 'backup-tenant')).toMatchObject({
      outcome: 'stop',
      found: { kind: 'other-tenant' },
    });
    expect(await lookAt({ tenant: null }, 'backup-tenant')).toMatchObject({ outcome: 'unknown' });
  });

  it('says that storage is not seen from here, and calls nothing of it missing', async () => {
    const { cloud, plan } = recovery;
    const host = new URL(cloud.containerUri).hostname;
    const action = { kind: 'reset', when: 'before' } as const;
    cloud.playFaults(
      ['GET', 'HEAD'].flatMap((method) => [
        { method, host, path: '/*', times: 99, action },
        { method, host, path: '/*/*', times: 99, action },
      ]),
    );
    const preFlight = await runPreFlight(machine, { operators: [], inventory: undefined });
    const unseen = { outcome: 'unknown', found: { kind: 'container-unseen', uri: cloud.containerUri } };
    for (const id of ['container', 'source-folder', 'immutability']) {
      expect(preFlight.find((each) => each.id === id)).toMatchObject(unseen);
    }
    expect(plan.backup?.folder).toBeDefined();
  });

  it('warns of older versions in use', () => {
    const waiting = { ...machine.waiting, now: () => Date.parse('2026-11-29T00:00:00Z') };
    const versions = new ChosenVersions();
    expect(versionsInUse({ versions, waiting })).toEqual({ outcome: 'ok', found: { kind: 'versions-newest' } });
    versions.refused('key-vault', '2026-02-01');
    expect(versionsInUse({ versions, waiting })).toEqual({
      outcome: 'look',
      found: { kind: 'versions-older', versions: ['key-vault 2024-11-01'] },
    });
  });

  it('counts the HSMs of the region, deleted ones too, against the documented limit', async () => {
    const { cloud, plan } = recovery;
    await cloud.destroyHsm(plan.target.name);
    for (const name of ['one-more', 'two-more', 'three-more', 'four-more']) await cloud.createHsm(name);
    await cloud.softDeleteHsm('four-more');
    const preFlight = await runPreFlight(machine, { operators: [], inventory: undefined });
    expect(preFlight.find(({ id }) => id === 'region-quota')).toMatchObject({
      outcome: 'look',
      found: { kind: 'hsms-in-region', count: 5, limit: 5, region: 'westeurope' },
    });
  });

  it('tells a container that can be made from one that is mistyped', async () => {
    const { cloud, plan } = recovery;
    await cloud.azure.deleteContainer(cloud.containerUri);
    const backup = plan.backup && { ...plan.backup, folder: null };
    const outcome = async (context: StepContext): Promise<string | undefined> =>
      (await runPreFlight(context, { operators: [], inventory: undefined })).find(({ id }) => id === 'container')
        ?.outcome;
    expect(await outcome(machine)).toBe('stop');
    const first = { ...machine, plan: { ...plan, backup } };
    expect(await outcome(first)).toBe('look');
    const controlPlane = { ...machine.controlPlane!, permissionsAt: () => Promise.resolve([]) };
    expect(await outcome({ ...first, controlPlane })).toBe('stop');
  });

  it('says what it could not ask', async () => {
    const preFlight = await runPreFlight(
      { ...machine, controlPlane: undefined, container: undefined },
      { operators: [], inventory: undefined },
    );
    const asked = preFlight.filter(({ id }) => id !== 'azure-versions');
    expect(asked.every(({ outcome }) => outcome === 'unknown')).toBe(true);
    expect(preFlight.map(({ found }) => found)).toContainEqual({ kind: 'not-asked', missing: 'storage' });
  });
});
