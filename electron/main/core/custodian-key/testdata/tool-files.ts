// Key files as programs write them that custodians have: one recipe for each program and scheme. Tests make them anew where a program is
// installed; `make-tool-files.ts` has kept what each has written once.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyProtection } from '../key-file.ts';

export interface ToolFile {
  readonly name: string;
  readonly tool: Tool;
  readonly passphrase: string;
  /** How it is protected, if it opens; else the name of the scheme by which it is refused. */
  readonly opens: KeyProtection | { readonly scheme: string };
  /** The program demands 600,000 rounds of a slow derivation. */
  readonly isSlow?: true;
  readonly make: (at: Workplace) => void;
}

export type Tool = 'openssl' | 'keytool' | 'Bouncy Castle' | 'NSS' | 'GnuTLS';

/** Where Debian puts it (package libbcprov-java). */
const bouncyCastleJar = '/usr/share/java/bcprov.jar';

/** How to see whether a program is there. */
export const probes: Readonly<Record<Tool, readonly [string, ...string[]]>> = {
  openssl: ['openssl', 'list', '-providers', '-provider', 'legacy'],
  keytool: ['keytool', '-help'],
  'Bouncy Castle': ['sh', '-c', `command -v keytool && test -e ${bouncyCastleJar}`],
  NSS: ['sh', '-c', 'command -v pk12util && command -v certutil'],
  GnuTLS: ['certtool', '--version'],
};

function bouncyCastle(): string[] {
  const provider = 'org.bouncycastle.jce.provider.BouncyCastleProvider';
  return ['-providerclass', provider, '-providerpath', bouncyCastleJar];
}

/** A folder with a key and its certificate; the file that is made goes to `out`. */
export interface Workplace {
  readonly folder: string;
  readonly key: string;
  readonly certificate: string;
  /** The passphrase in a file, as a line: twice, because openssl reads on where it needs two. */
  readonly pass: string;
  readonly out: string;
}

const run = (program: string, ...args: readonly string[]): void => {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'ignore'] });
};

const opensslPkcs12 = (...how: readonly string[]) => {
  return ({ key, certificate, pass, out }: Workplace): void => {
    const files = ['-inkey', key, '-in', certificate, '-name', 'Schlüssel von C1', '-out', out];
    run('openssl', 'pkcs12', '-export', ...files, '-passout', `file:${pass}`, ...how);
  };
};

const withOldOnes = ['-provider', 'legacy', '-provider', 'default'];
const opensslPkcs8 = (...how: readonly string[]) => {
  return ({ key, pass, out }: Workplace): void => run('openssl', 'pkcs8', '-topk8', '-in', key, '-out', out, '-passout', `file:${pass}`, ...withOldOnes, ...how);
};

/** From PKCS#12 to PEM with the attributes of its bags, key and certificate in one file. */
function opensslPem(at: Workplace): void {
  const pfx = join(at.folder, 'to-pem.p12');
  opensslPkcs12()({ ...at, out: pfx });
  const pass = `file:${at.pass}`;
  run('openssl', 'pkcs12', '-in', pfx, '-passin', pass, '-passout', pass, '-out', at.out);
}

const keytool = (storeType: string, ...how: readonly string[]) => {
  return (at: Workplace): void => {
    const pfx = join(at.folder, `to-${storeType}.p12`);
    // Java itself takes passphrases in ASCII alone.
    const ascii = join(at.folder, 'ascii');
    writeFileSync(ascii, `${plain}\n`);
    opensslPkcs12()({ ...at, pass: ascii, out: pfx });
    const source = ['-srckeystore', pfx, '-srcstoretype', 'PKCS12', '-srcstorepass:file', ascii];
    const target = ['-destkeystore', at.out, '-deststoretype', storeType, '-deststorepass:file', at.pass];
    run('keytool', ...how, '-importkeystore', '-noprompt', ...source, ...target);
  };
};
const bouncy = (storeType: string) =>
  keytool(storeType, ...bouncyCastle(), '-srcprovidername', 'SunJSSE', '-destprovidername', 'BC');

const nss = (...how: readonly string[]) => {
  return (at: Workplace): void => {
    const pfx = join(at.folder, 'to-nss.p12');
    opensslPkcs12()({ ...at, out: pfx });
    const empty = join(at.folder, 'empty');
    writeFileSync(empty, '\n');
    const store = ['-d', `sql:${at.folder}`, '-k', empty, '-w', at.pass];
    run('certutil', '-N', '-d', `sql:${at.folder}`, '-f', empty);
    run('pk12util', '-i', pfx, ...store);
    run('pk12util', '-o', at.out, '-n', 'Schlüssel von C1', ...store, ...how);
  };
};

const gnutls = (...how: readonly string[]) => {
  return ({ key, certificate, pass, out }: Workplace): void => {
    const password = how.some((flag) => flag.endsWith('-password')) ? [] : ['--password', readFileSync(pass, 'utf8').split('\n')[0] ?? ''];
    const files = ['--load-privkey', key, '--load-certificate', certificate, '--outfile', out];
    run('certtool', ...files, '--p12-name', 'C1', ...password, ...how);
  };
};
const p12 = ['--to-p12', '--outder'];

const german = 'Zwölf Boxkämpfer jagen Viktor';
const plain = 'correct horse battery';
const pkcs12Sha1 = (cipher: string): string => `PKCS #12 V2 PBE With SHA-1 And ${cipher}`;

