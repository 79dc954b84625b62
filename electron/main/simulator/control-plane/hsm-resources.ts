// HSMs as resources: create or update, recover, read, list, update, delete, and whether a name is free.
import { z } from 'zod';
import { textRecord } from '#shared/schemas/atoms.ts';
import { hsmNamePattern } from '#core/azure/clouds.ts';
import { type Answer, ok, ServiceRefusal } from '../answers.ts';
import { bodyAs, parameter, unixSeconds } from '../call.ts';
import { emptyHsm, type HsmState, openNetwork, type StoredResource } from '../hsm-state.ts';
import type { PracticeHsm } from '../hsm-store.ts';
import { newAssignment } from '../rights.ts';
import { practiceTenantId } from '../sign-in.ts';
import { type ArmCall, needAction, needGroup, needSubscription, resourceNotFound } from './arm-call.ts';
import { azureActions } from './azure-roles.ts';
import { hsmBody, hsmResourceId } from './hsm-bodies.ts';
import { plainRegion } from './azure-state.ts';
import { advance, begin, refuseWhileWorking } from './hsm-operations.ts';
import { accepted } from './operation-results.ts';
import { modifiedByPolicies, needPolicies } from './policies.ts';

const Identity = z.object({
  type: z.string(),
  userAssignedIdentities: z.record(z.string(), z.object({}).nullable()).nullish(),
});

/** Recorded: an empty object is accepted and filled. */
const Network = {
  networkAcls: z
    .object({
      bypass: z.enum(['AzureServices', 'None']).nullish(),
      defaultAction: z.enum(['Allow', 'Deny']).nullish(),
      ipRules: z.array(z.object({ value: z.string() })).nullish(),
      virtualNetworkRules: z.array(z.object({ id: z.string() })).nullish(),
    })
    .nullish(),
  publicNetworkAccess: z.enum(['Enabled', 'Disabled']).nullish(),
};
type Network = z.infer<z.ZodObject<typeof Network>>;

const Regions = { regions: z.array(z.object({ name: z.string() })).nullish() };
type Regions = z.infer<z.ZodObject<typeof Regions>>;

/** The region of the HSM itself is the primary one; a list without a replica is as none. */
function regionsOf(
  { regions }: Regions,
  location: string,
  before: StoredResource['regions'],
): StoredResource['regions'] {
  if (!regions) return before;
  const replicas = regions.map(({ name }) => plainRegion(name)).filter((name) => name !== plainRegion(location));
  if (replicas.length === 0) return [];
  return [plainRegion(location), ...replicas].map((name, at) => ({ name, isPrimary: at === 0 }));
}

function networkOf(
  { networkAcls: wanted, publicNetworkAccess }: Network,
  before: Pick<StoredResource, 'networkAcls' | 'publicNetworkAccess'>,
): Pick<StoredResource, 'networkAcls' | 'publicNetworkAccess'> {
  const { networkAcls } = before;
  return {
    networkAcls: {
      bypass: wanted?.bypass ?? networkAcls.bypass,
      defaultAction: wanted?.defaultAction ?? networkAcls.defaultAction,
      ipRules: wanted?.ipRules ?? networkAcls.ipRules,
      virtualNetworkRules: wanted?.virtualNetworkRules ?? networkAcls.virtualNetworkRules,
    },
    publicNetworkAccess: publicNetworkAccess ?? before.publicNetworkAccess,
  };
}

const CreateBody = z.object({
  location: z.string(),
  sku: z.object({ family: z.enum(['B', 'C']), name: z.string() }),
  tags: textRecord().nullish(),
  identity: Identity.nullish(),
  properties: z.object({
    tenantId: z.string().nullish(),
    initialAdminObjectIds: z.array(z.string()).nullish(),
    softDeleteRetentionInDays: z.int().min(7).max(90).nullish(),
    enableSoftDelete: z.literal(true).nullish(),
    enablePurgeProtection: z.boolean().nullish(),
    createMode: z
      .string()
      .transform((mode) => mode.toLowerCase())
      .pipe(z.enum(['default', 'recover']))
      .nullish(),
    ...Network,
    ...Regions,
  }),
});
type CreateBody = z.infer<typeof CreateBody>;

const UpdateBody = z.object({
  tags: textRecord().nullish(),
  identity: Identity.nullish(),
  properties: z.object({ enablePurgeProtection: z.boolean().nullish(), ...Network, ...Regions }).nullish(),
});
type UpdateBody = z.infer<typeof UpdateBody>;

interface Place {
  readonly name: string;
  readonly resourceGroup: string;
  readonly scope: string;
}

function placeOf(call: ArmCall): Place {
  needSubscription(parameter(call, 0));
  const group = needGroup(call, parameter(call, 1));
  const name = parameter(call, 2);
  return {
    name,
    resourceGroup: group.slice(group.lastIndexOf('/') + 1),
    scope: `${group}/providers/Microsoft.KeyVault/managedHSMs/${name}`,
  };
}

/** The HSM of the address if it is there and not deleted. */
function find(call: ArmCall, { name, scope }: Place): PracticeHsm | undefined {
  const hsm = call.store.byName(name);
  const isHere = hsm?.state.resource.deleted === null && isAt(hsm.state, scope);
  return isHere ? hsm : undefined;
}

