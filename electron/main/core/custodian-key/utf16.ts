// From UTF-8 to UTF-16, byte by byte: a passphrase never becomes a string.
import { asBuffer } from '../encoding/bytes.ts';

/**
 * Gives each code unit; beyond the first plane they are surrogates, as openssl and NSS have them.
 * @param bytes valid UTF-8
 */
export function eachUtf16(bytes: Uint8Array, put: (unit: number) => void): void {
  const utf8 = asBuffer(bytes);
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
