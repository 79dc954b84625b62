import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type {
  Inventory,
  InventoryListName,
  InventorySoftDeletedKey,
  InventoryVersion,
} from '#shared/inventory/inventory.ts';
import { compareInventories } from './compare.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { handOver, handOverCsv, handOverRows } from './hand-over.ts';
import { encodeInventory, inventorySha256, parseInventory } from './inventory-file.ts';
import { emptyInventory } from './testdata/sample-inventory.ts';

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
const listOf = <Item>(...items: readonly Item[]): { readonly read: true; readonly items: readonly Item[] } => ({
  read: true,
  items,
});
const none = { read: true, items: [] } as const;
const before: Inventory = {
  ...emptyInventory,
  keys: [
    { name: 'disk', versions: [version(1), version(2)] },
    { name: 'mail', versions: [version(3)] },
  ],
  roles: listOf(administrator),
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
    const wrong = JSON.stringify({ ...before, practice: 2, extra: 1 });
    const fault = faultOf(() => parseInventory(Buffer.from(wrong)));
    expect(fault).toEqual({
      code: 'INVENTORY_FORM',
      problems: [
        { path: 'practice', rule: 'TYPE' },
        { path: 'extra', rule: 'UNKNOWN_MEMBER' },
      ],
    });
  });

  it('sorts versions of one second by their ids, and keeps a role that is given twice', () => {
    const twins = [version(2, { created: 7 }), version(1, { created: 7 }), version(3, { created: 7 })];
    const read = parseInventory(
      encodeInventory({
        ...before,
        keys: [{ name: 'k', versions: twins }],
        roles: listOf(administrator, administrator),
      }),
    );
    expect(read.keys[0]?.versions.map((each) => each.version)).toEqual([1, 2, 3].map(versionId));
    expect(read.roles).toEqual(listOf(administrator, administrator));
  });

  it('refuses bytes that were edited, and lists in another order', () => {
    const text = encodeInventory(before).toString('utf8');
    expect(faultCode(() => parseInventory(Buffer.from(`${text}\n`)))).toBe('INVENTORY_NOT_CANONICAL');
    const unsorted = JSON.stringify({ ...JSON.parse(text), keys: before.keys.toReversed() });
    expect(faultCode(() => parseInventory(Buffer.from(unsorted)))).toBe('INVENTORY_NOT_CANONICAL');
  });
});

const everyList = {
  roles: listOf(administrator),
  settings: listOf({ name: 'AllowKeyManagementOperationsThroughARM', value: 'true' }, { name: 'Another', value: '' }),
  regions: listOf({ name: 'eastus2', isPrimary: true }, { name: 'westeurope', isPrimary: false }),
  rotationPolicies: listOf({
    key: 'disk',
    actions: [{ action: 'Rotate', afterCreate: 'P90D', beforeExpiry: null }],
    expiryTime: 'P2Y',
  }),
  releasePolicies: listOf({
    key: 'mail',
    version: versionId(3),
    contentType: 'application/json; charset=utf-8',
    immutable: true,
    policy: '{"anyOf":[],"version":"1.0.0"}',
    policySha256: 'c'.repeat(64),
  }),
  softDeletedKeys: listOf({ name: 'gone', deleted: 1_790_000_000, scheduledPurge: 1_890_000_000 }),
} satisfies Pick<Inventory, InventoryListName>;

describe('an earlier version of the file', () => {
  it('keeps its bytes and its hash, and says what it does not have', () => {
    const { tenant, managedExternally, managerConnection, ...lists } = before;
    const second = { ...before, v: 2, tenant } as const;
    const bytes = encodeInventory(second);
    const text = bytes.toString('utf8');
    expect(['tenant', 'managedExternally', 'managerConnection'].filter((name) => text.includes(name))).toEqual([]);
    const read = parseInventory(bytes);
    const missing = { read: false, reason: 'earlier-format' };
    expect(read).toMatchObject({ v: 2, tenant: null, managedExternally: missing, managerConnection: missing });
    expect(encodeInventory(read)).toEqual(bytes);
    // It is compared all the same: external keys are decided before a restore, and not after it.
    expect(compareInventories(read, { ...after, ...lists }).notCompared).toEqual([]);
    expect([managedExternally.read, managerConnection.read]).toEqual([true, true]);
  });

  it('is no later one, nor the reverse', () => {
    const text = encodeInventory(before).toString('utf8');
    expect(faultCode(() => parseInventory(Buffer.from(text.replace('"v":3', '"v":2'))))).toBe('INVENTORY_FORM');
  });
});

