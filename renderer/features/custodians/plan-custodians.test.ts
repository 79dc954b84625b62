// Screens name a certificate as register and paper do.
import { describe, expect, it } from 'vitest';
import { certificateSha256Of } from './plan-custodians.ts';

describe('the hash of a certificate', () => {
  // By `printf %s text | openssl dgst -sha256`, as hex and as base64url: with both letters that base64url has of its own.
  it.each([
    ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('%s is %s', (thumbprint, sha256) => {
    expect(certificateSha256Of(thumbprint)).toBe(sha256);
  });
});
