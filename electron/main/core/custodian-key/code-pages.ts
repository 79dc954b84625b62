// A passphrase as it was typed on Windows: openssl there takes the bytes of a code page (passphrase-encoding(7)), where others take UTF-8.
import { secretBuffer, wipe } from '../encoding/bytes.ts';
import { eachUtf16 } from './utf16.ts';

/** ISO 8859-1 from its no-break space on. */
const latin1 = String.fromCharCode(...Array.from({ length: 0x60 }, (_, at) => 0xa0 + at));
/** What the bytes from 80 on stand for: Windows-1252, in which options are, and code page 850 of the window in which people type. */
const upperHalves = [
  `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ${latin1}`,
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
] as const;
const pages = upperHalves.map((upper) => new Map(Array.from(upper, (mark, at) => [mark.charCodeAt(0), 0x80 + at])));

/**
 * The passphrase in each code page that has all of its characters, for the caller to wipe.
 * @param utf8 valid UTF-8
 */
export const inCodePages = (utf8: Uint8Array): readonly Buffer[] =>
  pages.map((page) => inPage(utf8, page)).filter((bytes) => bytes !== undefined);

function inPage(utf8: Uint8Array, page: ReadonlyMap<number, number>): Buffer | undefined {
  const bytes = secretBuffer(utf8.length);
  let length = 0;
  let units = 0;
  eachUtf16(utf8, (unit) => {
    const byte = unit < 0x80 ? unit : page.get(unit);
    units += 1;
    if (byte !== undefined) length = bytes.writeUInt8(byte, length);
  });
  if (length === units) return bytes.subarray(0, length);
  wipe(bytes);
  return undefined;
}
