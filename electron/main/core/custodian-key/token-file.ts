// NAME.token.json: which token has the key of the certificate beside it. It's for people who look for the token.
import type { TokenOfKey } from '#shared/register/token.ts';

export interface TokenFile extends TokenOfKey {
  /** Of the certificate in DER, hex. */
  readonly certificateSha256: string;
  /** Both certificates in base64; null where the token says nothing of its key. */
  readonly attestation: { readonly statement: string; readonly attesting: string } | null;
}

/** Indented JSON in UTF-8. */
export const encodeTokenFile = (file: TokenFile): Buffer =>
  Buffer.from(`${JSON.stringify({ format: 'lifeboat-token', v: 1, ...file }, null, 2)}\n`, 'utf8');
