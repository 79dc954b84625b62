// The keys of a practice HSM: create, read, update, delete (the keys part of the data plane).
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { textRecord } from '#shared/schemas/atoms.ts';
import { type Answer, badParameter, ok } from './answers.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import { deletedKeyBundle, refuseWhileDeleted } from './deleted-keys.ts';
import type { StoredKeyVersion } from './hsm-state.ts';
import { findVersion, keyBundle } from './key-bodies.ts';
import { checkOperations, defaultOperations, makeMaterial } from './key-kinds.ts';
import { needActivation } from './one-at-a-time.ts';

/** Unix seconds: nothing is before 1970. */
const Moment = z.int().min(0).nullish();
const KeyAttributes = z.object({
  enabled: z.boolean().nullish(),
  exp: Moment,
  nbf: Moment,
  exportable: z.boolean().nullish(),
  /** Published (2026-04-01, ExternalKey): at most 64 of these characters. */
  external_key: z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/) }).nullish(),
});
const KeyTags = textRecord();
/** The policy is text of the client's, in base64url; the service alone reads it. */
const ReleasePolicy = z.object({
  contentType: z.string().nullish(),
  data: z.string(),
  immutable: z.boolean().nullish(),
});

const CreateBody = z.object({
  kty: z.string(),
  key_size: z.int().nullish(),
  crv: z.string().nullish(),
  public_exponent: z.int().nullish(),
  key_ops: z.array(z.string()).nullish(),
  attributes: KeyAttributes.nullish(),
  tags: KeyTags.nullish(),
  release_policy: ReleasePolicy.nullish(),
});

const UpdateBody = z.object({
  key_ops: z.array(z.string()).nullish(),
  attributes: KeyAttributes.nullish(),
  tags: KeyTags.nullish(),
  release_policy: ReleasePolicy.nullish(),
});

/** POST /keys/NAME/create: a new key, or a new version of one that exists. */
export async function createKey(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const body = bodyAs(CreateBody, call);
  const { key_ops, attributes, tags, release_policy: policy } = body;
  const name = parameter(call, 0);
  refuseWhileDeleted(call.hsm.state, name);
  checkOperations(key_ops);
  const isExportable = attributes?.exportable ?? false;
  if (isExportable !== (policy !== null && policy !== undefined)) {
    throw badParameter(
      isExportable ? 'Exportable keys must have release policy' : 'Non-exportable keys must not have release policy',
    );
  }
  const externalKeyId = attributes?.external_key?.id;
  if (externalKeyId !== undefined && call.hsm.state.ekmConnection === null) {
    throw badParameter('There is no EKM connection.');
  }
  const now = unixSeconds(call);
  const made = await makeMaterial(body);
  const version: StoredKeyVersion = {
    ...made,
    version: randomBytes(16).toString('hex'),
    operations: key_ops ?? [...defaultOperations[made.kty]],
    attributes: {
      enabled: attributes?.enabled ?? true,
      created: now,
      updated: now,
      exportable: isExportable,
      ...dates(attributes),
    },
    tags: tags ?? {},
    ...(externalKeyId === undefined ? {} : { externalKeyId }),
    ...(policy ? { releasePolicy: storedPolicy(policy) } : {}),
  };
  const { keys } = call.hsm.state.content;
  const existing = keys.find((key) => key.name === name);
  if (existing) existing.versions.push(version);
  else keys.push({ name, versions: [version] });
  await call.hsm.save();
  return ok(keyBundle(call, name, version));
}

const storedPolicy = ({
  contentType,
  data,
  immutable,
}: z.infer<typeof ReleasePolicy>): NonNullable<StoredKeyVersion['releasePolicy']> => ({
  contentType: contentType ?? 'application/json; charset=utf-8',
  data,
  immutable: immutable ?? false,
});

function dates(attributes: z.infer<typeof KeyAttributes> | null | undefined): { notBefore?: number; expires?: number } {
  const notBefore = attributes?.nbf ?? undefined;
  const expires = attributes?.exp ?? undefined;
  return { ...(notBefore === undefined ? {} : { notBefore }), ...(expires === undefined ? {} : { expires }) };
}

/** GET /keys/NAME and /keys/NAME/VERSION */
export function getKey(call: Call): Answer {
  const { key, version } = findVersion(call);
  return ok(keyBundle(call, key.name, version));
}

/** PATCH /keys/NAME/VERSION */
export async function updateKey(call: Call): Promise<Answer> {
  const body = bodyAs(UpdateBody, call);
  const { key, version } = findVersion(call);
  checkOperations(body.key_ops);
  if (version.releasePolicy?.immutable === true && body.release_policy) {
    throw badParameter('The release policy of this key is immutable.');
  }
  if (body.release_policy) version.releasePolicy = storedPolicy(body.release_policy);
  if (body.key_ops) version.operations = body.key_ops;
  if (body.tags) version.tags = body.tags;
  version.attributes = {
    ...version.attributes,
    enabled: body.attributes?.enabled ?? version.attributes.enabled,
    updated: unixSeconds(call),
    ...dates(body.attributes),
  };
  await call.hsm.save();
  return ok(keyBundle(call, key.name, version));
}

/** DELETE /keys/NAME: soft, for as long as the HSM's retention says. */
export async function deleteKey(call: Call): Promise<Answer> {
  const { key } = findVersion(call);
  const { content, deletedKeys, resource } = call.hsm.state;
  const at = unixSeconds(call);
  const deleted = { key, at, purgeAt: at + resource.retentionDays * 24 * 60 * 60 };
  content.keys = content.keys.filter((one) => one !== key);
  deletedKeys.push(deleted);
  await call.hsm.save();
  return ok(deletedKeyBundle(call, deleted));
}
