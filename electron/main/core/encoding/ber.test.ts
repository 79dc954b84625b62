// BER in every spelling comes out as the one DER; what is no BER, or is there to exhaust somebody, is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { derOfBer } from './ber.ts';
import { DER, encodeDer, encodeDerInteger, readDerChildren } from './der.ts';
import { derInBer } from './testdata/der-in-ber.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** An element, in DER and in a spelling of BER that means the same. */
interface Spelled {
  readonly der: Buffer;
  readonly ber: Buffer;
}

/** A length with leading zeros, as BER allows. */
const longLength = (length: number): Buffer =>
  Buffer.from([0x84, 0, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]);
const ending = Buffer.from([0, 0]);

const octets = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(3), fc.nat(300)).map(([bytes, how, at]): Spelled => {
  const der = encodeDer(DER.octetString, bytes);
  const pieces = [bytes.subarray(0, at), bytes.subarray(at)].map((piece) => encodeDer(DER.octetString, piece));
  const spellings = [
    der,
    Buffer.concat([Buffer.from([DER.octetString]), longLength(bytes.length), bytes]),
    Buffer.concat([Buffer.from([0x24, 0x80]), ...pieces, ending]),
    encodeDer(0x24, encodeDer(0x24, ...pieces), encodeDer(DER.octetString)),
  ];
  return { der, ber: spellings[how] ?? der };
});

const { element } = fc.letrec<{ element: Spelled; sequence: Spelled }>((tie) => ({
  element: fc.oneof({ maxDepth: 5 }, octets, tie('sequence')),
  sequence: fc
    .tuple(fc.array(tie('element'), { maxLength: 4 }), fc.constantFrom(0x30, 0x31, 0xa0), fc.boolean())
    .map(([children, tag, isIndefinite]) => {
      const inside = children.map(({ ber }) => ber);
      return {
        der: encodeDer(tag, ...children.map(({ der }) => der)),
        ber: isIndefinite ? Buffer.concat([Buffer.from([tag, 0x80]), ...inside, ending]) : encodeDer(tag, ...inside),
      };
    }),
}));

describe('BER', () => {
  it('comes out as the DER that means the same; DER comes out as it is', () => {
    fc.assert(
      fc.property(element, ({ der, ber }) => {
        expect(derOfBer(ber)).toEqual(der);
        expect(derOfBer(der)).toEqual(der);
      }),
    );
  });

  it('is what a fuzzer of key files begins with', () => {
    const der = encodeDer(DER.sequence, encodeDerInteger(3), encodeDer(DER.octetString, Buffer.alloc(2500, 0x41)));
    expect(derInBer(der).subarray(0, 8)).toEqual(hex('3080 020103 2480 04'));
    expect(derOfBer(derInBer(der))).toEqual(der);
  });

  it('has an empty element of indefinite length', () => {
    expect(derOfBer(hex('3080 0000'))).toEqual(hex('3000'));
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length that is cut off', '30 82 01'],
    ['less than its length', '30 05 02 01 01'],
    ['an octet string that is cut off', '04 03 01 02'],
    ['a length of four gigabytes', '30 84 ff ff ff ff 05 00'],
    ['a length in 127 octets', `30 ff ${'ff'.repeat(127)}`],
    ['the length that is reserved', '30 ff 00'],
    ['something behind it', '30 00 00'],
    ['a part that is longer than the whole', '30 03 04 04 01 02 03 04'],
    ['an indefinite length that never ends', '30 80 05 00'],
    ['an end with half of its octets', '30 80 05 00 00'],
    ['an end with something in it', '30 80 05 00 00 01 00'],
    ['an end where there is nothing to end', '30 02 00 00'],
    ['a primitive element of indefinite length', '04 80 00 00'],
    ['an octet string made of numbers', '24 03 02 01 01'],
    ['a long tag', '3f 81 01 00'],
  ])('is refused: %s', (_, text) => {
    expect(faultCode(() => derOfBer(hex(text)))).toBe('DER_MALFORMED');
  });

  it('is read to 32 layers, and not beyond', () => {
    const nested = (layers: number): Buffer => {
      let inside = encodeDerInteger(1);
      for (let layer = 0; layer < layers; layer += 1) inside = encodeDer(DER.sequence, inside);
      return inside;
    };
    expect(derOfBer(nested(32))).toEqual(nested(32));
    expect(faultCode(() => derOfBer(nested(33)))).toBe('DER_MALFORMED');
    // A bomb of open ends: a quarter of a million layers, if somebody followed them.
    expect(faultCode(() => derOfBer(Buffer.alloc(256 * 1024, '3080', 'hex')))).toBe('DER_MALFORMED');
    expect(faultCode(() => derOfBer(Buffer.alloc(256 * 1024, '2480', 'hex')))).toBe('DER_MALFORMED');
  });

  it('may have as many small elements as fit', () => {
    const many = Buffer.alloc(256 * 1024 - 8, '0500', 'hex');
    expect(readDerChildren(derOfBer(encodeDer(DER.sequence, many)).subarray(5))).toHaveLength(many.length / 2);
    const pieces = Buffer.concat([hex('2480'), Buffer.alloc(3 * 80_000, '040141', 'hex'), ending]);
    expect(derOfBer(pieces)).toEqual(encodeDer(DER.octetString, Buffer.alloc(80_000, 'A')));
  });
});
