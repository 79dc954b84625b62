import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { Inventory, InventoryVersion } from '#shared/inventory/inventory.ts';
import { compareInventories } from './compare.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { handOver, handOverCsv, handOverRows } from './hand-over.ts';
import { encodeInventory, inventorySha256, parseInventory } from './inventory-file.ts';

const versionId = (n: number): string => n.toString(16).padStart(32, '0');
const version = (n: number, changed: Partial<InventoryVersion> = {}): InventoryVersion => ({
  version: versionId(n),
  enabled: true,
  created: 1_700_000_000 + n,
  notBefore: null,
  expires: null,
  exportable: false,
  tags: { team: 'payments' },
  publicSha256: null,
  ...changed,
});
const administrator = {
  scope: '/',
  role: 'Managed HSM Administrator',
  principalId: '00000000-0000-4000-8000-000000000002',
};
const before: Inventory = {
  format: 'lifeboat-inventory',
  v: 1,
  practice: false,
  hsm: 'https://lost-hsm.managedhsm.azure.net',
  taken: '2026-10-13T12:00:00Z',
  keys: [
    { name: 'disk', versions: [version(1), version(2)] },
    { name: 'mail', versions: [version(3)] },
  ],
  roles: [administrator],
};
const after: Inventory = { ...before, hsm: 'https://recovered-hsm.managedhsm.azure.net' };
const withKeys = (keys: Inventory['keys']): Inventory => ({ ...after, keys });
const differences = (found: Inventory) => compareInventories(before, found).differences;

describe('an inventory file', () => {
  it('refuses a tag that the library of forms would leave out without a word', () => {
    const bytes = Buffer.from(encodeInventory(before).toString().replace('"team":', '"__proto__":'));
    expect(faultOf(() => parseInventory(bytes))).toEqual({
      code: 'INVENTORY_FORM',
      problems: [{ path: 'keys[0].versions[0].tags', rule: 'VALUE' }],
    });
  });

  it('reads back to the same bytes, whatever the order it was collected in', () => {
    const bytes = encodeInventory(before);
    expect(encodeInventory(parseInventory(bytes))).toEqual(bytes);
    expect(encodeInventory({ ...before, keys: before.keys.toReversed() })).toEqual(bytes);
  });

  it('refuses members that it does not know, and reports all wrong fields', () => {
    const wrong = JSON.stringify({ ...before, v: 2, extra: 1 });
    const fault = faultOf(() => parseInventory(Buffer.from(wrong)));
    expect(fault).toEqual({
      code: 'INVENTORY_FORM',
      problems: [
        { path: 'v', rule: 'VALUE' },
        { path: 'extra', rule: 'UNKNOWN_MEMBER' },
      ],
    });
  });

  it('sorts versions of one second by their ids, and keeps a role that is given twice', () => {
    const twins = [version(2, { created: 7 }), version(1, { created: 7 }), version(3, { created: 7 })];
    const read = parseInventory(
      encodeInventory({ ...before, keys: [{ name: 'k', versions: twins }], roles: [administrator, administrator] }),
    );
    expect(read.keys[0]?.versions.map((each) => each.version)).toEqual([1, 2, 3].map(versionId));
    expect(read.roles).toHaveLength(2);
  });

  it('refuses bytes that were edited, and lists in another order', () => {
    const text = encodeInventory(before).toString('utf8');
    expect(faultCode(() => parseInventory(Buffer.from(`${text}\n`)))).toBe('INVENTORY_NOT_CANONICAL');
    const unsorted = JSON.stringify({ ...JSON.parse(text), keys: before.keys.toReversed() });
    expect(faultCode(() => parseInventory(Buffer.from(unsorted)))).toBe('INVENTORY_NOT_CANONICAL');
  });
});

describe('reading key by key', () => {
  const rich: Inventory = {
    ...before,
    keys: [
      { name: 'braces', versions: [version(1, { tags: { '{': '}"\\', 'a"b': '\\' } })] },
      { name: 'none', versions: [] },
      ...before.keys,
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };

  it('takes texts with braces and quotation marks, no keys, and no roles', () => {
    for (const inventory of [rich, { ...rich, keys: [] }, { ...rich, roles: [] }, { ...rich, keys: [], roles: [] }]) {
      expect(encodeInventory(parseInventory(encodeInventory(inventory)))).toEqual(encodeInventory(inventory));
    }
  });

  it('accepts no bytes that it would write otherwise, wherever one of them is changed', () => {
    const bytes = encodeInventory(rich);
    let accepted = 0;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.constantFrom('set', 'cut', 'put'), (at, byte, how) => {
        const changed =
          how === 'set'
            ? Buffer.from(bytes).fill(byte, at, at + 1)
            : Buffer.concat([
                bytes.subarray(0, at),
                how === 'put' ? Buffer.from([byte]) : Buffer.alloc(0),
                bytes.subarray(at + 1),
              ]);
        let read: Inventory;
        try {
          read = parseInventory(changed);
        } catch (error) {
          if (error instanceof Refusal) return;
          throw error;
        }
        accepted += 1;
        expect(encodeInventory(read)).toEqual(changed);
      }),
      { numRuns: 3_000 },
    );
    // Digits and letters inside of texts make other inventories.
    expect(accepted).toBeGreaterThan(100);
  });

  it('hashes what it would write', () => {
    expect(inventorySha256(rich)).toBe(createHash('sha256').update(encodeInventory(rich)).digest('hex'));
  });
});

