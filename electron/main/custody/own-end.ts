// A custody process's own end of its lines: requests and replies with the host, and the line on which shares go to the combiner
// without passing through the host. Here over pipes, for the child processes of the command line.
import { createReadStream, createWriteStream } from 'node:fs';
import { encodeFrame, FrameReader, type Message } from './frames.ts';

/** The file descriptor on which a key worker writes its share and the combiner reads it. */
const shareLine = 3;

export interface OwnEnd {
  /** Calls back for each message of the host, one after the other; the process ends when the host goes away. */
  onMessage(handle: (message: Message) => Promise<void>): void;
  /** Resolves when the host's end has the bytes; parts are wiped. */
  send(head: unknown, parts?: readonly Buffer[]): Promise<void>;
  /** A key worker's way to the combiner. The part is wiped. */
  giveShare(position: number, share: Buffer): Promise<void>;
  /** The combiner's way to what key workers give. */
  onShare(take: (position: number, share: Buffer) => void): void;
}

/** The end of a child process: standard input and output for the host, descriptor 3 for shares. */
export function pipeEnd(): OwnEnd {
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
    send: (head, parts = []) => writeWiped(process.stdout, encodeFrame(head, parts), parts),
    giveShare: async (position, share) => {
      const line = createWriteStream('', { fd: shareLine });
      await writeWiped(line, encodeFrame({ position }, [share]), [share]);
      await new Promise((closed) => line.end(closed));
    },
    onShare(take) {
      const reader = new FrameReader();
      createReadStream('', { fd: shareLine }).on('data', (chunk) => {
        // Without an encoding there are no strings; the type does not know.
        if (typeof chunk === 'string') return;
        for (const { head, parts } of reader.push(chunk)) {
          const position =
            head !== null && typeof head === 'object' && 'position' in head ? head['position'] : undefined;
          const [share] = parts;
          if (typeof position === 'number' && share !== undefined) take(position, share);
        }
      });
    },
  };
}

function writeWiped(stream: NodeJS.WritableStream, frame: Buffer, parts: readonly Buffer[]): Promise<void> {
  return new Promise((written, failed) => {
    stream.write(frame, (error) => {
      frame.fill(0);
      for (const part of parts) part.fill(0);
      if (error) failed(error);
      else written();
    });
  });
}
