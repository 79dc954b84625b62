// Revocation lists for tests, made by hand: of any issuer, and wrong in any one part.
import { type KeyObject, sign } from 'node:crypto';
import { DER, encodeDer } from '../../encoding/der.ts';
import { readPemBlocks } from '../../encoding/pem.ts';
import { OID, parseX509, type X509 } from '../../x509/certificate.ts';
import { algorithmIdentifier, encodeBitString, encodeName, encodeTime } from '../../x509/certificate-writer.ts';
import { madeAt } from './forge.ts';

const ecdsa = algorithmIdentifier(OID.ecdsaWithSha256, 'none');
export const nextMonth = new Date(madeAt.getTime() + 30 * 86_400_000);
const sequence = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);

interface ListParts {
  readonly revoked?: readonly Buffer[];
  readonly key?: KeyObject;
  readonly entryExtension?: Buffer;
  readonly listExtension?: Buffer;
  readonly version?: number;
  readonly nextUpdate?: Date | 'none';
  /** The algorithm inside the signed part. */
  readonly inner?: Buffer;
  readonly afterEntry?: Buffer;
  readonly afterExtensions?: Buffer;
  /** The algorithm that both places name; the signature is of ECDSA with SHA-256 all the same. */
  readonly algorithm?: Buffer;
}

/** A list of this issuer, signed with its key unless another is named. */
export function revocationList(issuer: { name: string; key: KeyObject }, parts: ListParts = {}): Buffer {
  const time = encodeTime(madeAt);
  const algorithm = parts.algorithm ?? ecdsa;
  const entries = (parts.revoked ?? []).map((serial) =>
    sequence(
      encodeDer(DER.integer, serial),
      time,
      ...(parts.entryExtension ? [sequence(parts.entryExtension)] : []),
      ...(parts.afterEntry ? [parts.afterEntry] : []),
    ),
  );
  const tbs = sequence(
    encodeDer(DER.integer, Buffer.from([parts.version ?? 1])),
    parts.inner ?? algorithm,
    encodeName([{ oid: OID.commonName, value: issuer.name }]),
    time,
    ...(parts.nextUpdate === 'none' ? [] : [encodeTime(parts.nextUpdate ?? nextMonth)]),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    ...(parts.listExtension ? [encodeDer(0xa0, sequence(parts.listExtension))] : []),
    ...(parts.afterExtensions ? [parts.afterExtensions] : []),
  );
  return sequence(tbs, algorithm, encodeBitString(sign('sha256', tbs, parts.key ?? issuer.key)));
}

/** The certificate of the authority that vouches for the processor, from the chain in the attestation. */
export function authorityOf(exchangeCertificateDer: Uint8Array): X509 {
  const [, authority] = Buffer.from(exchangeCertificateDer)
    .toString('latin1')
    .matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu);
  return parseX509(readPemBlocks(Buffer.from(authority?.[0] ?? '', 'latin1'))[0]?.der ?? Buffer.alloc(0));
}
