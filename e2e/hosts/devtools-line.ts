// The line from a spec to the Chromium of the double: a WebSocket that compresses nothing. Those of Playwright and Node offer to, Chromium then
// does it with each of its small messages, and a third of what a spec's process computed was unpacking them.
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectOverCDPTransport } from '@playwright/test';

/** How the frame of a whole message in text begins (RFC 6455, 5.2). */
const message = 0x81;

/** A message as one frame. Its mask is zero, which leaves it as it is (5.3): there is nobody between here and Chromium. */
function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(14);
  head[0] = message;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, body]);
}

interface Frame {
  readonly kind: number;
  readonly body: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** The first frame of what has come; undefined while some of it is on its way. */
function firstFrame(bytes: Buffer): Frame | undefined {
  const [kind, short] = bytes;
  if (kind === undefined || short === undefined) return undefined;
  const start = { 126: 4, 127: 10 }[short] ?? 2;
  if (bytes.length < start) return undefined;
  const lengths: Record<number, () => number> = {
    126: () => bytes.readUInt16BE(2),
    127: () => Number(bytes.readBigUInt64BE(2)),
  };
  const end = start + (lengths[short]?.() ?? short);
  return bytes.length < end ? undefined : { kind, body: bytes.subarray(start, end), end };
}

/** Opens the line. @param url of Chromium's own endpoint, with http in place of ws */
export async function devtoolsLine(url: string): Promise<ConnectOverCDPTransport> {
  const socket = await new Promise<Socket>((done, fail) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    get(url, { headers, agent: false })
      .on('upgrade', (_answer, opened: Socket) => done(opened))
      .on('response', ({ statusCode }) => fail(new Error(`Chromium answered with ${String(statusCode)}`)))
      .on('error', fail);
  });
  const line: ConnectOverCDPTransport = {
    send: (sent) => void socket.write(frameOf(JSON.stringify(sent))),
    close: () => socket.destroySoon(),
  };
  const take = ({ kind, body }: Frame): void => {
    // Chromium sends no other frame but its last.
    if (kind !== message) {
      socket.destroy();
      return;
    }
    const heard = JSON.parse(body.toString()) as object;
    // A waiting caller goes on before the next message is heard.
    setImmediate(() => line.onmessage?.(heard));
  };
  let held = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    for (let frame = firstFrame(held); frame !== undefined; frame = firstFrame(held)) {
      held = held.subarray(frame.end);
      take(frame);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => line.onclose?.());
  return line;
}
