// Every use that the apps make of node:crypto, and why it works on BoringSSL, which Electron has in the place of OpenSSL. A new use in
// a bundle fails the test until somebody has thought about it here.

export interface Assessment {
  /** What the name of an algorithm can be where the program computes it. */
  readonly names?: readonly string[];
  readonly why: string;
}

const vectors = 'the same answers in Chromium, by Wycheproof';
const both = 'the same answers in Chromium, both ways';
const oldKeys = 'only from passphrases of old key files; the library has both, and opens to the same keys';
const node = 'part of Node itself, whatever library is under it';
const practice = 'only the practice HSM; the library has it';
const unusedBranch = 'a way of a dependency that sign-in with a browser or a secret does not go';
const form =
  'reads PKCS#8, PKCS#1 and SubjectPublicKeyInfo of RSA and P-256/384, which the library reads; kinds are told by OID before';
const ecdsaForm =
  'SHA-256 with P-256 in certificates of Intel, RSA in exchange keys: the same answers in Chromium, both ways';

export const assessedUses: Readonly<Record<string, Assessment>> = {
  KeyObject: { why: node },
  X509Certificate: { why: `${practice}: it reads a public key, the bytes and a date` },
  'constants RSA_NO_PADDING': { why: `${practice}: signing with PSS over a digest` },
  'constants RSA_PKCS1_OAEP_PADDING': { why: vectors },
  'constants RSA_PKCS1_PADDING': { why: practice },
  'constants RSA_PKCS1_PSS_PADDING': { why: unusedBranch },
  'constants RSA_PSS_SALTLEN_DIGEST': { why: unusedBranch },
  'createCipheriv (by encrypt)': { names: ['aes-128-gcm', 'aes-192-gcm', 'aes-256-gcm'], why: practice },
  'createCipheriv (by sealBlocks)': { names: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'], why: practice },
  'createCipheriv (by wrapWithAes)': { names: ['aes-128-ecb', 'aes-192-ecb', 'aes-256-ecb'], why: practice },
  'createCipheriv aes-256-cbc': { why: vectors },
  'createCipheriv aes-256-gcm': { why: both },
  'createDecipheriv (by decrypt)': { names: ['aes-128-gcm', 'aes-192-gcm', 'aes-256-gcm'], why: practice },
  'createDecipheriv (by openBlocks)': { names: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'], why: practice },
  'createDecipheriv (by inLibrary)': {
    names: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'],
    why: `${vectors}; for 192 bits and triple DES the library has the cipher`,
  },
  'createDecipheriv (by unwrapWithAes)': { names: ['aes-128-ecb', 'aes-192-ecb', 'aes-256-ecb'], why: practice },
  'createDecipheriv aes-256-cbc': { why: vectors },
  'createDecipheriv aes-256-gcm': { why: both },
  'createECDH (by generatorX)': { names: ['prime256v1', 'secp384r1'], why: practice },
  'createECDH prime256v1': { why: practice },
  'createHash (by encode)': { names: ['sha256', 'sha384', 'sha512'], why: practice },
  'createHash (by mask)': { names: ['sha256', 'sha384', 'sha512'], why: practice },
  'createHash (by sha256)': { names: ['sha256'], why: both },
  'createHash (by signs)': { names: ['sha256', 'sha384', 'sha512'], why: both },
  'createHash sha1': { why: 'only for the old thumbprint of a certificate; the same answers in Chromium' },
  'createHash sha256': { why: both },
  'createHmac (by createHmacSigner)': { names: ['sha256', 'sha384', 'sha512'], why: unusedBranch },
  'createHmac sha256': { why: both },
  'createHmac sha512': { why: vectors },
  createPrivateKey: { why: form },
  createPublicKey: { why: form },
  createSecretKey: { why: node },
  'createSign (by createKeySigner)': { names: ['RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512'], why: unusedBranch },
  'createSign (by createPSSKeySigner)': { names: ['RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512'], why: unusedBranch },
  'createVerify (by createKeyVerifier)': { names: ['RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512'], why: unusedBranch },
  'createVerify (by createPSSKeyVerifier)': { names: ['RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512'], why: unusedBranch },
  generateKeyPair: { why: 'RSA and P-256/384 for practice, both of which Chromium makes and we read' },
  'generateKeyPairSync ec P-256': { why: both },
  'generateKeyPairSync ec P-384': { why: both },
  'generateKeyPairSync ec prime256v1': { why: both },
  'generateKeyPairSync rsa': { why: both },
  getCurves: { why: 'asked so that the practice HSM refuses a curve that the library lacks' },
  'createHash (by hashed)': { names: ['md5', 'sha1'], why: oldKeys },
  'hash (by hashed)': { names: ['md5', 'sha1'], why: oldKeys },
  'hash sha256': { why: both },
  'pbkdf2Sync (by deriveKey)': { names: ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'], why: vectors },
  'pbkdf2Sync sha256': { why: vectors },
  privateDecrypt: { why: vectors },
  privateEncrypt: { why: practice },
  publicDecrypt: { why: practice },
  publicEncrypt: { why: both },
  randomBytes: { why: node },
  randomInt: { why: node },
  randomUUID: { why: node },
  scryptSync: { why: 'WebCrypto has none; the library derives the same key' },
  'sign sha256': { why: both },
  'sign sha384': { why: both },
  timingSafeEqual: { why: node },
  'verify (by isSignedBy)': { names: ['sha256', 'sha384', 'sha512'], why: ecdsaForm },
  'verify (by signs)': { names: ['sha256', 'sha384', 'sha512'], why: both },
  'verify sha256': { why: ecdsaForm },
  'verify sha384': { why: vectors },
};
