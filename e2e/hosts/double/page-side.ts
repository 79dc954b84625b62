// The page's half of the double: gives the built preload script the `electron` module it asks for.
import { decodeValue, encodeValue } from './wire.ts';

/** Names of the Playwright bindings that stand for the IPC pipe. */
export const bindings = { invoke: '__double_invoke', send: '__double_send', emit: '__double_emit' } as const;

type Binding = (channel: string, json: string) => Promise<{ ok: boolean; value: string }>;
type Listener = (event: object, ...values: unknown[]) => void;
type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

/** Runs in the page before its own scripts. Stands alone: its text is put into the page. */
function runPreload(
  names: { invoke: string; send: string; emit: string },
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
  const listeners = new Map<string, Set<Listener>>();
  const of = (channel: string): Set<Listener> => {
    const found = listeners.get(channel) ?? new Set<Listener>();
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
      of(channel).add(listener);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener) {
      of(channel).delete(listener);
      return ipcRenderer;
    },
  };
  // contextBridge freezes what it exposes and copies it across worlds; freezing is what can be shown here.
  const expose = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expose(member)]));
    return Object.freeze(copy);
  };
  const contextBridge = {
    exposeInMainWorld(name: string, value: unknown): void {
      Object.defineProperty(page, name, { value: expose(value), enumerable: true });
    },
  };
  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module, module.exports);
}

/** The script for Playwright's addInitScript that runs a built preload file (its text) in a page. */
export function preloadScript(preloadText: string): string {
  const preload = `function (require, module, exports) {${preloadText}\n}`;
  return `(${runPreload.toString()})(${JSON.stringify(bindings)}, ${encodeValue.toString()}, ${decodeValue.toString()}, ${preload});`;
}
