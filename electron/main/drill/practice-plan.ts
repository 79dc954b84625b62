// The plan of a practice set, approved by people who are made up, the identity of this machine, and what the operators sign with.
import { generateKeyPairSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PracticeSetTexts } from '#shared/messages/en/practice-set.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { encodePlan, parsePlan, planSha256 } from '#core/plan/plan-file.ts';
import { createIdentity, readPublicIdentity, type Signer, signerOf } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { signerRoles } from '#core/transfer/roles.ts';
import { writeNewFile } from '#platform/files.ts';
import { holderOf, personName, type Signers } from './identities.ts';
import { placesOf, wordsBelow } from './practice-set.ts';

export const practiceIdentityPassphrase = 'practice offline identity';
/** The number that practice operators give out. */
const practiceNumber = '5ca1ab1e0ddba11ca5cade0ff1cec0de';

/**
 * Writes plan and identity to the stick OWN, and the operators' keys to their drawer.
 * @param planFor the plan, for the machines and people that were made here
 * @returns the lines of the sheet that people would have on paper
 * @throws the file faults; nothing that is there is overwritten
 */
export async function writePracticePlan(
  set: string,
  planFor: (signers: Signers) => Plan,
  t: PracticeSetTexts,
): Promise<readonly string[]> {
  const { own, operators, key } = placesOf(set);
  for (const folder of [own, operators]) await mkdir(folder, { recursive: true });
  const identity = createIdentity(
    'offline',
    personName(holderOf('offline')),
    Buffer.from(practiceIdentityPassphrase, 'utf8'),
  );
  const made = signerRoles.map((role) => newSigner(role));
  for (const { signer, pem } of made.filter(({ signer: { role } }) => role !== 'offline')) {
    await writeNewFile(key(signer.role), pem);
  }
  const offline = readPublicIdentity(identity);
  const signers = {
    ...(Object.fromEntries(made.map(({ signer }) => [signer.role, signer])) as Signers),
    // Only its public half goes into the plan.
    offline: { ...offline, sign: () => Buffer.alloc(0) },
  };
  const plan = parsePlan(encodePlan(planFor(signers)));
  const approved = approveAgain(approvePlan(plan, signers['operator-1']), signers.witness);
  await writeNewFile(join(own, 'PRACTICE-plan.dsse.json'), approved);
  await writeNewFile(join(own, 'PRACTICE-offline.identity.json'), identity);
  return [
    t.line(t.identityPassphrase, practiceIdentityPassphrase),
    '',
    ...wordsBelow(t.planWords, planSha256(plan)),
    ...wordsBelow(t.pairingWords, pairingCode(plan.ceremony, offline, signers['operator-1'])),
    t.line(t.number, grouped(practiceNumber)),
    '',
  ];
}

const grouped = (hex: string): string => (hex.match(/.{4}/g) ?? []).join(' ');

function newSigner(role: Signer['role']): { readonly signer: Signer; readonly pem: Buffer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const pem = encodePem('PRIVATE KEY', privateKey.export({ format: 'der', type: 'pkcs8' }));
  return { signer: signerOf(role, personName(holderOf(role)), privateKey), pem: Buffer.from(pem, 'latin1') };
}
