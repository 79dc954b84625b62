// The practice cloud's own certificate authority: it signs one server certificate and its key is thrown away, so nobody can use it
// to sign another.
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { clouds } from '../core/azure/clouds.ts';
import type { ServerName } from '../core/x509/certificate-writer.ts';
import { makeServerIdentity, type ServerIdentity } from './server-certificate.ts';
import { readIfThere, replaceFile } from './state-files.ts';

const day = 24 * 60 * 60 * 1000;

export const caFileName = 'practice-ca.pem';

/** Every name that the practice cloud answers to: the loopback, and the real names that its clients send there. */
const serverNames: readonly ServerName[] = [
  { dns: 'localhost' },
  { ipv4: [127, 0, 0, 1] },
  ...clouds.flatMap((cloud) => [
    { dns: `*.${cloud.hsmSuffix}` },
    { dns: cloud.loginHost },
    { dns: `*.${cloud.blobSuffix}` },
    { dns: cloud.managementHost },
  ]),
];

/** The identity in the state directory, or a new one if there is none or it ends within a day. */
export async function loadServerIdentity(directory: string, now: number): Promise<ServerIdentity> {
  const [ca, certificate, key] = await Promise.all(
    [caFileName, 'server-certificate.pem', 'server-key.pem'].map((name) => readIfThere(join(directory, name))),
  );
  if (ca && certificate && key && Date.parse(new X509Certificate(certificate).validTo) > now + day) {
    return { caCertificatePem: ca.toString(), certificatePem: certificate.toString(), keyPem: key.toString() };
  }
  const made = makeServerIdentity(now, serverNames);
  await replaceFile(join(directory, 'server-key.pem'), made.keyPem);
  await replaceFile(join(directory, 'server-certificate.pem'), made.certificatePem);
  await replaceFile(join(directory, caFileName), made.caCertificatePem);
  return made;
}
