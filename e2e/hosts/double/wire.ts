// How values travel between the double's main side and its pages: JSON with tags for what structured clone has and JSON has not.
// Both functions are alone (web globals only), because their text is also put into the page.

/** A value as JSON text; refuses what structured clone refuses, and what it would take and this does not. */
export function encodeValue(value: unknown): string {
  const open = new Set<object>();
  const walk = (item: unknown): unknown => {
    if (item === undefined) return { $: 'undefined' };
    if (typeof item === 'bigint') return { $: 'bigint', text: String(item) };
    if (typeof item === 'function' || typeof item === 'symbol') throw new Error('An object could not be cloned.');
    // JSON has no other numbers than finite ones, and no negative zero.
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))) {
      return { $: 'number', text: Object.is(item, -0) ? '-0' : String(item) };
    }
    if (item === null || typeof item !== 'object') return item;
    const kind = Object.prototype.toString.call(item);
    if (kind === '[object Date]') return { $: 'date', ms: (item as Date).getTime() };
    if (ArrayBuffer.isView(item)) {
      if (kind !== '[object Uint8Array]') throw new Error(`the double does not carry ${kind}`);
      let binary = '';
      for (const byte of new Uint8Array(item.buffer, item.byteOffset, item.byteLength)) {
        binary += String.fromCharCode(byte);
      }
      return { $: 'bytes', base64: btoa(binary) };
    }
    if (kind !== '[object Object]' && kind !== '[object Array]') throw new Error(`the double does not carry ${kind}`);
    if (open.has(item)) throw new Error('the double does not carry cyclic values');
    open.add(item);
    const copy = Array.isArray(item)
      ? item.map(walk)
      : { $: 'object', members: Object.entries(item).map(([name, member]) => [name, walk(member)]) };
    open.delete(item);
    return copy;
  };
  return JSON.stringify(walk(value));
}

/** The value again. */
export function decodeValue(text: string): unknown {
  const walk = (item: unknown): unknown => {
    if (item === null || typeof item !== 'object') return item;
    if (Array.isArray(item)) return item.map(walk);
    const tagged = item as { $: string; text: string; ms: number; base64: string; members: [string, unknown][] };
    switch (tagged.$) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(tagged.text);
      case 'number':
        return Number(tagged.text);
      case 'date':
        return new Date(tagged.ms);
      case 'bytes':
        return Uint8Array.from(atob(tagged.base64), (character) => character.charCodeAt(0));
      default: {
        const copy: Record<string, unknown> = {};
        for (const [name, member] of tagged.members) {
          // Structured clone makes `__proto__` an own member; plain assignment would not.
          Object.defineProperty(copy, name, {
            value: walk(member),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return copy;
      }
    }
  };
  return walk(JSON.parse(text));
}
