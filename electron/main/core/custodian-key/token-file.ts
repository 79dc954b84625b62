// NAME.token.json: which token has a custodian's key, its certificate, and what a YubiKey says of the key. People look for the token by it, and a
// register takes it.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { base64Text } from '#shared/schemas/atoms.ts';
import { keptAttestation, type TokenOfKey, tokenOfKey } from '#shared/register/token.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';
import type { TokenAttestation } from './token-attestation.ts';

const tokenFile = z.strictObject({
  format: z.literal('lifeboat-token'),
  v: z.literal(1),
  ...tokenOfKey.shape,
  /** DER in base64. */
  certificate: base64Text.max(12_000),
  /** Null where the token says nothing of its key, or people left it out. */
  attestation: keptAttestation.omit({ certificate: true }).nullable(),
});
export type TokenFile = z.infer<typeof tokenFile>;

/** Greatest size in bytes. */
export const maxTokenFileBytes = 64 << 10;

/** Indented JSON in UTF-8. */
export function encodeTokenFile(
  token: TokenOfKey,
  { certificateDer, attestation }: { readonly certificateDer: Buffer; readonly attestation: TokenAttestation | null },
): Buffer {
  const file: TokenFile = {
    ...{ format: 'lifeboat-token', v: 1, ...token, certificate: certificateDer.toString('base64') },
    attestation: attestation && {
      statement: attestation.statement.toString('base64'),
      attesting: attestation.attesting.toString('base64'),
    },
  };
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
}

/** @throws TOKEN_FILE_FORM with every wrong field; JSON_… if it is not JSON at all */
export function parseTokenFile(bytes: Uint8Array): TokenFile {
  const read = readFields(tokenFile, readCanonicalJson(bytes, { maxBytes: maxTokenFileBytes }).value);
  return read.ok ? read.value : refuse({ code: 'TOKEN_FILE_FORM', problems: read.problems });
}

/** A file with a custodian's certificate: in PEM or DER as it came, or the description of the token that has the key. */
export function readCertificateSource(file: Uint8Array): {
  readonly certificate: Uint8Array;
  readonly onToken?: TokenFile;
} {
  // Neither PEM nor DER begins so.
  if (!Buffer.from(file).toString('latin1').trimStart().startsWith('{')) return { certificate: file };
  const onToken = parseTokenFile(file);
  return { certificate: decodeBase64(onToken.certificate), onToken };
}

/** What the token says of itself, as a plan keeps it. */
export const tokenOf = ({ serial, model, manufacturer, firmware, label, keyId }: TokenFile): TokenOfKey => ({
  ...{ serial, model, manufacturer, firmware, label, keyId },
});
