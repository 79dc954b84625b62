// What a practice cloud knows beside its HSMs: who has which Azure role, identities, storage accounts, regions, resource groups.
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { asJsonObject, type JsonObject, type JsonValue, parseStrictJson } from '#core/encoding/json.ts';
import { readIfThere, replaceFile } from '../state-files.ts';
import { azureRole } from './azure-roles.ts';

const RoleAssignment = z.strictObject({
  name: z.string(),
  scope: z.string(),
  roleGuid: z.string(),
  principalId: z.string(),
  principalType: z.enum(['User', 'ServicePrincipal']),
});

const Identity = z.strictObject({
  name: z.string(),
  location: z.string(),
  principalId: z.string(),
  clientId: z.string(),
});

const Container = z.strictObject({
  publicAccess: z.enum(['None', 'Blob', 'Container']),
  /** A time-based policy, if there is one. */
  immutability: z.strictObject({ days: z.int().min(1), state: z.enum(['Unlocked', 'Locked']) }).nullable(),
  hasLegalHold: z.boolean(),
  /** Whether versions of blobs can have a policy each; practice of earlier builds had none. */
  hasImmutableVersions: z.boolean().default(false),
});

const Account = z.strictObject({
  name: z.string(),
  location: z.string(),
  /** Whether the firewall lets everybody in, or nobody but those it is told of. */
  defaultAction: z.enum(['Allow', 'Deny']),
  /** Whether trusted services pass the firewall: an HSM is one. */
  bypass: z.enum(['AzureServices', 'None']),
  /** Whether a network security perimeter decides instead of the firewall; practice of earlier builds had none. */
  isInPerimeter: z.boolean().default(false),
  /** What delegation keys are derived from, 32 bytes in base64. */
  key: z.string(),
  /** What is special about containers; those that are not here are plain. */
  containers: z.record(z.string(), Container),
});

const Region = z.strictObject({
  name: z.string(),
  /** How many HSMs one subscription may have here. */
  limit: z.int().min(0),
  /** Whether new HSMs are accepted at all, and whether there is hardware for them. */
  isOpen: z.boolean(),
  hasCapacity: z.boolean(),
});

/** What a policy of the organization demands of each HSM that is made or changed: it denies all others, or changes them. */
const Policy = z.strictObject({
  /** As people know it from the portal. */
  name: z.string(),
  demand: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('tag'), tag: z.string() }),
    z.strictObject({ kind: z.literal('closed-network') }),
    // The effect "Modify", of a definition that is built in: it denies nothing, and switches public access off.
    z.strictObject({ kind: z.literal('modify-network') }),
  ]),
});

const json = z.custom<JsonObject>((value) => asJsonObject(value as JsonValue) !== undefined);

/** A resource of other people, as Resource Graph shows it. */
const Resource = z.strictObject({
  id: z.string(),
  type: z.string(),
  location: z.string(),
  tags: json,
  identity: json,
  properties: json,
});

/** Something that was begun on an HSM, and may have ended: its address goes on answering. */
const Operation = z.strictObject({
  id: z.string(),
  kind: z.enum(['create', 'update', 'delete', 'recover', 'purge']),
  hsm: z.string(),
  /** The region's own name. */
  region: z.string(),
});

const Azure = z.strictObject({
  practice: z.literal('PRACTICE'),
  version: z.literal(1),
  resourceGroups: z.array(z.strictObject({ name: z.string(), location: z.string() })),
  roleAssignments: z.array(RoleAssignment),
  identities: z.array(Identity),
  accounts: z.array(Account),
  regions: z.array(Region),
  /** Names that HSMs of strangers have: names are unique worldwide. */
  takenNames: z.array(z.string()),
  /** Whether the subscription is registered for the provider of HSMs; practice of earlier builds was. */
  isRegistered: z.boolean().default(true),
  /** Practice of earlier builds had none. */
  policies: z.array(Policy).default([]),
  /** The latest last; practice of earlier builds kept none. */
  operations: z.array(Operation).default([]),
  /** The estate: resources that use keys; practice of earlier builds had none. */
  resources: z.array(Resource).default([]),
});

export type StoredAzure = z.infer<typeof Azure>;
export type StoredAccount = z.infer<typeof Account>;
export type StoredContainer = z.infer<typeof Container>;
export type StoredIdentity = z.infer<typeof Identity>;
export type StoredOperation = z.infer<typeof Operation>;
export type StoredPolicy = z.infer<typeof Policy>;
export type StoredResource = Readonly<z.infer<typeof Resource>>;
export type StoredRegion = z.infer<typeof Region>;
export type StoredAssignment = z.infer<typeof RoleAssignment>;

export const practiceSubscriptionId = '00000000-0000-4000-8000-000000000003';
export const practiceResourceGroup = 'lifeboat';
export const practiceAccountName = 'lifeboat';
export const practiceRegion = 'westeurope';

const subscription = `/subscriptions/${practiceSubscriptionId}`;
const groupScope = `${subscription}/resourceGroups/${practiceResourceGroup}`;

