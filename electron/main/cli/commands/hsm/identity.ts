// `lifeboat hsm identity`: attaches the plan's identity for the storage account to an HSM that exists.
import type { Command } from 'commander';
import { attachIdentity } from '#services/recovery/attach-identity.ts';
import { answers } from '../../context.ts';
import { row } from '../../row.ts';
import { type HsmContext, type StepOptions, withStep, withStepContext } from './step-options.ts';

export function registerIdentity(group: Command, context: HsmContext): void {
  answers(
    withStep(
      group
        .command('identity')
        .description('Attach the identity of the plan to an HSM that exists; it keeps the identities that it has.'),
    ),
    context,
    (options: StepOptions) =>
      withStepContext(options, context, async (step) => {
        const { id, identity, hsm } = await attachIdentity(step);
        return {
          result: { id, identity, attached: hsm.identities, sent: id !== null },
          text: ({ commands: { hsm: texts } }) => [
            id === null ? texts.identityThere : texts.identityAttached,
            ...hsm.identities.map((each) => row(texts.identity, each)),
          ],
        };
      }),
  );
}
