// Security domains that real HSMs wrote, with the public test keys that open them; they are beside the project.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#core/encoding/bytes.ts';
import type { PlainDatum } from '#core/security-domain/restore-blob.ts';
import { referenceFile } from './reference-tools.ts';

/** Length and hash of what a datum holds in the clear. */
interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** As an opener found it that nobody here wrote. */
interface Expected {
  readonly folder: string;
  readonly securityDomainSha256: string;
  /** Where a share holds the value 256, which needs nine bits: its x, and the place of the byte. */
  readonly shareValuesOf256: readonly (readonly [number, number])[];
  readonly plaintext: Readonly<Record<string, Digest>>;
}

export interface RealDomain extends Expected {
  /** The day on which it was recorded. */
  readonly day: string;
  readonly securityDomain: Buffer;
  /** Path of the same bytes. */
  readonly securityDomainFile: string;
  /** The service's answer with the exchange key of the HSM that was recovered into. */
  readonly exchangeAnswer: Buffer;
  readonly exchangePem: Buffer;
  /** What az uploaded to that HSM, which alone can open it. */
  readonly restoreBlob: Buffer;
  readonly restoreBlobFile: string;
}

export interface RealCustodian {
  readonly key: KeyObject;
  readonly keyDer: Buffer;
  readonly certificatePem: string;
  readonly certificateDer: Buffer;
}

const list = referenceFile('fixtures', 'real-domain', 'expected.json');
const folder = list === undefined ? '' : dirname(list);

/** All that are here; none where the fixtures do not be beside the project, which was said loudly. */
export const realDomains: readonly RealDomain[] =
  list === undefined
    ? []
    : Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, Expected>)
        // The list names two more, which are not published.
        .filter(([, expected]) => existsSync(join(folder, expected.folder)))
        .map(([day, expected]) => {
          const at = (name: string): string => join(folder, expected.folder, name);
          return {
            ...expected,
            day,
            securityDomain: readFileSync(at('security-domain.json')),
            securityDomainFile: at('security-domain.json'),
            exchangeAnswer: readFileSync(at('exchange-key.json')),
            exchangePem: readFileSync(at('exchange-certificate.pem')),
            restoreBlob: readFileSync(at('restore-blob.json')),
            restoreBlobFile: at('restore-blob.json'),
          };
        });

/** The same three keys serve every domain; any two of them open it. */
export const realCustodians: readonly RealCustodian[] =
  list === undefined
    ? []
    : [0, 1, 2].map((at) => {
        const keyDer = readFileSync(join(folder, `custodian-${at}.key.der`));
        const certificatePem = readFileSync(join(folder, `custodian-${at}.cer`), 'utf8');
        return {
          key: createPrivateKey({ key: keyDer, format: 'der', type: 'pkcs1' }),
          keyDer,
          certificatePem,
          certificateDer: new X509Certificate(certificatePem).raw,
        };
      });

/** Every pair of three custodians. */
export const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** Writes NAME.key (PEM) and NAME.cer for each custodian, beside each other as `az` wants them. @returns paths of the keys */
export function writeRealCustodians(into: string): string[] {
  return realCustodians.map(({ key, certificatePem }, at) => {
    const file = join(into, `custodian-${at}.key`);
    writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(into, `custodian-${at}.cer`), certificatePem);
    return file;
  });
}

/** Data in the clear, as the list of the fixtures writes them. */
export const digestsOf = (data: readonly PlainDatum[]): Record<string, Digest> =>
  Object.fromEntries(
    data.map(({ datumTag, plaintext }) => [
      datumTag,
      { bytes: plaintext.length, sha256: sha256(plaintext).toString('hex') },
    ]),
  );
