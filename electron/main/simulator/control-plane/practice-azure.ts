// What tests and rehearsals may change in a practice cloud behind its clients' backs: roles, firewalls, policies, capacity.
import { randomUUID } from 'node:crypto';
import type { BackupStorage } from '../backup-storage.ts';
import { movedResource } from '../estate/moved.ts';
import { parseContainerUri } from '../storage-address.ts';
import {
  type AzureState,
  practiceRegion,
  resourceIds,
  type StoredAccount,
  type StoredContainer,
  type StoredIdentity,
  type StoredPolicy,
  type StoredRegion,
  type StoredResource,
} from './azure-state.ts';

export interface PracticeAzure {
  /** Assigns one of Azure's built-in roles by its name. */
  assignRole(principalId: string, roleName: string, scope: string): Promise<void>;
  /** Takes away all that somebody has. */
  removeRoles(principalId: string): Promise<void>;
  /** Makes a user-assigned identity, with no role on anything. */
  addIdentity(name: string): Promise<StoredIdentity & { readonly id: string }>;
  /** The firewall of a storage account, and whether a perimeter decides instead. */
  setAccount(
    name: string,
    change: Partial<Pick<StoredAccount, 'defaultAction' | 'bypass' | 'isInPerimeter'>>,
  ): Promise<void>;
  /** Whether the subscription is registered for the provider of HSMs. */
  setRegistered(isRegistered: boolean): Promise<void>;
  /** Policies of a container. */
  setContainer(containerUri: string, change: Partial<StoredContainer>): Promise<void>;
  deleteContainer(containerUri: string): Promise<void>;
  /** Makes a region, or changes what it has: quota, open or closed, hardware. */
  setRegion(name: string, change: Partial<Omit<StoredRegion, 'name'>>): Promise<void>;
  /** What policies of the organization demand of HSMs from now on. */
  setPolicies(policies: readonly StoredPolicy[]): Promise<void>;
  /** Adds resources of other people. */
  addResources(resources: readonly StoredResource[]): Promise<void>;
  /**
   * Lets the owner of a resource do what the list says: whatever in it names one HSM then names the other.
   * @param id resource id; every resource, unless told
   */
  moveResources(fromHost: string, toHost: string, id?: string): Promise<void>;
  /** Lets a stranger somewhere in the world have an HSM of this name. */
  takeName(name: string): Promise<void>;
}

export function practiceAzure(azure: AzureState, storage: BackupStorage): PracticeAzure {
  const { state } = azure;
  return {
    assignRole: (principalId, roleName, scope) => azure.change(() => azure.addRole(scope, roleName, principalId)),
    removeRoles: (principalId) =>
      azure.change(() => {
        state.roleAssignments = state.roleAssignments.filter((one) => one.principalId !== principalId);
      }),
    addIdentity: async (name) => {
      const identity = { name, location: practiceRegion, principalId: randomUUID(), clientId: randomUUID() };
      await azure.change(() => state.identities.push(identity));
      return { ...identity, id: resourceIds.identity(name) };
    },
    setAccount: (name, change) =>
      azure.change(() => {
        Object.assign(known(azure.account(name)), change);
      }),
    setRegistered: (isRegistered) =>
      azure.change(() => {
        state.isRegistered = isRegistered;
      }),
    setContainer: (containerUri, change) =>
      azure.change(() => {
        const { account, container } = parseContainerUri(containerUri);
        known(azure.account(account)).containers[container] = { ...azure.container(account, container), ...change };
      }),
    deleteContainer: (containerUri) => storage.deleteContainer(containerUri),
    setRegion: (name, change) =>
      azure.change(() => {
        const region = azure.region(name) ?? { name, limit: 5, isOpen: true, hasCapacity: true };
        Object.assign(region, change);
        state.regions = [...state.regions.filter((one) => one.name !== region.name), region];
      }),
    setPolicies: (policies) =>
      azure.change(() => {
        state.policies = [...policies];
      }),
    addResources: async (resources) => {
      await azure.change(() => state.resources.push(...resources));
    },
    moveResources: (fromHost, toHost, id) =>
      azure.change(() => {
        state.resources = state.resources.map((each) =>
          id === undefined || each.id === id ? movedResource(each, fromHost, toHost) : each,
        );
      }),
    takeName: async (name) => {
      await azure.change(() => state.takenNames.push(name.toLowerCase()));
    },
  };
}

function known(account: StoredAccount | undefined): StoredAccount {
  if (!account) throw new Error('there is no such practice storage account');
  return account;
}
