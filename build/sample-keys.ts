// Makes the sample keys of the self-test: one key in the four forms that a custody process must open, and a share that is wrapped to it.
// They guard nothing. Run with `node build/sample-keys.ts`; it needs openssl with its old ciphers.
import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCompactJwe } from '#core/security-domain/jwe.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { root } from './root.ts';
import { selfSigned, testDomain, type TestIdentity } from '#e2e/support/custodians.ts';

const withOldOnes = ['-provider', 'legacy', '-provider', 'default'];
const passphrase = 'the sample keys guard nothing';

function custodian(): TestIdentity {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificateDer = selfSigned(privateKey, { commonName: 'Lifeboat self-test' });
  const thumbprintS256 = encodeBase64url(sha256(certificateDer));
  return { privateKey, publicKey: createPublicKey(privateKey), certificateDer, thumbprintS256 };
}

const sample = custodian();
const plain = sample.privateKey.export({ type: 'pkcs8', format: 'pem' });
const encrypted = (...args: readonly string[]): string =>
  execFileSync('openssl', [...args, '-passout', `pass:${passphrase}`], { input: plain }).toString('base64');

const others = Array.from({ length: 2 }, custodian);
const data = ['hsm_backup', 'base_enclave_backup', 'kmsp_enclave_backup'].map((datumTag) => ({
  datumTag,
  plaintext: randomBytes(32),
}));
const [share] = parseSecurityDomain(testDomain([sample, ...others], 2, data)).shares;
if (share === undefined) throw new Error('the sample security domain has no share');

const samples = {
  passphrase,
  share: encodeCompactJwe(share.jwe),
  thumbprintS256: sample.thumbprintS256,
  keys: {
    pbes2: encrypted('pkcs8', '-topk8', '-outform', 'DER', '-v2', 'aes-256-cbc', '-iter', '100000'),
    scrypt: encrypted('pkcs8', '-topk8', '-outform', 'DER', '-scrypt'),
    pkcs12: encrypted('pkcs12', '-export', '-nocerts'),
    rc2: encrypted('pkcs8', '-topk8', '-outform', 'DER', '-v1', 'PBE-SHA1-RC2-128', ...withOldOnes),
  },
};
writeFileSync(
  join(root, 'electron', 'main', 'shell', 'self-test', 'sample-keys.json'),
  `${JSON.stringify(samples, null, 2)}\n`,
);
