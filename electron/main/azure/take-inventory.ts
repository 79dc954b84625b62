// Collects the inventory of an HSM: every key, every version, and each list beside them, in few requests and few at a time.
import { isFaultOf, Refusal } from '#shared/faults/fault.ts';
import { guid } from '#shared/schemas/atoms.ts';
import type {
  Inventory,
  InventoryEkmConnection,
  InventoryExternalKey,
  InventoryKey,
  InventoryList,
  InventoryRegion,
  InventoryReleasePolicy,
  InventoryRole,
  InventoryRotationPolicy,
  InventorySetting,
  InventorySoftDeletedKey,
  InventoryVersion,
} from '#shared/inventory/inventory.ts';
import { plainRegion } from '#core/azure/names.ts';
import { decodeBase64url } from '#core/encoding/base64.ts';
import type { KeyAttestation, KeyAttestations } from '#core/inventory/key-attestation.ts';
import { releasePolicyOf, rotationPolicyOf } from './key-policies.ts';
import { type AttestedKey, keyIdentifierParts, type ListedKey } from './keys-client.ts';
import type { ManagedHsm } from './managed-hsm.ts';
import { OptionalList } from './optional-list.ts';
import { publicSha256, spkiOf } from './public-half.ts';
import type { HsmResource } from './control-plane.ts';

export interface InventoryOptions {
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether the public half of each version is asked for, one request each. */
  readonly publicHalves?: boolean;
  /** Whether the rotation policy of each key is asked for, one request each; it is, unless told. */
  readonly rotationPolicies?: boolean;
  /** The HSM in the control plane, which alone knows its regions; undefined where this machine has no way there. */
  readonly resource?: (() => Promise<HsmResource | undefined>) | undefined;
  /** What an earlier run read before it was interrupted, and where this one keeps what it reads. */
  readonly kept?: KeptKeys | undefined;
  /** Called after each key. */
  readonly onKey?: (done: number, of: number) => void;
}

/** A key as it was read, with its policies. */
export interface ReadKey {
  readonly key: InventoryKey;
  /** When the service changed its current version last, in Unix seconds: another time makes it be read again. */
  readonly updated: number;
  /** Null where the list of them is not read. */
  readonly rotation: 'none' | readonly InventoryRotationPolicy[] | null;
  readonly release: readonly InventoryReleasePolicy[] | null;
  /** Its versions that another key manager holds; null where the service did not say which. */
  readonly external: readonly InventoryExternalKey[] | null;
}

/** Keys that survive the run which read them. */
export interface KeptKeys {
  /** When the first of the runs began, in Unix milliseconds. */
  readonly began: number;
  find(name: string): ReadKey | undefined;
  keep(read: ReadKey): Promise<void>;
}

/** Requests under way at a time: far below what one HSM serves in a second, so that applications do not feel it. */
const parallel = 8;

/**
 * Keys and versions are whole, or there is no inventory. Each other list is whole, or it says why it is not read.
 * @throws the SERVICE faults
 */
export async function takeInventory(hsm: ManagedHsm, options: InventoryOptions): Promise<Inventory> {
  const listed: Listed[] = [];
  for await (const { kid, attributes } of hsm.keys.listKeys()) {
    listed.push({ name: ownText(keyIdentifierParts(kid).name), updated: attributes.updated });
  }
  const policies = policyLists(options);
  const resource = options.resource && askedOnce(options.resource);
  let done = 0;
  const keys = await inParallel(listed, async (each) => {
    const key = keptKeyOf(hsm, options, each, policies) ?? (await keyOf(hsm, each, options, policies));
    options.onKey?.(++done, listed.length);
    return key;
  });
  return {
    format: 'lifeboat-inventory',
    v: 3,
    practice: hsm.address.mode === 'practice',
    hsm: hsm.address.origin,
    tenant: await tenantOf(resource),
    // What was read first is no older than this.
    taken: new Date(Math.min(options.now, options.kept?.began ?? options.now)).toISOString(),
    keys,
    roles: await rolesOf(hsm),
    settings: await settingsOf(hsm),
    regions: await regionsOf(resource),
    rotationPolicies: rotationResult(policies),
    releasePolicies: policies.release.result(),
    softDeletedKeys: await softDeletedKeysOf(hsm),
    managedExternally: externalResult(hsm, policies),
    managerConnection: await managerConnectionOf(hsm),
  };
}

interface PolicyLists {
  readonly rotation: OptionalList<'rotationPolicies', InventoryRotationPolicy>;
  /** What was answered for the keys: 404 means that a key has no policy only where the service knows the call. */
  readonly rotationAnswers: { given: number; notFound: number };
  readonly release: OptionalList<'releasePolicies', InventoryReleasePolicy>;
  readonly external: OptionalList<'managedExternally', InventoryExternalKey>;
}

