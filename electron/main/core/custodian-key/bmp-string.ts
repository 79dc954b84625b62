// A passphrase as PKCS#12 takes it (RFC 7292 B.1), from bytes to bytes: it never becomes a string.
import { isUtf8 } from 'node:buffer';
import { asBuffer, secretBuffer, wipe } from '../encoding/bytes.ts';

/**
 * UTF-16, big-endian, with its end. Beyond the first plane it has surrogates, as openssl and NSS have them. Bytes that are no UTF-8 stand for
 * one character each: openssl does so too.
 */
export function bmpString(utf8: Uint8Array): Buffer {
  const bmp = secretBuffer(2 * utf8.length + 2);
  let length = 0;
  try {
    const put = (unit: number): void => {
      length = bmp.writeUInt16BE(unit, length);
    };
    if (isUtf8(utf8)) putUtf16(asBuffer(utf8), put);
    else for (const byte of utf8) put(byte);
    put(0);
    return Buffer.from(bmp.subarray(0, length));
  } finally {
    wipe(bmp);
  }
}

function putUtf16(utf8: Buffer, put: (unit: number) => void): void {
  for (let at = 0; at < utf8.length;) {
    const first = utf8.readUInt8(at);
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    let code = size === 1 ? first : first & (0x7f >> size);
    for (let i = 1; i < size; i += 1) code = (code << 6) | (utf8.readUInt8(at + i) & 0x3f);
    at += size;
    if (code < 0x10000) put(code);
    else {
      put(0xd800 | ((code - 0x10000) >> 10));
      put(0xdc00 | ((code - 0x10000) & 0x3ff));
    }
  }
}
