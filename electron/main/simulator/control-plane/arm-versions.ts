// Which api-versions the practice control plane knows: those that are published for what it plays, and no others, as Azure.
import { ServiceRefusal } from '../answers.ts';
import { practiceRegion } from './azure-state.ts';

/** Published in Azure's specifications (azure-rest-api-specs), oldest first, by the provider that is asked. */
const versions: Readonly<Record<string, readonly string[]>> = {
  'microsoft.keyvault': [
    ...['2020-04-01-preview', '2021-04-01-preview', '2021-06-01-preview', '2021-10-01', '2021-11-01-preview'],
    ...['2022-02-01-preview', '2022-07-01', '2022-11-01', '2023-02-01', '2023-07-01', '2024-04-01-preview'],
    ...['2024-11-01', '2024-12-01-preview', '2025-05-01', '2026-02-01'],
  ],
  'microsoft.storage': [
    '2021-09-01',
    '2022-05-01',
    '2022-09-01',
    '2023-01-01',
    '2023-05-01',
    '2024-01-01',
    '2025-01-01',
  ],
  'microsoft.managedidentity': ['2018-11-30', '2023-01-31', '2024-11-30'],
  'microsoft.authorization': ['2015-07-01', '2018-01-01-preview', '2018-07-01', '2022-04-01', '2022-05-01-preview'],
  'microsoft.resourcegraph': ['2019-04-01', '2021-03-01', '2022-10-01', '2024-04-01'],
  // Subscriptions and resource groups, whose addresses name no provider.
  'microsoft.resources': [
    '2019-10-01',
    '2020-06-01',
    '2020-10-01',
    '2021-01-01',
    '2021-04-01',
    '2022-09-01',
    '2024-11-01',
  ],
};

/** The type in what follows a provider: `/managedHSMs/NAME`, `/locations/REGION/deletedManagedHSMs`. */
const typeIn = (path: string): string =>
  path
    .split('/')
    .filter((_, at) => at % 2 === 1)
    .join('/');

/**
 * Refuses a request without a version, or with one that nobody published for what it asks.
 * @param path where two providers are named, the last is asked
 * @throws 400
 */
export function checkApiVersion(path: string, query: URLSearchParams): void {
  const asked = query.get('api-version') ?? '';
  if (asked === '') {
    throw new ServiceRefusal(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  // A provider alone is asked of the subscription.
  const [, provider, rest = ''] = /.*\/providers\/([^/]+)(\/.+)/.exec(path) ?? [];
  const known = versions[(provider ?? 'microsoft.resources').toLowerCase()];
  // A provider that is none has no versions: its address is refused as one that leads nowhere.
  if (known === undefined || known.includes(asked.toLowerCase())) return;
  if (provider === undefined) {
    throw new ServiceRefusal(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${asked}' is invalid. The supported versions are '${known.toReversed().join(',')}'.`,
    );
  }
  // As users in Government saw it of Key Vault (azure-cli 18006, 18483, 20226): oldest first, with the locations.
  throw new ServiceRefusal(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${practiceRegion}' and API version '${asked}' for type '${typeIn(rest)}'. ` +
      `The supported api-versions are '${known.join(', ')}'. The supported locations are '${practiceRegion}'.`,
  );
}
