// base64, PEM and DER: what is read, and every way in which it is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { decodeBase64, decodeBase64url, encodeBase64url } from './base64.ts';
import { encodeDer, encodeDerInteger, encodeDerOid, isDerSequence, readDerChildren, readDerElement } from './der.ts';
import { readFields } from './fields.ts';
import { encodePem, pickPemBlock, readPemBlocks } from './pem.ts';

describe('fields', () => {
  const schema = z.strictObject({ name: z.string().max(2), odd: z.int().refine((n) => n % 2 === 1, 'ODD') });

  it.each([
    ['RANGE', { name: 'abc', odd: 1 }, 'name'],
    ['TYPE', { name: 1, odd: 1 }, 'name'],
    ['MISSING', { odd: 1 }, 'name'],
    ['ODD', { name: 'a', odd: 2 }, 'odd'],
  ])('that break a rule are named: %s', (rule, value, path) => {
    expect(readFields(schema, value)).toEqual({ ok: false, problems: [{ path, rule }] });
  });
});

describe('base64url', () => {
  it.each([
    ['padding', 'QQ=='],
    ['the other alphabet', '-_+/'],
    ['white space', 'QU JD'],
    ['spare bits', 'QR'],
    ['a length that cannot be', 'QUJDR'],
    ['junk', 'Q*Q'],
  ])('refuses %s', (_, text) => {
    expect(faultOf(() => decodeBase64url(text))).toEqual({ code: 'BASE64_INVALID', variant: 'base64url' });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64url(encodeBase64url(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });
});

describe('base64', () => {
  it.each([
    ['no padding', 'QQ'],
    ['the other alphabet', '-_-_'],
    ['a line break', 'QUJD\n'],
    ['spare bits', 'QR=='],
  ])('refuses %s', (_, text) => {
    expect(faultOf(() => decodeBase64(text))).toEqual({ code: 'BASE64_INVALID', variant: 'base64' });
  });
});

const block = (label: string, body = 'QUJD') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const blocksOf = (text: string) => readPemBlocks(Buffer.from(text));

describe('PEM', () => {
  it.each([
    ['lines of 65 characters', block('CERTIFICATE', `${'A'.repeat(65)}\n${'A'.repeat(7)}`), 54],
    ['CRLF', block('CERTIFICATE').replaceAll('\n', '\r\n'), 3],
    ['a byte order mark and text around', `\ufeffBag Attributes\n  x: y\n${block('CERTIFICATE')}bye`, 3],
    ['one line for all', '-----BEGIN CERTIFICATE-----QUJD-----END CERTIFICATE-----', 3],
    ['padding', block('CERTIFICATE', 'QQ=='), 1],
  ])('reads %s', (_, text, length) => {
    expect(blocksOf(text).map(({ label, der }) => [label, der.length])).toEqual([['CERTIFICATE', length]]);
  });

  it('writes lines of 64 characters, and none for no bytes', () => {
    expect(encodePem('X', Buffer.alloc(49)).split('\n')).toEqual([
      '-----BEGIN X-----',
      'A'.repeat(64),
      'AA==',
      '-----END X-----',
      '',
    ]);
    expect(encodePem('X', Buffer.alloc(0))).toBe('-----BEGIN X-----\n-----END X-----\n');
  });

  it('keeps the text of a block with RFC 1421 headers', () => {
    const text = block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nQUJD');
    const [read] = blocksOf(`before\n${text}after`);
    expect(read?.headers.toString()).toBe('\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n');
    expect(read?.text.toString()).toBe(text.trimEnd());
  });

  it.each([
    ['a label without an end', '-----BEGIN X'],
    ['no end', '-----BEGIN X-----\nQUJD\n'],
    ['another label at its end', '-----BEGIN X-----\nQUJD\n-----END Y-----\n'],
    ['a block inside a block', '-----BEGIN X-----\nQUJD\n-----BEGIN Y-----\nQUJD\n-----END Y-----\n'],
    ['an empty body', block('X', '')],
    ['junk in the body', block('X', 'QU!D')],
    ['spare bits', block('X', 'QR==')],
    ['padding in the middle', block('X', 'QQ==QUJD')],
    ['a label in lower case', block('Certificate')],
    ['headers without an empty line', block('X', 'Proc-Type: 4,ENCRYPTED\nQUJD')],
  ])('refuses %s', (_, text) => {
    expect(faultCode(() => blocksOf(text))).toBe('PEM_MALFORMED');
  });

  it('picks by label, and names what it found when there is none or more than one', () => {
    const blocks = blocksOf(block('CERTIFICATE') + block('PRIVATE KEY') + block('CERTIFICATE'));
    expect(pickPemBlock(blocks, ['PRIVATE KEY']).label).toBe('PRIVATE KEY');
    expect(faultOf(() => pickPemBlock(blocks, ['CERTIFICATE']))).toEqual({
      code: 'PEM_SEVERAL_BLOCKS',
      labels: ['CERTIFICATE', 'PRIVATE KEY', 'CERTIFICATE'],
    });
    expect(faultOf(() => pickPemBlock([], ['CERTIFICATE']))).toEqual({
      code: 'PEM_LABEL_MISSING',
      wanted: ['CERTIFICATE'],
      found: [],
    });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(blocksOf(encodePem('TEST', bytes))[0]?.der.equals(bytes)).toBe(true);
      }),
    );
  });
});

describe('DER', () => {
  it('reads what it writes, at every length of header', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const element = encodeDer(0x30, Buffer.alloc(length, 7));
      expect(readDerElement(element).content).toHaveLength(length);
      expect(isDerSequence(element)).toBe(true);
      expect(isDerSequence(Buffer.concat([element, Buffer.from([0])]))).toBe(false);
    }
  });

  it('writes integers and object identifiers as X.690 has them', () => {
    expect(encodeDerInteger(0).toString('hex')).toBe('020100');
    expect(encodeDerInteger(128).toString('hex')).toBe('02020080');
    expect(encodeDerInteger(1_000_000).toString('hex')).toBe('02030f4240');
    expect(encodeDerOid('1.2.840.113549.1.5.13').toString('hex')).toBe('06092a864886f70d01050d');
  });

  it.each([
    ['nothing', ''],
    ['a tag without length', '30'],
    ['an indefinite length', '3080020100'],
    ['a length that is longer than it must be', '308103020100'],
    ['a length with a leading zero', '30820003020100'],
    ['less content than it says', '3004020100'],
    ['a tag of several bytes', '3f8101020100'],
    ['a length that is cut off', '3082'],
    ['a length of five octets', '30850000000001'],
  ])('refuses %s', (_, hex) => {
    expect(faultCode(() => readDerElement(Buffer.from(hex, 'hex')))).toBe('DER_MALFORMED');
  });

  it('refuses children that do not fill their parent', () => {
    expect(readDerChildren(Buffer.from('02010105000500', 'hex'))).toHaveLength(3);
    expect(faultCode(() => readDerChildren(Buffer.from('0201010504', 'hex')))).toBe('DER_MALFORMED');
  });

  it('takes PEM text inside a DER sequence for what it is: content', () => {
    expect(isDerSequence(encodeDer(0x30, Buffer.from(block('CERTIFICATE'))))).toBe(true);
    expect(isDerSequence(Buffer.from(block('CERTIFICATE')))).toBe(false);
  });
});
