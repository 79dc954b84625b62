// An identity for an HSM that exists, deleted HSMs, roles inside an HSM, and how a new one is made: against the practice cloud.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorInstead, instead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { receiveBlobOf } from '#e2e/support/both-sides.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import type { Creation } from '#shared/plan/creation.ts';
import { practiceIdentityId, practiceRegion } from '#simulator/control-plane/azure-state.ts';
import { failureScenarios } from '#simulator/failure-scenarios.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { attachIdentity } from './attach-identity.ts';
import { backUp } from './back-up.ts';
import { createHsm } from './create.ts';
import { deleteFailedHsm, listDeletedHsms, purgeDeletedHsm, recoverDeletedHsm } from './deleted-hsms.ts';
import { runPreFlight } from './pre-flight.ts';
import { restore } from './restore.ts';
import { assignRole, listRoles, removeRole } from './role-assignments.ts';
import { byIdentity, type Confirmation, type StepContext } from './step-context.ts';
import { upload } from './upload.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const by = ['Person operator-1', 'Person operator-2'];
const typed = (typedName: string): Confirmation => ({ by, typedName });
const resource = '/subscriptions/*/resourceGroups/*/providers/Microsoft.KeyVault/managedHSMs/*';
const purgeCall = '/subscriptions/*/providers/Microsoft.KeyVault/locations/*/deletedManagedHSMs/*/purge';
const sent = (method: string, path = /./): number =>
  workspace.seen().filter((one) => one.method === method && one.hasToken && path.test(one.path)).length;
const phaseOf = (call: string) =>
  Object.values(machine.journal.state.calls).findLast((each) => each.call === call)?.phase;
const phases = (call: string) =>
  Object.values(machine.journal.state.calls)
    .filter((each) => each.call === call)
    .map(({ phase }) => phase);

