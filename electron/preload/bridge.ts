// Makes the object that a page sees from the list of calls and events; the build reads that list from the contract.

/** From group and member to its kind. */
export type Surface = Readonly<Record<string, Readonly<Record<string, 'call' | 'event'>>>>;

interface IpcRenderer {
  invoke(channel: string, input: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}
type Listener = (payload: unknown) => void;
type Member = ((input: unknown) => Promise<unknown>) | ((listener: Listener) => () => void);

/** A call invokes its channel with exactly one value; an event takes a listener and answers with its own unsubscribe. */
export function bridgeOf(surface: Surface, ipc: IpcRenderer): Record<string, Record<string, Member>> {
  const bridge: Record<string, Record<string, Member>> = {};
  for (const [group, members] of Object.entries(surface)) {
    const exposed: Record<string, Member> = {};
    for (const [name, kind] of Object.entries(members)) {
      const channel = `${group}.${name}`;
      exposed[name] = kind === 'call' ? (input: unknown) => ipc.invoke(channel, input) : subscribe(ipc, channel);
    }
    bridge[group] = exposed;
  }
  return bridge;
}

const subscribe =
  (ipc: IpcRenderer, channel: string) =>
  (listener: Listener): (() => void) => {
    // The event object reaches back into Electron: the page gets the payload alone.
    const relay = (_event: unknown, payload: unknown): void => listener(payload);
    ipc.on(channel, relay);
    return () => {
      ipc.removeListener(channel, relay);
    };
  };
