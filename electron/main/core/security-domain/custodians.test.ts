// Whose keys open a security domain: those of these custodians, all of them, and nobody else's.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { sha256 } from '../encoding/bytes.ts';
import { assertSharesFor } from './custodians.ts';

const certificate = (name: string): Buffer => sha256(Buffer.from(name));
const certificates = Object.fromEntries(['C1', 'C2', 'C3'].map((name) => [name, certificate(name).toString('hex')]));
const shares = (...names: string[]): string[] => names.map((name) => certificate(name).toString('base64url'));
const refused = (extra: number, ...missing: string[]) => ({
  code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS',
  extra,
  missing,
});

describe('the shares of a security domain', () => {
  it('are for the custodians of the ceremony, in any order', () => {
    expect(() => assertSharesFor(shares('C3', 'C1', 'C2'), certificates)).not.toThrow();
  });

  it.each([
    ['one is missing', shares('C1', 'C3'), refused(0, 'C2')],
    ['one is for somebody else too', shares('C1', 'C2', 'C3', 'X'), refused(1)],
    ['one is for somebody else instead', shares('X', 'C2', 'C3'), refused(1, 'C1')],
    ['one custodian has two of them', shares('C1', 'C1', 'C2'), refused(0, 'C3')],
    ['there is none', [], refused(0, 'C1', 'C2', 'C3')],
  ])('are refused where %s', (_, found, fault) => {
    expect(faultOf(() => assertSharesFor(found, certificates))).toEqual(fault);
  });
});
