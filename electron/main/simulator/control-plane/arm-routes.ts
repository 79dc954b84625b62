// Which handler answers which address of the control plane; its paths are the same in any case.
import { ServiceRefusal } from '../answers.ts';
import { queryResources } from '../estate/resource-graph.ts';
import type { ArmHandler } from './arm-call.ts';
import { listAssignments, listDefinitions, listPermissions, putAssignment } from './azure-assignments.ts';
import { getDeletedHsm, listDeletedHsms, purgeDeletedHsm } from './deleted-hsms.ts';
import { checkNameAvailability, deleteHsm, getHsm, listHsms, patchHsm, putHsm } from './hsm-resources.ts';
import { getOperationResult } from './operation-results.ts';
import {
  getAccount,
  getContainer,
  getGroup,
  getIdentity,
  getProvider,
  getSubscription,
  listAccounts,
  listGroups,
  listIdentities,
  listSubscriptions,
  putGroup,
} from './other-resources.ts';

interface ArmRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly handler: ArmHandler;
}

const route = (method: string, path: string, handler: ArmHandler): ArmRoute => ({
  method,
  path: new RegExp(`^${path}/?$`, 'i'),
  handler,
});

const part = '([^/]+)';
const subscription = `/subscriptions/${part}`;
const group = `${subscription}/resourceGroups/${part}`;
const vaults = 'providers/Microsoft[.]KeyVault';
const hsm = `${group}/${vaults}/managedHSMs/${part}`;
const deletedHsm = `${subscription}/${vaults}/locations/${part}/deletedManagedHSMs/${part}`;
const identities = 'providers/Microsoft[.]ManagedIdentity/userAssignedIdentities';
const accounts = 'providers/Microsoft[.]Storage/storageAccounts';
const authorization = '(/subscriptions/.+?)/providers/Microsoft[.]Authorization';

const routes: readonly ArmRoute[] = [
  route('GET', `${authorization}/roleAssignments`, listAssignments),
  route('PUT', `${authorization}/roleAssignments/${part}`, putAssignment),
  route('GET', `${authorization}/roleDefinitions(?:/${part})?`, listDefinitions),
  route('GET', `${authorization}/permissions`, listPermissions),
  route('POST', '/providers/Microsoft[.]ResourceGraph/resources', queryResources),
  route('GET', '/subscriptions', listSubscriptions),
  route('GET', subscription, getSubscription),
  route('GET', `${subscription}/resourceGroups`, listGroups),
  route('GET', group, getGroup),
  route('PUT', group, putGroup),
  route('GET', `${subscription}/${vaults}`, getProvider),
  route('PUT', hsm, putHsm),
  route('PATCH', hsm, patchHsm),
  route('GET', hsm, getHsm),
  route('DELETE', hsm, deleteHsm),
  route('GET', `${subscription}(?:/resourceGroups/${part})?/${vaults}/managedHSMs`, listHsms),
  route('POST', `${subscription}/${vaults}/checkMhsmNameAvailability`, checkNameAvailability),
  route('GET', `${subscription}/${vaults}/deletedManagedHSMs`, listDeletedHsms),
  route('GET', deletedHsm, getDeletedHsm),
  route('POST', `${deletedHsm}/purge`, purgeDeletedHsm),
  route('GET', `${subscription}/${vaults}/locations/${part}/managedHsmOperationResults/${part}`, getOperationResult),
  route('GET', `${subscription}/${identities}`, listIdentities),
  route('GET', `${group}/${identities}/${part}`, getIdentity),
  route('GET', `${subscription}/${accounts}`, listAccounts),
  route('GET', `${group}/${accounts}/${part}`, getAccount),
  route('GET', `${group}/${accounts}/${part}/blobServices/default/containers/${part}`, getContainer),
];

/** @throws 404 for an unknown path, 405 for a known one with another method */
export function findArmRoute(
  method: string,
  path: string,
): { readonly handler: ArmHandler; readonly parameters: readonly (string | undefined)[] } {
  const known = routes.filter((one) => one.path.test(path));
  const found = known.find((one) => one.method === method);
  if (found) return { handler: found.handler, parameters: found.path.exec(path)?.slice(1) ?? [] };
  if (known.length > 0) throw new ServiceRefusal(405, 'MethodNotAllowed', 'This address does not take this method.');
  throw new ServiceRefusal(404, 'InvalidResourceType', `The practice control plane has nothing at '${path}'.`);
}
