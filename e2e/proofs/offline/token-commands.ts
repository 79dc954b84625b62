// The commands that ask a token and nothing else, with a token of SoftHSM.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { testIdentity } from '../../support/custodians.ts';
import { custodyWithTokens } from '../../support/tokens.ts';
import type { TracedCommand } from './traced-commands.ts';

/** @param folder not there yet */
export function tokenCommands(folder: string): TracedCommand[] {
  const pin = join(folder, 'pin');
  const prepare = async (): Promise<readonly string[]> => {
    mkdirSync(folder);
    writeFileSync(pin, '1234');
    custodyWithTokens();
    const { privateKey, certificateDer } = testIdentity('custodian-0');
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    return [await new SoftTokens(join(folder, 'tokens')).make({ label: 'C1', pin: '1234', keyPem, certificateDer })];
  };
  return [{ name: 'custodian adopt', args: ['--name', 'C1', '--out', folder, '--password-file', pin], prepare }];
}