const isAt = (state: HsmState, scope: string): boolean => hsmResourceId(state).toLowerCase() === scope.toLowerCase();

/** PUT …/managedHSMs/NAME: makes one, brings back a deleted one (`createMode` recover), or changes what is there. */
export async function putHsm(call: ArmCall): Promise<Answer> {
  const place = placeOf(call);
  needAction(call, azureActions.writeHsm, place.scope);
  needRegistration(call);
  const body = bodyAs(CreateBody, call);
  const existing = call.store.byName(place.name);
  if (existing && !isAt(existing.state, place.scope)) throw nameInUse(place.name);
  if (existing?.state.resource.deleted) return recover(call, existing, body);
  if (existing) return change(call, existing, body);
  return create(call, place, body);
}

/** Published (aka.ms/rps-not-found). @throws 409 where the subscription is not registered */
function needRegistration({ azure }: ArmCall): void {
  if (azure.state.isRegistered) return;
  throw new ServiceRefusal(
    409,
    'MissingSubscriptionRegistration',
    "The subscription is not registered to use namespace 'Microsoft.KeyVault'. See https://aka.ms/rps-not-found for how to register subscriptions.",
  );
}

async function create(call: ArmCall, place: Place, body: CreateBody): Promise<Answer> {
  if (body.properties.createMode === 'recover') throw resourceNotFound(`deletedManagedHSMs/${place.name}`);
  checkName(call, place.name);
  const location = placeFor(call, body.location);
  const administrators = body.properties.initialAdminObjectIds ?? [];
  if (administrators.length === 0) throw badRequest('initialAdminObjectIds is required to create a managed HSM.');
  const now = unixSeconds(call);
  const resource: StoredResource = {
    resourceGroup: place.resourceGroup,
    location,
    skuName: body.sku.name,
    tags: body.tags ?? {},
    identities: identitiesOf(call, body, []),
    administrators,
    retentionDays: body.properties.softDeleteRetentionInDays ?? 90,
    purgeProtection: body.properties.enablePurgeProtection ?? false,
    ...networkOf(body.properties, { networkAcls: openNetwork, publicNetworkAccess: 'Enabled' }),
    ...modifiedByPolicies(call),
    regions: regionsOf(body.properties, location, []),
    created: now,
    modified: now,
    operation: null,
    failure: null,
    deleted: null,
  };
  needPolicies(call, place.name, resource);
  const operation = await begin(call, { name: place.name, resource }, 'create');
  await call.store.add(
    emptyHsm({
      name: place.name,
      hostName: `${place.name.toLowerCase()}.${call.azureCloud.hsmSuffix}`,
      tenantId: body.properties.tenantId ?? practiceTenantId,
      resource,
      // A real HSM starts with its administrators, who may do everything but use keys.
      roleAssignments: administrators.map((id) => newAssignment(id, 'Managed HSM Administrator')),
    }),
  );
  return accepted(call, operation);
}

function recover(call: ArmCall, hsm: PracticeHsm, body: CreateBody): Promise<Answer> {
  if (body.properties.createMode !== 'recover') {
    throw new ServiceRefusal(
      409,
      'ConflictError',
      'A managed HSM with the same name already exists in deleted state. You need to either recover or purge existing managed HSM.',
    );
  }
  return hsm.exclusively(async () => {
    const { resource } = hsm.state;
    refuseWhileWorking(resource);
    resource.deleted = null;
    const operation = await begin(call, hsm.state, 'recover');
    await hsm.save();
    return accepted(call, operation);
  });
}

/** PATCH …/managedHSMs/NAME: tags, identity, purge protection. */
export function patchHsm(call: ArmCall): Promise<Answer> {
  const place = placeOf(call);
  needAction(call, azureActions.writeHsm, place.scope);
  const hsm = find(call, place);
  if (!hsm) throw resourceNotFound(place.scope);
  return change(call, hsm, bodyAs(UpdateBody, call));
}

function change(call: ArmCall, hsm: PracticeHsm, body: UpdateBody): Promise<Answer> {
  return hsm.exclusively(async () => {
    const { resource } = hsm.state;
    refuseWhileWorking(resource);
    const wantsProtection = body.properties?.enablePurgeProtection;
    if (resource.purgeProtection && wantsProtection === false) {
      throw badRequest('The property "enablePurgeProtection" cannot be set to false once it is true.');
    }
    const changed = {
      identities: identitiesOf(call, body, resource.identities),
      tags: body.tags ?? resource.tags,
      purgeProtection: wantsProtection ?? resource.purgeProtection,
      ...networkOf(body.properties ?? {}, resource),
      ...modifiedByPolicies(call),
      regions: regionsOf(body.properties ?? {}, resource.location, resource.regions),
    };
    needPolicies(call, hsm.state.name, changed);
    Object.assign(resource, changed);
    const operation = await begin(call, hsm.state, 'update');
    await hsm.save();
    return accepted(call, operation);
  });
}