export const toolFiles: readonly ToolFile[] = [
  ['openssl', 'PKCS#12 of today', german, 'pkcs12', opensslPkcs12()],
  ['openssl', 'PKCS#12, blanks at both ends of the passphrase', '  two blanks ', 'pkcs12', opensslPkcs12('-legacy')],
  ['openssl', 'PKCS#12 -legacy: RC2-40 for certificates, 3DES for the key', german, 'pkcs12', opensslPkcs12('-legacy')],
  ['openssl', 'PKCS#12 -legacy, a passphrase beyond the first plane', 'key 🔑', 'pkcs12', opensslPkcs12('-legacy')],
  ['openssl', 'PKCS#12 -legacy, an empty passphrase', '', 'pkcs12', opensslPkcs12('-legacy')],
  ...['RC2-40', 'RC2-128', '2DES'].map(
    (cipher) =>
      [
        'openssl',
        `PKCS#12 with ${cipher} for the key`,
        german,
        'pkcs12',
        opensslPkcs12('-legacy', '-keypbe', `PBE-SHA1-${cipher}`),
      ] as const,
  ),
  ...['MD5-DES', 'SHA1-DES', 'MD5-RC2-64', 'SHA1-RC2-64', 'SHA1-3DES', 'SHA1-2DES', 'SHA1-RC2-128', 'SHA1-RC2-40'].map(
    (scheme) =>
      ['openssl', `PKCS#8 under PBE-${scheme}`, german, 'pbes1', opensslPkcs8('-v1', `PBE-${scheme}`)] as const,
  ),
  ['openssl', 'PKCS#8 under RC4', plain, { scheme: 'PBE-SHA1-RC4-128' }, opensslPkcs8('-v1', 'PBE-SHA1-RC4-128')],
  ['openssl', 'PKCS#8, PBES2 with single DES', german, 'pbes2', opensslPkcs8('-v2', 'des-cbc')],
  ['openssl', 'PKCS#8, PBES2 with RC2', plain, { scheme: 'RC2-CBC' }, opensslPkcs8('-v2', 'rc2-cbc')],
  ['openssl', 'PKCS#8, PBES2 with Camellia', plain, { scheme: 'Camellia-256-CBC' }, opensslPkcs8('-v2', 'camellia256')],
  ['openssl', 'PEM with the attributes of bags and a certificate', german, 'pbes2', opensslPem],
  [
    'openssl',
    'Proc-Type with single DES',
    german,
    'legacy-pem',
    ({ key, pass, out }: Workplace) => {
      const how = ['-des', '-traditional', '-passout', `file:${pass}`, ...withOldOnes];
      run('openssl', 'rsa', '-in', key, '-out', out, ...how);
    },
  ],
  ['keytool', 'PKCS#12', plain, 'pkcs12', keytool('PKCS12')],
  ['keytool', 'PKCS#12 of before Java 17', plain, 'pkcs12', keytool('PKCS12', '-J-Dkeystore.pkcs12.legacy')],
  ['Bouncy Castle', 'PKCS#12 in BER, 3DES and RC2-40', plain, 'pkcs12', bouncy('PKCS12')],
  ['Bouncy Castle', 'PKCS#12 in BER, AES', plain, 'pkcs12', bouncy('PKCS12-AES256-AES128')],
  ['Bouncy Castle', 'PKCS#12 in BER, umlauts', german, 'pkcs12', bouncy('PKCS12-3DES-3DES')],
  ['NSS', 'PKCS#12 in BER', german, 'pkcs12', nss()],
  [
    'NSS',
    'PKCS#12 in BER with RC2',
    german,
    'pkcs12',
    nss('-c', pkcs12Sha1('128 Bit RC2 CBC'), '-C', pkcs12Sha1('40 Bit RC2 CBC')),
    true,
  ],
  [
    'NSS',
    'PKCS#12 in BER with 3DES',
    german,
    'pkcs12',
    nss('-c', pkcs12Sha1('3KEY Triple DES-CBC'), '-C', pkcs12Sha1('40 Bit RC2 CBC')),
    true,
  ],
  ['GnuTLS', 'PKCS#12 with AES-256', german, 'pkcs12', gnutls(...p12, '--pkcs-cipher', 'aes-256')],
  ['GnuTLS', 'PKCS#12 in PEM', german, 'pkcs12', gnutls('--to-p12')],
  ['GnuTLS', 'PKCS#12 with 3DES of PKCS#5', german, 'pkcs12', gnutls(...p12, '--pkcs-cipher', '3des')],
  ['GnuTLS', 'PKCS#12 with RC2-40', german, 'pkcs12', gnutls(...p12, '--pkcs-cipher', 'rc2-40'), true],
  [
    'GnuTLS',
    'PKCS#12 with RC4',
    plain,
    { scheme: 'PBE-SHA1-RC4-128' },
    gnutls(...p12, '--pkcs-cipher', 'arcfour'),
  ],
  [
    'GnuTLS',
    'PKCS#12 with an empty passphrase',
    '',
    'pkcs12',
    gnutls(...p12, '--empty-password', '--pkcs-cipher', '3des-pkcs12'),
    true,
  ],
  ['GnuTLS', 'PKCS#8', german, 'pbes2', gnutls('--to-p8', '--pkcs-cipher', 'aes-192')],
].map((row) => {
  const [tool, name, passphrase, opens, make, isSlow] = row as [
    Tool,
    string,
    string,
    ToolFile['opens'],
    ToolFile['make'],
    true?,
  ];
  return { tool, name: `${tool}: ${name}`, passphrase, opens, make, ...(isSlow && { isSlow }) };
});
