// What a file says that it is, where it was given for another: every kind by its own mark, and nothing of what only looks like one.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { claimedKind, refuseNoJson, refuseOtherJson } from './other-kind.ts';
import { encodePem } from './pem.ts';

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const der = Buffer.from('30820100', 'hex');

describe('the kind that a file claims', () => {
  it.each<[string, Buffer, string | undefined]>([
    ['a register', json({ format: 'lifeboat-custody', v: 2 }), 'register'],
    ['an identity', json({ format: 'lifeboat-identity' }), 'identity'],
    ['the public half of one', json({ format: 'lifeboat-public-identity' }), 'identity'],
    ['an inventory', json({ format: 'lifeboat-inventory' }), 'inventory'],
    ['a plan', json({ format: 'lifeboat-plan' }), 'plan'],
    ['a signed plan', json({ payloadType: 'application/vnd.lifeboat.approved-plan.v1+json' }), 'plan'],
    ['a bundle', json({ payloadType: 'application/vnd.lifeboat.outcome.v2+json' }), 'bundle'],
    ['a journal of one line', json({ event: {}, prev: '0' }), 'journal'],
    ['a journal of two', Buffer.concat([json({ event: {}, prev: '0' }), Buffer.from('\n'), json({})]), 'journal'],
    ['a restore blob', json({ WrappedKey: {} }), 'restore-blob'],
    ['a security domain', json({ SharedKeys: {} }), 'security-domain'],
    ['one of version 1', json({ SplitKeys: {} }), 'security-domain'],
    ['an answer with the exchange key', json({ transfer_key: '' }), 'exchange-key'],
    ['a JWK', json({ kty: 'RSA' }), 'exchange-key'],
    ['a certificate in PEM', Buffer.from(encodePem('CERTIFICATE', der)), 'certificate'],
    ['a certificate in DER', der, 'certificate'],
    ['a private key', Buffer.from(encodePem('ENCRYPTED PRIVATE KEY', der)), 'private-key'],
    ['a public key', Buffer.from(encodePem('PUBLIC KEY', der)), undefined],
    ['a format that only has the name of a member of every object', json({ format: 'constructor' }), undefined],
    ['an event without a chain', json({ event: {} }), undefined],
    ['a list', json([1]), undefined],
    ['two lines of words', Buffer.from('one\ntwo'), undefined],
    ['a digit that begins as DER does', Buffer.from('0'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('of %s', (_, file, kind) => {
    expect(claimedKind(file)).toBe(kind);
  });
});

describe('a file in the place of another', () => {
  it('is refused by its kind, and a damaged one of the wanted kind is the reader’s to refuse', () => {
    const wanted = 'security-domain';
    expect(faultOf(() => refuseOtherJson(wanted, { WrappedKey: {} }))).toEqual({
      ...{ code: 'FILE_OF_OTHER_KIND', wanted, found: 'restore-blob' },
    });
    expect(faultOf(() => refuseNoJson(wanted, der))).toMatchObject({ found: 'certificate' });
    expect(() => {
      refuseOtherJson(wanted, { WrappedKey: {}, SharedKeys: {} });
      refuseOtherJson(wanted, {});
      refuseOtherJson(wanted, undefined);
      refuseNoJson(wanted, Buffer.from('words'));
    }).not.toThrow();
  });
});
