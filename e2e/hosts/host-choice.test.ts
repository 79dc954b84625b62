// Which host the specs run on, by what is on the machine.
import { describe, expect, it } from 'vitest';
import { sandboxObstacle, type LinuxSystem } from '#build/start/linux-sandbox.ts';
import { chooseHost, type HostFacts, hostVariable } from './host-choice.ts';

const binary = '/opt/electron/electron';
const linux = (uid: number, rule: string): LinuxSystem => ({
  platform: 'linux',
  uid,
  read: (path) => (path.endsWith('apparmor_restrict_unprivileged_userns') ? rule : undefined),
  stat: () => undefined,
});
const whole: HostFacts = { binary, obstacle: undefined, platform: 'linux', env: { DISPLAY: ':0' } };
const root = sandboxObstacle(binary, linux(0, '0'));
const confined = sandboxObstacle(binary, linux(1000, '1'));

describe('the specs run', () => {
  it('on Electron with its sandbox, where it is', () => {
    expect(chooseHost(whole)).toMatchObject({ kind: 'electron', binary, hasSandbox: true });
  });

  it('on Electron without a display variable elsewhere than on Linux', () => {
    expect(chooseHost({ ...whole, platform: 'darwin', env: {} }).kind).toBe('electron');
  });

  it('on Electron without its sandbox for root, and say so', () => {
    const choice = chooseHost({ ...whole, obstacle: root });
    expect(choice).toMatchObject({ kind: 'electron', hasSandbox: false });
    expect(choice.description).toContain('WITHOUT Chromium’s sandbox');
  });

  it.each([
    ['there is no binary', { ...whole, binary: undefined }, 'not here'],
    ['the system confines user namespaces', { ...whole, obstacle: confined }, 'sudo chmod 4755'],
    ['there is no display', { ...whole, env: {} }, 'xvfb-run'],
    ['it is asked for', { ...whole, env: { ...whole.env, [hostVariable]: 'double' } }, 'asked for'],
  ])('on the double where %s, and say so', (_, facts, why) => {
    const choice = chooseHost(facts);
    expect(choice.kind).toBe('double');
    expect(choice.description).toContain(why);
  });
});

describe('whoever asks for Electron', () => {
  const env = { DISPLAY: ':0', [hostVariable]: 'electron' };
  it('gets it', () => {
    expect(chooseHost({ ...whole, env }).kind).toBe('electron');
  });

  it.each([
    ['without a binary', { ...whole, env, binary: undefined }],
    ['with an obstacle', { ...whole, env, obstacle: confined }],
    ['without a display', { ...whole, env: { [hostVariable]: 'electron' } }],
  ])('never gets the double in its place, %s', (_, facts) => {
    expect(() => chooseHost(facts)).toThrow('cannot run on Electron');
  });

  it('by another name is refused', () => {
    expect(() => chooseHost({ ...whole, env: { [hostVariable]: 'chromium' } })).toThrow(hostVariable);
  });
});
