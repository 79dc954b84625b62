// A hint which share a key will open: the certificate that the existing tools want beside each key. Only a hint, never needed.
import { extname } from 'node:path';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import type { SecurityDomain } from '#core/security-domain/security-domain.ts';
import { certificateOfFile } from '#core/x509/certificate-file.ts';
import { readWholeFile } from '#platform/files.ts';

export const maxCertificateBytes = 64 * 1024;

/**
 * The thumbprint of a certificate file, PEM or DER: base64url of the SHA-256 over its DER.
 * @throws PEM_MALFORMED, PEM_LABEL_MISSING, PEM_SEVERAL_BLOCKS, the file faults
 */
export async function certificateThumbprint(path: string): Promise<string> {
  return encodeBase64url(sha256(certificateOfFile(await readWholeFile(path, maxCertificateBytes))));
}

/** The position of the share whose certificate is beside the key as NAME.cer; undefined where nothing tells. */
export async function likelyShare({ shares }: SecurityDomain, keyFile: string): Promise<number | undefined> {
  const beside = `${keyFile.slice(0, keyFile.length - extname(keyFile).length)}.cer`;
  const thumbprint = await certificateThumbprint(beside).catch(() => undefined);
  const position = shares.findIndex(({ thumbprintS256 }) => thumbprintS256 === thumbprint);
  return position < 0 ? undefined : position;
}
