// A QR code with the text of a fingerprint that any phone can read and compare, on paper and on the screen. It never carries a secret.
import { encode } from 'uqr';
import { hexRows } from './fingerprint.ts';

/** What the code says: the ceremony, what was hashed, and the 64 digits in groups as on paper. */
export const qrText = (ceremonyId: string, label: string, fingerprint: string): string =>
  [ceremonyId, `${label} SHA-256`, ...hexRows(fingerprint).map((row) => row.join(' '))].join('\n');

/** The dark modules as the path of an SVG, in a square of `size` with its quiet zone of four modules (ISO/IEC 18004). */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  return { size, path: data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('') };
}
