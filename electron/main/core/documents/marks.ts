// The marks that people fill in: squares, circles, lines, character boxes, and the block of a fingerprint.
import { hexRows, shortFingerprint, wordRows } from '#shared/formatting/fingerprint.ts';
import type { DocumentTexts } from '#shared/messages/en/documents.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { qrText } from '#shared/formatting/qr.ts';
import { qrSvg } from './qr.ts';

/** A statement that people tick only if it is true. */
export const square = html`<span class="square" role="img" aria-label="☐"></span>`;
/** A choice of which people mark one. */
export const circle = html`<span class="circle" role="img" aria-label="◯"></span>`;
/** The same marks as the application saw them. */
export const ticked = html`<span class="square ticked" role="img" aria-label="☑">✓</span>`;

export const line = (size: 'short' | 'medium' | 'long' = 'medium'): Html => html`<span class="line ${size}"></span>`;

export const characterBoxes = (count: number): Html =>
  html`<span class="boxes">${Array.from({ length: count }, () => html`<span></span>`)}</span>`;

/** Room for the short form of a fingerprint: its first three bytes and its last one. */
export const shortFormBoxes = html`<span class="short-boxes">${characterBoxes(6)} … ${characterBoxes(2)}</span>`;

/** A label and its line, kept together. */
export const labelled = (label: HtmlValue, mark: HtmlValue): Html =>
  html`<span class="labelled">${label} ${mark}</span>`;

export interface FingerprintBlock {
  readonly label: HtmlValue;
  readonly ceremonyId: string;
  /** What the QR code calls it; a plain text. */
  readonly qrLabel: string;
  /** 64 hex digits; absent for blanks to write into. */
  readonly value?: string;
  /** Whether people compare it here, and sign for it. */
  readonly compared: boolean;
  /** Blanks for its words alone, with the short form beside its label. */
  readonly wordsOnly?: true;
}

/** A SHA-256 in full, printed or to be written: four rows of hex, four rows of words. */
export function fingerprintBlock(block: FingerprintBlock, words: DocumentTexts): Html {
  const { fingerprint: text } = words;
  const { value, compared, wordsOnly } = block;
  return html`<div class="fingerprint">
    <p class="fingerprint-title">
      <strong>${block.label}</strong>
      ${text.over}${value !== undefined && html` <span class="short-form">(${text.short} ${shortFingerprint(value)})</span>`}
      ${wordsOnly && [text.short, ' ', shortFormBoxes]}
    </p>
    <div class="fingerprint-body${value === undefined && html` written`}">
      ${!wordsOnly && hexTable(value)}${wordTable(value)}${value !== undefined && qrSvg(qrText(block.ceremonyId, block.qrLabel, value), text.qr)}
    </div>
    ${compared && html`<p class="compared">${!wordsOnly && labelled([square, ' ', text.hexBy], line('short'))} ${labelled([square, ' ', text.readBy], line('short'))} ${labelled(text.heardBy, line('short'))} ${labelled([square, ' ', text.agrees], line('short'))}</p>`}
  </div>`;
}

const hexTable = (value: string | undefined): Html => {
  const rows = value === undefined ? Array.from({ length: 4 }, () => ['', '', '', '']) : hexRows(value);
  return html`<table class="hex" role="presentation">
    ${rows.map(
      (row, at) =>
        html`<tr>
          <td class="row-name">${at + 1}</td>
          ${row.map((group) => (group === '' ? html`<td class="write"><i></i><i></i><i></i><i></i></td>` : html`<td>${group}</td>`))}
        </tr>`,
    )}
  </table>`;
};

const wordTable = (value: string | undefined): Html => {
  const rows =
    value === undefined ? Array.from({ length: 4 }, () => Array.from({ length: 8 }, () => '')) : wordRows(value);
  // Eight words to a row, written on two lines: a hand needs the width.
  const half = (row: readonly string[], name: string): Html =>
    html`<tr>
      <td class="row-name">${name}</td>
      ${row.map((word) => html`<td${word === '' && html` class="write"`}>${word}</td>`)}
    </tr>`;
  return html`<table class="words" role="presentation">
    ${rows.map((row, at) => [half(row.slice(0, 4), 'ABCD'.charAt(at)), half(row.slice(4), '')])}
  </table>`;
};
