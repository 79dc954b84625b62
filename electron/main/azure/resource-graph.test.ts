// Resource Graph as a client meets it: pages, the quota, pages that are too large, and answers that are cut short.
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { collect } from '#e2e/support/practice-workspace.ts';
import { recordedSignIn as credential } from '#e2e/support/recorded.ts';
import { refuse } from '#shared/faults/fault.ts';
import { clouds } from '#core/azure/clouds.ts';
import { graphText, openResourceGraph } from './resource-graph.ts';
import { ChosenVersions } from './versions.ts';

interface Asked {
  readonly query: string;
  readonly subscriptions?: readonly string[];
  readonly managementGroups?: readonly string[];
  readonly options: { readonly $top: number; readonly $skipToken?: string };
}
type Played = { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

/** A service that answers like this; with what it was asked, and how long its client waited. */
function graphOf(answer: (asked: Asked, nth: number) => Played) {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      asked.push(JSON.parse(request.body as string) as Asked);
      const { status = 200, body, headers = {} } = answer(asked.at(-1) ?? expect.fail(), asked.length);
      const sent = createHttpHeaders({ 'content-type': 'application/json; charset=utf-8', ...headers });
      return Promise.resolve({ request, status, headers: sent, bodyAsText: JSON.stringify(body) });
    },
  };
  const [cloud] = clouds;
  const waiting = { now: () => 0, wait: (ms: number) => Promise.resolve(void waits.push(ms)) };
  const graph = openResourceGraph({
    ...{
      cloud: cloud ?? expect.fail(),
      mode: 'production',
      credential,
      httpClient,
      waiting,
      versions: new ChosenVersions(),
    },
  });
  const read = () => collect(graph.rows('Resources', { subscriptions: ['s'] }, z.object({ id: z.string() })));
  return { asked, waits, read, graph };
}

const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ id: String(from + at) }));

it('reads page by page, asks with the token of the page before, and waits where its quota is used up', async () => {
  const { asked, waits, read } = graphOf(({ options }) =>
    options.$skipToken === undefined
      ? {
          body: { totalRecords: 3, data: rows(0, 2), $skipToken: 'next', resultTruncated: 'false' },
          headers: { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:04' },
        }
      : { body: { totalRecords: 3, data: rows(2, 1), resultTruncated: 'false' } },
  );
  expect((await read()).map(({ id }) => id)).toEqual(['0', '1', '2']);
  expect(asked.map(({ subscriptions, options }) => [subscriptions, options.$skipToken])).toEqual([
    [['s'], undefined],
    [['s'], 'next'],
  ]);
  expect(waits).toEqual([4000]);
});

it('names a management group, and no scope where none is wanted', async () => {
  const { asked, graph } = graphOf(() => ({ body: { totalRecords: 0, data: [] } }));
  const row = z.object({});
  await collect(graph.rows('q', { managementGroup: 'mg' }, row));
  await collect(graph.rows('q', {}, row));
  expect(asked.map(({ managementGroups, subscriptions }) => [managementGroups, subscriptions])).toEqual([
    [['mg'], undefined],
    [undefined, undefined],
  ]);
});

it('asks again for half a page where an answer is larger than is read', async () => {
  const { asked, read } = graphOf(({ options }) => {
    // As the transport does, which reads no more.
    if (options.$top > 100) refuse({ code: 'SERVICE_ANSWER_TOO_LARGE', limit: 8 << 20 });
    return { body: { totalRecords: 1, data: rows(0, 1) } };
  });
  expect(await read()).toEqual([{ id: '0' }]);
  expect(asked.map(({ options }) => options.$top)).toEqual([250, 125, 63]);
});

it.each([
  ['fewer rows than the service counts', { totalRecords: 5, data: rows(0, 2), resultTruncated: 'true' }, {}],
  ['not all subscriptions', { totalRecords: 2, data: rows(0, 2) }, { 'x-ms-tenant-subscription-limit-hit': 'true' }],
])('refuses an answer with %s', async (_, body, headers) => {
  const { read } = graphOf(() => ({ body, headers }));
  expect(await faultOfPromise(read())).toMatchObject({ code: 'CONSUMERS_CUT_SHORT', read: 2 });
});

it('ends where a service gives tokens without rows', async () => {
  const { asked, read } = graphOf(() => ({ body: { totalRecords: 1, data: [], $skipToken: 'again' } }));
  expect(await faultOfPromise(read())).toEqual({ code: 'CONSUMERS_CUT_SHORT', read: 0, of: 1 });
  expect(asked).toHaveLength(1);
});

it('asks again after it was throttled', async () => {
  const { waits, read } = graphOf((_, nth) =>
    nth === 1
      ? { status: 429, body: { error: { code: 'RateLimiting', message: '' } }, headers: { 'retry-after': '3' } }
      : { body: { totalRecords: 1, data: rows(0, 1) } },
  );
  expect(await read()).toHaveLength(1);
  expect(waits).toHaveLength(1);
});

it('writes a text so that nothing in it is read as a question', () => {
  expect(graphText(String.raw`a' or 1 == 1 \ `)).toBe(String.raw`'a\' or 1 == 1 \\ '`);
});
