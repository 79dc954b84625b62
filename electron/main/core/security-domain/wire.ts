// The parts of the wire format that the security domain and the restore blob have in common, as closed schemas.
import * as z from 'zod/mini';
import { decodeBase64url } from '../encoding/base64.ts';
import { type CompactJwe, faultFrom, type KeyManagement, parseCompactJwe } from './jwe.ts';

/** One encrypted item of a security domain. Its tag is opaque text, and the label under which its key is derived. */
export interface Datum {
  readonly datumTag: string;
  readonly jwe: CompactJwe;
}

/** base64url of 32 bytes: the SHA-256 over a certificate's DER. */
export const thumbprintSchema = z.string().check(z.refine(isThumbprint, { error: 'THUMBPRINT' }));

function isThumbprint(text: string): boolean {
  try {
    return decodeBase64url(text).length === 32;
  } catch {
    return false;
  }
}

/** A compact JWE with one of the given ways of key management; what is wrong with it is reported by its fault code. */
export const jweSchema = (algorithms: readonly KeyManagement[]) =>
  z.pipe(
    z.string(),
    z.transform((text: string, context): CompactJwe => {
      const report = (message: string): never => {
        context.issues.push({ code: 'custom', message, input: text });
        return z.NEVER;
      };
      try {
        const jwe = parseCompactJwe(text);
        return algorithms.includes(jwe.alg) ? jwe : report('JWE_ALGORITHM_REFUSED');
      } catch (error) {
        return report(faultFrom(error).code);
      }
    }),
  );

/** Lists may be too short or too long under one name: COUNT. */
export const count = (min: number, max: number) =>
  [z.minLength(min, { error: 'COUNT' }), z.maxLength(max, { error: 'COUNT' })] as const;

const datumSchema = z.pipe(
  z
    .strictObject({
      compact_jwe: jweSchema(['dir']),
      tag: z.string().check(z.minLength(1, { error: 'TAG_EMPTY' }), z.maxLength(256, { error: 'TAG_LENGTH' })),
    })
    // The tag chooses the key; the header's kid repeats it under the MAC.
    .check(z.refine(({ compact_jwe, tag }) => compact_jwe.kid === tag, { path: ['tag'], error: 'TAG_KID' })),
  z.transform(({ compact_jwe, tag }): Datum => ({ datumTag: tag, jwe: compact_jwe })),
);

export const encryptedDataSchema = z
  .strictObject({
    data: z.array(datumSchema).check(...count(1, 64)),
    kdf: z.literal('sp108_kdf'),
  })
  .check(({ value: { data }, issues }) =>
    data.forEach(({ datumTag }, i) => {
      if (data.findIndex((other) => other.datumTag === datumTag) < i) {
        issues.push({ code: 'custom', path: ['data', i, 'tag'], message: 'TAG_TWICE', input: datumTag });
      }
    }),
  );
