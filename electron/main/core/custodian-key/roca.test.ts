// The form of moduli that can be factored: found in a published one and in made ones of each size, and in no sound one.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { rsaNumbers } from '../x509/certificate.ts';
import { hasRocaForm } from './roca.ts';
import { publishedRocaModulus } from './testdata/roca.ts';

const random = (bytes: number): bigint => BigInt(`0x${randomBytes(bytes).toString('hex')}`);

/** The product of the primes up to 167, as the paper has it for keys of 512 bits: an independent way to the same form. */
const primorial = 962947420735983927056946215901134429196419130606213075415963491270n;

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let [square, rest] = [base % modulus, exponent]; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

it('is that of a published modulus', () => {
  expect(hasRocaForm(publishedRocaModulus)).toBe(true);
  expect(hasRocaForm(publishedRocaModulus + 2n)).toBe(false);
});

it.each([256, 384, 512])('is that of k·M + 65537^a mod M, in %i bytes', (bytes) => {
  for (let i = 0; i < 50; i += 1) {
    const made = random(bytes - 28) * primorial + power(65537n, random(20), primorial);
    expect(hasRocaForm(made)).toBe(true);
  }
});

it('is that of no key of OpenSSL, and of no odd number', () => {
  const keys = Array.from({ length: 10 }, () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return rsaNumbers(publicKey.export({ type: 'spki', format: 'der' }))?.modulus ?? 0n;
  });
  const odd = Array.from({ length: 20_000 }, () => random(256) | 1n);
  expect([...keys, ...odd].filter(hasRocaForm)).toEqual([]);
});
