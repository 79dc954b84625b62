// An inventory of an HSM with nothing in it, of which every list was read: tests put into it what they are about.
import type { Inventory } from '#shared/inventory/inventory.ts';

export const emptyInventory: Inventory = {
  format: 'lifeboat-inventory',
  v: 3,
  practice: false,
  hsm: 'https://lost-hsm.managedhsm.azure.net',
  tenant: null,
  taken: '2026-10-13T12:00:00Z',
  keys: [],
  roles: { read: true, items: [] },
  settings: { read: true, items: [] },
  regions: { read: true, items: [] },
  rotationPolicies: { read: true, items: [] },
  releasePolicies: { read: true, items: [] },
  softDeletedKeys: { read: true, items: [] },
  managedExternally: { read: true, items: [] },
  managerConnection: { read: true, items: [] },
};
