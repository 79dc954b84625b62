// All custody processes can be ended at once, whichever part started them; and a caller that waits on one is told how it ended.
import { describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { encodeFrame } from '../frames.ts';
import { Inbox } from './inbox.ts';
import { type CombinerProcess, type SecretsProcess, withReader } from './process-host.ts';
import { trackProcesses } from './tracked-host.ts';

/** A process that lives until a test lets it exit, however often it is stopped. */
const process = (name: SecretsProcess['name']) => {
  let exit = (): void => undefined;
  const ended = new Promise<void>((done) => {
    exit = done;
  });
  return {
    name,
    send: vi.fn<SecretsProcess['send']>(),
    receive: vi.fn<SecretsProcess['receive']>(),
    stop: vi.fn<() => void>(),
    ended,
    exit,
  };
};

describe('a tracked host', () => {
  it('ends combiners, key workers, key makers and the reader of each, until each has exited', async () => {
    const made = {
      combiner: process('combiner'),
      worker: process('key worker'),
      lone: process('key worker'),
      maker: process('key maker'),
      reader: process('reader'),
      reader2: process('reader'),
      reader3: process('reader'),
    };
    const combiner: CombinerProcess = { ...made.combiner, startKeyWorker: () => withReader(made.worker, made.reader) };
    const host = trackProcesses({
      startCombiner: () => combiner,
      startLoneKeyWorker: () => withReader(made.lone, made.reader2),
      startKeyMaker: () => withReader(made.maker, made.reader3),
    });
    host.startCombiner().startKeyWorker();
    host.startLoneKeyWorker();
    host.startKeyMaker();
    host.stopAll();
    for (const one of Object.values(made)) expect(one.stop).toHaveBeenCalledOnce();
    made.combiner.exit();
    await combiner.ended;
    host.stopAll();
    expect(made.combiner.stop).toHaveBeenCalledOnce();
    expect(made.worker.stop).toHaveBeenCalledTimes(2);
  });
});

describe('an inbox', () => {
  it('keeps what came before somebody asked', async () => {
    const inbox = new Inbox('combiner', vi.fn());
    inbox.read(encodeFrame({ is: 'locked' }));
    expect((await inbox.receive()).head).toEqual({ is: 'locked' });
  });

  it('tells how a process ended by itself', async () => {
    const inbox = new Inbox('combiner', vi.fn());
    const waiting = inbox.receive();
    inbox.end({ kind: 'exit', status: 9 });
    expect(await faultOfPromise(waiting)).toEqual({
      code: 'CUSTODY_PROCESS_ENDED',
      process: 'combiner',
      how: { kind: 'exit', status: 9 },
    });
    expect((await faultOfPromise(inbox.receive())).code).toBe('CUSTODY_PROCESS_ENDED');
  });

  it('tells that it was stopped, and stops it', async () => {
    const kill = vi.fn();
    const inbox = new Inbox('key worker', kill);
    inbox.stop();
    inbox.end({ kind: 'signal', signal: 'SIGKILL' });
    expect((await faultOfPromise(inbox.receive())).code).toBe('CUSTODY_STOPPED');
    expect(kill).toHaveBeenCalled();
  });

  it('ends a process that takes longer than it may', async () => {
    vi.useFakeTimers();
    const kill = vi.fn();
    const inbox = new Inbox('key worker', kill);
    const waiting = faultOfPromise(inbox.receive(30_000));
    vi.advanceTimersByTime(30_000);
    expect(await waiting).toEqual({ code: 'CUSTODY_TIME_LIMIT', process: 'key worker', seconds: 30 });
    expect(kill).toHaveBeenCalled();
    vi.useRealTimers();
  });
});
