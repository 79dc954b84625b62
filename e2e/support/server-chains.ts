// Certificates of TLS servers for tests of REQ-12, made by a library that is not ours.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface ChainOptions {
  /** DNS names of the server; none leaves the extension out. */
  readonly names: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Whether the certificate in the middle may sign others. */
  readonly isAuthority?: boolean;
  /** Whether the server's certificate names itself as its issuer, and is alone. */
  readonly isSelfSigned?: boolean;
}

const signing = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' } as const;
const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);

/** Server, authority and root, or the server alone; DER in base64. */
export async function serverChain(options: ChainOptions): Promise<string[]> {
  const [chain = []] = await serverChains(options, 1);
  return chain;
}

/** Chains of one server and one authority under two roots: cross-certification. */
export const crossCertified = (options: ChainOptions): Promise<string[][]> => serverChains(options, 2);

/** Makes certificates that are valid in this time. */
const issuing =
  (notBefore: Date, notAfter: Date) =>
  (
    subject: string,
    issuer: string,
    { publicKey }: webcrypto.CryptoKeyPair,
    signer: webcrypto.CryptoKeyPair,
    mayIssue: boolean,
    sans: readonly string[] = [],
  ): Promise<X509Certificate> =>
    X509CertificateGenerator.create({
      subject: `CN=${subject}`,
      issuer: `CN=${issuer}`,
      notBefore,
      notAfter,
      signingAlgorithm: signing,
      // The same object; the library of a page types its uses otherwise.
      publicKey: publicKey as never,
      signingKey: signer.privateKey as never,
      extensions: [
        new BasicConstraintsExtension(mayIssue),
        ...(sans.length === 0
          ? []
          : [new SubjectAlternativeNameExtension(sans.map((value) => ({ type: 'dns' as const, value })))]),
      ],
    });

/** A server for localhost whose new root the old one has signed, too, and which sends it so. Everything in PEM. */
export async function crossSignedServer(): Promise<{
  readonly keyPem: string;
  readonly sentPem: string;
  readonly newRootPem: string;
}> {
  const [day, server, newer, older] = [86_400_000, await newKeys(), await newKeys(), await newKeys()];
  const issue = issuing(new Date(Date.now() - day), new Date(Date.now() + day));
  const leaf = await issue('a server', 'a new root', server, newer, false, ['localhost']);
  const crossed = await issue('a new root', 'an old root', newer, older, true);
  const newRoot = await issue('a new root', 'a new root', newer, newer, true);
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', server.privateKey)).toString('base64');
  return {
    keyPem: `-----BEGIN PRIVATE KEY-----\n${key.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END PRIVATE KEY-----\n`,
    sentPem: [leaf, crossed].map((each) => `${each.toString('pem')}\n`).join(''),
    newRootPem: newRoot.toString('pem'),
  };
}

async function serverChains(
  {
    names,
    notBefore = new Date('2026-01-01T00:00:00Z'),
    notAfter = new Date('2027-01-01T00:00:00Z'),
    isAuthority = true,
    isSelfSigned = false,
  }: ChainOptions,
  roots: 1 | 2,
): Promise<string[][]> {
  const [authority, server] = await Promise.all([newKeys(), newKeys()]);
  const issue = issuing(notBefore, notAfter);
  if (isSelfSigned) return [[base64Of(await issue('a server', 'a server', server, server, false, names))]];
  const below = await issue('a server', 'an authority', server, authority, false, names);
  return Promise.all(
    Array.from({ length: roots }, async () => {
      const root = await newKeys();
      const above = await Promise.all([
        issue('an authority', 'a root', authority, root, isAuthority),
        issue('a root', 'a root', root, root, true),
      ]);
      return [below, ...above].map(base64Of);
    }),
  );
}

const base64Of = ({ rawData }: X509Certificate): string => Buffer.from(rawData).toString('base64');
