// Maps of the practice estate, and inventories of the HSM that was recovered for it.
import type { Consumer, ConsumerMap } from '#shared/consumers/consumers.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';
import { consumersNaming, type GraphRow } from '../find-consumers.ts';

export const lostHsm = 'https://lost-hsm.managedhsm.azure.net';
export const newHsm = 'https://new-hsm.managedhsm.azure.net';
export const subscription = '11111111-2222-4333-8444-555555555555';
export const resourceId = `/subscriptions/${subscription}/resourceGroups/keys/providers/Microsoft.KeyVault/managedHSMs/lost-hsm`;
export const estateKeys = ['k1', 'k2', 'k3'] as const;

/** The estate as Resource Graph shows it. */
export const estate = practiceEstate({
  ...{ host: new URL(lostHsm).hostname, resourceId, subscription, region: 'westeurope', otherRegion: 'northeurope' },
  keys: estateKeys,
});

export const consumerOf = consumersNaming({ hsm: lostHsm, resourceId, ownerTag: 'owner' });
export const consumersOf = (rows: readonly GraphRow[]): Consumer[] => rows.flatMap((row) => consumerOf(row) ?? []);

export const mapOf = (consumers: readonly Consumer[], changes: Partial<ConsumerMap> = {}): ConsumerMap => ({
  ...{ format: 'lifeboat-consumers', v: 1, practice: false, hsm: lostHsm, hsmId: null, taken: '2026-10-13T12:00:00Z' },
  ...{ plannedRegion: null, seen: [subscription], notSeen: [], consumers: [...consumers], ...changes },
});

export const keyVersion = 'a'.repeat(32);
export const noRoles = { read: true, items: [] } as const;

/** An inventory with one version of each key. */
export const inventoryOf = (keys: readonly string[], roles: Inventory['roles'], hsm = newHsm): Inventory => {
  const none = { read: false, reason: 'not-asked' } as const;
  const held = {
    ...{ enabled: true, created: 1, notBefore: null, expires: null, exportable: false, tags: {}, publicSha256: null },
  };
  return {
    ...{ format: 'lifeboat-inventory', v: 3, practice: false, hsm, tenant: null, taken: '2026-10-13T12:00:00Z' },
    keys: keys.map((name) => ({ name, versions: [{ version: keyVersion, ...held }] })),
    ...{ roles, settings: none, regions: none, rotationPolicies: none, releasePolicies: none, softDeletedKeys: none },
    ...{ managedExternally: none, managerConnection: none },
  };
};
