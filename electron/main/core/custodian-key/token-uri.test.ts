// Tokens as people name them: the URIs that pkcs11-tool and p11tool print, with a module added, and everything else that the standard allows.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { isTokenUri, parseTokenUri } from './token-uri.ts';

describe('the URI of a token', () => {
  it('names the token and its module', () => {
    const printed = 'pkcs11:model=PKCS%2315%20emulated;manufacturer=piv_II;serial=0a1b2c3d;token=Karte%20f%C3%BCr%20C1';
    expect(parseTokenUri(`${printed}?module-name=opensc-pkcs11`)).toEqual({
      token: { model: 'PKCS#15 emulated', manufacturer: 'piv_II', serial: '0a1b2c3d', label: 'Karte für C1' },
      module: 'opensc-pkcs11',
    });
    expect(parseTokenUri('pkcs11:?module-name=ykcs11')).toEqual({ token: {}, module: 'ykcs11' });
    expect(parseTokenUri('pkcs11:token=C1?module-name=softhsm2&softhsm2-conf=%2Ftmp%2Fa.conf')).toEqual({
      ...{ token: { label: 'C1' }, module: 'softhsm2', softhsmConf: '/tmp/a.conf' },
    });
  });

  it('is told from a file', () => {
    expect(['pkcs11:serial=1', './pkcs11:serial=1', 'C1.key', 'PKCS11:'].map(isTokenUri)).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it.each([
    ['no module', 'pkcs11:serial=1', 'module-name', 'missing'],
    ['nothing', 'pkcs11:', 'module-name', 'missing'],
    ['the PIN', 'pkcs11:serial=1?module-name=ykcs11&pin-value=123456', 'pin-value', 'pin'],
    ['where the PIN is', 'pkcs11:serial=1?pin-source=file:/pin', 'pin-source', 'pin'],
    ['a file of a module', 'pkcs11:serial=1?module-path=/tmp/evil.so', 'module-path', 'unknown'],
    ['which key', 'pkcs11:serial=1;id=%01?module-name=ykcs11', 'id', 'unknown'],
    ['an attribute of the query in the path', 'pkcs11:module-name=ykcs11', 'module-name', 'unknown'],
    ['a member of every object', 'pkcs11:constructor=1?module-name=ykcs11', 'constructor', 'unknown'],
    ['a serial number twice', 'pkcs11:serial=1;serial=2?module-name=ykcs11', 'serial', 'twice'],
    ['no value', 'pkcs11:serial?module-name=ykcs11', 'serial', 'malformed'],
    ['an empty value', 'pkcs11:serial=?module-name=ykcs11', 'serial', 'malformed'],
    ['two values', 'pkcs11:serial=1=2?module-name=ykcs11', 'serial', 'malformed'],
    ['what is not UTF-8', 'pkcs11:serial=%ff?module-name=ykcs11', 'serial', 'malformed'],
    ['two queries', 'pkcs11:serial=1?module-name=ykcs11?a=b', '?', 'malformed'],
  ])('is refused with %s', (_, uri, attribute, why) => {
    expect(faultOf(() => parseTokenUri(uri))).toEqual({ code: 'TOKEN_URI_INVALID', attribute, why });
  });
});
