// How keys are found by an address, and how they stand in answers.
import { createPublicKey } from 'node:crypto';
import { notFound } from './answers.ts';
import { type Call, parameter } from './call.ts';
import type { StoredKey, StoredKeyVersion } from './hsm-state.ts';
import { privateKey } from './key-operations.ts';
import { needActivation } from './one-at-a-time.ts';

/** @throws 404 */
export function findKey(call: Call): StoredKey {
  needActivation(call.hsm.state);
  const name = parameter(call, 0);
  const key = call.hsm.state.content.keys.find((one) => one.name === name);
  if (!key) throw notFound('KeyNotFound', `there is no key ${name}`);
  return key;
}

/** The version in the address, or the current one if the address has none. */
export function findVersion(call: Call): { readonly key: StoredKey; readonly version: StoredKeyVersion } {
  const key = findKey(call);
  const wanted = call.parameters[1] ?? '';
  const version = wanted === '' ? key.versions.at(-1) : key.versions.find((one) => one.version === wanted);
  if (!version) throw notFound('KeyNotFound', `the key ${key.name} has no version ${wanted}`);
  return { key, version };
}

export function attributesBody(call: Call, { attributes }: StoredKeyVersion): unknown {
  const { retentionDays, purgeProtection } = call.hsm.state.resource;
  const { enabled, created, updated, notBefore, expires, exportable } = attributes;
  const given = {
    ...(notBefore === undefined ? {} : { nbf: notBefore }),
    ...(expires === undefined ? {} : { exp: expires }),
  };
  const recoveryLevel = purgeProtection ? 'Recoverable' : 'Recoverable+Purgeable';
  return { enabled, created, updated, ...given, exportable, recoverableDays: retentionDays, recoveryLevel };
}

export function keyBundle(call: Call, name: string, version: StoredKeyVersion): object {
  return {
    key: {
      kid: `${call.origin}/keys/${name}/${version.version}`,
      kty: version.kty,
      key_ops: version.operations,
      ...publicMembers(version),
    },
    attributes: attributesBody(call, version),
    tags: version.tags,
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
  const jwk = createPublicKey(privateKey(version)).export({ format: 'jwk' });
  return version.kty === 'RSA-HSM' ? { n: jwk.n, e: jwk.e } : { crv: jwk.crv, x: jwk.x, y: jwk.y };
}
