// What is taken out of a PDF: two dates and the numbering of parts, with every offset unchanged.
import { describe, expect, it } from 'vitest';
import { repeatablePdf } from './repeatable-pdf.ts';

const repeatable = (text: string): string => repeatablePdf(Buffer.from(text, 'latin1')).toString('latin1');

describe('a repeatable PDF', () => {
  it('has one date, and every other byte as it was', () => {
    expect(
      repeatable("%PDF-1.4 /CreationDate (D:20261014120000+00'00') /ModDate (D:20261014120000+00'00') \xff\x00"),
    ).toBe("%PDF-1.4 /CreationDate (D:20000101000000+00'00') /ModDate (D:20000101000000+00'00') \xff\x00");
  });

  it('numbers its parts from one, in the order that they had', () => {
    expect(repeatable('[(node00000062) (node00000067)] /ID (node00000062) /ID (node00000071)')).toBe(
      '[(node00000001) (node00000002)] /ID (node00000001) /ID (node00000003)',
    );
  });

  it('gives the same for two prints that began to number elsewhere', () => {
    expect(repeatable('(node00000009) (node00000010)')).toBe(repeatable('(node00000099) (node00000100)'));
  });

  it('keeps the length of the file', () => {
    const text = "/ModDate (D:20261014120000+00'00') (node12345678)";
    expect(repeatable(text)).toHaveLength(text.length);
  });
});
