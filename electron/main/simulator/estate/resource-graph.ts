// Azure Resource Graph of the practice cloud, by its specification (Microsoft.ResourceGraph 2024-04-01) and its documentation: paging, truncation, quota, refusals.
import { hsmResourceId } from '../control-plane/hsm-bodies.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../answers.ts';
import { bodyAs } from '../call.ts';
import type { ArmCall } from '../control-plane/arm-call.ts';
import { azureActions, mayDo } from '../control-plane/azure-roles.ts';
import { type AzureState, practiceSubscriptionId, resourceIds } from '../control-plane/azure-state.ts';
import { QueryRefusal, type Row, runQuery } from './graph-query.ts';
import { movedResource, readMoved } from './moved.ts';

const Body = z.object({
  query: z.string(),
  subscriptions: z.array(z.string()).optional(),
  managementGroups: z.array(z.string()).optional(),
  options: z
    .object({ $top: z.int().optional(), $skip: z.int().optional(), $skipToken: z.string().optional() })
    .optional(),
});

type Headers = Readonly<Record<string, string>>;

/** POST /providers/Microsoft.ResourceGraph/resources */
export async function queryResources(call: ArmCall): Promise<Answer> {
  const left = questionsLeft(call);
  const headers = {
    'x-ms-user-quota-remaining': String(Math.max(left, 0)),
    'x-ms-user-quota-resets-after': '00:00:05',
  };
  const refused = (status: number, code: string, message: string): Answer => {
    // Its own words are in the details (azure-sdk-for-java 29924).
    const about = 'Please provide below info when asking for support: PRACTICE.';
    return { status, headers, body: { error: { code, message: about, details: [{ code, message }] } } };
  };
  if (left < 0) return refused(429, 'RateLimiting', 'Client application has been throttled.');
  const { query, subscriptions, options = {} } = bodyAs(Body, call);
  // It answers for those subscriptions that are seen, and says nothing of the others.
  const isAsked = !subscriptions || subscriptions.some((id) => id.toLowerCase() === practiceSubscriptionId);
  if (!isAsked || !sees(call, resourceIds.subscription)) {
    return refused(
      403,
      'AccessDenied',
      'Access is denied to the requested resource. The user might not have enough permission.',
    );
  }
  try {
    return pageOf(runQuery(query, await tablesOf(call)), query, options, headers);
  } catch (error) {
    if (error instanceof QueryRefusal) return refused(400, 'BadRequest', error.message);
    throw error;
  }
}

const sees = ({ azure, principalId }: ArmCall, scope: string): boolean =>
  mayDo(azure.state.roleAssignments, principalId, azureActions.readGroup, scope);

async function tablesOf(call: ArmCall): Promise<Readonly<Record<string, readonly Row[]>>> {
  const moved = await readMoved(call.azure.directory);
  const ids = new Set(moved?.ids);
  const resources = call.azure.state.resources
    .filter(({ id }) => sees(call, id))
    .map((each) => (moved && ids.has(each.id) ? movedResource(each, moved.from, moved.to) : each));
  const hsms = call.store
    .all()
    .filter(({ state }) => state.resource.deleted === null)
    .map(({ state, state: { hostName, resource } }) => ({
      id: hsmResourceId(state),
      ...{ type: 'microsoft.keyvault/managedhsms', location: resource.location, tags: {}, identity: {} },
      properties: { hsmUri: `https://${hostName}/` },
    }));
  const subscription = {
    id: resourceIds.subscription,
    ...{
      type: 'microsoft.resources/subscriptions',
      subscriptionId: practiceSubscriptionId,
      name: 'PRACTICE subscription',
    },
  };
  return { resources: [...resources, ...hsms], resourcecontainers: [subscription] };
}

/** A page, and where the next one begins. Without a column `id` there is no next one: the answer is cut (documented). */
function pageOf(
  rows: readonly Row[],
  query: string,
  options: NonNullable<z.infer<typeof Body>['options']>,
  headers: Headers,
): Answer {
  const from = options.$skipToken === undefined ? (options.$skip ?? 0) : placeIn(options.$skipToken, query);
  const data = rows.slice(from, from + Math.min(options.$top ?? 1000, 1000));
  const end = from + data.length;
  const isCut = end < rows.length;
  const hasPages = rows.every((row) => typeof row['id'] === 'string');
  const body = {
    totalRecords: rows.length,
    count: data.length,
    data,
    facets: [],
    resultTruncated: String(isCut && !hasPages),
    ...(isCut && hasPages && { $skipToken: Buffer.from(`${hashOf(query)} ${end}`).toString('base64') }),
  };
  return { status: 200, headers, body };
}

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex').slice(0, 16);

/** A token is good for its own question. */
function placeIn(token: string, query: string): number {
  const [hash, from] = Buffer.from(token, 'base64').toString('utf8').split(' ');
  if (hash !== hashOf(query) || !/^\d+$/u.test(from ?? ''))
    throw new QueryRefusal('The skip token is not of this query.');
  return Number(from);
}

/** Documented: fifteen questions of one account in five seconds; the numbers change. */
const quota = { questions: 15, ms: 5000 } as const;
const asked = new WeakMap<AzureState, Map<string, { readonly since: number; readonly count: number }>>();

/** Below zero: this question is one too many. */
function questionsLeft({ azure, principalId, cloud }: ArmCall): number {
  const all = asked.get(azure) ?? new Map<string, { readonly since: number; readonly count: number }>();
  asked.set(azure, all);
  const now = cloud.now();
  const before = all.get(principalId);
  const isSame = before && now - before.since < quota.ms;
  const here = isSame ? { since: before.since, count: before.count + 1 } : { since: now, count: 1 };
  all.set(principalId, here);
  return quota.questions - here.count;
}
