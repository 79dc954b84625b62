// A passphrase as PKCS#12 takes it (RFC 7292 B.1), from bytes to bytes: it never becomes a string.
import { secretBuffer, wipe } from '../encoding/bytes.ts';
import { eachUtf16 } from './utf16.ts';

/**
 * UTF-16, big-endian, with its end.
 * @param utf8 valid UTF-8
 */
export const bmpString = (utf8: Uint8Array): Buffer => withEnd(utf8.length, (put) => eachUtf16(utf8, put));

/** The same of bytes that stand for one character each. */
export const bmpStringOfBytes = (bytes: Uint8Array): Buffer =>
  withEnd(bytes.length, (put) => bytes.forEach((byte) => put(byte)));

/** @param most how many units there are at most, without the end */
function withEnd(most: number, write: (put: (unit: number) => void) => void): Buffer {
  const bmp = secretBuffer(2 * most + 2);
  let length = 0;
  try {
    const put = (unit: number): void => {
      length = bmp.writeUInt16BE(unit, length);
    };
    write(put);
    put(0);
    return Buffer.from(bmp.subarray(0, length));
  } finally {
    wipe(bmp);
  }
}
