// What a host cannot play, it refuses aloud.
import { expect, it } from 'vitest';
import type { LaunchOptions } from './host.ts';
import { refusing } from './this-host.ts';

const launched: LaunchOptions[] = [];
/** A host that can place profiles, and nothing else. */
const host = refusing({
  kind: 'electron',
  description: 'a host for a test',
  can: (ability) => ability === 'appData',
  launch: (options) => {
    launched.push(options);
    return Promise.reject(new Error('launched'));
  },
  command: () => {
    throw new Error('not asked');
  },
});
const app = 'offline';

it.each<readonly [LaunchOptions, string]>([
  [{ app, preview: true }, 'play the practice preview'],
  [{ app, packaged: true }, 'play a packaged program'],
  [{ app, messages: '/tmp/m' }, 'record messages between pages and main'],
  [{ app, through: { program: '/bin/sh', cwd: '/', env: {} } }, 'be started by another program'],
])('a host refuses %j instead of leaving it out', async (options, what) => {
  await expect(host.launch(options)).rejects.toThrow(what);
  expect(launched).not.toContain(options);
});

it('a host plays what it can, and what nobody asked for is no obstacle', async () => {
  await expect(host.launch({ app, appData: '/tmp/a', machine: '/tmp/m', preview: false })).rejects.toThrow('launched');
});