function policyLists({ rotationPolicies = true }: InventoryOptions): PolicyLists {
  const rotation = new OptionalList<'rotationPolicies', InventoryRotationPolicy>('rotationPolicies');
  const release = new OptionalList<'releasePolicies', InventoryReleasePolicy>('releasePolicies');
  return {
    rotation: rotationPolicies ? rotation : rotation.leaveOut('not-asked'),
    rotationAnswers: { given: 0, notFound: 0 },
    release,
    external: new OptionalList<'managedExternally', InventoryExternalKey>('managedExternally'),
  };
}

type Listed = Pick<ReadKey, 'updated'> & { readonly name: string };

/** What an earlier run read of a key that has not changed, as if it had been read now. */
function keptKeyOf(
  hsm: ManagedHsm,
  { kept }: InventoryOptions,
  { name, updated }: Listed,
  { rotation, rotationAnswers, release, external }: PolicyLists,
): InventoryKey | undefined {
  const found = kept?.find(name);
  if (found?.updated !== updated) return undefined;
  const isWhole = (list: unknown, { isLeftOut }: { readonly isLeftOut: boolean }): boolean =>
    list !== null || isLeftOut;
  if (found.external === null && hsm.keys.showsExternalKeys) return undefined;
  if (!isWhole(found.rotation, rotation) || !isWhole(found.release, release)) return undefined;
  noteAnswer(rotationAnswers, found.rotation);
  rotation.take(found.rotation === 'none' ? [] : (found.rotation ?? []));
  release.take(found.release ?? []);
  external.take(found.external ?? []);
  return found.key;
}

async function keyOf(
  hsm: ManagedHsm,
  { name, updated }: Listed,
  { publicHalves = false, kept }: InventoryOptions,
  { rotation, rotationAnswers, release, external }: PolicyLists,
): Promise<InventoryKey> {
  const versions: InventoryVersion[] = [];
  const released: InventoryReleasePolicy[] = [];
  const outside: InventoryExternalKey[] = [];
  for await (const listed of hsm.keys.listKeyVersions(name)) {
    const version = versionOf(listed);
    const bundle = publicHalves ? await hsm.keys.getKey(name, version.version) : undefined;
    versions.push({ ...version, publicSha256: bundle ? publicSha256(bundle) : null });
    const id = listed.attributes.external_key?.id;
    if (id !== undefined) outside.push({ key: name, version: version.version, id: ownText(id) });
    // Exportable versions alone have a release policy, and a list of keys does not show it.
    if (!version.exportable) continue;
    await release.add(async () => {
      const found = releasePolicyOf(name, version.version, bundle ?? (await hsm.keys.getKey(name, version.version)));
      released.push(...found);
      return found;
    });
  }
  external.take(outside);
  let policy: ReadKey['rotation'] = null;
  await rotation.add(async () => {
    policy = await rotationPolicyAt(hsm, name);
    noteAnswer(rotationAnswers, policy);
    return policy === 'none' ? [] : policy;
  });
  const key = { name, versions };
  await kept?.keep({
    key,
    updated,
    rotation: policy,
    release: release.isLeftOut ? null : released,
    external: hsm.keys.showsExternalKeys ? outside : null,
  });
  return key;
}

function noteAnswer(answers: PolicyLists['rotationAnswers'], policy: ReadKey['rotation']): void {
  if (policy === 'none') answers.notFound += 1;
  else if (policy !== null) answers.given += 1;
}

async function rotationPolicyAt(
  { keys }: ManagedHsm,
  name: string,
): Promise<'none' | readonly InventoryRotationPolicy[]> {
  try {
    return rotationPolicyOf(name, await keys.getRotationPolicy(name));
  } catch (error) {
    if (!isFaultOf(error, 'SERVICE_NOT_FOUND')) throw error;
    return 'none';
  }
}

/** No recording tells whether a service without this call says 404: where it never answered otherwise, nothing was read. */
function rotationResult({ rotation, rotationAnswers: { given, notFound } }: PolicyLists) {
  return given === 0 && notFound > 0 ? rotation.leaveOut('not-offered').result() : rotation.result();
}

function versionOf({ kid, attributes, tags }: ListedKey): InventoryVersion {
  return {
    version: ownText(keyIdentifierParts(kid).version),
    enabled: attributes.enabled,
    created: attributes.created,
    notBefore: attributes.nbf ?? null,
    expires: attributes.exp ?? null,
    exportable: attributes.exportable ?? false,
    tags: Object.fromEntries(Object.entries(tags ?? {}).map(([name, value]) => [ownText(name), ownText(value)])),
    publicSha256: null,
  };
}

/** A part of a text keeps the whole text in memory, here a page of a list: an inventory of ten thousand keys kept ten thousand pages. */
const ownText = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

