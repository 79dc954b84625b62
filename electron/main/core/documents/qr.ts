// A QR code in a document, black on white.
import { qrPath } from '#shared/formatting/qr.ts';
import { html, type Html } from './html.ts';

export function qrSvg(text: string, description: string): Html {
  const { size, path } = qrPath(text);
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${description}">
    <path d="${path}" />
  </svg>`;
}
