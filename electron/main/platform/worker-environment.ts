// The environment of a custody process: nothing that is set outside changes what happens inside.
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { systemRootOf } from './program-file.ts';

/**
 * An environment with the process's own name, and on Windows with the folder of the system, without which its cryptography does not load.
 * It is never empty: Electron takes an empty one for none and lets the process inherit ours
 * (shell/browser/api/electron_api_utility_process.cc, `WithEnvironment`).
 * @param ours what this process was started with
 */
export function workerEnvironment(
  name: SecretsProcessName,
  platform: NodeJS.Platform = process.platform,
  ours: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const own = { LIFEBOAT_PROCESS: name };
  if (platform !== 'win32') return own;
  const systemRoot = systemRootOf(ours);
  return systemRoot === undefined ? own : { ...own, SystemRoot: systemRoot };
}