const rolesOf = async ({ roles }: ManagedHsm): Promise<InventoryList<InventoryRole>> =>
  (
    await new OptionalList<'roles', InventoryRole>('roles').add(async () => {
      const [assignments, definitions] = await Promise.all([roles.listAssignments(), roles.listDefinitions()]);
      const names = new Map(definitions.map(({ id, properties }) => [id.toLowerCase(), properties.roleName]));
      return assignments.map(({ properties: { scope, roleDefinitionId, principalId } }) => ({
        scope,
        role: names.get(roleDefinitionId.toLowerCase()) ?? roleDefinitionId,
        principalId: principalId.toLowerCase(),
      }));
    })
  ).result();

const settingsOf = async ({ settings }: ManagedHsm): Promise<InventoryList<InventorySetting>> =>
  (
    await new OptionalList<'settings', InventorySetting>('settings').add(async () =>
      (await settings.list()).map(({ name, value }) => ({ name, value })),
    )
  ).result();

/** A recorded HSM of one region lists none: its own is then the primary. The control plane may be down while the HSM serves. */
async function regionsOf(resource: InventoryOptions['resource']): Promise<InventoryList<InventoryRegion>> {
  const list = new OptionalList<'regions', InventoryRegion>('regions', 'no-control-plane');
  if (!resource) return list.leaveOut('no-control-plane').result();
  await list.add(async () => {
    const found = await resource();
    if (!found) {
      list.leaveOut('not-offered');
      return [];
    }
    if (found.regions.length > 0) return found.regions;
    return [{ name: plainRegion(found.location), isPrimary: true }];
  });
  return list.result();
}

async function softDeletedKeysOf({ keys }: ManagedHsm): Promise<InventoryList<InventorySoftDeletedKey>> {
  const list = new OptionalList<'softDeletedKeys', InventorySoftDeletedKey>('softDeletedKeys');
  await list.add(async () => {
    const found: InventorySoftDeletedKey[] = [];
    for await (const { kid, deletedDate, scheduledPurgeDate } of keys.listDeletedKeys()) {
      const name = ownText(keyIdentifierParts(kid).name);
      found.push({ name, deleted: deletedDate ?? null, scheduledPurge: scheduledPurgeDate ?? null });
    }
    return found;
  });
  return list.result();
}

/** In an older version of the interface the service does not say which keys are external. */
const externalResult = ({ keys }: ManagedHsm, { external }: PolicyLists) =>
  keys.showsExternalKeys ? external.result() : external.leaveOut('not-offered').result();

async function managerConnectionOf({ keys, settings }: ManagedHsm): Promise<InventoryList<InventoryEkmConnection>> {
  const list = new OptionalList<'managerConnection', InventoryEkmConnection>('managerConnection');
  if (!keys.showsExternalKeys) return list.leaveOut('not-offered').result();
  await list.add(async () => {
    try {
      const { host, path_prefix: pathPrefix = null } = await settings.ekmConnection();
      return [{ host, pathPrefix }];
    } catch (error) {
      if (!isFaultOf(error, 'SERVICE_NOT_FOUND')) throw error;
      return [];
    }
  });
  return list.result();
}

function askedOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}

/** Only the control plane tells the directory of an HSM, and it may be down while the HSM serves. */
async function tenantOf(resource: InventoryOptions['resource']): Promise<string | null> {
  try {
    const tenant = (await resource?.())?.tenantId.toLowerCase() ?? '';
    return guid.safeParse(tenant).data ?? null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * What the maker of the HSM says of keys: of each version one question.
 * @param keys of an inventory; those that people chose, or all
 */
export async function takeAttestations(
  hsm: ManagedHsm,
  versions: readonly { readonly key: string; readonly version: string }[],
  { now, onKey }: Pick<InventoryOptions, 'now' | 'onKey'>,
): Promise<KeyAttestations> {
  let done = 0;
  const attested = await inParallel(versions, async ({ key, version }) => {
    const bundle = await hsm.keys.getKeyAttestation(key, version);
    onKey?.(++done, versions.length);
    return attestationOf(key, version, bundle);
  });
  const practice = hsm.address.mode === 'practice';
  const head = { format: 'lifeboat-key-attestations', v: 1, practice, hsm: hsm.address.origin } as const;
  return { ...head, taken: new Date(now).toISOString(), keys: attested };
}

function attestationOf(key: string, version: string, bundle: AttestedKey): KeyAttestation {
  const { attestation } = bundle.attributes;
  const half = (text: string | null | undefined): string | null =>
    text === null || text === undefined ? null : decodeBase64url(text).toString('base64');
  return {
    ...{ key, version, form: attestation.version ?? null },
    spki: spkiOf(bundle)?.toString('base64') ?? null,
    certificates: half(attestation.certificatePemFile) ?? '',
    privateHalf: half(attestation.privateKeyAttestation),
    publicHalf: half(attestation.publicKeyAttestation),
  };
}

/** Results in the order of the items; after the first failure, or at the end of the items, nothing more is begun. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  let isOver = false;
  const worker = async (): Promise<void> => {
    try {
      for (const [at, item] of queue) {
        if (isOver) return;
        results[at] = await work(item);
      }
    } finally {
      isOver = true;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
  return results;
}
