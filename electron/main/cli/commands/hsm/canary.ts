// `lifeboat hsm canary`: the test key of a new HSM, made before its first backup and used at once.
import type { Command } from 'commander';
import { makeCanary } from '#services/recovery/make-canary.ts';
import { answers } from '../../context.ts';
import { fingerprintLines } from '../../row.ts';
import { type HsmContext, type StepOptions, withStep, withStepContext } from './step-options.ts';

export function registerCanary(group: Command, context: HsmContext): void {
  answers(
    withStep(group.command('canary').description('Make the test key before the first backup, and prove it.')),
    context,
    (options: StepOptions) =>
      withStepContext(options, context, async (step) => {
        const { key, version, publicSha256, uses } = await makeCanary(step);
        return {
          result: { key, version, publicSha256, proven: uses },
          text: ({ commands: { hsm: texts } }) => [
            texts.canary(`${key}/${version}`, uses.join(texts.and)),
            ...fingerprintLines(texts.canaryKey, publicSha256),
          ],
        };
      }),
  );
}
