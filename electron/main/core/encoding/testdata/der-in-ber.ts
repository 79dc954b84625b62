// Writes DER as NSS and Bouncy Castle write BER: indefinite lengths, and octet strings in pieces.
import { DER, encodeDer, readDerChildren, readDerElement } from '../der.ts';

const [constructed, ending] = [0x20, Buffer.alloc(2)];
const piece = 1000;

/** Every constructed element with an indefinite length; long octet strings cut, those that hold DER written anew inside. */
export function derInBer(der: Uint8Array): Buffer {
  const { tag, content } = readDerElement(der);
  if ((tag & constructed) !== 0) return open(tag, ...readDerChildren(content).map(({ raw }) => derInBer(raw)));
  if (tag !== DER.octetString || content.length < piece) return Buffer.from(der);
  const inside = content[0] === DER.sequence ? nested(content) : content;
  const pieces: Buffer[] = [];
  for (let at = 0; at < inside.length; at += piece)
    pieces.push(encodeDer(DER.octetString, inside.subarray(at, at + piece)));
  return open(DER.octetString | constructed, ...pieces);
}

const open = (tag: number, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...parts, ending]);

/** Ciphertext may begin like a sequence. */
function nested(content: Uint8Array): Uint8Array {
  try {
    return readDerElement(content).raw.length === content.length ? derInBer(content) : content;
  } catch {
    return content;
  }
}
