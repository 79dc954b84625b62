// Takes out of a PDF what differs between two prints of one document, so that the same document gives the same file.

/**
 * Chromium's PDF of one document differs in two things: the two dates in its information dictionary, and the numbers of the parts
 * in its structure, which go on from whatever the process numbered before. Both get values of the same length, so that every
 * offset in the file stays true; the parts keep their order, because the tree that lists them is sorted by name.
 */
export function repeatablePdf(pdf: Buffer): Buffer {
  // latin1 gives each byte one character and takes it back unchanged.
  return Buffer.from(withCountedParts(withoutClock(pdf.toString('latin1'))), 'latin1');
}

const withoutClock = (text: string): string =>
  text.replace(
    /(\/(?:CreationDate|ModDate) \(D:)\d{14}\+00'00'\)/gu,
    (_, start: string) => `${start}20000101000000+00'00')`,
  );

function withCountedParts(text: string): string {
  const part = /\(node(\d{8})\)/gu;
  const found = [...new Set([...text.matchAll(part)].map(([, number = '']) => number))].sort();
  const counted = new Map(found.map((number, at) => [number, String(at + 1).padStart(8, '0')]));
  /* v8 ignore next -- @preserve `counted` was made from all matches of the same pattern in the same text. */
  return text.replace(part, (_, number: string) => `(node${counted.get(number) ?? number})`);
}
