// Which host the specs run on: Electron where its binary is and can run, else the double, and why.
import electron from 'electron/package.json' with { type: 'json' };
import { obstacleLines, type SandboxObstacle } from '#build/start/linux-sandbox.ts';

export type HostChoice =
  | { readonly kind: 'electron'; readonly binary: string; readonly hasSandbox: boolean; readonly description: string }
  | { readonly kind: 'double'; readonly description: string };

/** What the choice rests on. */
export interface HostFacts {
  readonly binary: string | undefined;
  readonly obstacle: SandboxObstacle | undefined;
  readonly platform: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `electron` or `double`: takes that host, and where that is impossible, none. */
export const hostVariable = 'LIFEBOAT_TEST_HOST';

/** @throws where a host is asked for that this machine does not have */
export function chooseHost(facts: HostFacts): HostChoice {
  const wanted = facts.env[hostVariable];
  if (wanted === 'double') return onDouble('it was asked for');
  if (wanted !== undefined && wanted !== 'electron')
    throw new Error(`${hostVariable} is electron or double, not ${wanted}`);
  const why = withoutElectron(facts);
  if (why === undefined && facts.binary !== undefined) return onElectron(facts.binary, facts.obstacle);
  if (wanted === 'electron') throw new Error(`The specs cannot run on Electron: ${why}`);
  return onDouble(why ?? 'there is no Electron');
}

/** Why Electron cannot run here, if it cannot. */
function withoutElectron({ binary, obstacle, platform, env }: HostFacts): string | undefined {
  if (binary === undefined) return 'Electron’s binary is not here (npm start fetches it, the tests never do)';
  if (obstacle !== undefined && !obstacle.isRoot) return obstacleLines(obstacle);
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return 'Electron is here, but no display (xvfb-run npm test gives it one)';
  }
  return undefined;
}

const onDouble = (why: string): HostChoice => ({
  kind: 'double',
  description: `the test double of Electron, because ${why}`,
});

/** In a container there is often nobody but root, for whom Electron starts only without its sandbox. */
const onElectron = (binary: string, obstacle: SandboxObstacle | undefined): HostChoice => ({
  kind: 'electron',
  binary,
  hasSandbox: obstacle === undefined,
  description: `Electron ${electron.version}${obstacle === undefined ? '' : ', WITHOUT Chromium’s sandbox, because this is root'}`,
});
