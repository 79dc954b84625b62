// What the control plane tells about the things around an HSM: the storage account, the identity, who may do what. Questions only.
import type { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { createPipelineRequest, type HttpClient, RestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { isFaultOf, refuse } from '../../../shared/faults/fault.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import { readFields } from '../core/encoding/fields.ts';
import { parseStrictJson } from '../core/encoding/json.ts';
import { fromLibrary } from './library-faults.ts';
import { maxAnswerBytes } from './policies.ts';
import type { AzurePermissions, Surroundings } from './steps/control-plane.ts';

interface SurroundingsParts {
  /** Its pipeline signs requests in; the transport lets one host through. */
  readonly client: KeyVaultManagementClient;
  readonly httpClient: HttpClient;
  readonly host: string;
  readonly subscription: Plan['target']['subscription'];
}

const versions = { storage: '2023-05-01', identity: '2023-01-31', authorization: '2022-04-01' } as const;

/** A list of thousands of pages is no list of a subscription. */
const mostPages = 200;

const Account = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    networkAcls: z.object({ bypass: z.string().nullish(), defaultAction: z.string().nullish() }).nullish(),
  }),
});
const Identity = z.object({ properties: z.object({ principalId: z.string() }) });
const Assignment = z.object({ properties: z.object({ roleDefinitionId: z.string() }) });
const patterns = z.array(z.string()).nullish();
const Permission = z.object({
  actions: patterns,
  notActions: patterns,
  dataActions: patterns,
  notDataActions: patterns,
});

export function openSurroundings({ client, httpClient, host, subscription }: SurroundingsParts): Surroundings {
  const question = { operation: 'control-plane', method: 'GET', host } as const;

  const ask = <T>(url: URL, schema: z.ZodType<T>): Promise<T> =>
    fromLibrary(question, async () => {
      const request = createPipelineRequest({ url: url.href, method: 'GET' });
      const response = await client.pipeline.sendRequest(httpClient, request);
      const { status } = response;
      if (status !== 200) throw new RestError('not answered', { statusCode: status, request, response });
      const json = parseStrictJson(Buffer.from(response.bodyAsText ?? '', 'utf8'), { maxBytes: maxAnswerBytes });
      const read = readFields(schema, json);
      if (read.ok) return read.value;
      return refuse({ code: 'SERVICE_ANSWER_UNEXPECTED', operation: 'control-plane', problems: read.problems });
    });

  const addressOf = (path: string, version: string, filter?: string): URL => {
    const url = new URL(path, `https://${host}`);
    url.searchParams.set('api-version', version);
    if (filter !== undefined) url.searchParams.set('$filter', filter);
    return url;
  };

  /** Pages lead to the same host only: the transport refuses others. */
  const list = async <T>(first: URL, item: z.ZodType<T>): Promise<T[]> => {
    const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
    const items: T[] = [];
    let next: URL | undefined = first;
    for (let pages = 0; next && pages < mostPages; pages += 1) {
      const { value, nextLink }: z.infer<typeof Page> = await ask(next, Page);
      items.push(...value);
      next = nextLink && URL.canParse(nextLink) ? new URL(nextLink) : undefined;
    }
    return items;
  };

  return {
    storageAccount: async (name) => {
      const path = `/subscriptions/${subscription}/providers/Microsoft.Storage/storageAccounts`;
      const found = (await list(addressOf(path, versions.storage), Account)).find((each) => each.name === name);
      if (!found) return undefined;
      const { publicNetworkAccess, networkAcls } = found.properties;
      return {
        resourceId: found.id,
        isOpen: networkAcls?.defaultAction !== 'Deny' && publicNetworkAccess !== 'Disabled',
        // A list in one text: "AzureServices, Logging".
        letsTrustedServicesPass: /\bAzureServices\b/.test(networkAcls?.bypass ?? ''),
      };
    },
    principalOf: async (identityId) => {
      try {
        return (await ask(addressOf(identityId, versions.identity), Identity)).properties.principalId;
      } catch (error) {
        if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    rolesAt: async (scope, principalId) => {
      const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
      // assignedTo: those of the groups that it is in, too, at the scope and above.
      const filter = `atScope() and assignedTo('${principalId}')`;
      const assignments = await list(addressOf(path, versions.authorization, filter), Assignment);
      return assignments.map(({ properties: { roleDefinitionId } }) => roleGuidOf(roleDefinitionId));
    },
    permissionsAt: async (scope) => {
      const path = `${scope}/providers/Microsoft.Authorization/permissions`;
      return (await list(addressOf(path, versions.authorization), Permission)).map(permissionsOf);
    },
  };
}

const roleGuidOf = (definitionId: string): string =>
  visibleText(definitionId.slice(definitionId.lastIndexOf('/') + 1).toLowerCase(), 40);

const permissionsOf = ({
  actions,
  notActions,
  dataActions,
  notDataActions,
}: z.infer<typeof Permission>): AzurePermissions => ({
  actions: actions ?? [],
  notActions: notActions ?? [],
  dataActions: dataActions ?? [],
  notDataActions: notDataActions ?? [],
});
