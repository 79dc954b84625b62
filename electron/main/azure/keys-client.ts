// The keys of an HSM, as far as an inventory and a proof that they work need them.
import { z } from 'zod';
import { textRecord } from '#shared/schemas/atoms.ts';
import { decodeBase64url } from '#core/encoding/base64.ts';
import type { KeepAnswer } from './answers.ts';
import { answerAs, type HsmConnection } from './connection.ts';
import { apiVersions } from './versions.ts';

/** What every request to the keys has. */
const ofKeys = { operation: 'keys', api: 'keys' } as const;
const { operation } = ofKeys;

const Attributes = z.object({
  enabled: z.boolean(),
  created: z.int(),
  updated: z.int(),
  nbf: z.int().nullish(),
  exp: z.int().nullish(),
  exportable: z.boolean().nullish(),
  /** Since 2026-04-01: the key is in a hardware module elsewhere, and this is its name there. */
  external_key: z.object({ id: z.string() }).nullish(),
});

const ListedKey = z.object({ kid: z.string(), attributes: Attributes, tags: textRecord().nullish() });

/** When a deleted key can no longer be brought back; dates in Unix seconds (recorded). */
const DeletedKey = z.object({
  kid: z.string(),
  deletedDate: z.int().nullish(),
  scheduledPurgeDate: z.int().nullish(),
});

