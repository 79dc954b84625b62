// Which modules may be loaded, and from where: known names alone, and no file that people name.
import { describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { findTokenModule } from './token-modules.ts';

describe('a module of tokens', () => {
  it.each(['evil', '../softhsm2', '/tmp/evil.so', 'constructor', ''])('is none that is called “%s”', async (name) => {
    const known = ['ykcs11', 'opensc-pkcs11', 'softhsm2'];
    expect(await faultOfPromise(findTokenModule(name))).toEqual({ code: 'TOKEN_MODULE_UNKNOWN', module: name, known });
  });

  it('is missing where the system does not have it, and on a system that is not supported', async () => {
    const missing = { code: 'TOKEN_MODULE_MISSING', module: 'ykcs11', places: [] };
    expect(await faultOfPromise(findTokenModule('ykcs11', undefined, 'win32'))).toEqual(missing);
    const onMac = await faultOfPromise(findTokenModule('ykcs11', undefined, 'darwin'));
    expect(onMac).toMatchObject({
      code: 'TOKEN_MODULE_MISSING',
      places: expect.arrayContaining(['/opt/homebrew/lib/libykcs11.dylib']) as string[],
    });
  });
});