describe('the identity for the storage', () => {
  const identityOf = (id: string | null): StepContext => ({
    ...machine,
    plan: { ...machine.plan, backup: machine.plan.backup && { ...machine.plan.backup, identity: id } },
  });

  it('is attached to an HSM that exists, beside the one that it has', async () => {
    const { id } = await recovery.cloud.azure.addIdentity('another');
    const { hsm, id: call } = await attachIdentity(identityOf(id));
    expect([...hsm.identities].sort()).toEqual([id.toLowerCase(), practiceIdentityId.toLowerCase()].sort());
    expect([call, phaseOf('identity'), sent('PATCH')]).toEqual(['identity-1', 'succeeded', 1]);
  });

  it('is found attached, and nothing is sent', async () => {
    expect(await attachIdentity(machine)).toMatchObject({ id: null, identity: practiceIdentityId });
    expect([phaseOf('identity'), sent('PATCH')]).toEqual([undefined, 0]);
  });

  it('whose answer is lost is waited for, and not sent again', async () => {
    const { id } = await recovery.cloud.azure.addIdentity('another');
    const context = identityOf(id);
    recovery.cloud.playFaults([{ method: 'PATCH', path: resource, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(attachIdentity(context))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    const { hsm } = await attachIdentity(context);
    expect(hsm.identities).toContain(id.toLowerCase());
    expect([phaseOf('identity'), sent('PATCH')]).toEqual(['succeeded', 1]);
  });

  it('whose request never came to the service fails in the end, and can be sent again', async () => {
    const { id } = await recovery.cloud.azure.addIdentity('another');
    const context = identityOf(id);
    recovery.cloud.playFaults([{ method: 'PATCH', path: resource, action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(attachIdentity(context))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(await faultOfPromise(attachIdentity(context))).toMatchObject({ code: 'SERVICE_OPERATION_FAILED' });
    await attachIdentity(context);
    expect(phases('identity')).toEqual(['failed', 'succeeded']);
  });

  it('is refused by its own codes: not planned, no HSM, unknown to Azure', async () => {
    expect(await faultOfPromise(attachIdentity(identityOf(null)))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'identity',
    });
    const unknown = `${practiceIdentityId}-nobody`;
    expect(await faultOfPromise(attachIdentity(identityOf(unknown)))).toMatchObject({
      code: 'SERVICE_REFUSED',
      serviceCode: 'FailedIdentityOperation',
    });
    await recovery.cloud.destroyHsm('recovered-hsm');
    expect(await faultOfPromise(attachIdentity(machine))).toMatchObject({
      code: 'TARGET_HSM_MISSING',
      name: 'recovered-hsm',
    });
  });

  it('fails if an identity that was there disappeared', async () => {
    const { id } = await recovery.cloud.azure.addIdentity('another');
    const dropping = (text: string): string =>
      text.replace(new RegExp(`"[^"]*/${practiceIdentityId.split('/').at(-1) ?? ''}":\\{\\},?`, 'i'), '');
    recovery.cloud.playFaults([
      { method: 'GET', path: resource, after: 1, times: 50, action: { kind: 'change', text: dropping } },
    ]);
    expect(await faultOfPromise(attachIdentity(identityOf(id)))).toMatchObject({
      code: 'STEP_STATE_UNEXPECTED',
      expected: practiceIdentityId.toLowerCase(),
    });
  });
});

describe('a deleted HSM', () => {
  it('is listed with what the plan calls it', async () => {
    expect(await listDeletedHsms(machine)).toEqual([]);
    await recovery.cloud.createHsm('foreign');
    for (const name of ['lost-hsm', 'recovered-hsm', 'foreign']) await recovery.cloud.softDeleteHsm(name);
    const listed = await listDeletedHsms(machine);
    expect(listed.map(({ name, planned }) => [name, planned]).sort()).toEqual([
      ['foreign', null],
      ['lost-hsm', 'source'],
      ['recovered-hsm', 'target'],
    ]);
  });

  it('is recovered by two people who type its name, with its keys', async () => {
    await recovery.cloud.softDeleteHsm('lost-hsm');
    const wrong = { which: 'source', confirmation: typed('recovered-hsm') } as const;
    expect(await faultOfPromise(recoverDeletedHsm(machine, wrong))).toEqual({
      ...{ code: 'CONFIRMATION_DIFFERS', what: 'deleted-hsm', expected: 'lost-hsm' },
    });
    const one = { which: 'source', confirmation: { ...typed('lost-hsm'), by: by.slice(0, 1) } } as const;
    expect(await faultOfPromise(recoverDeletedHsm(machine, one))).toEqual({ code: 'CONFIRMATION_ONE_PERSON' });
    expect(sent('PUT')).toBe(0);
    const { result } = await recoverDeletedHsm(machine, { which: 'source', confirmation: typed('lost-hsm') });
    expect(result).toMatchObject({ name: 'lost-hsm', activation: 'active', provisioning: 'succeeded' });
    const keys = workspace.open(recovery.cloud, 'https://lost-hsm.managedhsm.practice.invalid').keys;
    expect(await keys.getKey('disk')).toMatchObject({ key: { kty: 'RSA-HSM' } });
    expect([phaseOf('recover'), sent('PUT')]).toEqual(['succeeded', 1]);
  });

  it('whose recovery lost its answer is waited for', async () => {
    await recovery.cloud.softDeleteHsm('lost-hsm');
    const order = { which: 'source', confirmation: typed('lost-hsm') } as const;
    recovery.cloud.playFaults([{ method: 'PUT', path: resource, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(recoverDeletedHsm(machine, order))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    // Whatever is ordered now, the call that is open is gone on with.
    const { result } = await recoverDeletedHsm(machine, { which: 'target', confirmation: typed('') });
    expect(result.name).toBe('lost-hsm');
    expect(sent('PUT')).toBe(1);
  });

  it('that has the name of the target is purged, and the name is free', async () => {
    await recovery.cloud.softDeleteHsm('recovered-hsm');
    const order = { which: 'target', confirmation: typed('recovered-hsm') } as const;
    const creating = { confirmation: confirmed(recovery.plan), administrators: [practiceAdministrator] };
    const created = { ...creating, retentionDays: 7, purgeProtection: false };
    expect(await faultOfPromise(createHsm(machine, created))).toMatchObject({ code: 'STEP_PREFLIGHT' });
    expect(await purgeDeletedHsm(machine, order)).toEqual({ id: 'purge-1', result: 'recovered-hsm' });
    expect(await listDeletedHsms(machine)).toEqual([]);
    expect(await createHsm(machine, created)).toMatchObject({ id: 'create-1' });
    expect(await faultOfPromise(purgeDeletedHsm(machine, order))).toEqual({
      code: 'DELETED_HSM_MISSING',
      name: 'recovered-hsm',
    });
  });

  it('whose purge lost its answer is looked for, and not purged twice', async () => {
    await recovery.cloud.softDeleteHsm('recovered-hsm');
    const order = { which: 'target', confirmation: typed('recovered-hsm') } as const;
    recovery.cloud.playFaults([{ method: 'POST', path: purgeCall, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(purgeDeletedHsm(machine, order))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    await purgeDeletedHsm(machine, order);
    expect([phaseOf('purge'), sent('POST', /purge$/)]).toEqual(['succeeded', 1]);
  });

  it('that Azure says it purges, for ever, is told as that, and asked about again', async () => {
    await recovery.cloud.softDeleteHsm('recovered-hsm');
    const order = { which: 'target', confirmation: typed('recovered-hsm') } as const;
    const [deleted] = await listDeletedHsms(machine);
    const properties = { mhsmId: deleted?.formerId, location: deleted?.location };
    const body = { value: [{ name: 'recovered-hsm', properties }] };
    const list = { method: 'GET', path: '/subscriptions/*/providers/Microsoft.KeyVault/deletedManagedHSMs' };
    recovery.cloud.playFaults([{ ...list, times: Infinity, action: instead(200, JSON.stringify(body)) }]);
    expect(await faultOfPromise(purgeDeletedHsm(machine, order))).toEqual({
      ...{ code: 'PURGE_STILL_ACCEPTED', name: 'recovered-hsm', minutes: 30 },
    });
    expect(phaseOf('purge')).toBe('answered');
    recovery.cloud.playFaults([]);
    await purgeDeletedHsm(machine, order);
    expect([phaseOf('purge'), sent('POST', /purge$/)]).toEqual(['succeeded', 1]);
  });

  it('with purge protection is not purged, and people are told when it ends', async () => {
    const { managedHsms } = workspace.controlPlane(recovery.cloud);
    await managedHsms.update(
      'lifeboat',
      'recovered-hsm',
      { properties: { enablePurgeProtection: true } },
      { updateIntervalInMs: 1 },
    );
    await recovery.cloud.softDeleteHsm('recovered-hsm');
    const [listed] = await listDeletedHsms(machine);
    const order = { which: 'target', confirmation: typed('recovered-hsm') } as const;
    expect(await faultOfPromise(purgeDeletedHsm(machine, order))).toEqual({
      ...{ code: 'PURGE_PROTECTED', name: 'recovered-hsm', until: listed?.scheduledPurge },
    });
    expect(listed?.scheduledPurge).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect([phaseOf('purge'), sent('POST', /purge$/)]).toEqual([undefined, 0]);
  });

  it('that is the lost one is not purged before its backup is restored, and is then', async () => {
    const order = { which: 'source', confirmation: typed('lost-hsm') } as const;
    await recovery.cloud.softDeleteHsm('lost-hsm');
    expect(await faultOfPromise(purgeDeletedHsm(machine, order))).toEqual({
      code: 'PURGE_BEFORE_RESTORE',
      name: 'lost-hsm',
    });
    expect(sent('POST', /purge$/)).toBe(0);
    await upload(machine, await receiveBlobOf(workspace, recovery, machine));
    await backUp(machine, byIdentity);
    recovery.clock.advance(30 * 60_000);
    const restoring = { access: byIdentity, confirmation: confirmed(recovery.plan) };
    await restore(machine, { ...restoring, operators: [practiceAdministrator], inventory: recovery.inventory });
    expect(await purgeDeletedHsm(machine, order)).toMatchObject({ result: 'lost-hsm' });
  });

  it('is nothing that a plan without a source, or a machine without a control plane, can ask for', async () => {
    const order = { which: 'source', confirmation: typed('lost-hsm') } as const;
    const bare = { ...machine, plan: { ...machine.plan, source: null } };
    expect(await faultOfPromise(purgeDeletedHsm(bare, order))).toEqual({ code: 'STEP_NOT_PLANNED', missing: 'source' });
    expect(await faultOfPromise(listDeletedHsms({ ...machine, controlPlane: undefined }))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'control-plane',
    });
  });
});

describe('an HSM that failed creation', () => {
  const ordered = () => ({
    ...{ confirmation: confirmed(recovery.plan), administrators: [practiceAdministrator] },
    ...{ retentionDays: 7, purgeProtection: false },
  });
  const deletions = (): number => sent('DELETE');
  beforeEach(async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    await recovery.cloud.azure.setRegion(practiceRegion, { hasCapacity: false });
    expect(await faultOfPromise(createHsm(machine, ordered()))).toMatchObject({ code: 'SERVICE_OPERATION_FAILED' });
    await recovery.cloud.azure.setRegion(practiceRegion, { hasCapacity: true });
  });

  it('stops the next creation by what it is, is deleted and purged by two, and created again', async () => {
    expect(await faultOfPromise(createHsm(machine, ordered()))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'target-name-free', found: { kind: 'hsm-failed', name: 'recovered-hsm' } }],
    });
    const checks = await runPreFlight(machine, { operators: [practiceAdministrator], inventory: undefined });
    expect(checks.find(({ id }) => id === 'target-state')).toMatchObject({ found: { kind: 'hsm-failed' } });
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('-hsm')))).toMatchObject({
      ...{ code: 'CONFIRMATION_DIFFERS', what: 'deleted-hsm' },
    });
    expect(deletions()).toBe(0);
    expect(await deleteFailedHsm(machine, typed('recovered-hsm'))).toEqual({ id: 'delete-1', result: 'recovered-hsm' });
    const [listed] = await listDeletedHsms(machine);
    expect(listed).toMatchObject({ name: 'recovered-hsm', planned: 'target' });
    await purgeDeletedHsm(machine, { which: 'target', confirmation: typed('recovered-hsm') });
    expect(await createHsm(machine, ordered())).toMatchObject({ id: 'create-2' });
    expect([phases('create'), phaseOf('delete'), deletions()]).toEqual([['failed', 'succeeded'], 'succeeded', 1]);
  });

  it('whose deletion lost its answer is looked for, and not deleted twice', async () => {
    recovery.cloud.playFaults([{ method: 'DELETE', path: resource, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('recovered-hsm')))).toMatchObject({
      code: 'SERVICE_ANSWER_LOST',
    });
    await deleteFailedHsm(machine, typed(''));
    expect([phaseOf('delete'), deletions()]).toEqual(['succeeded', 1]);
  });

  it('whose deletion never came to the service has not been deleted after half an hour, and can be deleted then', async () => {
    recovery.cloud.playFaults([{ method: 'DELETE', path: resource, action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('recovered-hsm')))).toMatchObject({
      code: 'SERVICE_ANSWER_LOST',
    });
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('')))).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
    });
    await deleteFailedHsm(machine, typed('recovered-hsm'));
    expect(phases('delete')).toEqual(['failed', 'succeeded']);
  });

  it('is no other: one that is usable, active or not there is left alone', async () => {
    const state = (text: (body: string) => string) =>
      recovery.cloud.playFaults([{ method: 'GET', path: resource, action: { kind: 'change', text } }]);
    state((text) => text.replace('"provisioningState":"Failed"', '"provisioningState":"Succeeded"'));
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('recovered-hsm')))).toMatchObject({
      ...{ code: 'HSM_NOT_FAILED', name: 'recovered-hsm' },
    });
    // An HSM in service that is degraded is "Failed", too.
    state((text) => text.replace('"NotActivated"', '"Active"'));
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('recovered-hsm')))).toMatchObject({
      ...{ code: 'HSM_NOT_FAILED', name: 'recovered-hsm' },
    });
    await recovery.cloud.destroyHsm('recovered-hsm');
    expect(await faultOfPromise(deleteFailedHsm(machine, typed('recovered-hsm')))).toMatchObject({
      code: 'TARGET_HSM_MISSING',
    });
    expect(deletions()).toBe(0);
  });
});

