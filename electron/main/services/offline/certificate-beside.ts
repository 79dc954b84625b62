// A certificate beside a key, as the existing tools want it: NAME.cer for NAME.key. It tells which share the key will open, and lets the
// worker be challenged. Never needed.
import { extname } from 'node:path';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { certificateOfFile } from '#core/x509/certificate-file.ts';
import { readWholeFile } from '#platform/files.ts';
import type { CustodianTurn, WrappedShares } from './custodian-turn.ts';

export const maxCertificateBytes = 64 * 1024;

const readCertificate = async (path: string, within?: string): Promise<Buffer> =>
  certificateOfFile(await readWholeFile(path, maxCertificateBytes, within));

/**
 * The thumbprint of a certificate file, PEM or DER: base64url of the SHA-256 over its DER.
 * @throws PEM_MALFORMED, PEM_LABEL_MISSING, PEM_SEVERAL_BLOCKS, the file faults
 */
export const certificateThumbprint = async (path: string): Promise<string> =>
  encodeBase64url(sha256(await readCertificate(path)));

/** The certificate beside a key, DER. @throws the file faults, as it must be there; PEM_… */
export const certificateBeside = ({ keyFile, within }: CustodianTurn): Promise<Buffer> =>
  readCertificate(`${keyFile.slice(0, keyFile.length - extname(keyFile).length)}.cer`, within);

/** The same turn, with the certificate beside the key if there is one and a share of the security domain is wrapped to it. */
export async function withCertificate(domain: WrappedShares, turn: CustodianTurn): Promise<CustodianTurn> {
  const certificateDer = turn.token === undefined ? await certificateBeside(turn).catch(() => undefined) : undefined;
  if (certificateDer === undefined) return turn;
  const thumbprint = encodeBase64url(sha256(certificateDer));
  return domain.shares.some(({ thumbprintS256 }) => thumbprintS256 === thumbprint) ? { ...turn, certificateDer } : turn;
}
