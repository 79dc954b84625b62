// Which custody processes there are: none in the online app, which ships none, and none of ours once a program has ended.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { builtFolder } from '../built-folder.ts';
import { type Check, notAsked, without } from './check.ts';

/** For the online app: it ships none of them. */
export const secretsAbsent: Check = {
  id: 'custody-absent',
  needsElectron: false,
  ask: () =>
    Promise.resolve(
      app.isPackaged
        ? without(existsSync(join(builtFolder(), 'secrets')) ? ['secrets'] : [])
        : notAsked('not-packaged'),
    ),
};

/** Ours, by the name that they were started with; Chromium has utility processes of its own. */
export const secretsProcesses = (name: SecretsProcessName): number[] =>
  app
    .getAppMetrics()
    .filter((metric) => metric.type === 'Utility' && metric.name === name)
    .map(({ pid }) => pid);

/** How many of ours run. */
export const secretsProcessCount = (): number =>
  (['key worker', 'combiner', 'key maker', 'reader'] as const).flatMap(secretsProcesses).length;
