// Who is signed in, whom of the plan that is, and what they may do: with the practice cloud's roles, and with names that people have.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import type { Plan, PlanRole } from '#shared/plan/plan.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { resourceIds } from '#simulator/control-plane/azure-state.ts';
import { allows, assessedRights } from './azure-rights.ts';
import type { StepContext } from './step-context.ts';
import { whoIsHere, type WhoIsHere } from './who.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const tenantId = '00000000-0000-4000-8000-000000000002';
const person = (id: string, name: string, ...roles: PlanRole[]): Plan['people'][number] => ({
  id,
  name,
  employer: null,
  phone: null,
  roles,
});

function look(name: string, changed: { displayName?: string; people?: Plan['people'] } = {}): Promise<WhoIsHere> {
  const { people = [person('ada', 'Ada Lovelace', 'RO1'), person('grace-h', 'Grace Hopper', 'C')], ...of } = changed;
  const account = { objectId: practiceAdministrator, name, tenantId, ...of };
  const { hsm, controlPlane, plan } = machine;
  return whoIsHere({ plan: { ...plan, people }, hsm, controlPlane, account: () => Promise.resolve(account) });
}

describe('the signed-in account', () => {
  it.each([
    ['ada.lovelace@example.org', undefined, 'operator', ['ada']],
    ['ADA@example.org', undefined, 'operator', ['ada']],
    ['u12345@example.org', 'Ada Lovelace', 'operator', ['ada']],
    ['grace.hopper@example.org', undefined, 'custodian', ['grace-h']],
    ['ada.lovelace-2@example.org', undefined, 'nobody', []],
    ['@example.org', '', 'nobody', []],
  ] as const)('%s is found in the plan by its name', async (name, displayName, part, people) => {
    const who = await look(name, displayName === undefined ? {} : { displayName });
    expect(who.part).toBe(part);
    expect(who.people.map(({ id }) => id)).toEqual(people);
    expect(who.operators.map(({ id }) => id)).toEqual(['ada']);
  });

  it('is shown with its rights, step by step, and with its roles in the HSM', async () => {
    const { azure, hsm } = await look('ada@example.org');
    expect(azure?.map(({ step, place, granted }) => [step, place, granted])).toEqual([
      ['source', 'group', 'yes'],
      ['source', 'container', 'yes'],
      ['create', 'group', 'yes'],
      ['create', 'identity', 'yes'],
      ['backup', 'container', 'yes'],
    ]);
    // Before it is active an HSM tells its roles to nobody.
    expect(hsm).toBeNull();
    machine = { ...machine, hsm: workspace.open(recovery.cloud, machine.plan.source?.uri ?? '') };
    expect((await look('ada@example.org')).hsm).toContainEqual({ scope: '/', role: 'Managed HSM Administrator' });
  });

  it('is told what it lacks', async () => {
    await recovery.cloud.azure.removeRoles(practiceAdministrator);
    await recovery.cloud.azure.assignRole(practiceAdministrator, 'Reader', resourceIds.subscription);
    const { azure } = await look('ada@example.org');
    expect(azure?.map(({ step, place, granted }) => `${step} ${place} ${granted}`)).toEqual([
      'source group yes',
      'source container no',
      'create group no',
      'create identity no',
      'backup container yes',
    ]);
  });
});

describe('an account that may not even ask', () => {
  it('is shown all the same, with what is not known', async () => {
    await recovery.cloud.azure.removeRoles(practiceAdministrator);
    const { azure, part } = await look('ada.lovelace@example.org');
    expect(part).toBe('operator');
    // Anyone may ask for their own permissions; the list of storage accounts is refused.
    expect(azure?.map(({ place, granted }) => `${place} ${granted}`)).toEqual([
      ...['group no', 'container unknown', 'group no', 'identity no', 'container unknown'],
    ]);
    const unknown = (azure ?? []).map((right) => ({ ...right, granted: 'unknown' as const }));
    expect(assessedRights(unknown).outcome).toBe('unknown');
  });

  it('is shown what it may where one role lets it', async () => {
    await recovery.cloud.azure.removeRoles(practiceAdministrator);
    await recovery.cloud.azure.assignRole(practiceAdministrator, 'Reader', resourceIds.group('lifeboat'));
    const { azure } = await look('ada.lovelace@example.org');
    expect(azure?.map(({ place, granted }) => `${place} ${granted}`)).toContain('group yes');
  });
});

describe('a permission', () => {
  const held = { actions: [], notActions: [], dataActions: [], notDataActions: [] };
  const wanted = { name: 'Microsoft.KeyVault/managedHSMs/write', kind: 'action' } as const;
  it('counts by Azure’s patterns, each role for itself', () => {
    expect(allows([{ ...held, actions: ['*'] }], wanted)).toBe(true);
    expect(allows([{ ...held, actions: ['microsoft.keyvault/*/WRITE'] }], wanted)).toBe(true);
    expect(allows([{ ...held, actions: ['Microsoft.KeyVault/managedHSMs/read'] }], wanted)).toBe(false);
    expect(allows([{ ...held, actions: ['Microsoft.KeyVault/managedHSMs/writeAll'] }], wanted)).toBe(false);
    expect(allows([{ ...held, actions: ['MicrosoftXKeyVault/managedHSMs/write'] }], wanted)).toBe(false);
    const taken = { ...held, actions: ['*'], notActions: ['*/write'] };
    expect(allows([taken], wanted)).toBe(false);
    expect(allows([taken, { ...held, actions: ['*/write'] }], wanted)).toBe(true);
    // What is allowed for the control plane is not for data.
    expect(allows([{ ...held, actions: ['*'] }], { ...wanted, kind: 'data' })).toBe(false);
    expect(allows([{ ...held, dataActions: ['*'] }], { ...wanted, kind: 'data' })).toBe(true);
  });
});
