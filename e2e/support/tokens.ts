// Keys on tokens in tests: what they need of this machine, and the part that asks tokens beside the built processes.
import { existsSync } from 'node:fs';
import { buildTokenAddon, missingForTokens } from '#build/token-addon.ts';
import { tokenPrograms } from '#drill/soft-tokens.ts';
import { builtProgram } from './built.ts';
import { skipLoudly } from './reference-tools.ts';

/** Whether keys can be put on tokens and asked there; a loud line where not. */
export function hasTokens(): boolean {
  const missing = [...missingForTokens(), ...tokenPrograms.filter((program) => !existsSync(program))];
  if (missing.length > 0) skipLoudly('tokens', `${missing.join(', ')} missing; npm run test:tokens installs it`);
  return missing.length === 0;
}

/** The built custody processes, with the part that asks tokens. */
export function custodyWithTokens(): string {
  const { custody } = builtProgram();
  buildTokenAddon();
  return custody;
}
