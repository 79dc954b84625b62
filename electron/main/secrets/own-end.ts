// A custody process's own end of its lines: requests and replies with the host, and the line on which a key worker hands its share
// to the combiner without passing through the host. Over pipes for the child processes of the command line; in the apps over ports.
import { readSync, write } from 'node:fs';
import { keepMemoryOutOfCoreFiles } from '#platform/core-files.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { type OwnEnd, type Port, portEnd } from './port-end.ts';
import { ReaderLine } from './reader-line.ts';
import { ShareLine } from './share-line.ts';

/** In a key worker the descriptor that leads to the combiner, in the combiner the one that comes from the key workers; in a reader to its worker. */
const onwardLine = 3;
/** In a worker, the descriptor that comes from its reader. */
const readerLine = 4;

/** The end that fits the process this runs in: Electron gives its utility processes a port. */
export function ownEnd(): OwnEnd {
  keepMemoryOutOfCoreFiles();
  const { parentPort } = process as { readonly parentPort?: Port };
  return parentPort === undefined ? pipeEnd() : portEnd(parentPort);
}

/** The end of a child process: standard input and output for the host, descriptors 3 and 4 between these processes. */
function pipeEnd(): OwnEnd {
  const line = new ShareLine();
  const reader = new ReaderLine();
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
    sendOn: (head, parts) => sendWiped(head, parts, (frame, done) => write(onwardLine, frame, done)),
    fromReader(what) {
      const chunk = Buffer.alloc(4096);
      while (reader.isEmpty) {
        const size = readSync(readerLine, chunk);
        // Without its reader a worker has nothing to work on.
        if (size === 0) process.exit(0);
        reader.read(chunk.subarray(0, size));
      }
      return reader.take(what);
    },
    takeShares(turn) {
      const taken = line.take(turn);
      const chunk = Buffer.alloc(4096);
      // The worker sends before it tells the host, so what is asked for is on the line; a worker that lied runs into the host's limit.
      while (!line.hasAnswered(turn)) {
        const size = readSync(onwardLine, chunk);
        if (size === 0) line.close();
        else line.read(chunk.subarray(0, size));
      }
      return taken;
    },
  };
}

type Write = (frame: Buffer, done: (error?: Error | null) => void) => void;

function sendWiped(head: object, parts: readonly Buffer[], writeFrame: Write): Promise<void> {
  const frame = encodeFrame(head, parts);
  for (const part of parts) part.fill(0);
  return new Promise((sent, failed) =>
    writeFrame(frame, (error) => {
      frame.fill(0);
      if (error) failed(error);
      else sent();
    }),
  );
}