/** Everything but the HSMs is in the practice resource group. */
export const resourceIds = {
  subscription,
  group: (name: string): string => `${subscription}/resourceGroups/${name}`,
  identity: (name: string): string =>
    `${groupScope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
  account: (name: string): string => `${groupScope}/providers/Microsoft.Storage/storageAccounts/${name}`,
  container: (account: string, name: string): string =>
    `${resourceIds.account(account)}/blobServices/default/containers/${name}`,
} as const;

/** The identity that practice HSMs get unless told: it has its role on every storage account. */
export const practiceIdentityId = resourceIds.identity('lifeboat');
export const practiceIdentityPrincipalId = '00000000-0000-4000-8000-000000000004';

const plainContainer: StoredContainer = {
  publicAccess: 'None',
  immutability: null,
  hasLegalHold: false,
  hasImmutableVersions: false,
};

/** A region's own name: `East US 2` is `eastus2`. */
export const plainRegion = (name: string): string => name.replaceAll(' ', '').toLowerCase();

export class AzureState {
  readonly state: StoredAzure;
  readonly #file: string;
  readonly #administrator: string;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(file: string, administrator: string, state: StoredAzure) {
    this.#file = file;
    this.#administrator = administrator;
    this.state = state;
  }

  /**
   * Opens the state, or begins one in which the administrator owns the subscription.
   * @throws PRACTICE_STATE_DAMAGED
   */
  static async open(file: string, administrator: string): Promise<AzureState> {
    const bytes = await readIfThere(file);
    if (bytes) return new AzureState(file, administrator, readState(bytes));
    const azure = new AzureState(file, administrator, newAzure());
    azure.addRole(subscription, 'Owner', administrator);
    await azure.addAccount(practiceAccountName);
    return azure;
  }

  /** The folder of the practice cloud's state. */
  get directory(): string {
    return dirname(this.#file);
  }

  /** Runs `work` when nothing else runs on this state, and keeps what it has changed. */
  change<T>(work: () => T): Promise<T> {
    const mine = this.#turn.then(async () => {
      const result = work();
      await replaceFile(this.#file, JSON.stringify(this.state));
      return result;
    });
    // The next change waits for this one whether it succeeds or not.
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  account(name: string): StoredAccount | undefined {
    return this.state.accounts.find((one) => one.name === name.toLowerCase());
  }

  container(account: string, name: string): StoredContainer {
    return this.account(account)?.containers[name] ?? plainContainer;
  }

  identity(id: string): StoredIdentity | undefined {
    return this.state.identities.find(({ name }) => resourceIds.identity(name).toLowerCase() === id.toLowerCase());
  }

  region(name: string): StoredRegion | undefined {
    return this.state.regions.find((one) => one.name === plainRegion(name));
  }

  /** Makes a storage account, if it is not there, on which the administrator and the practice identity may work with blobs. */
  async addAccount(name: string): Promise<void> {
    if (this.account(name)) return;
    await this.change(() => {
      this.state.accounts.push({
        name,
        location: practiceRegion,
        defaultAction: 'Allow',
        bypass: 'AzureServices',
        isInPerimeter: false,
        key: randomBytes(32).toString('base64'),
        containers: {},
      });
      this.addRole(resourceIds.account(name), 'Storage Blob Data Contributor', this.#administrator);
      const identity = this.identity(practiceIdentityId);
      if (identity) {
        this.addRole(
          resourceIds.account(name),
          'Storage Blob Data Contributor',
          identity.principalId,
          'ServicePrincipal',
        );
      }
    });
  }

  /** Assigns one of Azure's roles; kept by the change that it is part of. */
  addRole(
    scope: string,
    roleName: string,
    principalId: string,
    principalType: StoredAssignment['principalType'] = 'User',
  ): void {
    const { guid } = azureRole(roleName);
    this.state.roleAssignments.push({ name: randomUUID(), scope, roleGuid: guid, principalId, principalType });
  }
}

function newAzure(): StoredAzure {
  return {
    practice: 'PRACTICE',
    version: 1,
    resourceGroups: [{ name: practiceResourceGroup, location: practiceRegion }],
    roleAssignments: [],
    identities: [
      {
        name: 'lifeboat',
        location: practiceRegion,
        principalId: practiceIdentityPrincipalId,
        clientId: '00000000-0000-4000-8000-000000000005',
      },
    ],
    accounts: [],
    // Documented: five HSMs for each subscription and region.
    regions: [practiceRegion, 'northeurope', 'eastus', 'usgovvirginia', 'chinaeast2'].map((name) => ({
      name,
      limit: 5,
      isOpen: true,
      hasCapacity: true,
    })),
    takenNames: [],
    isRegistered: true,
    policies: [],
    operations: [],
    resources: [],
  };
}

function readState(bytes: Buffer): StoredAzure {
  try {
    return Azure.parse(parseStrictJson(bytes, { maxBytes: 16 * 1024 * 1024 }));
  } catch (cause) {
    return refuse({ code: 'PRACTICE_STATE_DAMAGED', file: 'azure.json' }, cause);
  }
}
