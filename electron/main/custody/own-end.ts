// A custody process's own end of its lines: requests and replies with the host, and the line on which a key worker hands its share
// to the combiner without passing through the host. Over pipes for the child processes of the command line; in the apps over ports.
import { write } from 'node:fs';
import { encodeFrame, FrameReader, type Message } from './frames.ts';
import { type Port, portEnd } from './port-end.ts';

/** A key worker's descriptor for the combiner's standard input. */
const combinerLine = 3;

export interface OwnEnd {
  /** Calls back for each message, one after the other; the process ends when the host goes away. */
  onMessage(handle: (message: Message) => Promise<void>): void;
  /** Resolves when the host's end has the bytes; parts are wiped. */
  send(head: object, parts?: readonly Buffer[]): Promise<void>;
  /** A key worker's way to the combiner; parts are wiped. */
  sendToCombiner(head: object, parts: readonly Buffer[]): Promise<void>;
}

/** The end that fits the process this runs in: Electron gives its utility processes a port. */
export function ownEnd(): OwnEnd {
  const { parentPort } = process as { readonly parentPort?: Port };
  return parentPort === undefined ? pipeEnd() : portEnd(parentPort);
}

/** The end of a child process: standard input and output for the host, descriptor 3 for the combiner. */
function pipeEnd(): OwnEnd {
  return {
    onMessage(handle) {
      const reader = new FrameReader();
      let queue = Promise.resolve();
      process.stdin.on('data', (chunk: Buffer) => {
        for (const message of reader.push(chunk)) queue = queue.then(() => handle(message));
      });
      // The host is gone: nothing that is still here is of use to anybody.
      process.stdin.on('end', () => process.exit(0));
    },
    send: (head, parts = []) => sendWiped(head, parts, (frame, done) => process.stdout.write(frame, done)),
    sendToCombiner: (head, parts) =>
      sendWiped(head, parts, (frame, done) => {
        write(combinerLine, frame, done);
      }),
  };
}

type Write = (frame: Buffer, done: (error?: Error | null) => void) => void;

function sendWiped(head: object, parts: readonly Buffer[], writeFrame: Write): Promise<void> {
  const frame = encodeFrame(head, parts);
  for (const part of parts) part.fill(0);
  return new Promise((sent, failed) => {
    writeFrame(frame, (error) => {
      frame.fill(0);
      if (error) failed(error);
      else sent();
    });
  });
}