/** Durations in ISO 8601: `P90D`. No recording shows an answer; the form is the published one. */
const RotationPolicy = z.object({
  lifetimeActions: z
    .array(
      z.object({
        trigger: z.object({ timeAfterCreate: z.string().nullish(), timeBeforeExpiry: z.string().nullish() }).nullish(),
        action: z.object({ type: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  attributes: z.object({ expiryTime: z.string().nullish() }).nullish(),
});

const KeyBundle = z.object({
  key: z.object({
    kid: z.string(),
    kty: z.enum(['RSA-HSM', 'EC-HSM', 'oct-HSM', 'RSA', 'EC', 'oct']),
    key_ops: z.array(z.string()),
    n: z.string().optional(),
    e: z.string().optional(),
    crv: z.enum(['P-256', 'P-256K', 'P-384', 'P-521']).optional(),
    x: z.string().optional(),
    y: z.string().optional(),
  }),
  attributes: Attributes,
  tags: textRecord().nullish(),
  /** `data` is base64url of the policy's JSON. */
  release_policy: z
    .object({ contentType: z.string().nullish(), data: z.string().nullish(), immutable: z.boolean().nullish() })
    .nullish(),
});

const Used = z.object({
  value: z.string(),
  iv: z.string().nullish(),
  tag: z.string().nullish(),
});
const Verified = z.object({ value: z.boolean() });

/** Base64url of bytes each; the certificates are PEM (published since 7.6, KeyAttestation). */
const AttestedKey = KeyBundle.extend({
  attributes: Attributes.extend({
    attestation: z.object({
      version: z.string().nullish(),
      certificatePemFile: z.string().nullish(),
      privateKeyAttestation: z.string().nullish(),
      publicKeyAttestation: z.string().nullish(),
    }),
  }),
});
export type AttestedKey = z.output<typeof AttestedKey>;

/** A key version with its public half. */
export type KeyBundle = z.output<typeof KeyBundle>;
export type ListedKey = z.output<typeof ListedKey>;
/** A key that was deleted and not purged. */
export type DeletedKey = z.output<typeof DeletedKey>;
/** When the service makes a new version of a key, and how long a version lasts. */
export type RotationPolicy = z.output<typeof RotationPolicy>;

export interface NewKey {
  readonly kty: 'RSA-HSM' | 'EC-HSM' | 'oct-HSM';
  readonly key_size?: number;
  readonly crv?: 'P-256';
  readonly key_ops?: readonly string[];
  readonly attributes?: { readonly enabled?: boolean; readonly nbf?: number; readonly exp?: number };
  readonly tags?: Readonly<Record<string, string>>;
}

/** What AES-GCM adds to a ciphertext. */
export interface Ciphertext {
  readonly value: Buffer;
  readonly iv?: Buffer;
  readonly authTag?: Buffer;
}

export class KeysClient {
  readonly #connection: HsmConnection;

  constructor(connection: HsmConnection) {
    this.#connection = connection;
  }

  /** Whether the version in use would show that a key is external. */
  get showsExternalKeys(): boolean {
    return this.#connection.version('keys') === apiVersions.keys[0].version;
  }

  /** A new key, or a new version of the one of this name. @param keep writes the answer down before anything is concluded from it */
  async createKey(name: string, key: NewKey, keep?: KeepAnswer): Promise<KeyBundle> {
    const path = `${keyPath(name)}/create`;
    const request = { ...ofKeys, method: 'POST', path, body: key, ...(keep ? { keep } : {}) } as const;
    return answerAs(KeyBundle, operation, await this.#connection.send(request));
  }

  /** One version, or the current one. */
  async getKey(name: string, version = ''): Promise<KeyBundle> {
    return answerAs(KeyBundle, operation, await this.#connection.read({ ...ofKeys, path: keyPath(name, version) }));
  }

  /** One version with what the maker of the HSM says of it. @throws SERVICE_NOT_FOUND, SERVICE_REFUSED where the service knows no such call; the SERVICE faults */
  async getKeyAttestation(name: string, version: string): Promise<AttestedKey> {
    const path = `${keyPath(name, version)}/attestation`;
    return answerAs(AttestedKey, operation, await this.#connection.read({ ...ofKeys, path }));
  }

  async deleteKey(name: string): Promise<void> {
    await this.#connection.send({ ...ofKeys, method: 'DELETE', path: keyPath(name) });
  }

  /** Every key once, with the attributes of its current version. */
  listKeys(): AsyncGenerator<ListedKey> {
    return this.#connection.pages({ ...ofKeys, path: '/keys' }, ListedKey);
  }

  /** Every version of a key. */
  listKeyVersions(name: string): AsyncGenerator<ListedKey> {
    return this.#connection.pages({ ...ofKeys, path: `${keyPath(name)}/versions` }, ListedKey);
  }

  /** Every key that was deleted and not purged, once. @throws the SERVICE faults */
  listDeletedKeys(): AsyncGenerator<DeletedKey> {
    return this.#connection.pages({ ...ofKeys, path: '/deletedkeys' }, DeletedKey);
  }

  /** The rotation policy of a key. @throws SERVICE_NOT_FOUND where it has none, or the service knows no such call; the SERVICE faults */
  async getRotationPolicy(name: string): Promise<RotationPolicy> {
    const path = `${keyPath(name)}/rotationpolicy`;
    return answerAs(RotationPolicy, operation, await this.#connection.read({ ...ofKeys, path }));
  }

  /** Signs a digest. @param alg RS256, ES256 and so on (RFC 7518 §3.1) */
  async sign(name: string, version: string, alg: string, digest: Uint8Array): Promise<Buffer> {
    const { value } = await this.#use(name, version, 'sign', { alg, value: encoded(digest) });
    return decodeBase64url(value);
  }

  async verify(
    name: string,
    version: string,
    alg: string,
    digest: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean> {
    const path = `${keyPath(name, version)}/verify`;
    const body = { alg, digest: encoded(digest), value: encoded(signature) };
    return answerAs(Verified, operation, await this.#connection.send({ ...ofKeys, method: 'POST', path, body })).value;
  }

  async wrapKey(name: string, version: string, alg: string, key: Uint8Array): Promise<Buffer> {
    return decodeBase64url((await this.#use(name, version, 'wrapkey', { alg, value: encoded(key) })).value);
  }

  async unwrapKey(name: string, version: string, alg: string, wrapped: Uint8Array): Promise<Buffer> {
    return decodeBase64url((await this.#use(name, version, 'unwrapkey', { alg, value: encoded(wrapped) })).value);
  }

  async encrypt(name: string, version: string, alg: string, plaintext: Uint8Array): Promise<Ciphertext> {
    const used = await this.#use(name, version, 'encrypt', { alg, value: encoded(plaintext) });
    return {
      value: decodeBase64url(used.value),
      ...(used.iv ? { iv: decodeBase64url(used.iv) } : {}),
      ...(used.tag ? { authTag: decodeBase64url(used.tag) } : {}),
    };
  }

  async decrypt(name: string, version: string, alg: string, { value, iv, authTag }: Ciphertext): Promise<Buffer> {
    const used = await this.#use(name, version, 'decrypt', {
      alg,
      value: encoded(value),
      ...(iv ? { iv: encoded(iv) } : {}),
      ...(authTag ? { tag: encoded(authTag) } : {}),
    });
    return decodeBase64url(used.value);
  }

  async #use(name: string, version: string, verb: string, body: unknown): Promise<z.output<typeof Used>> {
    const path = `${keyPath(name, version)}/${verb}`;
    return answerAs(Used, operation, await this.#connection.send({ ...ofKeys, method: 'POST', path, body }));
  }
}

const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

function keyPath(name: string, version = ''): string {
  const key = `/keys/${encodeURIComponent(name)}`;
  return version === '' ? key : `${key}/${encodeURIComponent(version)}`;
}

/** The name and version in a key identifier, `https://HOST/keys/NAME/VERSION`; the version is empty where there is none. */
export function keyIdentifierParts(kid: string): { readonly name: string; readonly version: string } {
  const [, , name = '', version = ''] = new URL(kid).pathname.split('/');
  return { name: decodeURIComponent(name), version };
}
