// Where Electron would abort on Linux: recognised beforehand, with the commands that help.
import { describe, expect, it } from 'vitest';
import { type LinuxSystem, obstacleLines, sandboxObstacle } from './linux-sandbox.ts';

const binary = '/opt/electron/electron';
const helper = '/opt/electron/chrome-sandbox';
const userns = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

interface Settings {
  readonly platform?: string;
  readonly uid?: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly helper?: { readonly uid: number; readonly mode: number };
}
const system = ({ platform = 'linux', uid = 1000, files = {}, helper: stat }: Settings): LinuxSystem => ({
  platform,
  uid,
  read: (path) => files[path],
  stat: (path) => (path === helper ? stat : undefined),
});
const obstacleWith = (settings: Settings) => sandboxObstacle(binary, system(settings));

describe('Chromium’s sandbox on Linux', () => {
  it('works for an ordinary user where the kernel has no such rule, or has it off', () => {
    expect(obstacleWith({})).toBeUndefined();
    expect(obstacleWith({ files: { [userns]: '0', '/proc/sys/user/max_user_namespaces': '63000' } })).toBeUndefined();
  });

  it('never works for root', () => {
    const obstacle = obstacleWith({ uid: 0, helper: { uid: 0, mode: 0o104755 } });
    expect(obstacle?.reason).toContain('root');
    expect(obstacle?.commands).toEqual(['sudo -u USER npm start', 'npm start -- --no-sandbox']);
  });

  it.each([
    [userns, '1'],
    ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
    ['/proc/sys/user/max_user_namespaces', '0'],
  ])('is confined where %s is %s, and two commands help', (path, value) => {
    const obstacle = obstacleWith({ files: { [path]: value }, helper: { uid: 1000, mode: 0o100755 } });
    expect(obstacle?.reason).toContain(path);
    expect(obstacle?.commands).toEqual([`sudo chown root:root '${helper}'`, `sudo chmod 4755 '${helper}'`]);
    expect(obstacleLines(obstacle!).split('\n').slice(-2)).toEqual(obstacle?.commands.map((line) => `  ${line}`));
  });

  it('works in a confined system with a helper that is root’s and has mode 4755, and with no other', () => {
    const files = { [userns]: '1' };
    expect(obstacleWith({ files, helper: { uid: 0, mode: 0o104755 } })).toBeUndefined();
    for (const helper of [
      { uid: 0, mode: 0o100755 },
      { uid: 1000, mode: 0o104755 },
      { uid: 0, mode: 0o104777 },
    ]) {
      expect(obstacleWith({ files, helper })).toBeDefined();
    }
    expect(obstacleWith({ files })).toBeDefined();
  });

  it('is not asked for on another system', () => {
    expect(obstacleWith({ platform: 'darwin', uid: 0 })).toBeUndefined();
  });
});
