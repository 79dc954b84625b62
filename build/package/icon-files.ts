// The two containers for icons: ICO for Windows and ICNS for macOS. Both hold PNG files beside each other.

export interface Picture {
  /** Width and height in pixels. */
  readonly size: number;
  readonly png: Buffer;
}

const icoHeaderBytes = 6;
const icoEntryBytes = 16;

/** ICO: a header, one entry for each picture, then the pictures. Little-endian. */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(icoHeaderBytes + icoEntryBytes * pictures.length);
  head.writeUInt16LE(1, 2); // kind: icon
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, i) => {
    const at = icoHeaderBytes + icoEntryBytes * i;
    // One byte for each side; 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits of a pixel
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** What ICNS calls PNG pictures of each size. */
const icnsTypes: Readonly<Record<number, string>> = {
  16: 'icp4',
  32: 'icp5',
  64: 'icp6',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};

/** ICNS: a header with the length of the whole, then each picture with its type and length. Big-endian. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const parts = pictures.map(({ size, png }) => {
    const type = icnsTypes[size];
    if (type === undefined) throw new Error(`ICNS has no type for ${size} pixels`);
    return Buffer.concat([Buffer.from(type), bigEndian(png.length + 8), png]);
  });
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([Buffer.from('icns'), bigEndian(length), ...parts]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
