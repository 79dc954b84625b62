// Azure Resource Graph: questions about the resources of all subscriptions that an account sees, one POST a page.
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { Cloud } from '#core/azure/clouds.ts';
import type { HsmAnswer } from './answers.ts';
import { ArmConnection } from './azure-arm.ts';
import { onlyHost } from './library-faults.ts';
import { limitedCredential } from './limited-credential.ts';
import type { Waiting } from './polling.ts';
import type { ChosenVersions } from './versions.ts';

export interface ResourceGraphOptions {
  readonly cloud: Cloud;
  readonly mode: TrustMode;
  readonly credential: TokenCredential;
  readonly httpClient: HttpClient;
  readonly waiting: Waiting;
  readonly versions: ChosenVersions;
}

/** Where resources are looked for: in these subscriptions, below this management group, or, where neither is named, in all that the account sees. */
export interface GraphScope {
  readonly subscriptions?: readonly string[];
  readonly managementGroup?: string;
}

export interface ResourceGraph {
  /**
   * The rows of an answer, page by page; only one page is in memory.
   * @param query in the language of Resource Graph. Its rows need an `id` and must be in its order, or pages could overlap
   * @throws CONSUMERS_CUT_SHORT for fewer rows than the service counts; SERVICE_FORBIDDEN where none of the subscriptions is seen; the SERVICE faults
   */
  rows<Row>(query: string, scope: GraphScope, row: z.ZodType<Row>): AsyncGenerator<Row>;
}

/** The specification's members; `resultTruncated` is a text there, and tells what the counts tell. */
const page = <Row>(row: z.ZodType<Row>) =>
  z.object({
    totalRecords: z.int().min(0),
    data: z.array(row),
    $skipToken: z.string().nullish(),
  });

const at = { path: '/providers/Microsoft.ResourceGraph/resources', api: 'resource-graph' } as const;

/** A resource may have a hundred kilobytes, and an answer is bounded: the service's own greatest page has a thousand rows. */
const rowsAtFirst = 250;

/** Opens the questions of one cloud; nothing is sent yet. */
export function openResourceGraph(options: ResourceGraphOptions): ResourceGraph {
  const { cloud, mode, waiting, versions } = options;
  const host = cloud.managementHost;
  const arm = new ArmConnection({
    ...{ host, versions, waiting },
    credential: limitedCredential(options.credential, `https://${host}`),
    httpClient: onlyHost(options.httpClient, host, mode),
  });
  return {
    async *rows(query, scope, row) {
      const schema = page(row);
      const { subscriptions, managementGroup } = scope;
      const where = {
        ...(subscriptions && { subscriptions }),
        ...(managementGroup !== undefined && { managementGroups: [managementGroup] }),
      };
      let [read, top] = [0, rowsAtFirst];
      let token: string | undefined;
      for (;;) {
        const asked = { query, ...where, options: { $top: top, ...(token !== undefined && { $skipToken: token }) } };
        const answer = await unlessTooLarge(top, arm.askWithHeaders(at, asked, schema));
        if (!answer) {
          // The token stays good: it says where the page begins, and `$top` how long it is.
          top = Math.ceil(top / 2);
          continue;
        }
        const { data, totalRecords, $skipToken } = answer.value;
        yield* data;
        read += data.length;
        token = $skipToken ?? undefined;
        if (token === undefined || data.length === 0) {
          const isLimited = answer.header('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true';
          // A list that is cut short would pass for the whole of it.
          if (read < totalRecords || isLimited) refuse({ code: 'CONSUMERS_CUT_SHORT', read, of: totalRecords });
          return;
        }
        await keepQuota(answer.header, waiting);
      }
    },
  };
}

/** @returns undefined for a page that is larger than is read, and can be asked for in parts */
async function unlessTooLarge<T>(rows: number, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (rows === 1 || !isFaultOf(error, 'SERVICE_ANSWER_TOO_LARGE')) throw error;
    return undefined;
  }
}

/** Waits where the next question would be one too many: others of the same account ask, too. */
async function keepQuota(header: HsmAnswer['header'], waiting: Waiting): Promise<void> {
  if (header('x-ms-user-quota-remaining') !== '0') return;
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(\d{1,2}):(\d{2}):(\d{2})/u.exec(header('x-ms-user-quota-resets-after') ?? '') ?? [];
  await waiting.wait(Math.min((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds), 60) * 1000);
}

/** A text in the language of Resource Graph. */
export const graphText = (text: string): string => `'${text.replace(/[\\']/gu, '\\$&')}'`;
