import { createPublicKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { DER, encodeDer } from '../encoding/der.ts';
import type { JsonValue } from '../encoding/json.ts';
import { type BundleExpectation, verifyBundle } from './bind.ts';
import { buildBundle, bundleFileName, claimedType, openBundle, openForCountersigning } from './bundle.ts';
import { encodeEnvelope, type Envelope, maxBundleBytes, parseEnvelope, signedBytes } from './envelope.ts';
import type { PublicIdentity } from './identity.ts';
import { bundleTypes, type BundleType, payloadTypeOf } from './roles.ts';
import { countersignDocument, signDocument } from './signed-document.ts';
import { otherForm, parseSigningPublicKey } from './signature.ts';
import { expectationFor, payloadOf, signersOf } from './testdata/payloads.ts';
import {
  answerWith,
  certificateLike,
  everyone,
  exchangeCertificate,
  observed,
  offline,
  operator1,
  operator2,
  otherCertificate,
  restoreBlobFor,
  stranger,
  textHash,
  witness,
} from './testdata/samples.ts';

const pins: readonly PublicIdentity[] = everyone;
const hexOf = (text: string): string => textHash(text);
const signed = (type: BundleType): Buffer => buildBundle(payloadOf(type), signersOf(type));
/** Signs whatever an attacker, or a mistaken honest machine, puts together: nothing is checked here. */
const forged = (type: BundleType, payload: object, signers = signersOf(type)): Buffer =>
  signDocument(payloadTypeOf(type), encodeCanonicalJson(payload as JsonValue), signers);
const verify = (file: Uint8Array, type: BundleType, known: Partial<BundleExpectation> = {}) =>
  verifyBundle(file, type, pins, { ...expectationFor(type), ...known });
const codeOf = (file: Uint8Array, type: BundleType, known: Partial<BundleExpectation> = {}) =>
  faultCode(() => verify(file, type, known));
const alteredEnvelope = (file: Buffer, change: (envelope: Envelope) => Partial<Envelope>): Buffer => {
  const envelope = parseEnvelope(file);
  return encodeEnvelope({ ...envelope, ...change(envelope) });
};

describe.each(bundleTypes)('a bundle of kind %s', (type) => {
  const file = signed(type);

  it('is accepted by the machine that it was made for', () => {
    const bundle = verify(file, type);
    expect(bundle.payload).toEqual(JSON.parse(parseEnvelope(file).payload.toString('utf8')));
    expect(bundle.payloadSha256).toBe(textHash(parseEnvelope(file).payload.toString('utf8')));
    expect(claimedType(file)).toBe(type);
  });

  it.each<[string, Partial<BundleExpectation>, string]>([
    ['a practice bundle in a real ceremony, or the reverse', { practice: true }, 'BUNDLE_PRACTICE'],
    ['a bundle of another ceremony', { ceremony: 'MHSM-DR-2026-10-14-02' }, 'BUNDLE_CEREMONY'],
    ['a bundle under another plan', { planSha256: hexOf('other plan') }, 'BUNDLE_PLAN'],
    ['a bundle replayed to a machine that gave out another nonce', { challenge: '0'.repeat(32) }, 'BUNDLE_CHALLENGE'],
    ['a bundle that came too early', { seq: 4 }, 'BUNDLE_SEQUENCE'],
    ['a bundle that came again', { seq: 6 }, 'BUNDLE_SEQUENCE'],
    ['a bundle whose predecessor was replaced', { prev: hexOf('another') }, 'BUNDLE_PREVIOUS'],
    ['a bundle whose predecessor was dropped', { prev: null }, 'BUNDLE_PREVIOUS'],
    [
      'a bundle of a journal that is no longer than it was before',
      { journal: { events: 20, head: hexOf('head') } },
      'BUNDLE_JOURNAL_SHORTER',
    ],
    [
      'a bundle for another machine',
      { self: { ...expectationFor(type).self, keyId: witness.keyId } },
      'BUNDLE_RECIPIENT',
    ],
    [
      'a bundle for another HSM',
      { hsm: { ...expectationFor(type).hsm, uri: 'https://other-hsm.managedhsm.azure.net' } },
      'BUNDLE_HSM',
    ],
    [
      'a bundle for an HSM of another tenant',
      { hsm: { ...expectationFor(type).hsm, tenant: '00000000-0000-4000-8000-00000000000f' } },
      'BUNDLE_HSM',
    ],
  ])('refuses %s', (_, known, code) => {
    expect(codeOf(file, type, known)).toBe(code);
  });

  it('refuses its own bundle reflected back', () => {
    const toOffline = payloadOf(type).dir === 'online-to-offline';
    const sender = toOffline ? operator1 : offline;
    expect(codeOf(file, type, { self: { role: sender.role, keyId: sender.keyId } })).toBe('BUNDLE_DIRECTION');
    const turned = { ...payloadOf(type), dir: toOffline ? 'offline-to-online' : 'online-to-offline' };
    expect(codeOf(forged(type, turned), type)).toBe('BUNDLE_DIRECTION');
    expect(faultCode(() => openBundle(forged(type, turned), type, pins))).toBe('BUNDLE_DIRECTION');
  });

  it('refuses it as any other kind, outside and inside', () => {
    for (const other of bundleTypes.filter((each) => each !== type)) {
      expect(faultCode(() => openBundle(file, other, pins))).toBe('BUNDLE_TYPE');
      const relabelled = signDocument(payloadTypeOf(other), encodeCanonicalJson(payloadOf(type)), signersOf(other));
      expect(faultCode(() => openBundle(relabelled, other, pins))).toBe('BUNDLE_TYPE_INSIDE');
    }
  });

  it('refuses a media type changed after signing', () => {
    const other = bundleTypes.find((each) => each !== type) ?? type;
    const relabelled = alteredEnvelope(file, () => ({ payloadType: payloadTypeOf(other) }));
    expect(faultCode(() => openBundle(relabelled, other, pins))).toBe('BUNDLE_SIGNATURE_WRONG');
  });

  it('refuses a stripped signature', () => {
    const none = Buffer.from(file.toString('utf8').replace(/"signatures":\[.*\]/, '"signatures":[]'));
    expect(codeOf(none, type)).toBe('ENVELOPE_FORM');
  });

  it('refuses a doubled signature', () => {
    const doubled = alteredEnvelope(file, ({ signatures }) => ({
      signatures: [...signatures, ...signatures.slice(0, 1)],
    }));
    expect(codeOf(doubled, type)).toBe('BUNDLE_SIGNER_TWICE');
  });

  it('refuses a signature of another payload, and one under another key id', () => {
    const other = signDocument(payloadTypeOf(type), Buffer.from('{}'), signersOf(type));
    const swapped = alteredEnvelope(file, () => ({ signatures: parseEnvelope(other).signatures }));
    expect(codeOf(swapped, type)).toBe('BUNDLE_SIGNATURE_WRONG');
    const renamed = alteredEnvelope(file, ({ signatures }) => ({
      signatures: signatures.map((each) => ({ ...each, keyId: witness.keyId })),
    }));
    expect(['BUNDLE_SIGNATURE_WRONG', 'BUNDLE_SIGNER_TWICE']).toContain(codeOf(renamed, type));
  });

  it('refuses a key that is not pinned, alone and beside the honest ones', () => {
    expect(codeOf(forged(type, payloadOf(type), [stranger]), type)).toBe('BUNDLE_SIGNER_UNKNOWN');
    expect(codeOf(countersignDocument(file, stranger), type)).toBe('BUNDLE_SIGNER_UNKNOWN');
  });

  it('refuses a pinned key in a role that may not sign it, alone and beside the honest ones', () => {
    expect(codeOf(forged(type, payloadOf(type), [witness]), type)).toBe('BUNDLE_SIGNER_ROLE');
    expect(codeOf(countersignDocument(file, witness), type)).toBe('BUNDLE_SIGNER_ROLE');
  });

  it('refuses a sender that has not signed', () => {
    expect(codeOf(forged(type, { ...payloadOf(type), from: witness.keyId }), type)).toBe('BUNDLE_SENDER');
  });

  it('refuses one key pinned under two roles', () => {
    const double = [...everyone, { ...witness, keyId: operator1.keyId }];
    expect(faultCode(() => openBundle(file, type, double))).toBe('BUNDLE_PINS_AMBIGUOUS');
  });

  it('refuses a payload that is signed but has a member too many, one missing, or another spelling', () => {
    expect(codeOf(forged(type, { ...payloadOf(type), privateKey: 'x' }), type)).toBe('BUNDLE_PAYLOAD_FORM');
    const without = Object.fromEntries(Object.entries(payloadOf(type)).filter(([name]) => name !== 'challenge'));
    expect(codeOf(forged(type, without), type)).toBe('BUNDLE_PAYLOAD_FORM');
    const spaced = Buffer.from(JSON.stringify(payloadOf(type), null, 1));
    expect(codeOf(signDocument(payloadTypeOf(type), spaced, signersOf(type)), type)).toBe(
      'BUNDLE_PAYLOAD_NOT_CANONICAL',
    );
    const doubled = Buffer.from(`{"v":1,${encodeCanonicalJson(payloadOf(type)).toString('utf8').slice(1)}`);
    expect(codeOf(signDocument(payloadTypeOf(type), doubled, signersOf(type)), type)).toBe('JSON_DUPLICATE_MEMBER');
  });

  it('stands on the form of its header', () => {
    const bad: Record<string, unknown>[] = [
      { v: payloadOf(type).v + 1 },
      { v: payloadOf(type).v - 1 },
      { seq: 0 },
      { seq: 10000 },
      { ceremony: '../../etc' },
      { from: operator1.keyId.toUpperCase() },
      { challenge: 'abc' },
      { issued: 'yesterday' },
      { practice: 'false' },
      { hsm: { ...payloadOf(type).hsm, uri: 'https://recovered-hsm.managedhsm.azure.net.example.com' } },
    ];
    for (const change of bad)
      expect(codeOf(forged(type, { ...payloadOf(type), ...change }), type)).toBe('BUNDLE_PAYLOAD_FORM');
  });
});

describe.each(bundleTypes)('every byte of a signed bundle of kind %s', (type) => {
  /** @param step how many bytes there are from one that is altered to the next */
  const alter = (step: number): void => {
    const file = signed(type);
    let [altered, refused] = [0, 0];
    for (let at = 0; at < file.length; at += step) {
      const flipped = Buffer.from(file);
      // Another bit in each byte: all of them would take a minute.
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      altered += 1;
      try {
        verify(flipped, type);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused += 1;
      }
    }
    expect(altered).toBeGreaterThan(50);
    expect(refused).toBe(altered);
  };

  it('counts: no file that is altered in one byte of eleven is accepted', () => alter(11));
  it('counts: no altered file is accepted, and each is refused, not crashed on', long, () => alter(1));
});

describe('the exchange key', () => {
  const payload = payloadOf('exchange-key');
  const open = (change: object, signers = signersOf('exchange-key')) =>
    faultCode(() => openBundle(forged('exchange-key', { ...payload, ...change }, signers), 'exchange-key', pins));

  it('needs both operators: one alone, or one twice, is not enough', () => {
    expect(open({}, [operator1])).toBe('BUNDLE_SIGNATURES_SHORT');
    expect(open({}, [operator2])).toBe('BUNDLE_SIGNATURES_SHORT');
    expect(open({}, [operator1, operator1])).toBe('BUNDLE_SIGNER_TWICE');
  });

  it('may be countersigned by the second operator after looking at it', () => {
    const partial = buildBundle(payload, [operator1]);
    expect(openForCountersigning(partial, 'exchange-key', pins).payload.exchange).toEqual(payload.exchange);
    expect(verify(countersignDocument(partial, operator2), 'exchange-key').signers).toEqual([operator1, operator2]);
    expect(faultCode(() => countersignDocument(partial, operator1))).toBe('BUNDLE_SIGNER_TWICE');
  });

  it('is refused when the observers saw different keys, or when one observer speaks for both', () => {
    const { first } = payload.body;
    expect(
      open({ body: { first, decision: null, revocationLists: [], second: observed('operator-2', otherCertificate) } }),
    ).toBe('BUNDLE_OBSERVERS_DISAGREE');
    expect(open({ body: { first, second: first, decision: null, revocationLists: [] } })).toBe('BUNDLE_BODY');
    expect(
      open({
        body: { first: observed('operator-2'), second: observed('operator-2'), decision: null, revocationLists: [] },
      }),
    ).toBe('BUNDLE_BODY');
  });

  it('is refused when the header names another key than the answer holds', () => {
    expect(open({ exchange: { ...payload.exchange, certificateSha256: hexOf('x') } })).toBe('BUNDLE_EXCHANGE_KEY');
    expect(open({ exchange: { ...payload.exchange, spkiSha256: hexOf('x') } })).toBe('BUNDLE_EXCHANGE_KEY');
  });

  it.each<[string, string]>([
    [
      'a private member in the JWK',
      JSON.stringify({ key_format: 'jwk', transfer_key: { d: 'x', x5c: [exchangeCertificate.toString('base64')] } }),
    ],
    ['no certificate', JSON.stringify({ key_format: 'jwk', transfer_key: {} })],
    [
      'another key format',
      JSON.stringify({ key_format: 'pem', transfer_key: { x5c: [exchangeCertificate.toString('base64')] } }),
    ],
    ['a list', '[]'],
    [
      'bytes after the certificate',
      answerWith(Buffer.concat([exchangeCertificate, Buffer.from([0])])).toString('utf8'),
    ],
  ])('is refused when the answer holds %s', (_, answer) => {
    const first = { ...payload.body.first, answer: Buffer.from(answer).toString('base64') };
    expect(open({ body: { ...payload.body, first } })).toBe('EXCHANGE_ANSWER_FORM');
  });

  it('reads the answer with the key as text or as an object', () => {
    const answer = Buffer.from(
      JSON.stringify({ key_format: 'jwk', transfer_key: { x5c: [exchangeCertificate.toString('base64')] } }),
    );
    const first = { ...payload.body.first, answer: answer.toString('base64') };
    expect(
      verify(buildBundle({ ...payload, body: { ...payload.body, first } }, signersOf('exchange-key')), 'exchange-key'),
    ).toBeDefined();
  });

  it('is refused on the way back when it is stale', () => {
    const stale = { certificateSha256: hexOf('stale'), spkiSha256: hexOf('stale') };
    expect(codeOf(signed('restore-blob'), 'restore-blob', { exchange: stale })).toBe('BUNDLE_EXCHANGE_KEY');
  });
});

describe('bodies that contradict their header', () => {
  const open = (type: BundleType, change: object) =>
    faultCode(() => openBundle(forged(type, { ...payloadOf(type), ...change }), type, pins));

  it('refuses a blob for another exchange key', () => {
    const { body } = payloadOf('restore-blob');
    const restoreBlob = restoreBlobFor(hexOf('other'));
    expect(open('restore-blob', { body: { ...body, restoreBlob, blobSha256: textHash(restoreBlob) } })).toBe(
      'BUNDLE_EXCHANGE_KEY',
    );
    expect(open('restore-blob', { body: { ...body, blobSha256: hexOf('other') } })).toBe('BUNDLE_BODY');
  });

  it('refuses a swapped security domain, in itself and against the register', () => {
    expect(open('security-domain', { sd: { sha256: hexOf('other') } })).toBe('BUNDLE_SECURITY_DOMAIN');
    for (const type of ['security-domain', 'exchange-key', 'restore-blob', 'outcome'] as const) {
      expect(codeOf(signed(type), type, { sdSha256: hexOf('register') })).toBe('BUNDLE_SECURITY_DOMAIN');
    }
  });

  it('refuses other files in the place of a security domain or a blob', () => {
    const sd = payloadOf('security-domain');
    const asDomain = (text: string) => open('security-domain', { body: { ...sd.body, securityDomain: text } });
    const asBlob = (text: string) =>
      open('restore-blob', { body: { ...payloadOf('restore-blob').body, restoreBlob: text } });
    for (const text of ['{}', 'text', '-----BEGIN PRIVATE KEY-----']) {
      expect(asDomain(text)).toBe('BUNDLE_PAYLOAD_FORM');
      expect(asBlob(text)).toBe('BUNDLE_PAYLOAD_FORM');
    }
    // A member that nobody knows is read in a security domain, whose hash is that of the register all the same; never in a blob.
    const more = sd.body.securityDomain.replace('"version":2', '"version":2,"d":"x"');
    expect(asDomain(more)).toBe('BUNDLE_SECURITY_DOMAIN');
    expect(asBlob(more)).toBe('BUNDLE_PAYLOAD_FORM');
  });

  it('refuses a certificate or a custodian given twice, and a quorum that cannot be met', () => {
    const { body } = payloadOf('activation-certificates');
    const [a, b, c] = body.certificates as [
      (typeof body.certificates)[0],
      (typeof body.certificates)[0],
      (typeof body.certificates)[0],
    ];
    const given = (certificates: unknown[], required = 2) =>
      open('activation-certificates', { body: { required, certificates } });
    expect(given([a, b, { ...c, custodian: 'C1' }])).toBe('BUNDLE_BODY');
    expect(given([a, b, { ...c, certificate: a.certificate }])).toBe('BUNDLE_BODY');
    expect(given([a, b, c], 4)).toBe('BUNDLE_BODY');
  });
});

describe('making a bundle', () => {
  it('refuses to write what nobody could read', () => {
    const payload = payloadOf('outcome');
    expect(faultCode(() => buildBundle({ ...payload, seq: 0 }, [operator1]))).toBe('BUNDLE_PAYLOAD_FORM');
    const { body } = payloadOf('activation-certificates');
    const certificates = body.certificates.map((each, k) => ({
      ...each,
      certificate: certificateLike().toString('base64'),
      custodian: `C${k + 1}`,
    }));
    expect(
      buildBundle({ ...payloadOf('activation-certificates'), body: { required: 2, certificates } }, [offline]),
    ).toBeInstanceOf(Buffer);
  });

  it('refuses to sign twice with one key, and a body that contradicts its header', () => {
    expect(faultCode(() => buildBundle(payloadOf('outcome'), [operator1, operator1]))).toBe('BUNDLE_SIGNER_TWICE');
    const payload = payloadOf('restore-blob');
    const contradicting = { ...payload, body: { ...payload.body, x5tS256: randomBytes(32).toString('base64url') } };
    expect(faultCode(() => buildBundle(contradicting, signersOf('restore-blob')))).toBe('BUNDLE_EXCHANGE_KEY');
    const draft = forged('restore-blob', contradicting);
    expect(faultCode(() => openForCountersigning(draft, 'restore-blob', pins))).toBe('BUNDLE_EXCHANGE_KEY');
  });

  it('is refused with a key in a text of it', () => {
    const payload = payloadOf('outcome');
    const telling = { ...payload, app: { ...payload.app, build: '-----BEGIN PRIVATE KEY-----' } };
    expect(faultCode(() => buildBundle(telling, signersOf('outcome')))).toBe('SECRET_IN_OUTPUT');
  });

  it('names the file after ceremony, place and kind', () => {
    expect(bundleFileName(payloadOf('exchange-key'))).toBe(
      'lifeboat-MHSM-DR-2026-10-14-01-0005-exchange-key.bundle.json',
    );
  });
});

describe('the envelope', () => {
  const file = signed('outcome');
  const text = file.toString('utf8');
  const code = (altered: string) => faultCode(() => parseEnvelope(Buffer.from(altered)));

  it('signs as DSSE v1 says', () => {
    expect(signedBytes('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it.each<[string, string, string]>([
    ['a space', text.replace('{', '{ '), 'ENVELOPE_NOT_CANONICAL'],
    ['a line at the end', `${text}\n`, 'ENVELOPE_NOT_CANONICAL'],
    ['an escape', text.replace('outcome', '\\u006futcome'), 'ENVELOPE_NOT_CANONICAL'],
    ['a member twice', text.replace('{', '{"payload":"",'), 'JSON_DUPLICATE_MEMBER'],
    ['a member too many', text.replace('{', '{"a":1,'), 'ENVELOPE_FORM'],
    ['a signature with a member too many', text.replace('{"keyid"', '{"alg":"none","keyid"'), 'ENVELOPE_FORM'],
    ['base64url', text.replace(/"payload":"[^"]*"/, '"payload":"-_-_"'), 'ENVELOPE_FORM'],
    ['spare bits in base64', text.replace(/"payload":"[^"]*"/, '"payload":"QR=="'), 'BASE64_INVALID'],
    [
      'nine signatures',
      text.replace(/\[(.*)\]/, (_, one: string) => `[${Array<string>(9).fill(one).join(',')}]`),
      'ENVELOPE_FORM',
    ],
    ['a byte order mark', `\ufeff${text}`, 'JSON_BOM'],
    ['a second envelope', text + text, 'JSON_TRAILING_BYTES'],
    ['nothing', '', 'JSON_SYNTAX'],
    ['an array', '[]', 'ENVELOPE_FORM'],
  ])('refuses %s', (_, altered, expected) => {
    expect(code(altered)).toBe(expected);
  });

  it('has a greatest size, on both sides', () => {
    expect(code(' '.repeat(maxBundleBytes + 1))).toBe('ENVELOPE_TOO_LARGE');
    expect(code(' '.repeat(maxBundleBytes))).toBe('JSON_SYNTAX');
  });

  it('refuses a kind that nobody knows', () => {
    expect(faultCode(() => claimedType(signDocument('application/json', Buffer.from('{}'), [operator1])))).toBe(
      'BUNDLE_TYPE',
    );
  });

  const groupOrder = 'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973';
  /** Rounded down, and without its last octet. */
  const halfOfOrder = '7fffffffffffffffffffffffffffffffffffffffffffffffe3b1a6c0fa1b96efac0d06d9245853bd76760cb5666294';
  const signedWith = (signature: string): Buffer =>
    encodeEnvelope({
      ...parseEnvelope(file),
      signatures: [{ keyId: operator1.keyId, signatureDer: Buffer.from(signature, 'hex') }],
    });

  it.each<[string, string]>([
    ['a negative r', '3006020180020101'],
    ['an r without octets', '30050200020101'],
    ['no s', '3003020101'],
    ['an r of zero', '3006020100020101'],
    ['a leading zero', '300702020001020101'],
    ['a third integer', '3009020101020101020101'],
    ['a long length', '308106020101020101'],
    ['a byte after the end', '300602010102010100'],
    ['an s of the group order', `3036020101023100${groupOrder}`],
    ['an r of the group order', `3036023100${groupOrder}020101`],
    ['an s above the half of it', `30350201010230${halfOfOrder}ba`],
    ['no sequence', '020101'],
    ['an octet string', '3006040101020101'],
  ])('refuses a signature with %s', (_, signature) => {
    expect(faultCode(() => parseEnvelope(signedWith(signature)))).toBe('SIGNATURE_NOT_DER');
  });

  it.each<[string, string]>([
    ['an r of one octet and a zero, without which it would be negative', '300702020080020101'],
    ['the greatest r', `3036023100${groupOrder.slice(0, -2)}72020101`],
    ['the greatest s', `30350201010230${halfOfOrder}b9`],
  ])('takes the form of a signature with %s', (_, signature) => {
    expect(() => parseEnvelope(signedWith(signature))).not.toThrow();
  });

  it('writes the other form of a signature in the fewest octets that are not negative', () => {
    const other = (s: string): string => {
      const scalar = encodeDer(DER.integer, Buffer.from(s, 'hex'));
      return otherForm(encodeDer(DER.sequence, Buffer.from('020101', 'hex'), scalar)).toString('hex');
    };
    const most = `7f${'ff'.repeat(23)}${groupOrder.slice(48, -1)}`;
    // n - s is 2^383, and one less.
    expect(other(`${most}3`)).toBe(`303602010102310080${'00'.repeat(47)}`);
    expect(other(`${most}4`)).toBe(`303502010102307f${'ff'.repeat(47)}`);
  });

  it('refuses the other form of a signature, which anyone can make, and signs in the one that it takes', () => {
    const envelope = parseEnvelope(file);
    const signatures = envelope.signatures.map(({ keyId, signatureDer }) => ({
      ...{ keyId, signatureDer: otherForm(signatureDer) },
    }));
    expect(faultCode(() => parseEnvelope(encodeEnvelope({ ...envelope, signatures })))).toBe('SIGNATURE_NOT_DER');
    for (const { signatureDer } of envelope.signatures) {
      expect(otherForm(otherForm(signatureDer))).toEqual(signatureDer);
    }
    // Of a hundred, half would be in the other form.
    for (let n = 0; n < 100; n += 1) {
      expect(() => parseEnvelope(signDocument('application/json', Buffer.from([n]), [operator1]))).not.toThrow();
    }
  });

  it('refuses signatures of a bundle in another order, which are as good', () => {
    const bundle = buildBundle(payloadOf('exchange-key'), signersOf('exchange-key'));
    const envelope = parseEnvelope(bundle);
    const other = encodeEnvelope({ ...envelope, signatures: envelope.signatures.toReversed() });
    expect(() => openBundle(bundle, 'exchange-key', everyone)).not.toThrow();
    expect(faultCode(() => openBundle(other, 'exchange-key', everyone))).toBe('ENVELOPE_NOT_CANONICAL');
  });

  it('takes keys on P-384 alone, in their one encoding', () => {
    const { spkiDer } = operator1;
    const offCurve = Buffer.from(spkiDer);
    offCurve[offCurve.length - 1] = (offCurve.at(-1) ?? 0) ^ 1;
    // X9.62 §4.3.6: the hybrid form, which OpenSSL takes, names the parity of y in front of the same point.
    const hybrid = Buffer.from(spkiDer);
    hybrid[spkiDer.length - 97] = 6 + ((spkiDer.at(-1) ?? 0) & 1);
    expect(createPublicKey({ key: hybrid, format: 'der', type: 'spki' }).asymmetricKeyType).toBe('ec');
    const bad = [Buffer.alloc(0), spkiDer.subarray(1), Buffer.concat([spkiDer, Buffer.from([0])]), offCurve, hybrid];
    for (const spki of bad) expect(faultCode(() => parseSigningPublicKey(spki))).toBe('SIGNING_KEY_NOT_P384');
    expect(parseSigningPublicKey(spkiDer).keyId).toBe(operator1.keyId);
  });
});
