// What a custody process finds in its environment, on each system.
import { expect, it } from 'vitest';
import { workerEnvironment } from './worker-environment.ts';

const ours = {
  SystemRoot: 'C:\\Windows',
  windir: 'C:\\Windows',
  PATH: '/usr/bin',
  NODE_OPTIONS: '--require=/tmp/evil.js',
  LD_PRELOAD: '/tmp/evil.so',
};

it.each(['linux', 'darwin'] as const)('on %s is its own name alone', (platform) => {
  expect(workerEnvironment('key worker', platform, ours)).toEqual({ LIFEBOAT_PROCESS: 'key worker' });
});

it('on Windows is also where the system lies, in whatever case it is written', () => {
  const windows = { LIFEBOAT_PROCESS: 'combiner', SystemRoot: 'C:\\Windows' };
  expect(workerEnvironment('combiner', 'win32', ours)).toEqual(windows);
  expect(workerEnvironment('combiner', 'win32', { SYSTEMROOT: 'C:\\Windows' })).toEqual(windows);
});

it('is never empty: an empty one would inherit ours', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(Object.keys(workerEnvironment('key maker', platform, {}))).not.toEqual([]);
  }
});
