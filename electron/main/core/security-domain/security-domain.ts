// The security domain file: what a new Managed HSM is given back, encrypted, with the key to it shared among custodians.
import * as z from 'zod/mini';
import { refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import type { FieldProblem } from '#shared/faults/fields.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';
import { decodeBase64url } from '../encoding/base64.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { readFields, readOpenFields } from '../encoding/fields.ts';
import { asJsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { refuseNoJson, refuseOtherJson } from '../encoding/other-kind.ts';
import { count, encryptedDataSchema, type Datum, jweSchema, thumbprintSchema } from './wire.ts';
import type { CompactJwe } from './jwe.ts';

/** A real file is about 15 KB; this leaves room for data a hundred times as large, and none for a flood. */
export const maxSecurityDomainBytes = 8 * 1024 * 1024;

/** A share, wrapped to one custodian's certificate. */
export interface WrappedShare {
  readonly thumbprintS256: ThumbprintS256;
  readonly jwe: CompactJwe;
}

interface SecurityDomainBase {
  readonly data: readonly Datum[];
  /** In the order in which the certificates were given at download; version 1 lists both halves of each pair in turn. */
  readonly shares: readonly WrappedShare[];
  /** How many custodians are needed. */
  readonly required: number;
  /**
   * Members that this reader does not know, by their paths; at most 50 are named. Nothing was read from them, and a restore blob does not
   * carry them. People are warned.
   */
  readonly unknownMembers: readonly string[];
}

/** Version 2: Shamir's scheme, any `required` of the shares. Version 1: XOR of two halves, of one pair. */
export type SecurityDomain = SecurityDomainBase &
  ({ readonly version: 2 } | { readonly version: 1; readonly pairs: readonly (readonly [number, number])[] });

const wrappedShareSchema = z.pipe(
  z.strictObject({ enc_key: jweSchema(['RSA-OAEP-256', 'RSA-OAEP']), x5t_256: thumbprintSchema }),
  z.transform(({ enc_key, x5t_256 }): WrappedShare => ({ thumbprintS256: x5t_256, jwe: enc_key })),
);

const version2Schema = z.strictObject({
  version: z.literal(2),
  EncData: encryptedDataSchema,
  SharedKeys: z
    .strictObject({
      enc_shares: z.array(wrappedShareSchema).check(...count(3, 10)),
      key_algorithm: z.literal('shamir_share'),
      required: z.int().check(z.gte(2, { error: 'QUORUM' }), z.lte(10, { error: 'QUORUM' })),
    })
    .check(({ value: { enc_shares, required }, issues }) => {
      if (required > enc_shares.length) {
        issues.push({ code: 'custom', path: ['required'], message: 'QUORUM_ABOVE_SHARES', input: required });
      }
      enc_shares.forEach(({ thumbprintS256 }, i) => {
        if (enc_shares.findIndex((share) => share.thumbprintS256 === thumbprintS256) < i) {
          const path = ['enc_shares', i, 'x5t_256'];
          issues.push({ code: 'custom', path, message: 'THUMBPRINT_TWICE', input: thumbprintS256 });
        }
      });
    }),
});

const pairSchema = z
  .strictObject({ key1: wrappedShareSchema, key2: wrappedShareSchema })
  // One custodian with both halves would be a quorum alone.
  .check(
    z.refine(({ key1, key2 }) => key1.thumbprintS256 !== key2.thumbprintS256, {
      path: ['key2', 'x5t_256'],
      error: 'THUMBPRINT_TWICE',
    }),
  );

const version1Schema = z.strictObject({
  version: z.literal(1),
  EncData: encryptedDataSchema,
  SplitKeys: z.strictObject({
    key_algorithm: z.literal('xor_split'),
    // Ten custodians make 45 pairs.
    keys: z.array(pairSchema).check(...count(1, 45)),
  }),
});

/** Every name of a member in either version and in the restore blob, in lower case. */
const ownNames: ReadonlySet<string> = new Set([
  ...['version', 'encdata', 'data', 'compact_jwe', 'tag', 'kdf', 'wrappedkey', 'enc_key', 'x5t_256'],
  ...['sharedkeys', 'enc_shares', 'key_algorithm', 'required', 'splitkeys', 'keys', 'key1', 'key2'],
]);

/**
 * Reads a security domain file: JSON text, or base64url of JSON text (one published answer of the service has it so), or the whole answer of the
 * service to the download, which has that text as its only member. Who asked without `az` may have kept nothing else.
 * @throws FILE_OF_OTHER_KIND, the faults of parseStrictJson, SECURITY_DOMAIN_VERSION_UNKNOWN, SECURITY_DOMAIN_INVALID with all bad fields
 */
export function parseSecurityDomain(bytes: Uint8Array): SecurityDomain {
  refuseNoJson('security-domain', bytes);
  const answer = parseDomainText(bytes);
  const text = textOfAnswer(answer);
  const value = text === undefined ? answer : parseDomainText(Buffer.from(text));
  refuseOtherJson('security-domain', asJsonObject(value));
  const version = value !== null && typeof value === 'object' && 'version' in value ? value['version'] : undefined;
  if (version === 1) return fromVersion1(value);
  if (version === 2) return fromVersion2(value);
  return refuse({
    code: 'SECURITY_DOMAIN_VERSION_UNKNOWN',
    version: version === undefined ? 'none' : visibleText(JSON.stringify(version), 20),
  });
}

/** What people are told about a security domain that is read all the same: old wrapping, and members that nobody here knows. */
export function domainWarnings({ shares, unknownMembers }: SecurityDomain): readonly DomainWarning[] {
  const legacy = shares.filter(({ jwe }) => jwe.alg === 'RSA-OAEP').map(({ thumbprintS256 }) => thumbprintS256);
  const warnings: DomainWarning[] = [...new Set(legacy)].map((custodian) => ({
    code: 'SHARES_WRAPPED_WITH_SHA1',
    custodian,
  }));
  if (unknownMembers.length > 0) {
    warnings.push({ code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: [...unknownMembers] });
  }
  return warnings;
}

function fromVersion2(value: JsonValue): SecurityDomain {
  // The version in service: the service may add members, and those must not stop a recovery.
  const result = readOpenFields(version2Schema, value, ownNames);
  if (!result.ok) return refuseInvalid(result.problems);
  const { EncData, SharedKeys } = result.value;
  const { enc_shares: shares, required } = SharedKeys;
  return { version: 2, data: EncData.data, shares, required, unknownMembers: result.unknownMembers };
}

function fromVersion1(value: JsonValue): SecurityDomain {
  // Nobody writes this version any more, so nothing is new in it.
  const result = readFields(version1Schema, value);
  if (!result.ok) return refuseInvalid(result.problems);
  const { EncData, SplitKeys } = result.value;
  const shares = SplitKeys.keys.flatMap(({ key1, key2 }) => [key1, key2]);
  const pairs = SplitKeys.keys.map((_, i) => [2 * i, 2 * i + 1] as const);
  return { version: 1, data: EncData.data, shares, pairs, required: 2, unknownMembers: [] };
}

const refuseInvalid = (problems: readonly FieldProblem[]): never =>
  refuse({ code: 'SECURITY_DOMAIN_INVALID', problems });

const parseDomainText = (bytes: Uint8Array): JsonValue =>
  parseStrictJson(unwrapBase64url(bytes), { maxBytes: maxSecurityDomainBytes });

/** What is in `{"value": text}`; undefined of anything else. */
function textOfAnswer(answer: JsonValue): string | undefined {
  const { value, ...others } = asJsonObject(answer) ?? {};
  return typeof value === 'string' && Object.keys(others).length === 0 ? value : undefined;
}

/** JSON begins with a brace; anything that is base64url from end to end is unwrapped once. */
function unwrapBase64url(bytes: Uint8Array): Uint8Array {
  if (
    bytes.length > 2 * maxSecurityDomainBytes ||
    !/^[A-Za-z0-9_-]/.test(asBuffer(bytes.subarray(0, 1)).toString('latin1'))
  ) {
    return bytes;
  }
  return decodeBase64url(asBuffer(bytes).toString('latin1').trimEnd());
}
