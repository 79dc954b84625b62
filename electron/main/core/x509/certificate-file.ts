// A certificate as it is in a file: DER, or one block of PEM.
import { asBuffer } from '../encoding/bytes.ts';
import { isDerSequence } from '../encoding/der.ts';
import { pickPemBlock, readPemBlocks } from '../encoding/pem.ts';

/**
 * The DER of a certificate file. It is not checked: a file that is no certificate comes out as it is.
 * @throws PEM_MALFORMED; PEM_LABEL_MISSING where the PEM is something else, such as the key; PEM_SEVERAL_BLOCKS
 */
export function certificateOfFile(bytes: Uint8Array): Buffer {
  // DER first: a DER certificate may hold PEM text inside, and is DER all the same.
  const blocks = isDerSequence(bytes) ? [] : readPemBlocks(bytes);
  return blocks.length === 0 ? asBuffer(bytes) : pickPemBlock(blocks, ['CERTIFICATE']).der;
}
