// The keys of a practice HSM: create, read, update, delete (the keys part of the data plane).
import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { textRecord } from '../../../shared/schemas/text-record.ts';
import { type Answer, badParameter, ok } from './answers.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import type { StoredKeyVersion } from './hsm-state.ts';
import { deletedKeyBundle, refuseWhileDeleted } from './deleted-keys.ts';
import { findVersion, keyBundle } from './key-bodies.ts';
import { needActivation } from './one-at-a-time.ts';

const makeKeyPair = promisify(generateKeyPair);

export const KeyAttributes = z.object({
  enabled: z.boolean().nullish(),
  exp: z.int().nullish(),
  nbf: z.int().nullish(),
  exportable: z.boolean().nullish(),
});
export const KeyTags = textRecord();

const CreateBody = z.object({
  kty: z.string(),
  key_size: z.int().nullish(),
  crv: z.string().nullish(),
  key_ops: z.array(z.string()).nullish(),
  attributes: KeyAttributes.nullish(),
  tags: KeyTags.nullish(),
});

const UpdateBody = z.object({
  key_ops: z.array(z.string()).nullish(),
  attributes: KeyAttributes.nullish(),
  tags: KeyTags.nullish(),
});

const defaultOperations = {
  'RSA-HSM': ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
  'EC-HSM': ['sign', 'verify'],
  'oct-HSM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
} as const;

const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

async function makeMaterial(body: z.infer<typeof CreateBody>): Promise<Pick<StoredKeyVersion, 'kty' | 'material'>> {
  switch (body.kty) {
    case 'RSA':
    case 'RSA-HSM': {
      const modulusLength = body.key_size ?? 2048;
      if (![2048, 3072, 4096].includes(modulusLength)) throw badParameter('key_size of RSA is 2048, 3072 or 4096');
      const pair = await makeKeyPair('rsa', { modulusLength });
      return { kty: 'RSA-HSM', material: pkcs8(pair.privateKey) };
    }
    case 'EC':
    case 'EC-HSM': {
      const namedCurve = body.crv ?? 'P-256';
      if (namedCurve !== 'P-256' && namedCurve !== 'P-384') throw badParameter('crv is P-256 or P-384');
      const pair = await makeKeyPair('ec', { namedCurve });
      return { kty: 'EC-HSM', material: pkcs8(pair.privateKey) };
    }
    case 'oct':
    case 'oct-HSM': {
      const bits = body.key_size ?? 256;
      if (![128, 192, 256].includes(bits)) throw badParameter('key_size of oct is 128, 192 or 256');
      return { kty: 'oct-HSM', material: randomBytes(bits / 8).toString('base64') };
    }
    default:
      throw badParameter('kty is RSA-HSM, EC-HSM or oct-HSM');
  }
}

/** POST /keys/NAME/create: a new key, or a new version of one that exists. */
export async function createKey(call: Call): Promise<Answer> {
  needActivation(call.hsm.state);
  const body = bodyAs(CreateBody, call);
  return addVersion(call, await makeMaterial(body), body);
}

/** A new key, or a new version of the one of this name, of material that was made or brought. */
export async function addVersion(
  call: Call,
  material: Pick<StoredKeyVersion, 'kty' | 'material'>,
  { key_ops, attributes, tags }: Pick<z.infer<typeof CreateBody>, 'key_ops' | 'attributes' | 'tags'>,
): Promise<Answer> {
  const name = parameter(call, 0);
  refuseWhileDeleted(call.hsm.state, name);
  const now = unixSeconds(call);
  const version: StoredKeyVersion = {
    ...material,
    version: randomBytes(16).toString('hex'),
    operations: key_ops ?? [...defaultOperations[material.kty]],
    attributes: {
      enabled: attributes?.enabled ?? true,
      created: now,
      updated: now,
      exportable: attributes?.exportable ?? false,
      ...dates(attributes),
    },
    tags: tags ?? {},
  };
  const { keys } = call.hsm.state.content;
  const existing = keys.find((key) => key.name === name);
  if (existing) existing.versions.push(version);
  else keys.push({ name, versions: [version] });
  await call.hsm.save();
  return ok(keyBundle(call, name, version));
}

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
