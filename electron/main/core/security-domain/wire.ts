// The parts of the wire format that the security domain and the restore blob have in common, as closed schemas.
import * as z from 'zod';
import { decodeBase64url } from '../encoding/base64.ts';
import { type CompactJwe, faultFrom, type KeyManagement, parseCompactJwe } from './jwe.ts';

/** One encrypted item of a security domain. Its tag is opaque text, and the label under which its key is derived. */
export interface Datum {
  readonly datumTag: string;
  readonly jwe: CompactJwe;
}

/** base64url of 32 bytes: the SHA-256 over a certificate's DER. */
export const thumbprintSchema = z.string().refine(isThumbprint, { error: 'THUMBPRINT' });

function isThumbprint(text: string): boolean {
  try {
    return decodeBase64url(text).length === 32;
  } catch {
    return false;
  }
}

/** A compact JWE with one of the given ways of key management; what is wrong with it is reported by its fault code. */
export const jweSchema = (algorithms: readonly KeyManagement[]) =>
  z.string().transform((text, context): CompactJwe => {
    try {
      const jwe = parseCompactJwe(text);
      if (algorithms.includes(jwe.alg)) return jwe;
      context.addIssue({ code: 'custom', message: 'JWE_ALGORITHM_REFUSED' });
    } catch (error) {
      context.addIssue({ code: 'custom', message: faultFrom(error).code });
    }
    return z.NEVER;
  });

const datumSchema = z
  .strictObject({
    compact_jwe: jweSchema(['dir']),
    tag: z.string().min(1, { error: 'TAG_EMPTY' }).max(256, { error: 'TAG_LENGTH' }),
  })
  // The tag chooses the key; the header's kid repeats it under the MAC.
  .refine(({ compact_jwe, tag }) => compact_jwe.kid === tag, { path: ['tag'], error: 'TAG_KID' })
  .transform(({ compact_jwe, tag }): Datum => ({ datumTag: tag, jwe: compact_jwe }));

export const encryptedDataSchema = z
  .strictObject({
    data: z.array(datumSchema).min(1, { error: 'COUNT' }).max(64, { error: 'COUNT' }),
    kdf: z.literal('sp108_kdf'),
  })
  .superRefine(({ data }, context) => {
    data.forEach(({ datumTag }, i) => {
      if (data.findIndex((other) => other.datumTag === datumTag) < i) {
        context.addIssue({ code: 'custom', path: ['data', i, 'tag'], message: 'TAG_TWICE' });
      }
    });
  });
