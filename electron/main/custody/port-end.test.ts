// A custody process on ports: the same frames as on pipes, in order, wiped, and never lost at the end.
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader, type Message } from './frames.ts';
import { arrived, combinerLine, type Port, portEnd } from './port-end.ts';

/** A port whose other side is the test. */
class TestPort extends EventEmitter implements Port {
  readonly said: unknown[] = [];
  postMessage(message: unknown): void {
    // As in Electron: what was said is written out at once, and later changes do not reach it.
    this.said.push(structuredClone(message));
  }
  hear(data: unknown, ...ports: readonly Port[]): void {
    this.emit('message', { data, ports });
  }
  heads(): unknown[] {
    const reader = new FrameReader();
    return this.said
      .filter((message) => message instanceof Uint8Array)
      .flatMap((frame) => reader.push(Uint8Array.from(frame)))
      .map(({ head }) => head);
  }
}
const frame = (head: object, ...parts: Buffer[]): Uint8Array => new Uint8Array(encodeFrame(head, parts));
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('a custody process on ports', () => {
  it('handles what the host and the key workers say, one after the other, in the order in which it came', async () => {
    const parent = new TestPort();
    const line = new TestPort();
    const end = portEnd(parent);
    const heard: unknown[] = [];
    parent.hear(frame({ n: 1 }));
    parent.hear(combinerLine, line);
    line.hear(frame({ n: 2 }, Buffer.from('share')));
    end.onMessage(async ({ head, parts }: Message) => {
      await turn();
      heard.push(head, ...parts.map(String));
    });
    parent.hear(frame({ n: 3 }));
    for (let n = 0; n < 8; n += 1) await turn();
    expect(heard).toEqual([{ n: 1 }, { n: 2 }, 'share', { n: 3 }]);
  });

  it('tells a key worker that its share has arrived', () => {
    const line = new TestPort();
    const parent = new TestPort();
    portEnd(parent).onMessage(() => Promise.resolve());
    parent.hear(combinerLine, line);
    line.hear(frame({ n: 1 }));
    expect(line.said).toEqual([arrived]);
  });

  it('waits with its end until its last words have arrived, and wipes what they carried', async () => {
    const parent = new TestPort();
    const end = portEnd(parent);
    const secret = Buffer.from('secret');
    let isSent = false;
    const sent = end.send({ is: 'opened' }, [secret]).then(() => {
      isSent = true;
    });
    await turn();
    expect(isSent).toBe(false);
    expect(secret).toEqual(Buffer.alloc(6));
    parent.hear(arrived);
    await sent;
    expect(parent.heads()).toEqual([{ is: 'opened' }]);
  });

  it('gives its share only to the combiner: the host never sees it', async () => {
    const parent = new TestPort();
    const line = new TestPort();
    const end = portEnd(parent);
    const given = end.sendToCombiner({ position: 1 }, [Buffer.from('share')]);
    parent.hear(combinerLine, line);
    await turn();
    line.hear(arrived);
    await given;
    expect(line.heads()).toEqual([{ position: 1 }]);
    expect(parent.said).toEqual([]);
  });
});
