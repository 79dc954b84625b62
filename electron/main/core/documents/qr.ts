// A QR code as SVG, with the text of a fingerprint that any phone can read and compare. It never carries a secret.
import { encode } from 'uqr';
import { hexRows } from '#shared/formatting/fingerprint.ts';
import { html, type Html } from './html.ts';

/** What the code says: the ceremony, what was hashed, and the 64 digits in groups as on paper. */
export const qrText = (ceremonyId: string, label: string, fingerprint: string): string =>
  [ceremonyId, `${label} SHA-256`, ...hexRows(fingerprint).map((row) => row.join(' '))].join('\n');

/** The code with its quiet zone of four modules (ISO/IEC 18004), black on white. */
export function qrSvg(text: string, description: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${description}">
    <path d="${path}" />
  </svg>`;
}
