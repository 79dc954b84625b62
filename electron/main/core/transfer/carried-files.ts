// The shapes of the service's files that bundles carry. They are closed, so that nothing else can travel in their place;
// what is inside a JWE, a share or a certificate is for other rooms to check.
import { z } from 'zod';
import { sha256B64u } from '../../../../shared/schemas/atoms.ts';
import { parseStrictJson } from '../encoding/json.ts';

/** Greatest size of a security domain or restore blob that fits into a bundle as text, with room for the rest. */
export const maxCarriedBytes = 512 << 10;

const compactJwe = z.string().regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/);
const encData = z.strictObject({
  data: z.array(z.strictObject({ compact_jwe: compactJwe, tag: z.string().max(64) })).max(64),
  kdf: z.literal('sp108_kdf'),
});
const wrappedKey = z.strictObject({ enc_key: compactJwe, x5t_256: sha256B64u });

const securityDomain = z.union([
  z.strictObject({
    EncData: encData,
    SharedKeys: z.strictObject({
      enc_shares: z.array(wrappedKey).max(10),
      key_algorithm: z.literal('shamir_share'),
      required: z.int().min(2).max(10),
    }),
    version: z.literal(2),
  }),
  z.strictObject({
    EncData: encData,
    SplitKeys: z.strictObject({
      key_algorithm: z.literal('xor_split'),
      keys: z.array(z.strictObject({ key1: wrappedKey, key2: wrappedKey })).max(45),
    }),
    version: z.literal(1),
  }),
]);

const restoreBlob = z.strictObject({ EncData: encData, WrappedKey: wrappedKey });

/** A text that is strict JSON of one shape. */
const jsonText = (shape: z.ZodType): z.ZodString =>
  z
    .string()
    .max(maxCarriedBytes)
    .refine((text) => shape.safeParse(valueOf(text)).success);

function valueOf(text: string): unknown {
  try {
    return parseStrictJson(Buffer.from(text, 'utf8'), { maxBytes: maxCarriedBytes });
  } catch {
    return undefined;
  }
}

/** The text of a security domain file, exactly as it was saved. */
export const securityDomainText = jsonText(securityDomain);
/** The text of a restore blob, exactly as it will be uploaded. */
export const restoreBlobText = jsonText(restoreBlob);

/** The thumbprint of the exchange certificate that a restore blob was made for, base64url as in the file. */
export function blobExchangeThumbprint(text: string): string {
  const value = parseStrictJson(Buffer.from(text, 'utf8'), { maxBytes: maxCarriedBytes });
  return restoreBlob.parse(value).WrappedKey.x5t_256;
}