describe('the lists beside the keys', () => {
  it('come back as they were, sorted', () => {
    const whole = { ...before, ...everyList };
    const turned = { ...whole, settings: listOf(...everyList.settings.items.toReversed()) };
    expect(parseInventory(encodeInventory(turned))).toEqual(whole);
  });

  it('say why they are not read, and nothing else', () => {
    const forbidden: Inventory = { ...before, ...everyList, softDeletedKeys: { read: false, reason: 'forbidden' } };
    expect(parseInventory(encodeInventory(forbidden))).toEqual(forbidden);
    const both = encodeInventory(forbidden)
      .toString()
      .replace('"reason":"forbidden"', '"items":[],"reason":"forbidden"');
    expect(faultOf(() => parseInventory(Buffer.from(both)))).toEqual({
      code: 'INVENTORY_FORM',
      problems: [{ path: 'softDeletedKeys.items', rule: 'UNKNOWN_MEMBER' }],
    });
    const why = encodeInventory(forbidden).toString().replace('"reason":"forbidden"', '"reason":"earlier-format"');
    expect(faultCode(() => parseInventory(Buffer.from(why)))).toBe('INVENTORY_FORM');
  });

  it.each(['settings', 'regions', 'rotationPolicies', 'releasePolicies', 'softDeletedKeys'] as const)(
    'are refused unsorted: %s',
    (name) => {
      const [item] = everyList[name].items;
      const other = { ...item, ...('key' in (item ?? {}) ? { key: '0' } : { name: '0' }) };
      const text = encodeInventory(before).toString();
      const unsorted = text.replace(
        `"${name}":{"items":[]`,
        `"${name}":{"items":[${JSON.stringify(item)},${JSON.stringify(other)}]`,
      );
      expect(unsorted).not.toBe(text);
      expect(faultCode(() => parseInventory(Buffer.from(unsorted)))).toBe('INVENTORY_NOT_CANONICAL');
    },
  );

  it('are not read in an inventory of the first format, whose bytes and hash stay as they were', () => {
    const first = Buffer.from(
      '{"format":"lifeboat-inventory","hsm":"https://lost-hsm.managedhsm.azure.net","keys":[],"practice":false,"roles":[],"taken":"2026-10-13T12:00:00Z","v":1}',
    );
    const read = parseInventory(first);
    expect(read.roles).toEqual(none);
    expect(read.settings).toEqual({ read: false, reason: 'earlier-format' });
    expect(encodeInventory(read)).toEqual(first);
    expect(inventorySha256(read)).toBe(createHash('sha256').update(first).digest('hex'));
    expect(compareInventories(read, { ...after, keys: [], roles: none })).toMatchObject({
      differences: [],
      notCompared: ['settings', 'regions', 'rotationPolicies', 'releasePolicies', 'softDeletedKeys'].map((list) => ({
        list,
        expected: 'earlier-format',
        found: null,
      })),
    });
  });

  it('are refused where the first format has them, and the other way round', () => {
    const mixed = encodeInventory({ ...before, ...everyList })
      .toString()
      .replace('"v":3', '"v":1');
    expect(faultCode(() => parseInventory(Buffer.from(mixed)))).toBe('INVENTORY_FORM');
    const later = encodeInventory(before).toString().replace('"v":3', '"v":4');
    expect(faultOf(() => parseInventory(Buffer.from(later)))).toEqual({
      code: 'INVENTORY_FORM',
      problems: [{ path: 'v', rule: 'VALUE' }],
    });
  });

  it('are not written where an inventory holds more than could be read again', () => {
    const keys = Array.from({ length: 100_001 }, (_, n) => ({ name: `k${n}`, versions: [] }));
    expect(faultOf(() => encodeInventory({ ...before, keys }))).toEqual({
      code: 'INVENTORY_TOO_LARGE',
      keys: 100_000,
      bytes: 64 << 20,
    });
    // Bytes, too: fewer than half as many keys would do with tags as long as they can be.
    const tags = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`${n}`.padStart(1024, 't'), 'v'.repeat(1024)]),
    );
    const large = Array.from({ length: 600 }, (_, n) => ({ name: `k${n}`, versions: [version(n, { tags })] }));
    expect(faultCode(() => encodeInventory({ ...before, keys: large }))).toBe('INVENTORY_TOO_LARGE');
    expect(parseInventory(encodeInventory({ ...before, keys: large.slice(0, 100) })).keys).toHaveLength(100);
  });
});

