// How keys are found by an address, and how they are in answers.
import { createPublicKey } from 'node:crypto';
import { notFound } from './answers.ts';
import { type Call, parameter } from './call.ts';
import type { StoredKey, StoredKeyVersion } from './hsm-state.ts';
import { curveOf, privateKey } from './key-kinds.ts';
import { needActivation } from './one-at-a-time.ts';

/** @throws 404 */
export function findKey(call: Call): StoredKey {
  needActivation(call.hsm.state);
  const name = parameter(call, 0);
  const key = call.hsm.state.content.keys.find((one) => one.name === name);
  if (!key) throw notFound('KeyNotFound', `There is no key ${name}.`);
  return key;
}

/** The version in the address, or the current one if the address has none. */
export function findVersion(call: Call): { readonly key: StoredKey; readonly version: StoredKeyVersion } {
  const key = findKey(call);
  const wanted = call.parameters[1] ?? '';
  const version = wanted === '' ? key.versions.at(-1) : key.versions.find((one) => one.version === wanted);
  if (!version) throw notFound('KeyNotFound', `The key ${key.name} has no version ${wanted}.`);
  return { key, version };
}

export function attributesBody(call: Call, { attributes, externalKeyId }: StoredKeyVersion): unknown {
  const { retentionDays, purgeProtection } = call.hsm.state.resource;
  const { enabled, created, updated, notBefore, expires, exportable } = attributes;
  const given = {
    ...(notBefore === undefined ? {} : { nbf: notBefore }),
    ...(expires === undefined ? {} : { exp: expires }),
  };
  // Published: the member is there since 2026-01-01-preview.
  const showsExternal =
    externalKeyId !== undefined &&
    (call.query.get('api-version') ?? '') >= '2026-' &&
    !/^7[.]/.test(call.query.get('api-version') ?? '');
  const external = showsExternal ? { external_key: { id: externalKeyId } } : {};
  // Recorded for 7 days; the usual time is 90.
  const recoveryLevel = `${retentionDays < 90 ? 'Customized' : ''}Recoverable${purgeProtection ? '' : '+Purgeable'}`;
  return {
    enabled,
    created,
    updated,
    ...given,
    exportable,
    recoverableDays: retentionDays,
    recoveryLevel,
    ...external,
  };
}

let rotations = 0;

/** Recorded: the same operations are in another order in each answer. */
function inAnyOrder(operations: readonly string[]): readonly string[] {
  rotations += 1;
  const at = operations.length === 0 ? 0 : rotations % operations.length;
  return [...operations.slice(at), ...operations.slice(0, at)];
}

/** Recorded: a key without tags has no such member. */
export const tagsBody = ({ tags }: StoredKeyVersion): object => (Object.keys(tags).length === 0 ? {} : { tags });

export function keyBundle(call: Call, name: string, version: StoredKeyVersion): object {
  return {
    key: {
      kid: `${call.origin}/keys/${name}/${version.version}`,
      kty: version.kty,
      key_ops: inAnyOrder(version.operations),
      ...publicMembers(version),
    },
    attributes: attributesBody(call, version),
    ...tagsBody(version),
    ...(version.releasePolicy ? { release_policy: version.releasePolicy } : {}),
  };
}

/** The public half never changes, and to read it from the private one takes longer than all the rest of an answer. */
const publicHalves = new WeakMap<StoredKeyVersion, Record<string, unknown>>();

function publicMembers(version: StoredKeyVersion): Record<string, unknown> {
  if (version.kty === 'oct-HSM') return {};
  const members = publicHalves.get(version) ?? readPublicMembers(version);
  publicHalves.set(version, members);
  return members;
}

function readPublicMembers(version: StoredKeyVersion): Record<string, unknown> {
  const key = privateKey(version);
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return version.kty === 'RSA-HSM' ? { n: jwk.n, e: jwk.e } : { crv: curveOf(key), x: jwk.x, y: jwk.y };
}
