// The practice cloud's own certificate authority: it signs the servers' certificates and its key is thrown away, so nobody can use it
// to sign another.
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { clouds } from '#core/azure/clouds.ts';
import type { ServerName } from '#core/x509/certificate-writer.ts';
import { makeServerIdentity, serverCount, type ServerIdentity, type ServerKey } from './server-certificate.ts';
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

const certificateFile = (server: number): string => `server-certificate-${server + 1}.pem`;
const keyFile = (server: number): string => `server-key-${server + 1}.pem`;

/** The identity in the state directory, or a new one if there is none or it ends within a day. */
export async function loadServerIdentity(directory: string, now: number): Promise<ServerIdentity> {
  const numbers = Array.from({ length: serverCount }, (_, server) => server);
  const read = async (name: string): Promise<string | undefined> =>
    (await readIfThere(join(directory, name)))?.toString();
  const [ca, ...found] = await Promise.all([
    read(caFileName),
    ...numbers.flatMap((server) => [read(certificateFile(server)), read(keyFile(server))]),
  ]);
  const [first, ...others] = numbers.flatMap((server): ServerKey[] => {
    const [certificatePem, keyPem] = found.slice(2 * server);
    const isGood = certificatePem && keyPem && Date.parse(new X509Certificate(certificatePem).validTo) > now + day;
    return isGood ? [{ certificatePem, keyPem }] : [];
  });
  if (ca && first && others.length === serverCount - 1) return { caCertificatePem: ca, servers: [first, ...others] };
  const made = makeServerIdentity(now, serverNames);
  for (const [server, { certificatePem, keyPem }] of made.servers.entries()) {
    await replaceFile(join(directory, keyFile(server)), keyPem);
    await replaceFile(join(directory, certificateFile(server)), certificatePem);
  }
  await replaceFile(join(directory, caFileName), made.caCertificatePem);
  return made;
}