describe('roles inside the HSM', () => {
  const principalId = '00000000-0000-4000-8000-0000000000aa';
  const order = { role: 'crypto user', scope: '/keys', principalId } as const;
  const assigning = { ...order, principalType: 'service-principal' } as const;
  beforeEach(async () => {
    await workspace.activate(machine.hsm);
  });

  it('are listed by their names, given once, and taken away', async () => {
    expect(await listRoles(machine.hsm)).toMatchObject([
      { role: 'Managed HSM Administrator', scope: '/', principalId: practiceAdministrator },
      { role: 'Managed HSM Crypto Auditor', scope: '/', principalId: practiceAdministrator },
      { role: 'Managed HSM Crypto User', scope: '/', principalId: practiceAdministrator },
    ]);
    const made = await assignRole(machine, assigning);
    expect(made).toMatchObject({ change: 'assigned', role: 'Managed HSM Crypto User', scope: '/keys', principalId });
    // A repeated request meets its own assignment.
    expect(await assignRole(machine, assigning)).toMatchObject({ change: 'found', name: made.name });
    expect(await listRoles(machine.hsm)).toHaveLength(4);
    expect(await removeRole(machine, order)).toMatchObject({ change: 'removed', name: made.name });
    expect(await faultOfPromise(removeRole(machine, order))).toEqual({
      ...{ code: 'ROLE_ASSIGNMENT_MISSING', role: 'Managed HSM Crypto User', scope: '/keys', principalId },
    });
  });

  it('that another tool has given are found, and taken away by what they say', async () => {
    const { roles } = machine.hsm;
    const user = (await roles.listDefinitions()).find(({ properties }) => properties.roleName.endsWith('Crypto User'));
    await roles.createAssignment('/keys', user?.id ?? '', principalId, 'b7e6dc6d-0000-4000-8000-00000000000b');
    expect(await assignRole(machine, assigning)).toMatchObject({ change: 'found' });
    expect(await removeRole(machine, order)).toMatchObject({ name: 'b7e6dc6d-0000-4000-8000-00000000000b' });
    expect(await listRoles(machine.hsm)).toHaveLength(3);
  });

  it('are given by a request whose answer was lost, and repeating it does no harm', async () => {
    const path = '/keys/providers/Microsoft.Authorization/roleAssignments/*';
    recovery.cloud.playFaults([{ method: 'PUT', path, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(assignRole(machine, assigning))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(await assignRole(machine, assigning)).toMatchObject({ change: 'found' });
    expect(await listRoles(machine.hsm)).toHaveLength(4);
  });

  it('count as given by 409 as by 400', async () => {
    const path = '/keys/providers/Microsoft.Authorization/roleAssignments/*';
    const action = errorInstead(409, 'RoleAssignmentExists', 'The role assignment already exists.');
    recovery.cloud.playFaults([{ method: 'PUT', path, action }]);
    expect(await assignRole(machine, assigning)).toMatchObject({ change: 'found' });
  });

  it('are not told to whoever may not read them, nor given by whoever may not give them', async () => {
    await assignRole(machine, { ...assigning, role: 'Backup User', scope: '/' });
    const other = { ...machine, hsm: workspace.open(recovery.cloud, recovery.plan.target.uri, principalId) };
    expect(await faultOfPromise(listRoles(other.hsm))).toMatchObject({ code: 'SERVICE_FORBIDDEN', operation: 'roles' });
    expect(await faultOfPromise(assignRole(other, assigning))).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
      operation: 'role-change',
    });
    expect(await faultOfPromise(removeRole(other, order))).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
  });

  it('of no such name are refused with those that there are', async () => {
    const fault = await faultOfPromise(assignRole(machine, { ...assigning, role: 'Key Master' }));
    expect(fault).toMatchObject({ code: 'ROLE_UNKNOWN', role: 'Key Master' });
    expect(JSON.stringify(fault)).toContain('Managed HSM Crypto Officer');
  });

  it('leave the last administrator', async () => {
    const last = { role: 'Administrator', scope: '/', principalId: practiceAdministrator } as const;
    expect(await faultOfPromise(removeRole(machine, last))).toEqual({
      code: 'ROLE_LAST_ADMINISTRATOR',
      principalId: practiceAdministrator,
    });
    await assignRole(machine, { ...assigning, role: 'Administrator', scope: '/' });
    expect(await removeRole(machine, last)).toMatchObject({ change: 'removed' });
  });

  it('that were changed stand in the journal, with what people said of the principal', async () => {
    await assignRole(machine, assigning);
    await machine.journal.close();
    const again = await recovery.open('operator-1');
    expect(again.journal.head.n).toBe(machine.journal.head.n);
  });
});

describe('an HSM to which Azure adds a region', () => {
  const adding = (body: string): string =>
    body.replace(
      '"regions":[]',
      '"regions":[{"name":"westeurope","isPrimary":true,"provisioningState":"Succeeded"},{"name":"westus","isPrimary":false,"provisioningState":"Provisioning"}]',
    );
  const shown = (after: number, times: number) =>
    recovery.cloud.playFaults([
      { method: 'GET', path: resource, after, times, action: { kind: 'change', text: adding } },
    ]);

  it('is not touched: the pre-flight check stops', async () => {
    shown(0, Infinity);
    const checks = await runPreFlight(machine, { operators: [practiceAdministrator], inventory: recovery.inventory });
    expect(checks.find(({ found }) => found.kind === 'hsm-extending')).toMatchObject({
      ...{ outcome: 'stop', found: { regions: ['westus'] } },
    });
  });

  it('is made when it has all of them', async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    const order = { confirmation: confirmed(recovery.plan), administrators: [practiceAdministrator] };
    const before = sent('GET', /managedHSMs\/recovered-hsm$/);
    shown(1, 12);
    await createHsm(machine, { ...order, retentionDays: 7, purgeProtection: false });
    expect(sent('GET', /managedHSMs\/recovered-hsm$/) - before).toBeGreaterThan(13);
  });
});

