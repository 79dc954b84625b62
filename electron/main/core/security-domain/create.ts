// Makes a security domain as an HSM does at its activation: for the practice HSM, and for tests.
import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import { wipe } from '../encoding/bytes.ts';
import { sealWrappedJwe } from './jwe.ts';
import { type PlainDatum, sealDatum } from './restore-blob.ts';
import { encodeShare, secretLength, splitSecret } from './shamir.ts';

/** A custodian's certificate, as far as wrapping needs it. */
export interface ShareRecipient {
  readonly publicKey: KeyObject;
  readonly thumbprintS256: ThumbprintS256;
}

export interface NewSecurityDomain {
  /** 3 to 10 custodians, in the order in which their shares will stand. */
  readonly custodians: readonly ShareRecipient[];
  /** The quorum: 2 to 10, and at most the number of custodians. */
  readonly required: number;
  readonly data: readonly PlainDatum[];
}

/**
 * Draws a master key, splits it among the custodians and seals the data under it.
 * @returns the JSON text of a version 2 security domain file
 */
export function createSecurityDomain({ custodians, required, data }: NewSecurityDomain): Buffer {
  const masterKey = randomBytes(secretLength);
  try {
    const shares = splitSecret(masterKey, custodians.length, required).map((share) => encodeShare(share));
    const enc_shares = custodians.map(({ publicKey, thumbprintS256 }, i) => ({
      // Since 2023 the service writes another GUID for each share.
      /* v8 ignore next -- @preserve `i` counts the custodians, and `splitSecret` was asked for as many shares. */
      enc_key: sealWrappedJwe(shares[i] ?? Buffer.alloc(0), publicKey, randomUUID()),
      x5t_256: thumbprintS256,
    }));
    wipe(...shares);
    return Buffer.from(
      JSON.stringify({
        EncData: { data: data.map((datum) => sealDatum(datum, masterKey)), kdf: 'sp108_kdf' },
        SharedKeys: { enc_shares, key_algorithm: 'shamir_share', required },
        version: 2,
      }),
      'utf8',
    );
  } finally {
    wipe(masterKey);
  }
}
