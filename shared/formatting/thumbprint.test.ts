// Screens and faults name a certificate as register and paper do.
import { describe, expect, it } from 'vitest';
import { certificateSha256Of, fullThumbprint, isThumbprint, shortThumbprint } from './thumbprint.ts';

describe('the hash of a certificate', () => {
  // By `printf %s text | openssl dgst -sha256`, as hex and as base64url: with both letters that base64url has of its own.
  it.each([
    ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('%s is %s', (thumbprint, sha256) => {
    expect(isThumbprint(thumbprint)).toBe(true);
    expect(certificateSha256Of(thumbprint)).toBe(sha256);
    expect(fullThumbprint(thumbprint)).toBe(sha256);
    expect(shortThumbprint(thumbprint)).toBe(`${sha256.slice(0, 6)}…${sha256.slice(-2)}`);
  });

  it.each(['', 'C1', '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'])(
    '“%s” is none, and stays as it is where a fault names it',
    (text) => {
      expect([isThumbprint(text), shortThumbprint(text), fullThumbprint(text)]).toEqual([false, text, text]);
    },
  );
});
