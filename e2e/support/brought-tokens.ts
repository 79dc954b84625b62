// Custodians' tokens as they bring them: plugged in when they are wanted, and pulled when their turn is over.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { SoftTokens } from '#drill/soft-tokens.ts';
import type { StickName, Workspace } from '../offline-workspace.ts';
import type { TestIdentity } from './custodians.ts';
import { type CardKey, VirtualPiv } from './virtual-piv.ts';

export interface BroughtToken {
  readonly pin: string;
  readonly plugIn: () => Promise<void>;
  readonly pull: () => void;
}

/** A token of SoftHSM, whose folder is plugged in as a stick is. Its settings name the folder as it is then. */
export async function softToken(
  workspace: Workspace,
  stick: StickName,
  pin: string,
  { privateKey, certificateDer }: Pick<TestIdentity, 'privateKey' | 'certificateDer'>,
): Promise<BroughtToken> {
  rmSync(join(workspace.stick(stick), `custodian-${stick.slice(1)}.key`), { force: true });
  workspace.plugIn(stick);
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await new SoftTokens(workspace.stick(stick)).make({ label: stick, pin, keyPem, certificateDer });
  workspace.takeOut(stick);
  return {
    pin,
    plugIn() {
      workspace.plugIn(stick);
      return Promise.resolve();
    },
    pull: () => workspace.takeOut(stick),
  };
}

/** A virtual card, in a reader. */
export function cardToken(key: CardKey, reader: ConstructorParameters<typeof VirtualPiv>[1]): BroughtToken {
  let card: VirtualPiv | undefined;
  return {
    pin: key.pin,
    async plugIn() {
      card = new VirtualPiv(key, reader);
      await card.inReader;
    },
    pull: () => card?.pull(),
  };
}