/** The identities after a request: those it names, none if it says so, the old ones if it says nothing. */
function identitiesOf(call: ArmCall, { identity }: UpdateBody, before: readonly string[]): string[] {
  if (!identity) return [...before];
  if (identity.type === 'None') return [];
  if (identity.type !== 'UserAssigned') throw badRequest('identity.type is UserAssigned or None.');
  const ids = Object.keys(identity.userAssignedIdentities ?? {});
  if (ids.length === 0) throw badRequest('userAssignedIdentities is empty.');
  for (const id of ids) {
    if (!call.azure.identity(id)) {
      throw new ServiceRefusal(400, 'FailedIdentityOperation', `The identity '${id}' could not be found.`);
    }
    needAction(call, azureActions.assignIdentity, id);
  }
  return ids;
}

/** GET …/managedHSMs/NAME; a query also brings on what is under way. */
export async function getHsm(call: ArmCall): Promise<Answer> {
  const place = placeOf(call);
  needAction(call, azureActions.readHsm, place.scope);
  const hsm = find(call, place);
  if (!hsm) throw resourceNotFound(place.scope);
  return hsm.exclusively(async () => {
    await advance(call.store, call.azure, hsm, unixSeconds(call));
    if (hsm.state.resource.deleted) throw resourceNotFound(place.scope);
    return ok(hsmBody(hsm.state));
  });
}

/** GET …/managedHSMs of the subscription, or of a group. */
export function listHsms(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  const group = call.parameters[1];
  const scope = group === undefined ? `/subscriptions/${parameter(call, 0)}` : needGroup(call, group);
  needAction(call, azureActions.readHsm, scope);
  const found = call.store
    .all()
    .filter(({ state }) => state.resource.deleted === null)
    .filter(({ state }) => hsmResourceId(state).toLowerCase().startsWith(`${scope.toLowerCase()}/`));
  return ok({ value: found.map(({ state }) => hsmBody(state)) });
}

/** DELETE …/managedHSMs/NAME: soft, for as long as the retention says. */
export async function deleteHsm(call: ArmCall): Promise<Answer> {
  const place = placeOf(call);
  needAction(call, azureActions.deleteHsm, place.scope);
  const hsm = find(call, place);
  if (!hsm) return { status: 204 };
  return hsm.exclusively(async () => {
    refuseWhileWorking(hsm.state.resource);
    const operation = await begin(call, hsm.state, 'delete');
    await hsm.save();
    return accepted(call, operation);
  });
}

const NameBody = z.object({ name: z.string() });

/** POST …/checkMhsmNameAvailability */
export function checkNameAvailability(call: ArmCall): Answer {
  needSubscription(parameter(call, 0));
  needAction(call, azureActions.readHsm, `/subscriptions/${parameter(call, 0)}`);
  const { name } = bodyAs(NameBody, call);
  if (!isName(name)) {
    return ok({ nameAvailable: false, reason: 'AccountNameInvalid', message: invalidName(name) });
  }
  if (isTaken(call, name)) {
    return ok({ nameAvailable: false, reason: 'AlreadyExists', message: `The name '${name}' is already in use.` });
  }
  return ok({ nameAvailable: true });
}

/** Beyond the pattern: it begins with a letter, and no two hyphens stand together. */
const isName = (name: string): boolean => hsmNamePattern.test(name) && /^[A-Za-z]/.test(name) && !name.includes('--');
const invalidName = (name: string): string =>
  `The name '${name}' is invalid: 3 to 24 letters, digits and single hyphens, first a letter, last a letter or digit.`;
const isTaken = (call: ArmCall, name: string): boolean =>
  call.store.byName(name) !== undefined || call.azure.state.takenNames.includes(name.toLowerCase());

function checkName(call: ArmCall, name: string): void {
  if (!isName(name)) throw new ServiceRefusal(400, 'VaultNameNotValid', invalidName(name));
  if (isTaken(call, name)) throw nameInUse(name);
}

const nameInUse = (name: string): ServiceRefusal =>
  new ServiceRefusal(409, 'VaultAlreadyExists', `The name '${name}' is already in use.`);

/** @returns the region as it was sent (recorded) @throws 400 for an unknown region, 503 for a closed one, 409 where the quota is used up */
function placeFor(call: ArmCall, location: string): string {
  const region = call.azure.region(location);
  if (!region) {
    const available = call.azure.state.regions.map(({ name }) => name).join(', ');
    throw new ServiceRefusal(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type 'Microsoft.KeyVault/managedHSMs'. List of available regions for the resource type is '${available}'.`,
    );
  }
  // Observed: this is how a region without room says it.
  if (!region.isOpen) throw new ServiceRefusal(503, '503', 'Pool creation is disabled in this region');
  const there = call.store.all().filter(({ state }) => plainRegion(state.resource.location) === region.name);
  if (there.length >= region.limit) {
    throw new ServiceRefusal(
      409,
      'QuotaExceeded',
      `The subscription has ${there.length} managed HSMs in '${region.name}', soft-deleted ones included, and its limit is ${region.limit}.`,
    );
  }
  return location;
}

const badRequest = (message: string): ServiceRefusal => new ServiceRefusal(400, 'BadRequest', message);
