// An activation from its plan to its end, all by commands: what people carry and read out between two machines, and a practice HSM that makes
// the security domain. A second journal is given up.
import { createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '#shared/plan/plan.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { pickPemBlock, readPemBlocks } from '#core/encoding/pem.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { asNewKeys, asPractice, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { createSecurityDomain } from '#core/security-domain/create.ts';
import { parseX509 } from '#core/x509/certificate.ts';
import { makeIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { type SignerRole, signerRoles } from '#core/transfer/roles.ts';
import { realisticData } from '../../support/custodians.ts';

export interface ActivationScene {
  readonly ceremony: string;
  readonly custodians: readonly string[];
  readonly identities: Readonly<Record<SignerRole, string>>;
  readonly password: string;
  readonly approvedPlan: string;
  readonly planSha256: string;
  /** The code that both screens show. */
  readonly pairingCode: string;
  readonly exceptionSheet: string;
  /** Two people of the plan. */
  readonly people: readonly [string, string];
  /** Custodians whose keys are on tokens, by their PKCS#11 URIs, and the file with the PIN of all. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly pin: string;
  /** Folders of the two sticks on which each other custodian's copies lie. */
  readonly sticks: readonly [string, string];
  /** The folder by which bundles travel. */
  readonly carried: string;
  readonly offlineJournal: string;
  readonly onlineJournal: string;
  readonly givenUpJournal: string;
  /** Where the security domain is, once `activateHsm` has made it. */
  readonly domain: string;
}

/** @param password a password file that the identities open with */
export function makeActivationScene(
  folder: string,
  password: string,
  { tokens, pin }: Pick<ActivationScene, 'tokens' | 'pin'> = { tokens: {}, pin: '' },
): ActivationScene {
  const at = (name: string): string => join(folder, name);
  const sticks = [at('stick-1'), at('stick-2')] as const;
  for (const each of [at('carried'), ...sticks]) mkdirSync(each, { recursive: true });
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  const passphrase = Buffer.from(readFileSync(password, 'utf8').trimEnd());
  const of = <T>(make: (role: SignerRole) => T) =>
    Object.fromEntries(signerRoles.map((role) => [role, make(role)])) as Record<SignerRole, T>;
  const made = of((role) => makeIdentity(role, `Holder of ${role}`, passphrase));
  const empty = asPractice(asNewKeys(recoveryPlan, 'activation'), 'PRACTICE-2026-10-14-02');
  const plan: Plan = {
    ...empty,
    identities: empty.identities.map((each) => ({
      ...each,
      spki: made[each.role].signer.spkiDer.toString('base64'),
    })),
  };
  const approved = approveAgain(approvePlan(plan, made['operator-1'].signer), made.witness.signer);
  return {
    ceremony: plan.ceremony,
    custodians: plan.custodians.map(({ id }) => id),
    identities: of((role) => write(`${role}.identity.json`, made[role].file)),
    password,
    approvedPlan: write('plan.dsse.json', approved),
    planSha256: planSha256(plan),
    pairingCode: pairingCode(plan.ceremony, made.offline.signer, made['operator-1'].signer),
    exceptionSheet: write('sheet.json', Buffer.from(JSON.stringify(sheet))),
    people: ['Person administrator', 'Person witness'],
    tokens,
    pin,
    sticks,
    carried: at('carried'),
    offlineJournal: at('offline.jsonl'),
    onlineJournal: at('online.jsonl'),
    givenUpJournal: at('given-up.jsonl'),
    domain: at('security-domain.json'),
  };
}

/** The number that a machine gave out when its journal was begun, as its operator reads it out. */
export const challengeOf = (journal: string): string =>
  verifyJournal(readFileSync(journal)).head.state.challengeIssued ?? '';

/** Where the certificate of a custodian is: on the first stick, or beside it. */
export const certificateFile = ({ sticks, tokens }: ActivationScene, custodian: string): string =>
  join(sticks[0], `${custodian}${tokens[custodian] === undefined ? '-copy-1' : ''}.cer`);

/** The HSM is activated with the certificates of the first stick, and its security domain is saved. */
export function activateHsm(scene: ActivationScene): void {
  const { custodians, domain } = scene;
  const recipients = custodians.map((id) => {
    const { der } = pickPemBlock(readPemBlocks(readFileSync(certificateFile(scene, id))), ['CERTIFICATE']);
    return {
      publicKey: createPublicKey({ key: parseX509(der).spkiDer, format: 'der', type: 'spki' }),
      thumbprintS256: thumbprintOf(sha256(der).toString('hex')),
    };
  });
  writeFileSync(domain, createSecurityDomain({ custodians: recipients, required: 2, data: realisticData() }));
}

/** The security domain's hash, as operator 1 reads it out. */
export const hashOf = (file: string): string => sha256(readFileSync(file)).toString('hex');
