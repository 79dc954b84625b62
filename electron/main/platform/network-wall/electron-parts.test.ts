// The door by which the offline app starts processes: its own workers alone, and what is loaded in the one that may load something.
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { placesOf, tokenModules } from '../token-module-list.ts';
import { partsOfElectron } from './electron-parts.ts';

type Fork = (path: string, args?: unknown[], options?: object) => unknown;
const secrets = join('/app', 'out', 'secrets');
const [module = ''] = placesOf(tokenModules['opensc-pkcs11']!);

const started: unknown[] = [];
const electron = {
  app: { getAppPath: () => '/app' },
  utilityProcess: { fork: (...given: unknown[]) => started.push(given) },
};
// A wall closes once.
const {
  utilityProcess: { fork },
} = partsOfElectron(electron as never) as { readonly utilityProcess: { readonly fork: Fork } };
beforeEach(() => {
  started.length = 0;
});

it.runIf(process.platform !== 'win32')(
  'starts a token worker with the addon of this program and a module of the list',
  () => {
    const env = { LIFEBOAT_PROCESS: 'token worker', SOFTHSM2_CONF: '/stick/softhsm2.conf' };
    fork(join(secrets, 'token-worker.cjs'), [join(secrets, 'token.node'), module], { env });
    expect(started).toEqual([
      [
        join(secrets, 'token-worker.cjs'),
        [join(secrets, 'token.node'), module],
        { serviceName: undefined, stdio: undefined, env, execArgv: [] },
      ],
    ]);
  },
);

it.each([
  ['a module that is not on the list', 'token-worker.cjs', [join(secrets, 'token.node'), '/tmp/evil.so']],
  ['another addon', 'token-worker.cjs', ['/tmp/token.node', module]],
  ['a second module', 'token-worker.cjs', [join(secrets, 'token.node'), module, module]],
  ['no module', 'token-worker.cjs', []],
  ['something to load in a key worker', 'key-worker.cjs', [join(secrets, 'token.node'), module]],
  ['a file that is none of ours', 'evil.cjs', []],
])('starts nothing with %s', (_, name, args) => {
  expect(faultOf(() => fork(join(secrets, name), args))).toMatchObject({ code: 'NETWORK_REFUSED' });
  expect(started).toEqual([]);
});

it('starts nothing with a variable that could change what runs', () => {
  const env = { NODE_OPTIONS: '--inspect' };
  expect(faultOf(() => fork(join(secrets, 'key-worker.cjs'), [], { env }))).toMatchObject({ code: 'NETWORK_REFUSED' });
  expect(started).toEqual([]);
});
