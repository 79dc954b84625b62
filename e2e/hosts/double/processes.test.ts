// Utility processes and message ports: what Electron’s do, on real processes of Node.
import { join } from 'node:path';
import type { UtilityProcess } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { readyDouble } from './test-double.ts';

const worker = join(import.meta.dirname, 'testdata', 'utility-worker.cjs');
const running: UtilityProcess[] = [];
const { app, utilityProcess, MessageChannelMain } = readyDouble().electron;

/** Starts the worker; what it says is whatever it is asked. */
function start(...[args = [], options = {}]: Parameters<typeof startAs>): UtilityProcess {
  return startAs(args, options);
}
function startAs(args?: string[], options?: Parameters<typeof utilityProcess.fork>[2]): UtilityProcess {
  const child = utilityProcess.fork(worker, args, { stdio: 'ignore', ...options });
  running.push(child);
  return child;
}
const next = (child: UtilityProcess): Promise<unknown> => new Promise((done) => child.once('message', done));
/** The next messages, also those that come together. */
const nextTwo = (child: UtilityProcess): Promise<unknown[]> =>
  new Promise((done) => {
    const said: unknown[] = [];
    child.on('message', (message) => {
      if (said.push(message) === 2) done(said);
    });
  });
const spawned = (child: UtilityProcess): Promise<void> => new Promise((done) => child.once('spawn', done));
const ended = (child: UtilityProcess): Promise<number> => new Promise((done) => child.once('exit', done));
const ask = (child: UtilityProcess, question: unknown): Promise<unknown> => {
  const answer = next(child);
  child.postMessage(question);
  return answer;
};

afterEach(async () => {
  for (const child of running.splice(0)) {
    const gone = ended(child);
    if (child.pid === undefined) await spawned(child);
    if (child.kill()) await gone;
  }
});

describe('the life of a process', () => {
  it('kill/before-spawn: answers false and kills nothing', async () => {
    const child = start();
    expect([child.pid, child.kill()]).toEqual([undefined, false]);
    await spawned(child);
    expect(await ask(child, 'pid')).toBe(child.pid);
  });

  it('process/spawn: comes before anything of the process has run, also where nothing of it ever does', async () => {
    const child = start([], { execArgv: ['--no-such-option'] });
    const heard: string[] = [];
    for (const name of ['spawn', 'exit'] as const) child.on(name as 'spawn', () => heard.push(name));
    await ended(child);
    expect(heard).toEqual(['spawn', 'exit']);
    running.length = 0;
  });

  it('process/metrics: it is among the processes once it has spawned, by its name, beside services of Chromium', async () => {
    const child = start([], { serviceName: 'a worker' });
    const utilities = () => app.getAppMetrics().filter(({ type }) => type === 'Utility');
    expect(utilities().map(({ name }) => name)).toEqual(['Network Service']);
    await spawned(child);
    expect(utilities().find(({ name }) => name === 'a worker')?.pid).toBe(child.pid);
    const gone = ended(child);
    child.kill();
    await gone;
    expect(utilities().map(({ name }) => name)).toEqual(['Network Service']);
    running.length = 0;
  });

  it('kill/exit-code: a process that we killed has ended with 0, and is gone for every later call', async () => {
    const child = start();
    await spawned(child);
    const code = ended(child);
    expect(child.kill()).toBe(true);
    expect(await code).toBe(0);
    expect([child.pid, child.kill()]).toEqual([undefined, false]);
    child.postMessage('nobody hears this');
    running.length = 0;
  });

  it('kill/from-outside: one that somebody else killed has ended with the signal', async () => {
    const child = start();
    await spawned(child);
    const code = ended(child);
    process.kill(child.pid!, 'SIGKILL');
    expect(await code).toBe(9);
    running.length = 0;
  });

  it('kill/own-exit: one that ended itself has ended with its own code', async () => {
    const child = start();
    const code = ended(child);
    child.postMessage({ exit: 7 });
    expect(await code).toBe(7);
    running.length = 0;
  });
});

