// Custody in Electron's utility processes: each is ended for certain, and none sees this process's environment.
import { EventEmitter } from 'node:events';
import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron';
import type * as Electron from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { trackProcesses } from '#secrets/host/tracked-host.ts';
import { utilityProcessHost } from './utility-process-host.ts';

const { forked, FakeProcess } = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');

  /** As shell/browser/api/electron_api_utility_process.cc has it: without a process id nothing is killed, and the answer is false. */
  class FakeProcess extends EventEmitter {
    readonly environment: NodeJS.ProcessEnv;
    readonly stdout = null;
    readonly stderr = null;
    readonly posted: unknown[] = [];
    pid: number | undefined;
    kills = 0;

    constructor(env: NodeJS.ProcessEnv = {}) {
      super();
      // An environment without a variable is none: the parent's is inherited.
      this.environment = Object.keys(env).length === 0 ? { ...process.env } : env;
    }
    kill(): boolean {
      if (this.pid === undefined) return false;
      this.kills += 1;
      return true;
    }
    postMessage(message: unknown): void {
      this.posted.push(message);
    }
    spawn(): void {
      this.pid = 4711;
      this.emit('spawn');
    }
    exit(code = 0): void {
      this.pid = undefined;
      this.emit('exit', code);
    }
  }
  return { forked: [] as FakeProcess[], FakeProcess };
});

class FakePort extends EventEmitter implements MessagePortMain {
  readonly close = vi.fn<() => void>();
  readonly postMessage = vi.fn<() => void>();
  readonly start = vi.fn<() => void>();
}
/** What our host uses of a utility process. */
type Forked = Pick<UtilityProcess, 'kill' | 'on' | 'once' | 'pid' | 'postMessage'>;

vi.mock('electron', () => {
  const fork = (_module: string, _args?: string[], options?: ForkOptions): Forked => {
    const child = new FakeProcess({ ...options?.env });
    forked.push(child);
    return child;
  };
  class MessageChannelMain {
    readonly port1 = new FakePort();
    readonly port2 = new FakePort();
  }
  return { utilityProcess: { fork }, MessageChannelMain } satisfies Pick<typeof Electron, 'MessageChannelMain'> & {
    utilityProcess: { fork: (...args: Parameters<typeof Electron.utilityProcess.fork>) => Forked };
  };
});

beforeEach(() => {
  forked.length = 0;
});

describe('a custody process', () => {
  it('that is stopped before it has spawned is killed as soon as it has', async () => {
    const worker = utilityProcessHost('/secrets').startLoneKeyWorker();
    worker.stop();
    expect(forked[0]!.kills).toBe(0);
    forked[0]!.spawn();
    expect(forked[0]!.kills).toBe(1);
    const answer = faultOfPromise(worker.receive());
    forked[0]!.exit();
    expect((await answer).code).toBe('CUSTODY_STOPPED');
  });

  it('that takes too long before it has spawned is killed as soon as it has', async () => {
    vi.useFakeTimers();
    const answer = faultOfPromise(utilityProcessHost('/secrets').startLoneKeyWorker().receive(1000));
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect((await answer).code).toBe('CUSTODY_TIME_LIMIT');
    forked[0]!.spawn();
    expect(forked[0]!.kills).toBe(1);
  });

  it('that nobody stopped is left alone when it spawns', () => {
    utilityProcessHost('/secrets').startKeyMaker();
    forked[0]!.spawn();
    expect(forked[0]!.kills).toBe(0);
  });

  it('is known to its host until it has exited: what one call could not end, the next one does', async () => {
    const host = trackProcesses(utilityProcessHost('/secrets'));
    host.startCombiner().startKeyWorker();
    host.stopAll();
    for (const child of forked) child.spawn();
    expect(forked.map(({ kills }) => kills)).toEqual([1, 1, 1]);
    host.stopAll();
    expect(forked.map(({ kills }) => kills)).toEqual([2, 2, 2]);
    for (const child of forked) child.exit();
    await Promise.resolve();
    host.stopAll();
    expect(forked.map(({ kills }) => kills)).toEqual([2, 2, 2]);
  });

  it('that runs out of memory does not take this process with it', () => {
    utilityProcessHost('/secrets').startKeyMaker();
    expect(() => forked[0]!.emit('error', 'FatalError', 'v8', 'report')).not.toThrow();
  });

  it('gets an environment of its own, with nothing of ours in it', () => {
    vi.stubEnv('LIFEBOAT_TEST_SECRET', 'seen');
    utilityProcessHost('/secrets').startCombiner().startKeyWorker();
    vi.unstubAllEnvs();
    for (const { environment } of forked) {
      expect(environment).not.toHaveProperty('LIFEBOAT_TEST_SECRET');
      expect(Object.keys(environment)).not.toEqual([]);
    }
  });
});
