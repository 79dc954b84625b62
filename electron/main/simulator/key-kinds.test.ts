// A curve that the library of the process does not have, as BoringSSL inside Electron lacks P-256K: refused in words, wherever it comes up.
import * as crypto from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { makeMaterial, privateKey } from './key-kinds.ts';

vi.mock(import('node:crypto'), async (original) => {
  const real = await original();
  return {
    ...real,
    getCurves: () => real.getCurves().filter((name) => name !== 'secp256k1'),
    createPrivateKey: (key) => {
      const read = real.createPrivateKey(key);
      if (read.asymmetricKeyDetails?.namedCurve === 'secp256k1') throw new Error('unknown group');
      return read;
    },
  };
});

const refused = { status: 400, code: 'CurveNotSupported' };

it('is refused for a key that is made or kept', async () => {
  await expect(makeMaterial({ kty: 'EC-HSM', crv: 'P-256K' })).rejects.toMatchObject(refused);
  const kept = crypto.generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
  const material = kept.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  expect(() => privateKey({ kty: 'EC-HSM', material })).toThrow(expect.objectContaining(refused));
});

it('leaves the others as they are', async () => {
  const made = await makeMaterial({ kty: 'EC-HSM', crv: 'P-256' });
  expect(privateKey(made).asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
});
