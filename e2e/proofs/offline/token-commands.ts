// The commands that adopt a key on a token, with a token of SoftHSM.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SoftTokens } from '#drill/soft-tokens.ts';
import { testIdentity } from '../../support/custodians.ts';
import { custodyWithTokens } from '../../support/tokens.ts';
import type { ActivationScene } from './activation-scene.ts';
import type { TracedCommand } from './traced-commands.ts';

/** @param folder not there yet */
export function tokenCommands(
  folder: string,
  { approvedPlan, planSha256, identities }: ActivationScene,
): TracedCommand[] {
  const pin = join(folder, 'pin');
  const journal = `${folder}.jsonl`;
  const usePlan = ['--plan', approvedPlan, '--plan-sha256', planSha256];
  const prepare = async (): Promise<readonly string[]> => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(pin, '1234');
    custodyWithTokens();
    const { privateKey, certificateDer } = testIdentity('custodian-0');
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    return [
      await new SoftTokens(mkdtempSync(join(folder, 'tokens-'))).make({
        label: 'C1',
        pin: '1234',
        keyPem,
        certificateDer,
      }),
    ];
  };
  const kept = ['--out', folder, '--password-file', pin];
  return [
    { name: 'custodian adopt', args: ['--name', 'anna', ...kept], prepare },
    { name: 'journal begin', args: [journal, ...usePlan, '--identity', identities.offline] },
    { name: 'new-key adopt', args: [...usePlan, '--journal', journal, '--custodian', 'C1', ...kept], prepare },
  ];
}