describe('a comparison', () => {
  it('finds nothing between an HSM and its restored double', () => {
    expect(compareInventories(before, after)).toEqual({
      keys: { expected: 2, found: 2 },
      versions: { expected: 3, found: 3 },
      roles: { expected: 1, found: 1 },
      differences: [],
    });
  });

  it('names missing and added keys and versions', () => {
    const found = withKeys([
      { name: 'disk', versions: [version(1), version(4)] },
      { name: 'web', versions: [version(5)] },
    ]);
    expect(differences(found)).toEqual([
      { kind: 'version-missing', key: 'disk', version: versionId(2) },
      { kind: 'version-added', key: 'disk', version: versionId(4) },
      { kind: 'key-missing', key: 'mail', versions: 1 },
      { kind: 'key-added', key: 'web', versions: 1 },
    ]);
  });

  it.each([
    ['enabled', { enabled: false }, 'true', 'false'],
    ['expires', { expires: 1_800_000_000 }, 'null', '1800000000'],
    ['notBefore', { notBefore: 1 }, 'null', '1'],
    ['exportable', { exportable: true }, 'false', 'true'],
    ['created', { created: 1 }, '1700000003', '1'],
    ['tags', { tags: {} }, '{"team":"payments"}', '{}'],
  ] as const)('names a changed attribute: %s', (field, changed, expected, found) => {
    const keys = [...before.keys.slice(0, 1), { name: 'mail', versions: [version(3, changed)] }];
    expect(differences(withKeys(keys))).toEqual([
      { kind: 'attribute', key: 'mail', version: versionId(3), field, expected, found },
    ]);
  });

  it('compares public halves where both sides have them', () => {
    const one = [{ name: 'mail', versions: [version(3, { publicSha256: 'a'.repeat(64) })] }];
    const other = [{ name: 'mail', versions: [version(3, { publicSha256: 'b'.repeat(64) })] }];
    const none = [{ name: 'mail', versions: [version(3)] }];
    expect(compareInventories(withKeys(one), withKeys(other)).differences).toHaveLength(1);
    expect(compareInventories(withKeys(one), withKeys(none)).differences).toEqual([]);
  });

  it('names roles that are gone and roles that are new', () => {
    const other = { ...administrator, principalId: '00000000-0000-4000-8000-000000000009' };
    expect(differences({ ...after, roles: [other] })).toEqual([
      { kind: 'role-missing', ...administrator },
      { kind: 'role-added', ...other },
    ]);
  });

  it('finds each dropped version and no other, for any subset', () => {
    const all = Array.from({ length: 12 }, (_, n) => version(n));
    const full = withKeys([{ name: 'k', versions: all }]);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (kept) => {
        const versions = all.filter((_, n) => kept[n]);
        const found = compareInventories(full, withKeys([{ name: 'k', versions }])).differences;
        expect(found).toHaveLength(12 - versions.length);
      }),
    );
  });
});

describe('the hand-over', () => {
  const rows = handOverRows(after, 'https://lost-hsm.managedhsm.azure.net');

  it('is of the plan’s new HSM, and from a lost one', () => {
    expect(handOver(recoveryPlan, after).rows).toEqual(rows);
    expect(faultOf(() => handOver(recoveryPlan, before))).toEqual({
      code: 'INVENTORY_FOREIGN',
      what: 'HSM',
      expected: after.hsm,
      found: before.hsm,
    });
    expect(faultOf(() => handOver({ ...recoveryPlan, source: null }, after))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'source',
    });
  });

  it('has a row for every key version, with the old and the new address', () => {
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      key: 'disk',
      version: versionId(1),
      enabled: true,
      oldUri: `https://lost-hsm.managedhsm.azure.net/keys/disk/${versionId(1)}`,
      newUri: `https://recovered-hsm.managedhsm.azure.net/keys/disk/${versionId(1)}`,
    });
  });

  it('is CSV that no spreadsheet takes for a formula', () => {
    const csv = handOverCsv([{ key: '-1+2"', version: '=x', enabled: true, oldUri: '@a', newUri: '\tb' }]);
    expect(csv).toBe('"key","version","enabled","oldUri","newUri"\r\n"\'-1+2""","\'=x","true","\'@a","\'\tb"\r\n');
  });
});
