// `ipcMain`, and how a message of a page reaches it: lib/browser/ipc-main-impl.ts and lib/browser/ipc-dispatch.ts.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { electronEvent } from './events.ts';
import type { HeardMessage } from './record.ts';
import { standIn } from './stand-in.ts';
import { decodeValue, encodeValue } from './wire.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

/** The frame of a page that speaks. */
export interface SpeakingFrame {
  readonly url: string;
  readonly isTop: boolean;
}
/** What goes back to a page that has invoked: a value as `wire.ts` writes it, or the text of an error. */
export type Answer = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly value: string };

class IpcMain extends EventEmitter {
  readonly #handlers: Map<string, Handler>;
  constructor(handlers: Map<string, Handler>) {
    super();
    this.#handlers = handlers;
    // As there: a channel that is called "error" throws nothing.
    this.on('error', () => undefined);
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    this.#handlers.set(channel, handler);
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }
}

/** Takes what pages say to main. */
export interface IpcDispatch {
  readonly ipcMain: Electron.IpcMain;
  invoke(sender: Electron.WebContents, frame: SpeakingFrame, channel: string, json: string): Promise<Answer>;
  message(sender: Electron.WebContents, frame: SpeakingFrame, channel: string, json: string): void;
}

/** @param hear hears every message, as it crosses */
export function createIpc(hear: (message: HeardMessage) => void): IpcDispatch {
  const handlers = new Map<string, Handler>();
  const emitter = new IpcMain(handlers);
  return {
    ipcMain: standIn<Electron.IpcMain>('ipcMain')(emitter),
    async invoke(sender, frame, channel, json) {
      hear({ to: 'main', channel, text: json });
      const answer = await answerOf(handlers.get(channel), channel, eventOf(sender, frame), decode(json));
      hear({ to: 'page', channel, text: answer.value });
      return answer;
    },
    message(sender, frame, channel, json) {
      hear({ to: 'main', channel, text: json });
      emitter.emit(channel, eventOf(sender, frame), ...decode(json));
    },
  };
}

// `ipcRenderer` sends its arguments as one list.
const decode = (json: string): unknown[] => decodeValue(json) as unknown[];

/** An answer that cannot be cloned is an error like one that was thrown; of an error, only its text reaches the page. */
async function answerOf(
  handler: Handler | undefined,
  channel: string,
  event: Electron.IpcMainInvokeEvent,
  values: readonly unknown[],
): Promise<Answer> {
  if (handler === undefined) return { ok: false, value: `Error: No handler registered for '${channel}'` };
  try {
    return { ok: true, value: encodeValue(await handler(event, ...values)) };
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error);
    return { ok: false, value: String(error) };
  }
}

function eventOf(sender: Electron.WebContents, frame: SpeakingFrame): Electron.IpcMainInvokeEvent {
  const above = standIn<Electron.WebFrameMain>('WebFrameMain')({});
  const senderFrame = standIn<Electron.WebFrameMain>('WebFrameMain')({
    url: frame.url,
    parent: frame.isTop ? null : above,
  });
  const event = { type: 'frame' as const, sender, senderFrame };
  return standIn<Electron.IpcMainInvokeEvent>('IpcMainInvokeEvent')(electronEvent(event));
}
