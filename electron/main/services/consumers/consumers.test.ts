// The map of consumers from the practice cloud: an estate of forty, in pages, with subscriptions that are not seen, before and after its owners moved it.
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { collect, usePracticeWorkspace, withoutWaiting } from '#e2e/support/practice-workspace.ts';
import { clouds } from '#core/azure/clouds.ts';
import { createPracticeConnection } from '#azure/practice-connection.ts';
import { type GraphScope, openResourceGraph, type ResourceGraph } from '#azure/resource-graph.ts';
import { ChosenVersions } from '#azure/versions.ts';
import { progressOf } from '#core/consumers/work-list.ts';
import { practiceRegion, practiceSubscriptionId, resourceIds } from '#simulator/control-plane/azure-state.ts';
import { estateConsumers, practiceEstate } from '#simulator/estate/practice-estate.ts';
import { practiceAdministrator, type PracticeCloud } from '#simulator/practice-cloud.ts';
import { type MapQuestion, takeConsumerMap } from './take-map.ts';

const workspace = usePracticeWorkspace();
const stranger = '99999999-0000-4000-8000-000000000009';
const hostOf = (name: string): string => `${name}.managedhsm.practice.invalid`;
const hsmId = (name: string): string =>
  `${resourceIds.group('lifeboat')}/providers/Microsoft.KeyVault/managedHSMs/${name}`;
const question = (name = 'old-hsm', changes: Partial<MapQuestion> = {}): MapQuestion => ({
  ...{
    hsm: `https://${hostOf(name)}`,
    practice: true,
    resourceId: hsmId(name),
    plannedRegion: null,
    ownerTag: 'owner',
  },
  ...{ subscriptions: [], managementGroup: null, now: Date.UTC(2026, 10, 30), ...changes },
});

let cloud: PracticeCloud;
const started = Date.now();
/** The practice quota is of seconds: each client asks in its own. */
let later = 0;

beforeEach(async () => {
  cloud = await workspace.startCloud({ now: () => started + later });
  await cloud.createHsm('old-hsm');
  const estate = { host: hostOf('old-hsm'), resourceId: hsmId('old-hsm'), subscription: practiceSubscriptionId };
  await cloud.azure.addResources(
    practiceEstate({ ...estate, region: practiceRegion, otherRegion: 'northeurope', keys: ['k1', 'k2'] }),
  );
});

function graphFor(principalId = practiceAdministrator): ResourceGraph {
  later += 10_000;
  const { httpClient, credential } = createPracticeConnection({
    port: cloud.port,
    caCertificatePem: cloud.caCertificatePem,
    principalId,
  });
  const practice = clouds.find(({ name }) => name === 'practice') ?? expect.fail();
  return openResourceGraph({
    ...{
      cloud: practice,
      mode: 'practice',
      httpClient,
      credential,
      waiting: withoutWaiting,
      versions: new ChosenVersions(),
    },
  });
}

describe('the map', () => {
  it('has the forty of the estate, the disks behind their sets, and not the HSM itself', async () => {
    const map = await takeConsumerMap(graphFor(), question());
    expect(map.consumers).toHaveLength(estateConsumers);
    expect(map).toMatchObject({ practice: true, seen: [practiceSubscriptionId], notSeen: [] });
    expect(map.consumers.flatMap(({ disks }) => disks ?? []).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 5]);
    expect(map.consumers.some(({ type }) => type.includes('managedhsms'))).toBe(false);
  });

  it('is of the subscriptions below a management group, where one is named', async () => {
    const graph = graphFor();
    const scopes: GraphScope[] = [];
    const watched: ResourceGraph = {
      rows: (query, scope, schema) => {
        scopes.push(scope);
        return graph.rows(query, scope, schema);
      },
    };
    await takeConsumerMap(watched, question('old-hsm', { managementGroup: 'platform' }));
    expect(scopes[0]).toEqual({ managementGroup: 'platform' });
    expect(scopes.slice(1)).toEqual(scopes.slice(1).map(() => ({ subscriptions: [practiceSubscriptionId] })));
  });

  it('names subscriptions that the account does not see, instead of leaving them out', async () => {
    const subscriptions = [practiceSubscriptionId.toUpperCase(), stranger];
    const map = await takeConsumerMap(graphFor(), question('old-hsm', { subscriptions }));
    expect(map).toMatchObject({ seen: [practiceSubscriptionId], notSeen: [stranger] });
    expect(map.consumers).toHaveLength(estateConsumers);
    const none = await takeConsumerMap(graphFor(), question('old-hsm', { subscriptions: [stranger] }));
    expect(none).toMatchObject({ seen: [], notSeen: [stranger], consumers: [] });
  });

  it('is refused to an account that sees nothing', async () => {
    const found = faultOfPromise(takeConsumerMap(graphFor('77777777-0000-4000-8000-000000000007'), question()));
    expect(await found).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
  });

  it('is worked off as the owners move what is theirs', async () => {
    const before = await takeConsumerMap(graphFor(), question());
    const [first, ...others] = before.consumers;
    await cloud.azure.moveResources(hostOf('old-hsm'), hostOf('new-hsm'), first?.id);
    const now = async () => ({
      old: await takeConsumerMap(graphFor(), question()),
      new: await takeConsumerMap(graphFor(), question('new-hsm')),
    });
    const counts = (all: ReturnType<typeof progressOf>) =>
      Object.fromEntries(
        ['back', 'waiting'].map((each) => [each, all.filter(({ progress }) => progress === each).length]),
      );
    expect(counts(progressOf(before, await now()))).toEqual({ back: 1, waiting: others.length });
    await cloud.azure.moveResources(hostOf('old-hsm'), hostOf('new-hsm'));
    expect(counts(progressOf(before, await now()))).toEqual({ back: estateConsumers, waiting: 0 });
  });
});

describe('the practice Resource Graph', () => {
  const ids = (query: string, scope = {}) =>
    collect(graphFor().rows(query, scope, z.object({ id: z.string().nullish() })));

  it('refuses what it cannot parse, and a question that is one too many', async () => {
    for (const query of [
      'Nowhere',
      'Resources | take 5',
      "Resources | where id near 'x'",
      'Resources | project id = upper(id)',
    ]) {
      expect(await faultOfPromise(ids(query)), query).toMatchObject({ code: 'SERVICE_REFUSED', status: 400 });
    }
    const graph = graphFor();
    const ask = () => collect(graph.rows('ResourceContainers | project id', {}, z.object({})));
    for (let nth = 1; nth <= 15; nth += 1) await ask();
    expect(await faultOfPromise(ask())).toMatchObject({ code: 'SERVICE_THROTTLED' });
    later += 5000;
    expect(await ask()).toHaveLength(1);
  });

  it('cuts an answer without ids, and gives no next page', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({
      ...{
        id: `/subscriptions/${practiceSubscriptionId}/resourceGroups/many/providers/p/t/${String(at).padStart(3, '0')}`,
      },
      ...{ type: 'p/t', location: 'westeurope', tags: {}, identity: {}, properties: {} },
    }));
    await cloud.azure.addResources(many);
    expect(await ids("Resources | where type == 'p/t' | project id | order by id asc")).toHaveLength(300);
    const cut = faultOfPromise(ids("Resources | where type == 'p/t' | project name = location"));
    expect(await cut).toEqual({ code: 'CONSUMERS_CUT_SHORT', read: 250, of: 300 });
  });
});