describe('a new HSM under rules of the organization', () => {
  const creation: Creation = {
    sku: 'Custom_B6',
    tags: { 'cost-center': '4711' },
    network: {
      publicAccess: true,
      defaultAction: 'deny',
      bypass: 'none',
      allowedAddresses: ['203.0.113.0/24', '198.51.100.7'],
    },
  };
  const order = () => ({
    confirmation: confirmed(recovery.plan),
    administrators: [practiceAdministrator],
    retentionDays: 7,
    purgeProtection: false,
  });
  const planned = (): StepContext => ({ ...machine, plan: { ...machine.plan, creation } });
  beforeEach(() => recovery.cloud.destroyHsm('recovered-hsm'));

  it('is made as the plan says, and read back', async () => {
    const { result } = await createHsm(planned(), order());
    expect(result).toMatchObject({ sku: 'Custom_B6', tags: creation.tags, network: creation.network });
  });

  it('is made as it was ordered where the plan says nothing, and as Azure does else', async () => {
    const { result } = await createHsm(machine, { ...order(), creation: { tags: { a: 'b' } } });
    expect(result).toMatchObject({ sku: 'Standard_B1', tags: { a: 'b' }, network: { defaultAction: 'allow' } });
  });

  it('is not made otherwise than the plan says', async () => {
    const other = { ...order(), creation: { sku: 'Standard_B1', tags: {} } } as const;
    expect(await faultOfPromise(createHsm(planned(), other))).toEqual({
      code: 'CREATION_NOT_AS_PLANNED',
      what: ['sku', 'tags'],
    });
    expect(await createHsm(planned(), { ...order(), creation: { sku: 'Custom_B6' } })).toMatchObject({
      id: 'create-1',
    });
  });

  it('fails if the HSM has another network than ordered', async () => {
    const open = (text: string): string => text.replace('"defaultAction":"Deny"', '"defaultAction":"Allow"');
    recovery.cloud.playFaults([
      { method: 'GET', path: resource, after: 1, times: 50, action: { kind: 'change', text: open } },
    ]);
    expect(await faultOfPromise(createHsm(planned(), order()))).toMatchObject({
      code: 'CREATION_CHANGED',
      step: 'C6',
      changes: [{ what: 'network', found: expect.stringContaining('Allow') as unknown }],
    });
  });

  it('that a policy has changed is accepted by two people, with what changed in the journal, and made once', async () => {
    await failureScenarios['policy-modifies'](recovery.cloud);
    const changed = await faultOfPromise(createHsm(machine, order()));
    expect(changed).toEqual({
      code: 'CREATION_CHANGED',
      step: 'C6',
      changes: [{ what: 'network', expected: 'Enabled Allow AzureServices', found: 'Disabled Allow AzureServices' }],
    });
    expect(phaseOf('create')).toBe('answered');
    expect(await faultOfPromise(createHsm(machine, { ...order(), changedException: 1 }))).toMatchObject({
      ...{ code: 'EXCEPTION_UNFIT', step: 'C6', problem: 'unknown' },
    });
    await machine.journal.append({
      ...{ kind: 'exception', number: 1, check: null, ...sheet, step: 'C6' },
      decidedBy: ['Person operator-1', 'Person witness'],
    });
    expect(await createHsm(machine, { ...order(), changedException: 1 })).toMatchObject({ id: 'create-1' });
    expect(phaseOf('create')).toBe('succeeded');
  });

  it('is denied by policies in their own words, without a stack trace, and made once they are met', async () => {
    await failureScenarios['policy-denies'](recovery.cloud);
    const fault = await faultOfPromise(createHsm(machine, order()));
    expect(fault).toEqual({
      code: 'SERVICE_POLICY_DENIED',
      operation: 'control-plane',
      policies: ['Require a tag on resources'],
      serviceCode: 'RequestDisallowedByPolicy',
      serviceMessage: "Resource 'recovered-hsm' was disallowed by policy.",
    });
    expect(phaseOf('create')).toBe('failed');
    expect(await createHsm(planned(), order())).toMatchObject({ id: 'create-2' });
  });

  it('is denied an open network', async () => {
    const demand = { kind: 'closed-network' } as const;
    await recovery.cloud.azure.setPolicies([{ name: 'No public HSMs', demand }]);
    expect(await faultOfPromise(createHsm(machine, order()))).toMatchObject({
      code: 'SERVICE_POLICY_DENIED',
      policies: ['No public HSMs'],
    });
    await createHsm(planned(), order());
  });
});

describe('one key', () => {
  it('of which nothing was restored is a restore that failed, and can be tried again', async () => {
    await upload(machine, await receiveBlobOf(workspace, recovery, machine));
    await backUp(machine, byIdentity);
    recovery.clock.advance(30 * 60_000);
    const order = {
      access: byIdentity,
      confirmation: confirmed(recovery.plan),
      operators: [],
      inventory: undefined,
      keyName: 'disk',
    };
    expect(await restore(machine, order)).toMatchObject({ result: { restored: 2, notOverwritten: 0 } });
    expect(await faultOfPromise(restore(machine, order))).toEqual({
      code: 'SERVICE_NOTHING_RESTORED',
      operation: 'key-restore',
      notOverwritten: 2,
    });
    expect(phases('key-restore')).toEqual(['succeeded', 'failed']);
  });
});
