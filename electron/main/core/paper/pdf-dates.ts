// Takes the clock out of a PDF, so that the same document gives the same file.

/**
 * The only bytes of Chromium's PDF that differ between two prints of one document are the two dates in its information
 * dictionary. They are set to one value of the same length, so that every offset in the file stays true.
 */
export function withoutClock(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const dates = /(\/(?:CreationDate|ModDate) \(D:)\d{14}\+00'00'\)/gu;
  return Buffer.from(
    text.replace(dates, (_, start: string) => `${start}20000101000000+00'00')`),
    'latin1',
  );
}
