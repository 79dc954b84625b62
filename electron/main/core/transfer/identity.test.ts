import { createCipheriv, generateKeyPairSync, randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derivedInFull } from '#e2e/support/derived-in-full.ts';
import { faultCode } from '#e2e/support/faults.ts';
import { fingerprintWords, hexRows } from '#shared/formatting/fingerprint.ts';
import type { JsonValue } from '../encoding/json.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { createIdentity, encodePublicIdentity, openIdentity, readPublicIdentity } from './identity.ts';
import { pairingCode, verifyPairing } from './pairing.ts';
import { assertNoSecrets } from './outgoing-scan.ts';
import { isSignedBy } from './signature.ts';
import { ceremony, offline, operator1, operator2, stranger } from './testdata/samples.ts';

const passphrase = Buffer.from('correct horse battery staple');
const file = derivedInFull(() => createIdentity('offline', 'Offline operator', passphrase));
const parsed = (): Record<string, JsonValue> => JSON.parse(file.toString('utf8')) as Record<string, JsonValue>;
const altered = (change: Record<string, JsonValue>): Buffer => encodeCanonicalJson({ ...parsed(), ...change });
const openCode = (bytes: Buffer, word = passphrase) => faultCode(() => openIdentity(bytes, word));

describe('an identity', () => {
  it('opens with its passphrase and signs as the key that it shows', () => {
    const signer = openIdentity(file, passphrase);
    const message = Buffer.from('message');
    expect(signer).toMatchObject({ role: 'offline', holder: 'Offline operator' });
    expect(isSignedBy(readPublicIdentity(file), message, signer.sign(message))).toBe(true);
  });

  it('does not open with another passphrase, or when anything that it says was altered', () => {
    expect(openCode(file, Buffer.from('correct horse battery stable'))).toBe('IDENTITY_NOT_OPENED');
    expect(openCode(altered({ role: 'witness' }))).toBe('IDENTITY_NOT_OPENED');
    expect(openCode(altered({ holder: 'Somebody' }))).toBe('IDENTITY_NOT_OPENED');
    expect(openCode(altered({ spki: operator1.spkiDer.toString('base64') }))).toBe('IDENTITY_NOT_OPENED');
  });

  it('is refused when another private key was put into it by somebody who knows the passphrase', () => {
    const publicPart = Object.fromEntries(
      Object.entries(parsed()).filter(([name]) => name !== 'cipher' && name !== 'encryptedKey'),
    );
    const { salt } = publicPart['kdf'] as { salt: string };
    const key = scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, { N: 1 << 17, r: 8, p: 1, maxmem: 160 << 20 });
    const sealed = (plaintext: Buffer): Buffer => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(encodeCanonicalJson(publicPart));
      const encryptedKey = Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('base64');
      const tag = cipher.getAuthTag().toString('base64');
      return altered({ cipher: { name: 'aes-256-gcm', iv: iv.toString('base64'), tag }, encryptedKey });
    };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    expect(openCode(sealed(privateKey.export({ format: 'der', type: 'pkcs8' })))).toBe('IDENTITY_KEY_MISMATCH');
    expect(openCode(sealed(Buffer.from('no key')))).toBe('IDENTITY_KEY_MISMATCH');
  });

  it('is refused with weaker parameters, other members, or in another spelling', () => {
    const kdf = parsed()['kdf'] as Record<string, JsonValue>;
    expect(openCode(altered({ kdf: { ...kdf, N: 1024 } }))).toBe('IDENTITY_FORM');
    expect(openCode(altered({ privateKey: 'x' }))).toBe('IDENTITY_FORM');
    expect(openCode(altered({ v: 2 }))).toBe('IDENTITY_FORM');
    expect(openCode(Buffer.from(JSON.stringify(parsed(), null, 2)))).toBe('IDENTITY_FORM');
    expect(openCode(altered({ spki: Buffer.from('key').toString('base64') }))).toBe('SIGNING_KEY_NOT_P384');
  });

  it('shows its public half alone, for the other machine', () => {
    const shown = encodePublicIdentity(readPublicIdentity(file));
    expect(readPublicIdentity(shown)).toEqual(readPublicIdentity(file));
    expect(openCode(shown)).toBe('IDENTITY_FORM');
  });

  it('wants a passphrase that is worth the name', () => {
    expect(faultCode(() => createIdentity('offline', 'A', Buffer.from('elevenchars')))).toBe(
      'IDENTITY_PASSPHRASE_SHORT',
    );
  });

  it('does not stand in its file', () => {
    expect(() => assertNoSecrets(file)).not.toThrow();
  });
});

describe('pairing', () => {
  const code = pairingCode(ceremony, offline, operator1);
  const wrong = (typed: string) => faultCode(() => verifyPairing(code, typed));

  it('gives both sides one code, which is typed as words or as hex', () => {
    verifyPairing(code, fingerprintWords(code).join(' '));
    verifyPairing(code, hexRows(code).flat().join(' ').toUpperCase());
  });

  it('differs for another ceremony, another key, and keys in each other’s place', () => {
    const others = [
      pairingCode('MHSM-DR-2026-10-14-02', offline, operator1),
      pairingCode(ceremony, offline, operator2),
      pairingCode(ceremony, stranger, operator1),
      pairingCode(ceremony, operator1, offline),
    ];
    for (const other of others) expect(wrong(other)).toBe('PAIRING_CODE_WRONG');
  });

  it('refuses what is no code', () => {
    expect(wrong('')).toBe('FINGERPRINT_HEX_LENGTH');
    expect(wrong(code.slice(0, 32))).toBe('FINGERPRINT_HEX_LENGTH');
    expect(wrong(fingerprintWords(code).slice(1).join(' '))).toBe('FINGERPRINT_WORDS');
  });
});
