// The restore blob: the security domain's data under a fresh master key that only the new HSM's exchange key opens.
import { type KeyObject, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { equalBytes, wipe } from '../encoding/bytes.ts';
import { readFields } from '../encoding/fields.ts';
import { asJsonObject, parseStrictJson } from '../encoding/json.ts';
import { refuseNoJson, refuseOtherJson } from '../encoding/other-kind.ts';
import { assertVerifiedExchangeKey, type ExchangeKey } from '../exchange-key/policy.ts';
import type { Verified } from '../verified.ts';
import { type CompactJwe, faultFrom, openDirectJwe, openWrappedJwe, sealDirectJwe, sealWrappedJwe } from './jwe.ts';
import { deriveDatumKey } from './kdf.ts';
import { isPracticeDatum } from './practice-mark.ts';
import { maxSecurityDomainBytes } from './security-domain.ts';
import { type Datum, encryptedDataSchema, jweSchema, thumbprintSchema } from './wire.ts';

const masterKeyLength = 32;

/** A datum in the clear. A secret: its maker wipes it. */
export interface PlainDatum {
  readonly datumTag: string;
  readonly plaintext: Uint8Array;
}

/** A restore blob whose structure is whole; nothing in it has been decrypted. */
export interface RestoreBlob {
  readonly data: readonly Datum[];
  /** The new master key, wrapped to the exchange certificate. */
  readonly wrappedKey: CompactJwe;
  readonly exchangeThumbprintS256: ThumbprintS256;
}

const restoreBlobSchema = z.strictObject({
  EncData: encryptedDataSchema,
  WrappedKey: z.strictObject({ enc_key: jweSchema(['RSA-OAEP-256']), x5t_256: thumbprintSchema }),
});

/**
 * Reads a restore blob.
 * @throws FILE_OF_OTHER_KIND, the faults of parseStrictJson, RESTORE_BLOB_INVALID with all bad fields
 */
export function parseRestoreBlob(bytes: Uint8Array): RestoreBlob {
  refuseNoJson('restore-blob', bytes);
  const value = parseStrictJson(bytes, { maxBytes: maxSecurityDomainBytes });
  refuseOtherJson('restore-blob', asJsonObject(value));
  const result = readFields(restoreBlobSchema, value);
  if (!result.ok) return refuse({ code: 'RESTORE_BLOB_INVALID', problems: result.problems });
  const { EncData, WrappedKey } = result.value;
  return { data: EncData.data, wrappedKey: WrappedKey.enc_key, exchangeThumbprintS256: WrappedKey.x5t_256 };
}

/**
 * Makes a restore blob: every datum is opened under the old master key, sealed under a fresh one, and the fresh one is wrapped
 * to the exchange key. At most one datum is in the clear at a time.
 * @param masterKey the security domain's 32-byte master key; it stays the caller's to wipe
 * @param exchangeKey minted by the policy on exchange keys, which is asked again here: a cast is not enough
 * @returns the JSON text, in the member order of the existing clients
 * @throws DATUM_NOT_AUTHENTIC; SECURITY_DOMAIN_NOT_PRACTICE for a real security domain and the key of a practice HSM
 */
export function buildRestoreBlob(
  data: readonly Datum[],
  masterKey: Uint8Array,
  exchangeKey: Verified<ExchangeKey>,
): Buffer {
  assertVerifiedExchangeKey(exchangeKey);
  const newMasterKey = randomBytes(masterKeyLength);
  try {
    const sealed = data.map((datum) => {
      const plaintext = openDatum(datum, masterKey);
      try {
        // Anybody can make practice exchange keys: what is encrypted to one is disclosed.
        if (exchangeKey.mode === 'practice' && !isPracticeDatum(plaintext))
          refuse({ code: 'SECURITY_DOMAIN_NOT_PRACTICE' });
        return sealDatum({ datumTag: datum.datumTag, plaintext }, newMasterKey);
      } finally {
        wipe(plaintext);
      }
    });
    const WrappedKey = {
      enc_key: sealWrappedJwe(newMasterKey, exchangeKey.publicKey),
      x5t_256: exchangeKey.thumbprintS256,
    };
    return Buffer.from(JSON.stringify({ EncData: { data: sealed, kdf: 'sp108_kdf' }, WrappedKey }), 'utf8');
  } finally {
    wipe(newMasterKey);
  }
}

/**
 * Proves that every datum is authentic under a master key, and forgets what was in it.
 * @throws DATUM_NOT_AUTHENTIC
 */
export function verifyData(data: readonly Datum[], masterKey: Uint8Array): void {
  for (const datum of data) wipe(openDatum(datum, masterKey));
}

/**
 * Opens a restore blob with the exchange key's private half, as the HSM does. For practice and tests.
 * @returns the data in the clear, which the caller wipes
 * @throws RESTORE_BLOB_FOR_OTHER_KEY, JWE_DECRYPTION_FAILED, DATUM_NOT_AUTHENTIC
 */
export function openRestoreBlob(
  blob: RestoreBlob,
  privateKey: KeyObject,
  thumbprintS256: ThumbprintS256,
): PlainDatum[] {
  const found = blob.exchangeThumbprintS256;
  if (!equalBytes(Buffer.from(found), Buffer.from(thumbprintS256))) {
    refuse({ code: 'RESTORE_BLOB_FOR_OTHER_KEY', expected: thumbprintS256, found });
  }
  const masterKey = openWrappedJwe(blob.wrappedKey, privateKey);
  try {
    return blob.data.map((datum) => ({ datumTag: datum.datumTag, plaintext: openDatum(datum, masterKey) }));
  } finally {
    wipe(masterKey);
  }
}

/** Seals one datum in its wire form. */
export function sealDatum(
  { datumTag, plaintext }: PlainDatum,
  masterKey: Uint8Array,
): { compact_jwe: string; tag: string } {
  const cek = deriveDatumKey(masterKey, datumTag);
  try {
    return { compact_jwe: sealDirectJwe(plaintext, cek, datumTag), tag: datumTag };
  } finally {
    wipe(cek);
  }
}

function openDatum({ datumTag, jwe }: Datum, masterKey: Uint8Array): Buffer {
  const cek = deriveDatumKey(masterKey, datumTag);
  try {
    return openDirectJwe(jwe, cek);
  } catch (error) {
    // After key use there is one answer; the tag only says where.
    // The file names its parts itself, so the name is made visible: nothing in it may move the cursor of a terminal.
    return refuse({ code: 'DATUM_NOT_AUTHENTIC', datumTag: visibleText(datumTag, 40) }, faultFrom(error).code);
  } finally {
    wipe(cek);
  }
}
