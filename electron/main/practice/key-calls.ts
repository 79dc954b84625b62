// The keys of a practice HSM: create, list, read, update, delete, and use them (the keys part of the data plane).
import { createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '../core/encoding/base64.ts';
import { type Answer, badParameter, notFound, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import { type StoredKey, type StoredKeyVersion } from './hsm-state.ts';
import { decrypt, encrypt, privateKey, sign, unwrap, verify, wrap } from './key-operations.ts';
import { needActivation } from './one-at-a-time.ts';

const makeKeyPair = promisify(generateKeyPair);

const Attributes = z.object({
  enabled: z.boolean().nullish(),
  exp: z.int().nullish(),
  nbf: z.int().nullish(),
  exportable: z.boolean().nullish(),
});
const Tags = z.record(z.string(), z.string());

const CreateBody = z.object({
  kty: z.string(),
  key_size: z.int().nullish(),
  crv: z.string().nullish(),
  key_ops: z.array(z.string()).nullish(),
  attributes: Attributes.nullish(),
  tags: Tags.nullish(),
});

const UpdateBody = z.object({
  key_ops: z.array(z.string()).nullish(),
  attributes: Attributes.nullish(),
  tags: Tags.nullish(),
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
      if ((body.crv ?? 'P-256') !== 'P-256') throw badParameter('the practice HSM knows the curve P-256 only');
      const pair = await makeKeyPair('ec', { namedCurve: 'P-256' });
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
  const name = parameter(call, 0);
  const now = unixSeconds(call);
  const material = await makeMaterial(body);
  const version: StoredKeyVersion = {
    ...material,
    version: randomBytes(16).toString('hex'),
    operations: body.key_ops ?? [...defaultOperations[material.kty]],
    attributes: {
      enabled: body.attributes?.enabled ?? true,
      created: now,
      updated: now,
      exportable: body.attributes?.exportable ?? false,
      ...dates(body.attributes),
    },
    tags: body.tags ?? {},
  };
  const { keys } = call.hsm.state.content;
  const existing = keys.find((key) => key.name === name);
  if (existing) existing.versions.push(version);
  else keys.push({ name, versions: [version] });
  await call.hsm.save();
  return ok(keyBundle(call, name, version));
}

function dates(attributes: z.infer<typeof Attributes> | null | undefined): { notBefore?: number; expires?: number } {
  const notBefore = attributes?.nbf ?? undefined;
  const expires = attributes?.exp ?? undefined;
  return { ...(notBefore === undefined ? {} : { notBefore }), ...(expires === undefined ? {} : { expires }) };
}

function findKey(call: Call): StoredKey {
  needActivation(call.hsm.state);
  const name = parameter(call, 0);
  const key = call.hsm.state.content.keys.find((one) => one.name === name);
  if (!key) throw notFound('KeyNotFound', `there is no key ${name}`);
  return key;
}

/** The version in the address, or the current one if the address has none. */
function findVersion(call: Call): { readonly key: StoredKey; readonly version: StoredKeyVersion } {
  const key = findKey(call);
  const wanted = call.parameters[1] ?? '';
  const version = wanted === '' ? key.versions.at(-1) : key.versions.find((one) => one.version === wanted);
  if (!version) throw notFound('KeyNotFound', `the key ${key.name} has no version ${wanted}`);
  return { key, version };
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

/** DELETE /keys/NAME: gone at once; the practice HSM does not keep deleted keys. */
export async function deleteKey(call: Call): Promise<Answer> {
  const { key, version } = findVersion(call);
  const { content } = call.hsm.state;
  content.keys = content.keys.filter((one) => one !== key);
  await call.hsm.save();
  return ok(keyBundle(call, key.name, version));
}

/** GET /keys: the current version of each, in pages. */
export function listKeys(call: Call): Answer {
  needActivation(call.hsm.state);
  const items = call.hsm.state.content.keys.map((key) => ({ name: key.name, version: key.versions.at(-1) }));
  return page(call, '/keys', items, ({ name, version }) => ({
    kid: `${call.origin}/keys/${name}`,
    attributes: version && attributesBody(version),
    tags: version?.tags,
  }));
}

/** GET /keys/NAME/versions, in pages. */
export function listKeyVersions(call: Call): Answer {
  const key = findKey(call);
  return page(call, `/keys/${key.name}/versions`, key.versions, (version) => ({
    kid: `${call.origin}/keys/${key.name}/${version.version}`,
    attributes: attributesBody(version),
    tags: version.tags,
  }));
}

const greatestPage = 25;

function page<T>(call: Call, path: string, items: readonly T[], write: (item: T) => unknown): Answer {
  const size = Number(call.query.get('maxresults') ?? greatestPage);
  const from = Number(call.query.get('$skiptoken') ?? 0);
  if (!(Number.isInteger(size) && size >= 1 && size <= greatestPage) || !(Number.isInteger(from) && from >= 0)) {
    throw badParameter(`maxresults is 1 to ${greatestPage}`);
  }
  const next = new URLSearchParams({
    'api-version': call.query.get('api-version') ?? '',
    maxresults: String(size),
    $skiptoken: String(from + size),
  });
  return ok({
    value: items.slice(from, from + size).map(write),
    nextLink: from + size < items.length ? `${call.origin}${path}?${next.toString()}` : null,
  });
}

function attributesBody({ attributes }: StoredKeyVersion): unknown {
  const { enabled, created, updated, notBefore, expires, exportable } = attributes;
  const given = {
    ...(notBefore === undefined ? {} : { nbf: notBefore }),
    ...(expires === undefined ? {} : { exp: expires }),
  };
  return { enabled, created, updated, ...given, exportable, recoverableDays: 0, recoveryLevel: 'Purgeable' };
}

function keyBundle(call: Call, name: string, version: StoredKeyVersion): unknown {
  return {
    key: {
      kid: `${call.origin}/keys/${name}/${version.version}`,
      kty: version.kty,
      key_ops: version.operations,
      ...publicMembers(version),
    },
    attributes: attributesBody(version),
    tags: version.tags,
  };
}

function publicMembers(version: StoredKeyVersion): Record<string, unknown> {
  if (version.kty === 'oct-HSM') return {};
  const jwk = createPublicKey(privateKey(version)).export({ format: 'jwk' });
  return version.kty === 'RSA-HSM' ? { n: jwk.n, e: jwk.e } : { crv: jwk.crv, x: jwk.x, y: jwk.y };
}

const UseBody = z.object({
  alg: z.string(),
  value: z.string().optional(),
  digest: z.string().optional(),
  iv: z.string().nullish(),
  tag: z.string().nullish(),
  aad: z.string().nullish(),
});

/** POST /keys/NAME/VERSION/OPERATION */
export function useKey(call: Call): Answer {
  const { key, version } = findVersion(call);
  const operation = usable(parameter(call, 2), version, unixSeconds(call));
  const body = bodyAs(UseBody, call);
  const kid = `${call.origin}/keys/${key.name}/${version.version}`;
  const value = bytesOf(body.value, 'value');
  const aad = bytesOf(body.aad ?? '', 'aad');
  switch (operation) {
    case 'sign':
      return ok({ kid, value: encodeBase64url(sign(version, body.alg, value)) });
    case 'verify':
      return ok({ value: verify(version, body.alg, bytesOf(body.digest, 'digest'), value) });
    case 'wrapKey':
      return ok({ kid, value: encodeBase64url(wrap(version, body.alg, value)) });
    case 'unwrapKey':
      return ok({ kid, value: encodeBase64url(unwrap(version, body.alg, value)) });
    case 'encrypt': {
      const { iv, authTag, ...encrypted } = encrypt(version, body.alg, value, aad);
      const extra = iv && authTag ? { iv: encodeBase64url(iv), tag: encodeBase64url(authTag) } : {};
      return ok({ kid, value: encodeBase64url(encrypted.value), ...extra });
    }
    case 'decrypt': {
      const encrypted = { value, iv: bytesOf(body.iv ?? '', 'iv'), authTag: bytesOf(body.tag ?? '', 'tag') };
      return ok({ kid, value: encodeBase64url(decrypt(version, body.alg, encrypted, aad)) });
    }
  }
}

const operations = ['sign', 'verify', 'wrapKey', 'unwrapKey', 'encrypt', 'decrypt'] as const;

/** The operation by its name in the address (`wrapkey`), if the key may do it now. */
function usable(name: string, version: StoredKeyVersion, now: number): (typeof operations)[number] {
  const operation = operations.find((one) => one.toLowerCase() === name.toLowerCase());
  if (!operation) throw badParameter(`there is no operation ${name}`);
  const { enabled, notBefore, expires } = version.attributes;
  if (!enabled || now < (notBefore ?? 0) || now >= (expires ?? Infinity)) {
    throw new ServiceRefusal(403, 'KeyDisabled', 'the key is disabled, expired or not valid yet');
  }
  if (!version.operations.includes(operation)) {
    throw new ServiceRefusal(403, 'OperationNotPermitted', `key_ops of this key do not permit ${operation}`);
  }
  return operation;
}

function bytesOf(text: string | undefined, member: string): Buffer {
  if (text === undefined) throw badParameter(`${member} is missing`);
  try {
    return decodeBase64url(text);
  } catch {
    throw badParameter(`${member} is not base64url`);
  }
}
