// What travels between the double and its utility processes. Node's own serializer differs from V8's structured clone, which Electron uses:
// it sends the bytes of a view and not the buffer behind it, and a Buffer arrives as a Buffer.

/** One message: `port` 0 is the parent's, others came with messages. */
export interface Carried {
  readonly port: number;
  readonly data: unknown;
  readonly ports: readonly number[];
}

const viewMark = '\0view';
interface PackedView {
  readonly [viewMark]: ViewKind;
  readonly whole: Uint8Array;
  readonly offset: number;
  readonly length: number;
  /** Each byte is the complement of what was sent. */
  readonly isVeiled: boolean;
}
const viewKinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;
type ViewKind = keyof typeof viewKinds;

/**
 * Makes a value ready for Node's serializer. A view takes its whole buffer along, as structured clone does.
 * @param isVeiled for what the double's main carries between two others, which Electron's main never has in its memory: a search of it then
 *   finds what main itself has read, and nothing else
 * @throws DataCloneError for what cannot be cloned
 */
export function pack(value: unknown, isVeiled = false): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError');
  }
  if (value === null || typeof value !== 'object') return value;
  if (ArrayBuffer.isView(value)) return packView(value, isVeiled);
  if (Array.isArray(value)) return value.map((item) => pack(item, isVeiled));
  if (Object.prototype.toString.call(value) !== '[object Object]') {
    throw new Error(`the double carries no ${Object.prototype.toString.call(value)} between processes`);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, pack(member, isVeiled)]));
}

function packView(view: ArrayBufferView, isVeiled: boolean): PackedView {
  const kind = view instanceof Uint8Array ? 'Uint8Array' : view.constructor.name;
  if (!Object.hasOwn(viewKinds, kind)) throw new Error(`the double carries no ${kind} between processes`);
  const { buffer, byteOffset, byteLength } = view;
  const { BYTES_PER_ELEMENT } = viewKinds[kind as ViewKind];
  return {
    [viewMark]: kind as ViewKind,
    whole: isVeiled ? new Uint8Array(buffer).map((byte) => ~byte) : new Uint8Array(buffer),
    offset: byteOffset,
    length: byteLength / BYTES_PER_ELEMENT,
    isVeiled,
  };
}

/** The value again, as it arrives. */
export function unpack(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(unpack);
  if (viewMark in value) return unpackView(value as PackedView);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unpack(member)]));
}

/** No further copy is made: wiping the view wipes what has arrived. */
function unpackView({ [viewMark]: kind, whole, offset, length, isVeiled }: PackedView): ArrayBufferView {
  if (isVeiled) for (const [at, byte] of whole.entries()) whole[at] = ~byte;
  return new viewKinds[kind](whole.buffer as ArrayBuffer, whole.byteOffset + offset, length);
}
