// Addresses of HSMs as people type them: one spelling is taken, and every other has its reason.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { parseHsmUri } from './hsm-address.ts';

const name = 'my-hsm-01.managedhsm.azure.net';

describe('the address of an HSM', () => {
  it.each([
    [`https://${name}`, name],
    [`https://${name}/`, name],
    ['https://abc.managedhsm.usgovcloudapi.net', 'abc.managedhsm.usgovcloudapi.net'],
    [`https://${'a'.repeat(24)}.managedhsm.azure.cn`, `${'a'.repeat(24)}.managedhsm.azure.cn`],
  ])('%s is taken', (uri, host) => {
    expect(parseHsmUri(uri, 'production')).toBe(host);
    expect(parseHsmUri(uri, 'practice')).toBe(host);
  });

  it('of a practice HSM is taken in practice only', () => {
    const host = 'hsm-b.managedhsm.practice.invalid';
    expect(parseHsmUri(`https://${host}`, 'practice')).toBe(host);
    expect(faultOf(() => parseHsmUri(`https://${host}`, 'production'))).toEqual({ code: 'HSM_HOST_PRACTICE', host });
  });

  it.each([
    ['not-https', name],
    ['not-https', `http://${name}`],
    ['not-https', ` https://${name}`],
    ['not-https', `https:/${name}`],
    ['not-https', ''],
    ['upper-case', `HTTPS://${name}`],
    ['upper-case', `https://My-hsm-01.managedhsm.azure.net`],
    ['user-info', `https://user@${name}`],
    ['user-info', `https://${name}@attacker.example`],
    ['user-info', `https://${name}:443@attacker.example/`],
    ['port', `https://${name}:443`],
    ['port', `https://${name}:8443/`],
    ['path', `https://${name}/keys`],
    ['path', `https://${name}//`],
    ['path', `https://attacker.example/.managedhsm.azure.net`],
    ['path', `https://attacker.example?${name}`],
    ['path', `https://attacker.example#${name}`],
    ['path', `https://attacker.example\\${name}`],
    ['trailing-dot', `https://${name}.`],
    ['trailing-dot', `https://${name}./`],
    ['punycode', 'https://xn--hsm-5cd.managedhsm.azure.net'],
    ['characters', `https://my_hsm.managedhsm.azure.net`],
    ['characters', `https://\u043cy-hsm.managedhsm.azure.net`],
    ['characters', `https://my-hsm\u3002managedhsm.azure.net`],
    ['characters', `https://${name}\0`],
    ['characters', `https://${name}\n`],
    ['characters', `https://${name} `],
    ['characters', 'https://[::1]x'.replace(/[:]{2}/, '')],
    ['characters', 'https://'],
  ])('is refused: %s (%s)', (problem, uri) => {
    expect(faultOf(() => parseHsmUri(uri, 'production'))).toEqual({ code: 'HSM_URI_INVALID', problem });
  });

  it.each([
    'my-hsm.vault.azure.net',
    'my-hsm.managedhsm.azure.net.attacker.example',
    'my-hsmmanagedhsm.azure.net',
    'a.my-hsm.managedhsm.azure.net',
    '.managedhsm.azure.net',
    'managedhsm.azure.net',
    'ab.managedhsm.azure.net',
    `${'a'.repeat(25)}.managedhsm.azure.net`,
    '-my-hsm.managedhsm.azure.net',
    'my-hsm-.managedhsm.azure.net',
  ])('is refused: %s is in no known cloud', (host) => {
    expect(faultOf(() => parseHsmUri(`https://${host}`, 'production'))).toMatchObject({
      code: 'HSM_CLOUD_UNKNOWN',
      host,
    });
  });
});
