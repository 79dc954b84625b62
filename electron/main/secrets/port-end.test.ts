// A custody process on ports: the same frames as on pipes, in order, wiped, and never lost at the end.
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
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
  it('handles what the host says, one after the other, in the order in which it came; nothing that a key worker says', async () => {
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
    expect(heard).toEqual([{ n: 1 }, { n: 3 }]);
  });

  const turn1 = '1'.repeat(32);
  const given = (positions: readonly number[], ...shares: Buffer[]): Uint8Array =>
    frame({ do: 'give-shares', turn: turn1, positions }, ...shares);
  const combinerWith = (...lines: TestPort[]) => {
    const parent = new TestPort();
    const end = portEnd(parent);
    for (const line of lines) parent.hear(combinerLine, line);
    return end;
  };

  it('takes the shares of one turn from the line of its key worker, before or after it is asked to', async () => {
    const line = new TestPort();
    const end = combinerWith(line);
    const taken = end.takeShares(turn1);
    line.hear(given([2], Buffer.from('share')));
    expect([...(await taken)]).toEqual([[2, Buffer.from('share')]]);
    const early = new TestPort();
    const later = combinerWith(early);
    early.hear(given([1], Buffer.from('share')));
    expect([...(await later.takeShares(turn1))]).toEqual([[1, Buffer.from('share')]]);
  });

  it('wipes what another turn has left, and mixes no bytes of two key workers', async () => {
    const [stale, cut, honest] = [new TestPort(), new TestPort(), new TestPort()];
    const end = combinerWith(stale, cut, honest);
    stale.hear(frame({ do: 'give-shares', turn: '0'.repeat(32), positions: [0] }, Buffer.from('stale')));
    cut.hear(given([3], Buffer.from('share')).slice(0, 20));
    const taken = end.takeShares(turn1);
    honest.hear(given([1], Buffer.from('share')));
    expect([...(await taken)]).toEqual([[1, Buffer.from('share')]]);
  });

  it.each([
    ['a command', frame({ do: 'build', nonce: turn1, positions: [0], claim: {} }, Buffer.from('key'))],
    ['a position twice', given([1, 1], Buffer.from('a'), Buffer.from('b'))],
    ['a share without its position', given([1], Buffer.from('a'), Buffer.from('b'))],
    ['a length of 2 GB', new Uint8Array(8).fill(0x7f)],
  ])('takes no shares any more from a line on which %s came', async (_, bytes) => {
    const line = new TestPort();
    const end = combinerWith(line);
    line.hear(bytes);
    line.hear(given([1], Buffer.from('share')));
    expect((await faultOfPromise(end.takeShares(turn1))).code).toBe('SHARE_LINE_VIOLATED');
  });

  it('wipes the share that comes with a command in one piece', () => {
    const line = new TestPort();
    combinerWith(line);
    const copies = vi.spyOn(Buffer, 'from');
    const command = encodeFrame({ do: 'build', nonce: turn1 });
    line.hear(new Uint8Array(Buffer.concat([command, given([1], Buffer.alloc(64, 0x5a))])));
    const made = copies.mock.results.map(({ value }) => value as Buffer);
    copies.mockRestore();
    expect(made.filter(({ length }) => length === 64).map((share) => share.includes(0x5a))).toEqual([false]);
  });

  it('takes no flood of turns that nobody began', async () => {
    const line = new TestPort();
    const end = combinerWith(line);
    for (let i = 0; i < 100; i += 1) {
      const name = i.toString(16).padStart(32, '0');
      line.hear(frame({ do: 'give-shares', turn: name, positions: [0] }, Buffer.from('share')));
    }
    expect((await faultOfPromise(end.takeShares(turn1))).code).toBe('SHARE_LINE_VIOLATED');
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
    const given = end.sendOn({ position: 1 }, [Buffer.from('share')]);
    parent.hear(combinerLine, line);
    await turn();
    line.hear(arrived);
    await given;
    expect(line.heads()).toEqual([{ position: 1 }]);
    expect(parent.said).toEqual([]);
  });
});
