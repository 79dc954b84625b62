import { describe, expect, it } from 'vitest';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { thumbprintOf, thumbprintsOf } from './thumbprint.ts';

describe('the hash of a certificate', () => {
  // By `printf %s text | openssl dgst -sha256`, as hex and as base64url: with both letters that base64url has of its own.
  const spelled = [
    ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'],
    ['ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'],
  ] as const;

  it.each(spelled)('%s is %s in a security domain', (hex, thumbprint) => {
    expect(thumbprintOf(hex)).toBe(thumbprint);
    expect(certificateSha256Of(thumbprint)).toBe(hex);
  });

  it('is left out where a plan does not know it yet', () => {
    const [[first], [second]] = spelled;
    const custodians = [first, null, second].map((certificateSha256) => ({ certificateSha256 }));
    expect(thumbprintsOf(custodians)).toEqual(spelled.map(([, thumbprint]) => thumbprint));
  });
});
