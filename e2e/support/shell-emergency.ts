// An emergency that two machines conduct from their shells: what lies where before it begins.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PracticeWorkspace } from './make-practice-workspace.ts';
import { prepareRecovery } from './recovery-setup.ts';
import { ShellMachine } from './shell-machine.ts';

/** The security domain is on the offline machine, the practice cloud's certificate on the other; a stick lies between them. */
export async function shellEmergency(workspace: PracticeWorkspace, place: string) {
  const recovery = await prepareRecovery(workspace);
  const [inside, outside] = [new ShellMachine(join(place, 'offline')), new ShellMachine(join(place, 'online'))];
  const stick = join(place, 'STICK');
  mkdirSync(stick);
  writeFileSync(inside.at('domain.json'), recovery.securityDomain);
  copyFileSync(recovery.cloud.caCertificateFile, outside.at('ca.pem'));
  return { ...recovery, inside, outside, stick };
}

export const blobIn = (folder: string): string =>
  join(folder, readdirSync(folder).find((name) => name.includes('restore-blob')) ?? 'no blob');
