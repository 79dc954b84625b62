// The line to Chromium, against a server that sends what a test says.
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { devtoolsLine } from './devtools-line.ts';

/** @returns where it listens, and its end of the first line */
async function serveOne(): Promise<{ readonly url: string; readonly socket: Promise<Socket> }> {
  const server = createServer();
  onTestFinished(() => void server.close());
  const socket = new Promise<Socket>((done) => {
    server.on('upgrade', ({ headers }, opened: Socket) => {
      expect(headers['sec-websocket-extensions']).toBeUndefined();
      opened.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      done(opened);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/devtools`, socket };
}

/** As Chromium frames it: with the shortest length that holds. */
function framed(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = [Buffer.from([0x81, body.length]), Buffer.alloc(4), Buffer.alloc(10)] as const;
  if (body.length < 126) return Buffer.concat([head[0], body]);
  const isLong = body.length > 0xffff;
  const chosen = head[isLong ? 2 : 1];
  chosen.set([0x81, isLong ? 127 : 126]);
  if (isLong) chosen.writeBigUInt64BE(BigInt(body.length), 2);
  else chosen.writeUInt16BE(body.length, 2);
  return Buffer.concat([chosen, body]);
}

it('hears messages of every length in their order, however they are cut, until the last frame', async () => {
  const { url, socket } = await serveOne();
  const line = await devtoolsLine(url);
  const sent = [0, 200, 70_000, 1].map((length) => ({ ü: 'x'.repeat(length) }));
  const heard: object[] = [];
  const closed = new Promise<void>((done) => (line.onclose = () => done()));
  line.onmessage = (value) => heard.push(value);
  const chromium = await socket;
  const bytes = Buffer.concat([...sent.map(framed), Buffer.from([0x88, 0])]);
  for (const [from, to] of [
    [0, 1],
    [1, 40],
    [40, 70_100],
    [70_100, bytes.length],
  ]) {
    chromium.write(bytes.subarray(from, to));
    await new Promise(setImmediate);
  }
  await closed;
  expect(heard).toEqual(sent);
});

it('sends a message as one frame, which it leaves readable', async () => {
  const { url, socket } = await serveOne();
  const line = await devtoolsLine(url);
  const chromium = await socket;
  const first = new Promise<Buffer>((done) => chromium.once('data', done));
  line.send({ id: 1 });
  const bytes = await first;
  expect([...bytes.subarray(0, 2)]).toEqual([0x81, 0xff]);
  expect(bytes.readBigUInt64BE(2)).toBe(BigInt(bytes.length - 14));
  expect(bytes.readUInt32BE(10)).toBe(0);
  expect(bytes.subarray(14).toString()).toBe('{"id":1}');
  line.close();
});

it('is refused by what is no WebSocket', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end());
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await expect(devtoolsLine(`http://127.0.0.1:${port}/`)).rejects.toThrow('404');
});
