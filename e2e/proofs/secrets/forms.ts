// The forms in which a secret may be in memory or in a file: raw in both byte orders, hex, base64, each also as UTF-16.
import type { Pattern } from './pattern-search.ts';

export type SecretKind =
  | 'private key'
  | 'key file'
  | 'passphrase'
  | 'share'
  | 'wrapping key'
  | 'master key'
  | 'datum key'
  | 'datum';

export interface Secret {
  readonly kind: SecretKind;
  /** Whose, or which. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A piece is enough to find a copy that was overwritten in part. */
const pieceBytes = 16;
const piecesOfOne = 24;

/** Every piece of a secret in every form; the name of a pattern is `kind, name, form`. */
export function patternsOf({ kind, name, bytes }: Secret): Pattern[] {
  const raw = [
    { form: 'raw', bytes },
    // OpenSSL and BoringSSL keep big numbers with the lowest byte first.
    { form: 'reversed', bytes: Buffer.from(bytes).reverse() },
  ];
  const texts = [
    { form: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...['base64', 'base64url'].flatMap((form) => base64Forms(form as 'base64' | 'base64url', bytes)),
  ];
  const wide = [...raw.slice(0, 1), ...texts].map((each) => ({
    form: `${each.form}, UTF-16`,
    bytes: widen(each.bytes),
  }));
  return [...raw, ...texts, ...wide].flatMap((each) =>
    pieces(each.bytes, each.form.includes('UTF-16') ? 2 * pieceBytes : pieceBytes).map((piece) => ({
      name: `${kind}, ${name}, ${each.form}`,
      bytes: piece,
    })),
  );
}

/** Three texts: which one is found depends on how many bytes stood before the secret. The last group depends on what comes after. */
function base64Forms(form: 'base64' | 'base64url', bytes: Buffer): { form: string; bytes: Buffer }[] {
  return [0, 1, 2].map((skip) => {
    const whole = bytes.subarray(skip, skip + 3 * Math.floor((bytes.length - skip) / 3));
    return { form, bytes: Buffer.from(whole.toString(form)) };
  });
}

/** Each byte as a character of two bytes, as a string beyond Latin-1 is kept. */
function widen(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1'), 'utf16le');
}

/** Pieces spread over the whole: first, last, and evenly between. */
function pieces(bytes: Buffer, size: number): Buffer[] {
  if (bytes.length <= size) return [bytes];
  const count = Math.min(piecesOfOne, Math.ceil(bytes.length / size));
  const step = (bytes.length - size) / Math.max(1, count - 1);
  const starts = Array.from({ length: count }, (_, i) => Math.round(i * step));
  return [...new Set(starts)].map((start) => bytes.subarray(start, start + size)).filter(isTelling);
}

/** Runs of one byte, as in padding, lie everywhere. */
const isTelling = (piece: Buffer): boolean => new Set(piece).size > 4;
