// A fingerprint as the commands print it: 16 groups of hex and 32 words, to be compared with paper.
import { hexRows, wordLines } from '#shared/formatting/fingerprint.ts';

export function fingerprintLines(title: string, sha256Hex: string): readonly string[] {
  return [
    title,
    ...hexRows(sha256Hex).map((groups, row) => `  ${row + 1}  ${groups.join(' ')}`),
    ...wordLines(sha256Hex).map((line) => `  ${line}`),
  ];
}
