// The page's half of the double: gives the built preload script the `electron` module it asks for.
import { decodeValue, encodeValue } from './wire.ts';

/** Names of the Playwright bindings that stand for the IPC pipe. */
export const bindings = {
  invoke: '__double_invoke',
  send: '__double_send',
  emit: '__double_emit',
  dropped: '__double_dropped',
} as const;
/** On the pipe, but no message of the page: what somebody pressed in it. */
export const inputChannel = '__double_input';

type Binding = (channel: string, json: string) => Promise<{ ok: boolean; value: string }>;
type Listener = (event: object, ...values: unknown[]) => void;
type AnyFunction = (...values: unknown[]) => unknown;
type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

/** Runs in the page before its own scripts. Stands alone: its text is put into the page. */
function runPreload(
  names: { invoke: string; send: string; emit: string; input: string; dropped: string },
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
  preload: Preload,
): void {
  // Names that the host makes up for each run are in no type of a page.
  const page = window as unknown as Record<string, unknown>;
  if (window.top !== window || page[names.emit] !== undefined) return;
  const invoke = page[names.invoke] as Binding;
  const send = page[names.send] as Binding;
  // The page itself must not find the pipe, as it would not in Electron.
  Reflect.deleteProperty(page, names.invoke);
  Reflect.deleteProperty(page, names.send);
  // Chromium tells main of keys and presses before the page hears of them. What a page makes up is not among them.
  for (const [type, told] of [
    ['keydown', 'rawKeyDown'],
    ['mousedown', 'mouseDown'],
  ] as const) {
    window.addEventListener(
      type,
      ({ isTrusted }) => {
        if (isTrusted) void send(names.input, encode([told]));
      },
      true,
    );
  }
  const listeners = new Map<string, Listener[]>();
  const of = (channel: string): Listener[] => {
    const found = listeners.get(channel) ?? [];
    listeners.set(channel, found);
    return found;
  };
  Object.defineProperty(page, names.emit, {
    value: (channel: string, json: string) => {
      for (const listener of [...of(channel)]) listener({}, ...(decode(json) as unknown[]));
    },
  });
  const ipcRenderer = {
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const answer = await invoke(channel, encode(values));
      if (!answer.ok) throw new Error(`Error invoking remote method '${channel}': ${answer.value}`);
      return decode(answer.value);
    },
    send(channel: string, ...values: unknown[]): void {
      void send(channel, encode(values));
    },
    on(channel: string, listener: Listener) {
      of(channel).push(listener);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener) {
      const at = of(channel).lastIndexOf(listener);
      if (at !== -1) of(channel).splice(at, 1);
      return ipcRenderer;
    },
  };
  // contextBridge copies what crosses (electron_api_context_bridge.cc, PassValueToOtherContext). A function becomes another one each time,
  // unless it goes back to where it came from.
  const originals = new WeakMap<object, object>();
  const bridgeFunction = (value: AnyFunction): AnyFunction => {
    const original = originals.get(value) as AnyFunction | undefined;
    if (original !== undefined) return original;
    const bridged: AnyFunction = (...values) => {
      try {
        return cross(value(...values.map((each) => cross(each))));
      } catch (error) {
        throw cross(error);
      }
    };
    originals.set(bridged, value);
    return bridged;
  };
  const isCloned = (value: object): boolean =>
    ArrayBuffer.isView(value) || [ArrayBuffer, Date, RegExp, Map, Set].some((type) => value instanceof type);
  const cross = (value: unknown, freeze = false): unknown => {
    if (typeof value === 'function') return bridgeFunction(value as AnyFunction);
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Promise) {
      const [fulfilled, rejected] = [
        (result: unknown) => cross(result),
        (error: unknown) => {
          throw cross(error);
        },
      ];
      return (value as Promise<unknown>).then(fulfilled, rejected);
    }
    // Of an error, only the message crosses.
    if (value instanceof Error) return new Error(value.message);
    if (isCloned(value)) return structuredClone(value);
    const copy = Array.isArray(value)
      ? value.map((item) => cross(item, freeze))
      : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cross(member, freeze)]));
    return freeze ? Object.freeze(copy) : copy;
  };
  const contextBridge = {
    exposeInMainWorld(name: string, value: unknown): void {
      Object.defineProperty(page, name, { value: cross(value, true), enumerable: true });
    },
  };
  // Chromium tells a page no path: whoever plays a drop says before where the file is.
  const webUtils = {
    getPathForFile: ({ name }: File): string =>
      (page[names.dropped] as Record<string, string> | undefined)?.[name] ?? '',
  };
  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module, module.exports);
}

/** The script for Playwright's addInitScript that runs a built preload file (its text) in a page. */
export function preloadScript(preloadText: string): string {
  const preload = `function (require, module, exports) {${preloadText}\n}`;
  return `(${runPreload.toString()})(${JSON.stringify({ ...bindings, input: inputChannel })}, ${encodeValue.toString()}, ${decodeValue.toString()}, ${preload});`;
}
