// Failure scenarios of the world around an HSM, by name, each ready to befall a practice cloud: what a pre-flight should find and a step survive.
import type { FaultScript } from './fault-scripts.ts';
import type { PracticeCloud } from './practice-cloud.ts';
import { practiceIdentityPrincipalId, practiceRegion } from './control-plane/azure-state.ts';

/** Whom a failure scenario befalls. */
export interface FailureScenarioTarget {
  /** The name of the HSM that is there, or that is to be made. */
  readonly hsmName: string;
  readonly containerUri: string;
}

type FailureScenario = (cloud: PracticeCloud, target: FailureScenarioTarget) => Promise<void>;

/** Every request of this kind is asked for a sign-in with these claims, until it has one. */
export const claimsDemanded = (request: Pick<FaultScript, 'method' | 'host' | 'path'>): FaultScript => ({
  ...request,
  times: Number.POSITIVE_INFINITY,
  action: { kind: 'claims', claims: '{"access_token":{"nbf":{"essential":true,"value":"1"}}}' },
});

export const failureScenarios = {
  /** The container was deleted, or its name is mistyped. */
  'container-missing': (cloud, { containerUri }) => cloud.azure.deleteContainer(containerUri),
  /** The identity of the HSM has lost its role on storage, or never had it. */
  'storage-role-missing': (cloud) => cloud.azure.removeRoles(practiceIdentityPrincipalId),
  /** The firewall of storage keeps out everybody, the HSM too. */
  'storage-firewall-closed': (cloud, { containerUri }) =>
    cloud.azure.setAccount(accountOf(containerUri), { defaultAction: 'Deny', bypass: 'None' }),
  /** The firewall of storage keeps out the operator, but not the HSM. */
  'storage-firewall-trusted': (cloud, { containerUri }) =>
    cloud.azure.setAccount(accountOf(containerUri), { defaultAction: 'Deny', bypass: 'AzureServices' }),
  /** A network security perimeter decides who reaches the storage, and keeps the operator out. */
  'storage-perimeter': (cloud, { containerUri }) =>
    cloud.azure.setAccount(accountOf(containerUri), {
      defaultAction: 'Deny',
      bypass: 'AzureServices',
      isInPerimeter: true,
    }),
  /** Each version of a blob can be made immutable. */
  'immutable-versions': (cloud, { containerUri }) =>
    cloud.azure.setContainer(containerUri, { hasImmutableVersions: true }),
  'immutability-policy': (cloud, { containerUri }) =>
    cloud.azure.setContainer(containerUri, { immutability: { days: 7, state: 'Unlocked' } }),
  'legal-hold': (cloud, { containerUri }) => cloud.azure.setContainer(containerUri, { hasLegalHold: true }),
  /** The name belongs to an HSM that is deleted but not purged. */
  'name-soft-deleted': async (cloud, { hsmName }) => {
    if (!cloud.hsms().some(({ name }) => name === hsmName)) await cloud.createHsm(hsmName);
    await cloud.softDeleteHsm(hsmName);
  },
  'name-taken': (cloud, { hsmName }) => cloud.azure.takeName(hsmName),
  /** A policy of the organization wants a tag on every HSM. */
  'policy-denies': (cloud) =>
    cloud.azure.setPolicies([{ name: 'Require a tag on resources', demand: { kind: 'tag', tag: 'cost-center' } }]),
  /** A policy of the organization switches the public access of every HSM off, without a word. */
  'policy-modifies': (cloud) =>
    cloud.azure.setPolicies([
      {
        name: 'Configure Azure Key Vault Managed HSM to disable public network access',
        demand: { kind: 'modify-network' },
      },
    ]),
  /** Nobody has registered the provider of HSMs in the subscription. */
  'provider-unregistered': (cloud) => cloud.azure.setRegistered(false),
  /** The region takes no new HSMs; that shows at once. */
  'region-closed': (cloud) => cloud.azure.setRegion(practiceRegion, { isOpen: false }),
  /** There is no hardware; that shows when the creation ends. */
  'no-capacity': (cloud) => cloud.azure.setRegion(practiceRegion, { hasCapacity: false }),
  'quota-used-up': (cloud) => cloud.azure.setRegion(practiceRegion, { limit: 0 }),
  /** The HSM has a key whose material is in a hardware module elsewhere. */
  'external-key': (cloud, { hsmName }) => cloud.addExternalKey(hsmName, 'external-kek'),
  /** Somebody else’s backup runs on the HSM, and nobody here knows its number. */
  'operation-of-another': async (cloud, { hsmName }) => {
    await cloud.occupyHsm(hsmName);
  },
} as const satisfies Readonly<Record<string, FailureScenario>>;

export type FailureScenarioName = keyof typeof failureScenarios;

const accountOf = (containerUri: string): string => new URL(containerUri).hostname.split('.')[0] ?? '';
