// `lifeboat hsm`: the online part of a recovery, step by step; each can be interrupted and run again.
import type { Command } from 'commander';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import type { CommandContext } from '../../context.ts';
import { registerCanary } from './canary.ts';
import { registerDeleted } from './deleted.ts';
import { registerExchange } from './exchange.ts';
import { registerIdentity } from './identity.ts';
import { registerInspecting } from './looking.ts';
import { registerProofs } from './proofs.ts';
import { registerRestoring } from './restoring.ts';
import { registerRoles } from './roles.ts';
import type { HsmContext } from './step-options.ts';

/** @param waiting how time passes; tests do not wait */
export function registerHsm(program: Command, commandContext: CommandContext, waiting: Waiting = realWaiting): void {
  const context: HsmContext = { ...commandContext, waiting };
  const group = program.command('hsm').description('The online part of a recovery: every call to Azure.');
  registerInspecting(group, context);
  registerExchange(group, context);
  registerIdentity(group, context);
  registerDeleted(group, context);
  registerRoles(group, context);
  registerCanary(group, context);
  registerRestoring(group, context);
  registerProofs(group, context);
}
