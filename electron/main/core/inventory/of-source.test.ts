// An inventory is compared with what the plan says was lost: another HSM, or the other kind, says nothing about the backup.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { assertOfSource } from './of-source.ts';
import { emptyInventory } from './testdata/sample-inventory.ts';

const inventory = { ...emptyInventory, practice: recoveryPlan.practice, hsm: recoveryPlan.source?.uri ?? '' };

describe('an inventory of the source', () => {
  it('is that of the HSM which the plan says was lost', () => {
    expect(() => assertOfSource(recoveryPlan, inventory)).not.toThrow();
  });

  it.each([
    ['of practice in production', { practice: true }, { what: 'kind', expected: 'production', found: 'practice' }],
    ['of another HSM', { hsm: 'https://other-hsm.managedhsm.azure.net' }, { what: 'HSM', expected: inventory.hsm }],
  ])('is none %s', (_, changed, told) => {
    const fault = faultOf(() => assertOfSource(recoveryPlan, { ...inventory, ...changed }));
    expect(fault).toMatchObject({ code: 'INVENTORY_FOREIGN', ...told });
  });

  it('is not asked for where nothing was lost', () => {
    const fault = faultOf(() => assertOfSource({ ...recoveryPlan, source: null }, inventory));
    expect(fault).toEqual({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  });
});
