// The map of consumers: nothing that names the HSM is lost or counted twice, whatever its kind, and nothing else is in it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { type Consumer, resourceNameOf } from '#shared/consumers/consumers.ts';
import { kindOf, knownKinds } from '#shared/consumers/kinds.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { assessMap, roleStateOf } from './assess.ts';
import { moveCommands } from './az-commands.ts';
import { consumersNaming, type GraphRow } from './find-consumers.ts';
import { assertMapOf, encodeConsumerMap, parseConsumerMap } from './map-file.ts';
import {
  consumerOf,
  consumersOf,
  estate,
  inventoryOf,
  keyVersion as version,
  lostHsm as hsm,
  mapOf,
  newHsm as to,
  noRoles,
  resourceId,
  subscription,
} from './testdata/maps.ts';
import { consumerTable, workTable } from './tables.ts';
import { byUrgency, progressOf, workList } from './work-list.ts';

const row = (properties: GraphRow['properties'], changes: Partial<GraphRow> = {}): GraphRow => ({
  id: `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Odd/things/t`,
  ...{ type: 'Microsoft.Odd/things', location: 'West Europe', properties, ...changes },
});

describe('finding consumers', () => {
  it('finds all forty of the estate and no other, every known kind among them', () => {
    const found = consumersOf(estate);
    expect(found).toHaveLength(estateConsumers);
    expect(new Set(found.map(({ id }) => id)).size).toBe(estateConsumers);
    expect([...new Set(found.map(({ type }) => type).filter((type) => kindOf(type)))].sort()).toEqual(
      [...knownKinds].sort(),
    );
  });

  it('reads key, version, owner, region and state of a kind that it knows, and not its former keys', () => {
    const found = consumerOf(
      row(
        {
          activeKey: { keyUrl: `${hsm}:443/keys/disk-key/${version.toUpperCase()}` },
          previousKeys: [{ keyUrl: `${hsm}/keys/former` }],
          provisioningState: 'Succeeded',
        },
        { type: 'Microsoft.Compute/diskEncryptionSets', tags: { OWNER: ' payments ' } },
      ),
    );
    expect(found).toMatchObject({
      ...{
        type: 'microsoft.compute/diskencryptionsets',
        region: 'westeurope',
        owner: 'payments',
        states: ['Succeeded'],
      },
      uses: [{ path: 'properties.activeKey.keyUrl', key: 'disk-key', version }],
    });
  });

  it('keeps a known kind that names the HSM in another place only', () => {
    const properties = {
      activeKey: { keyUrl: 'https://other.vault.azure.net/keys/k' },
      previousKeys: [{ keyUrl: `${hsm}/keys/former` }],
    };
    expect(consumerOf(row(properties, { type: 'Microsoft.Compute/diskEncryptionSets' }))?.uses).toEqual([
      { path: 'properties.previousKeys[0].keyUrl', key: 'former', version: null },
    ]);
  });

  it.each([
    [
      'name and version beside the address',
      { a: { KeyName: 'k', keyvaulturi: `${hsm}/`, keyversion: version } },
      'properties.a.keyvaulturi',
      'k',
      version,
    ],
    [
      'an address in the name of a member',
      { keys: { [`${hsm}/keys/k`]: {} } },
      `properties.keys.${hsm}/keys/k`,
      'k',
      null,
    ],
    ['an address in a sentence', { note: `see ${hsm}/keys/k, please` }, 'properties.note', null, null],
    ['no key name', { uri: hsm, keyName: 'no name!' }, 'properties.uri', null, null],
    ['the resource id', { to: resourceId.toUpperCase() }, 'properties.to', null, null],
  ])('finds %s in a kind that it does not know', (_, properties, path, key, found) => {
    expect(consumerOf(row(properties))?.uses).toEqual([{ path, key, version: found }]);
  });

  it.each([
    `https://not-lost-hsm.managedhsm.azure.net`,
    `${hsm}.example`,
    'https://lost-hsm.vault.azure.net',
    `${resourceId}2`,
  ])('takes no other host for it: %s', (text) => {
    expect(consumerOf(row({ a: text }))).toBeUndefined();
  });

  it('takes a resource that is in no region, and none that says nothing of itself', () => {
    const { id, type } = row({});
    expect(consumerOf({ id, type, properties: { uri: hsm } })?.region).toBe('');
    expect(consumerOf({ id, type })).toBeUndefined();
  });

  it('names the identity that reads the key, its own where none is named, or all', () => {
    const [a, b] = ['10000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000002'];
    const assigned = (own: object, properties: object) =>
      consumerOf(
        row(
          { keyId: `${hsm}/keys/k`, ...properties },
          {
            type: 'microsoft.sql/servers',
            identity: {
              ...own,
              userAssignedIdentities: { '/ids/A': { principalId: a }, '/ids/b': { principalId: b } },
            },
          },
        ),
      );
    expect(assigned({ principalId: b }, { primaryUserAssignedIdentityId: '/IDS/a' })).toMatchObject({
      identities: [a],
      identity: '/ids/A',
    });
    expect(assigned({ principalId: b }, {})).toMatchObject({ identities: [b], identity: null });
    expect(assigned({}, {})).toMatchObject({ identities: [a, b], identity: null });
    expect(consumerOf(row({ keyId: hsm }))).toMatchObject({ identities: [], identity: null });
  });

  it('loses and doubles nothing between rows, map, file, list and check', () => {
    const place = fc.constantFrom<(uri: string) => GraphRow['properties']>(
      (uri) => ({ activeKey: { keyUrl: uri } }),
      (uri) => ({ deep: [{ er: [uri] }] }),
      (uri) => ({ [uri]: null }),
      (uri) => ({ keyId: uri, encryptionProtector: uri }),
      () => ({ nothing: true }),
    );
    const any = fc.array(fc.tuple(place, fc.constantFrom(...knownKinds, 'microsoft.odd/things'), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(any, (drawn) => {
        const rows = drawn.map(([at, type, isOurs], n) =>
          row(at(isOurs ? `${hsm}/keys/k` : 'https://other.vault.azure.net/keys/k'), {
            ...{ type, id: `/subscriptions/${subscription}/resourceGroups/g/providers/${type}/r${n}` },
          }),
        );
        const expected = rows
          .filter((each) => JSON.stringify(each.properties).includes(hsm))
          .map(({ id }) => id)
          .sort();
        const map = parseConsumerMap(encodeConsumerMap(mapOf(consumersOf(rows))));
        const sortedIds = (of: readonly { readonly consumer: Consumer }[]): string[] =>
          of.map(({ consumer }) => consumer.id).sort();
        expect(map.consumers.map(({ id }) => id).sort()).toEqual(expected);
        expect(sortedIds(workList(map, inventoryOf(['k'], noRoles), null))).toEqual(expected);
        expect(sortedIds(progressOf(map, { old: map, new: mapOf([]) }))).toEqual(expected);
      }),
    );
  });
});

describe('the file', () => {
  const map = mapOf(consumersOf(estate));
  const bytes = encodeConsumerMap(map);

  it('is the same bytes again after it was read, in whatever order it was made', () => {
    expect(encodeConsumerMap(parseConsumerMap(bytes))).toEqual(bytes);
    expect(encodeConsumerMap({ ...map, consumers: map.consumers.toReversed() })).toEqual(bytes);
  });

  it('is refused when it was changed, and when it is something else', () => {
    const spaced = Buffer.from(`${bytes.toString('utf8')} `);
    expect(faultOf(() => parseConsumerMap(spaced))).toEqual({ code: 'CONSUMERS_NOT_CANONICAL' });
    const json = JSON.parse(bytes.toString('utf8')) as { consumers: object[] };
    const twice = { ...json, consumers: [json.consumers[0], ...json.consumers] };
    expect(faultOf(() => parseConsumerMap(Buffer.from(JSON.stringify(twice))))).toEqual({
      code: 'CONSUMERS_NOT_CANONICAL',
    });
    const swapped = { ...json, consumers: json.consumers.toReversed() };
    expect(faultOf(() => parseConsumerMap(Buffer.from(JSON.stringify(swapped))))).toEqual({
      code: 'CONSUMERS_NOT_CANONICAL',
    });
    const upper = estateConsumers - 1;
    const cased = json.consumers.with(upper, { ...json.consumers[0], id: map.consumers[0]?.id.toUpperCase() });
    for (const change of [
      { consumers: cased },
      { seen: ['b', 'a'].map((each) => each.repeat(8) + subscription.slice(8)) },
    ]) {
      const changed = Buffer.from(encodeCanonicalJson({ ...json, ...change } as never));
      expect(faultOf(() => parseConsumerMap(changed))).toEqual({ code: 'CONSUMERS_NOT_CANONICAL' });
    }
    expect(faultOf(() => parseConsumerMap(Buffer.from('{}')))).toMatchObject({ code: 'CONSUMERS_FORM' });
  });

  it('holds a hundred thousand and no more', () => {
    const [first] = map.consumers;
    const many = Array.from({ length: 100_001 }, () => first ?? expect.fail());
    expect(faultOf(() => encodeConsumerMap({ ...map, consumers: many }))).toEqual({
      code: 'CONSUMERS_TOO_MANY',
      most: 100_000,
    });
  });

  it('is of one HSM, and of practice or not', () => {
    expect(faultOf(() => assertMapOf({ practice: true, hsm }, map))).toEqual({
      ...{ code: 'CONSUMERS_FOREIGN', what: 'kind', expected: 'practice', found: 'production' },
    });
    expect(faultOf(() => assertMapOf({ practice: false, hsm: to }, map))).toMatchObject({
      code: 'CONSUMERS_FOREIGN',
      what: 'HSM',
    });
  });
});

describe('what the map says beside an inventory', () => {
  it('names whom the planned region strands, and nobody where none is planned', () => {
    const map = mapOf(consumersOf(estate), { plannedRegion: 'northeurope' });
    const names = assessMap(map, undefined)
      .stranded.map((id) => resourceNameOf(id)?.name)
      .sort();
    expect(names).toEqual([
      'bricks',
      'disks-0',
      'disks-1',
      'disks-2',
      'disks-3',
      'explorer',
      'logs',
      'speech',
      'vault-vms',
      'warehouse',
    ]);
    expect(assessMap(mapOf(map.consumers), undefined).stranded).toEqual([]);
  });

  it('names who uses a key, or a version, that no backup has', () => {
    const uses = (path: string) => row({ keyUrl: `${hsm}/keys/${path}` }, { id: `/x/${path}` });
    const map = mapOf(consumersOf([uses('K1'), uses(`k1/${version}`), uses(`k1/${'b'.repeat(32)}`), uses('k9')]));
    expect(assessMap(map, inventoryOf(['k1'], noRoles)).notBackedUp).toEqual([`/x/k1/${'b'.repeat(32)}`, '/x/k9']);
  });

  it.each([
    ['/', 'Managed HSM Crypto Service Encryption User', 'has'],
    ['/keys', 'Managed HSM Crypto Service Encryption User', 'has'],
    ['/keys/k', 'Managed HSM Crypto User', 'has'],
    ['/keys/other', 'Managed HSM Crypto User', 'missing'],
    ['/keys/k', 'Managed HSM Backup User', 'missing'],
    ['/keys/k', 'a role of people', 'not-known'],
  ])('checks a role at %s: %s', (scope, role, state) => {
    const principalId = '10000000-0000-4000-8000-000000000001';
    const [consumer] = consumersOf([row({ keyUrl: `${hsm}/keys/k` }, { identity: { principalId } })]);
    const roles = { read: true, items: [{ scope, role, principalId }] } as const;
    expect(consumer && roleStateOf(consumer, roles)).toBe(state);
    expect(consumer && roleStateOf(consumer, noRoles)).toBe('missing');
    expect(consumer && roleStateOf(consumer, { read: false, reason: 'forbidden' })).toBe('not-known');
    expect(consumer && roleStateOf({ ...consumer, identities: [] }, roles)).toBe('not-known');
  });
});

describe('the list after a recovery', () => {
  const map = mapOf(consumersOf(estate));
  const list = workList(map, inventoryOf(['k1', 'k2', 'k3'], noRoles), 'northeurope');

  it('calls first who loses data, then who stops, the soonest first', () => {
    const [first] = list;
    expect(first?.consumer.type).toBe('microsoft.operationalinsights/clusters');
    const order = list.map(
      ({ consumer: { type } }) => kindOf(type)?.away ?? { effect: 'not-documented', minutes: null },
    );
    expect(order.map(({ effect }) => effect)).toEqual(
      ['loses-data', 'stops', 'partly-stops', 'not-documented'].flatMap((each) =>
        order.map(({ effect }) => effect).filter((effect) => effect === each),
      ),
    );
    const minutes = order.filter(({ effect }) => effect === 'stops').map((each) => each.minutes ?? 0);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(byUrgency(list[0]?.consumer ?? expect.fail(), list[1]?.consumer ?? expect.fail())).toBeLessThan(0);
  });

  it('gives each the old and the new address, how it moves, and the commands', () => {
    const of = (name: string) =>
      list.find(({ consumer }) => resourceNameOf(consumer.id)?.name === name) ?? expect.fail();
    expect(of('disks-0')).toMatchObject({
      ...{ how: 'in-place', isStranded: true, roleState: 'missing', missing: [] },
      moves: [{ path: 'properties.activeKey.keyUrl', oldUri: `${hsm}/keys/k3`, newUri: `${to}/keys/k3` }],
    });
    expect(of('disks-0').commands.map((words) => words.slice(0, 4).join(' '))).toEqual([
      'az keyvault role assignment',
      'az disk-encryption-set update --ids',
    ]);
    expect(of('learning').how).toBe('new-resource');
    expect(of('streams').how).toBe('by-hand');
    expect(of('to-hsm')).toMatchObject({ how: 'by-hand', moves: [{ oldUri: hsm, newUri: to }], commands: [] });
  });

  it('has no command for one that names the HSM among its former keys: it would replace the key in use', () => {
    const properties = {
      activeKey: { keyUrl: 'https://other.vault.azure.net/keys/k' },
      previousKeys: [{ keyUrl: `${hsm}/keys/k1` }],
    };
    const former = consumersOf([{ ...estate[8]!, properties }]);
    const [item] = workList(mapOf(former), inventoryOf(['k1'], { read: false, reason: 'forbidden' }), null);
    expect(item).toMatchObject({ how: 'by-hand', moves: [{ path: 'properties.previousKeys[0].keyUrl' }] });
    expect(item?.commands.flat()).not.toContain('disk-encryption-set');
  });

  it('moves nothing where the new HSM has the old name', () => {
    const same = workList(map, inventoryOf(['k1', 'k2', 'k3'], { read: false, reason: 'forbidden' }, hsm), null);
    expect(new Set(same.map(({ how }) => how))).toEqual(new Set(['nothing-moves']));
  });

  it('names keys that the new HSM does not have', () => {
    const missing = workList(map, inventoryOf(['k1', 'k2'], noRoles), null).flatMap((each) => each.missing);
    expect([...new Set(missing)]).toEqual(['k3']);
  });
});

describe('the commands that move a consumer', () => {
  const [any = expect.fail()] = consumersOf(estate);
  const reader = '/ids/reader';
  const commandsOf = (type: string, changes: Partial<Consumer> = {}, keyVersion: string | null = null) => {
    const path = kindOf(type)?.keyAt[0]?.replace('[]', '[0]') ?? expect.fail();
    return moveCommands({ ...any, type, uses: [{ path, key: 'k', version: keyVersion }], ...changes }, hsm, to);
  };

  it.each([
    ['microsoft.storage/storageaccounts', ['--encryption-key-version', version]],
    ['microsoft.eventhub/namespaces', [`key-version=${version}`, `user-assigned-identity=${reader}`]],
    ['microsoft.containerregistry/registries', [`${to}/keys/k/${version}`, '--identity', reader]],
    ['microsoft.recoveryservices/vaults', [`${to}/keys/k/${version}`, '--mi-user-assigned', reader]],
    ['microsoft.appconfiguration/configurationstores', ['--encryption-key-version', version]],
  ])('name the version and the identity where there is one: %s', (type, told) => {
    const ends = commandsOf(type, { identity: reader }, version).map((words) => words.slice(-told.length).join(' '));
    expect(new Set(ends)).toEqual(new Set([told.join(' ')]));
    expect(commandsOf(type).flat().join(' ')).not.toMatch(/version|identity/u);
  });

  it('are none where one of its places names no key, and none for a database whose server is not known', () => {
    const namespace = 'microsoft.eventhub/namespaces';
    const path = 'properties.encryption.keyVaultProperties[1].keyVaultUri';
    const [both, one] = (['k', null] as const).map((key) =>
      commandsOf(namespace, {
        uses: [
          { path, key: 'k', version: null },
          { path, key, version: null },
        ],
      }),
    );
    expect([both?.length, one]).toEqual([4, []]);
    const database = 'microsoft.sql/servers/databases';
    const id = `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Sql/servers/orders`;
    expect(commandsOf(database, { id })).toEqual([]);
    expect(commandsOf(database, { id: `${id}/databases/ledger` })[0]?.join(' ')).toContain(
      '--server orders --name ledger ',
    );
  });
});

describe('the tables', () => {
  const names = ['ledger0', 'mi-core', 'events-payments', 'flows'];
  const map = mapOf(consumersOf(estate).filter(({ id }) => names.includes(resourceNameOf(id)?.name ?? '')));
  /** Some columns of each row; of an id, the name. */
  const rowsOf = (table: Buffer, shown: readonly string[]) => {
    const [columns = [], ...lines] = table
      .toString('utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.slice(1, -1).split('","'));
    return lines.map((cells) => shown.map((name) => cells[columns.indexOf(name)]?.replace(/^.*\//u, '')));
  };

  it('of the map has a row for each use of a key, and empty what nobody knows', () => {
    const [first = expect.fail(), ...others] = map.consumers;
    const uses = [{ path: 'properties.a', key: null, version }];
    const table = consumerTable({ ...map, consumers: [{ ...first, uses }, ...others] });
    expect(rowsOf(table, ['owner', 'id', 'key', 'version', 'change', 'whileAway', 'minutes'])).toEqual([
      ['payments', 'ledger0', '', version, 'in-place', 'stops', ''],
      ['', 'mi-core', 'k1', '', 'in-place', 'stops', '10'],
      ['payments', 'events-payments', 'k3', '', 'in-place', 'stops', ''],
      ['payments', 'events-payments', 'k1', '', 'in-place', 'stops', ''],
      ['claims', 'flows', 'k1', '', '', '', ''],
    ]);
  });

  it('of the list has a row for each place, by owner, the commands of a resource once, and what nobody knows empty', () => {
    const items = workList(map, inventoryOf(['k1', 'k2', 'k3'], noRoles), null);
    const line = (words: readonly string[], platform: NodeJS.Platform) => `${platform} ${words[1]}`;
    const shown = ['owner', 'id', 'whileAway', 'minutes', 'commands', 'commandsPowerShell'];
    const commands = (...services: readonly string[]) =>
      ['linux', 'win32'].map((platform) => services.map((service) => `${platform} ${service}`).join('; '));
    const namespace = Array.from({ length: 4 }, () => 'eventhubs');
    expect(rowsOf(workTable(items, line), shown)).toEqual([
      ['', 'mi-core', 'stops', '10', ...commands('keyvault', 'sql', 'sql')],
      ['claims', 'flows', '', '', ...commands('keyvault')],
      ['payments', 'events-payments', 'stops', '', ...commands('keyvault', 'keyvault', ...namespace)],
      ['payments', 'events-payments', 'stops', '', '', ''],
      ['payments', 'ledger0', 'stops', '', ...commands('keyvault', 'storage')],
    ]);
  });
});

describe('working the list off', () => {
  const [a, b, c, d, e] = consumersOf(estate);
  const now = (
    old: readonly (Consumer | undefined)[],
    moved: readonly (Consumer | undefined)[],
    seen = [subscription],
  ) => ({
    old: { consumers: old.flatMap((each) => each ?? []), seen },
    new: { consumers: moved.flatMap((each) => each ?? []), seen },
  });
  const progress = (...args: Parameters<typeof now>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      progressOf(mapOf([a, b, c, d].flatMap((each) => each ?? [])), now(...args)).map(({ consumer, progress }) => [
        resourceNameOf(consumer.id)?.name ?? '',
        progress,
      ]),
    );

  it('tells who is back, who waits, who names neither, and who came after the map', () => {
    const broken = b && { ...b, states: ['Failed'] };
    expect(progress([c, e], [a, broken, c])).toEqual({
      ...{ ledger0: 'back', ledger1: 'not-working', ledger2: 'waiting', ledger3: 'elsewhere', ledger4: 'waiting' },
    });
  });

  it('ticks one that uses a key of the new HSM, and still names its former one', () => {
    const set = estate[8]!;
    const [before] = consumersOf([set]);
    const properties = {
      activeKey: { keyUrl: `${to}/keys/k1` },
      previousKeys: [{ keyUrl: `${hsm}/keys/k1` }],
    };
    const [old] = consumersOf([{ ...set, properties }]);
    const moved = consumersNaming({ hsm: to, resourceId: null, ownerTag: 'owner' })({ ...set, properties });
    const progressWith = (names: Parameters<typeof now>) =>
      progressOf(mapOf(before ? [before] : []), now(...names)).map((each) => each.progress);
    expect(progressWith([[old], [moved]])).toEqual(['back']);
    // As long as the new HSM has no key of it, it waits.
    expect(progressWith([[old], []])).toEqual(['waiting']);
  });

  it('ticks nobody whose subscription is not seen', () => {
    expect(progress([], [], ['99999999-0000-4000-8000-000000000009'])).toEqual({
      ...{ ledger0: 'not-seen', ledger1: 'not-seen', ledger2: 'not-seen', ledger3: 'not-seen' },
    });
  });

  it('is back at once where the name is the old one and it works', () => {
    const map = mapOf([a, b].flatMap((each) => each ?? []));
    expect(progressOf(map, { old: null, new: map }).map((each) => each.progress)).toEqual(['back', 'back']);
  });
});