describe('what a process is given', () => {
  it('env/empty: an empty environment is none: the parent’s is inherited', async () => {
    process.env['DOUBLE_TEST_SECRET'] = 'inherited';
    try {
      expect(await ask(start([], { env: {} }), { env: 'DOUBLE_TEST_SECRET' })).toBe('inherited');
      expect(await ask(start([]), { env: 'DOUBLE_TEST_SECRET' })).toBe('inherited');
    } finally {
      delete process.env['DOUBLE_TEST_SECRET'];
    }
  });

  it('env/replaced: any other one replaces it whole', async () => {
    process.env['DOUBLE_TEST_SECRET'] = 'inherited';
    try {
      const child = start([], { env: { OWN: 'yes' } });
      expect(await ask(child, { env: 'DOUBLE_TEST_SECRET' })).toBeUndefined();
      expect(await ask(child, { env: 'OWN' })).toBe('yes');
    } finally {
      delete process.env['DOUBLE_TEST_SECRET'];
    }
  });

  it('process/arguments: the worker is the program, its arguments follow, and its type is utility', async () => {
    const child = start(['one', 'two']);
    expect(await ask(child, 'arguments')).toEqual([worker, 'one', 'two']);
    expect(await ask(child, 'type')).toBe('utility');
  });

  it('process/streams: only streams that are ignored or inherited are played', () => {
    expect(() => start([], { stdio: 'pipe' })).toThrow('the double plays no standard stream "pipe"');
    expect(() => start([], { stdio: ['pipe', 'ignore', 'ignore'] })).toThrow('stdin value other than ignore');
  });
});

describe('messages', () => {
  it('port/early: what comes before the worker listens is kept for it', async () => {
    const child = start(['listen-late']);
    const said = nextTwo(child);
    child.postMessage('first');
    child.postMessage('second');
    expect(await said).toEqual(['first', 'second']);
  });

  it('port/paused: without a listener parentPort keeps what comes', async () => {
    const child = start(['listen-once']);
    expect(await ask(child, 'first')).toBe('first');
    const said = nextTwo(child);
    child.postMessage('second');
    child.postMessage('third');
    expect(await said).toEqual(['second', 'third']);
  });

  it('port/started: a port that came with a message gives nothing until it is started', async () => {
    const child = start();
    const { port1, port2 } = new MessageChannelMain();
    const back: unknown[] = [];
    port1.on('message', ({ data }) => {
      back.push(data);
    });
    child.postMessage('keep port', [port2]);
    port1.postMessage('over the port');
    expect(await ask(child, 'heard on port')).toEqual([]);
    child.postMessage('start port');
    // The worker says on the port what it has heard on it; this end has not been started either.
    await expect.poll(() => ask(child, 'heard on port')).toEqual(['over the port']);
    expect(back).toEqual([]);
    port1.start();
    await expect.poll(() => back).toEqual(['over the port']);
  });

  it('port/given-away: a port can be given away once', () => {
    const child = start();
    const { port1 } = new MessageChannelMain();
    child.postMessage('keep port', [port1]);
    expect(() => child.postMessage('keep port', [port1])).toThrow('Port at index 0 is already neutered.');
    expect(() => child.postMessage('keep port', [{} as never])).toThrow('Port at index 0 is not a valid port');
    const { port2 } = new MessageChannelMain();
    expect(() => child.postMessage('keep port', [port2, port2])).toThrow('Port at index 1 is a duplicate.');
  });

  it('clone/whole-buffer: a view takes the whole buffer along that it looks into', async () => {
    const whole = Uint8Array.from(Buffer.from('secret, and a part'));
    const arrived = (await ask(start(), { text: whole.subarray(8) })) as { view: string; buffer: string };
    expect(arrived.view).toBe('and a part');
    expect(arrived.buffer).toContain('secret');
  });

  it('clone/between-processes: a Buffer arrives as plain bytes, and a function does not cross', async () => {
    const child = start();
    const back = await ask(child, { back: Buffer.from('abc') });
    expect([Buffer.isBuffer(back), back instanceof Uint8Array]).toEqual([false, true]);
    expect(() => child.postMessage({ call: () => 1 })).toThrow('could not be cloned');
    expect(() => child.postMessage(new Map())).toThrow('the double carries no [object Map]');
  });
});