describe('reading key by key', () => {
  const rich: Inventory = {
    ...before,
    ...everyList,
    keys: [
      { name: 'braces', versions: [version(1, { tags: { '{': '}"\\', 'a"b': '\\' } })] },
      { name: 'none', versions: [] },
      ...before.keys,
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };

  it('takes texts with braces and quotation marks, no keys, and no roles', () => {
    for (const inventory of [
      rich,
      { ...rich, keys: [] },
      { ...rich, roles: none },
      { ...rich, keys: [], roles: none },
    ]) {
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
      notCompared: [],
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
    expect(differences({ ...after, roles: listOf(other) })).toEqual([
      { kind: 'role-missing', ...administrator },
      { kind: 'role-added', ...other },
    ]);
  });

  const whole: Inventory = { ...before, ...everyList };
  const restored = (changed: Partial<Inventory>): Inventory => ({ ...whole, hsm: after.hsm, ...changed });
  const [rotation] = everyList.rotationPolicies.items;
  const [release] = everyList.releasePolicies.items;

  it.each<[string, Partial<Inventory>, Readonly<Record<string, unknown>>]>([
    [
      'a setting with another value',
      {
        settings: listOf(
          { name: 'AllowKeyManagementOperationsThroughARM', value: 'false' },
          { name: 'Another', value: '' },
        ),
      },
      { kind: 'setting-differs', name: 'AllowKeyManagementOperationsThroughARM', expected: 'true', found: 'false' },
    ],
    [
      'a replica that is gone',
      { regions: listOf({ name: 'eastus2', isPrimary: true }) },
      { kind: 'region-missing', region: 'westeurope' },
    ],
    [
      'a replica that is new',
      { regions: listOf(...everyList.regions.items, { name: 'uksouth', isPrimary: false }) },
      { kind: 'region-added', region: 'uksouth' },
    ],
    [
      'a rotation policy that is gone',
      { rotationPolicies: none },
      {
        kind: 'rotation-policy-differs',
        key: 'disk',
        expected:
          '{"actions":["{\\"action\\":\\"Rotate\\",\\"afterCreate\\":\\"P90D\\",\\"beforeExpiry\\":null}"],"expiryTime":"P2Y"}',
        found: '',
      },
    ],
    [
      'a setting that is gone',
      { settings: listOf({ name: 'Another', value: '' }) },
      { kind: 'setting-differs', name: 'AllowKeyManagementOperationsThroughARM', expected: 'true', found: '' },
    ],
    [
      'a setting that is new',
      { settings: listOf(...everyList.settings.items, { name: 'Third', value: 'on' }) },
      { kind: 'setting-differs', name: 'Third', expected: '', found: 'on' },
    ],
    [
      'a rotation policy that is new',
      {
        rotationPolicies: listOf(...everyList.rotationPolicies.items, { key: 'mail', actions: [], expiryTime: 'P1Y' }),
      },
      { kind: 'rotation-policy-differs', key: 'mail', expected: '', found: '{"actions":[],"expiryTime":"P1Y"}' },
    ],
    [
      'a release policy that is new',
      { releasePolicies: listOf(...(release ? [release, { ...release, key: 'disk', version: versionId(1) }] : [])) },
      {
        kind: 'release-policy-differs',
        key: 'disk',
        version: versionId(1),
        expected: '',
        found: `{"contentType":"application/json; charset=utf-8","immutable":true,"policySha256":"${'c'.repeat(64)}"}`,
      },
    ],
    [
      'another release policy',
      { releasePolicies: listOf(...(release ? [{ ...release, policySha256: 'd'.repeat(64) }] : [])) },
      {
        kind: 'release-policy-differs',
        key: 'mail',
        version: versionId(3),
        expected: `{"contentType":"application/json; charset=utf-8","immutable":true,"policySha256":"${'c'.repeat(64)}"}`,
        found: `{"contentType":"application/json; charset=utf-8","immutable":true,"policySha256":"${'d'.repeat(64)}"}`,
      },
    ],
    [
      'a deleted key that is gone before its time',
      { softDeletedKeys: none },
      { kind: 'soft-deleted-missing', key: 'gone', scheduledPurge: '2029-11-22T00:00:00.000Z' },
    ],
    [
      'a key that was deleted since',
      {
        softDeletedKeys: listOf<InventorySoftDeletedKey>(...everyList.softDeletedKeys.items, {
          name: 'late',
          deleted: null,
          scheduledPurge: null,
        }),
      },
      { kind: 'soft-deleted-added', key: 'late', scheduledPurge: '' },
    ],
  ])('names %s', (_, changed, expected) => {
    expect(compareInventories(whole, restored(changed))).toMatchObject({ differences: [expected], notCompared: [] });
  });

  it('takes a new primary region, a purge on its day and actions in another order for no difference', () => {
    const two = [
      { action: 'Rotate', afterCreate: 'P90D', beforeExpiry: null },
      { action: 'Notify', afterCreate: null, beforeExpiry: 'P30D' },
    ];
    const policies = (actions: typeof two): Inventory['rotationPolicies'] =>
      rotation ? listOf({ ...rotation, actions }) : none;
    const differing = compareInventories(
      { ...whole, rotationPolicies: policies(two) },
      restored({
        rotationPolicies: policies(two.toReversed()),
        // The replica took over.
        regions: listOf({ name: 'westeurope', isPrimary: true }),
        softDeletedKeys: none,
        taken: '2029-11-22T00:00:00.000Z',
      }),
    );
    expect(differing.differences).toEqual([]);
  });

  it('names no policy of a key that is missing itself, or of a version that is', () => {
    const found = restored({ keys: [], rotationPolicies: none, releasePolicies: none });
    expect(compareInventories(whole, found).differences.map(({ kind }) => kind)).toEqual([
      'key-missing',
      'key-missing',
    ]);
    const versionless = restored({
      keys: [...whole.keys.slice(0, 1), { name: 'mail', versions: [] }],
      releasePolicies: none,
    });
    expect(compareInventories(whole, versionless).differences.map(({ kind }) => kind)).toEqual(['version-missing']);
  });

  it('says what is compared with nothing, on which side and why, and finds no difference there', () => {
    const forbidden = { read: false, reason: 'forbidden' } as const;
    expect(compareInventories(whole, restored({ roles: forbidden, settings: forbidden }))).toMatchObject({
      roles: { expected: 1, found: null },
      differences: [],
      notCompared: [
        { list: 'roles', expected: null, found: 'forbidden' },
        { list: 'settings', expected: null, found: 'forbidden' },
      ],
    });
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
    expect(handOver(recoveryPlan, after)).toMatchObject({ rows, byHand: null });
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

  it('names what must be set up by hand, and not what a restore brings', () => {
    const settings = listOf({ name: 'AllowKeyManagementOperationsThroughARM', value: 'false' });
    const was = { ...before, settings };
    const { byHand, json } = handOver(
      recoveryPlan,
      { ...after, keys: [], regions: { read: false, reason: 'forbidden' } },
      was,
    );
    const setting = {
      kind: 'setting-differs',
      name: 'AllowKeyManagementOperationsThroughARM',
      expected: 'false',
      found: '',
    };
    expect(byHand).toEqual([setting]);
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({
      byHand: [setting],
      notCompared: [{ list: 'regions', expected: null, found: 'forbidden' }],
      notRestored: expect.arrayContaining(['settings', 'regions', 'network-rules', 'replaced-roles']) as unknown,
    });
    expect(faultOf(() => handOver(recoveryPlan, after, after))).toMatchObject({ code: 'INVENTORY_FOREIGN' });
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
