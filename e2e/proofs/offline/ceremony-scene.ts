// A ceremony with a file for every command of its machines: identities, plan, journals, a draft of a bundle, an exchange key.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerOf } from '#shared/register/testdata/registers.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { endOf, verifyJournal } from '#core/journal/chain.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { planAdopted } from '#core/plan/facts.ts';
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodeRegister } from '#core/register/register-file.ts';
import { draftFileName } from '#core/transfer/bundle.ts';
import { makeIdentity, type Signer } from '#core/transfer/identity.ts';
import { payloadTypeOf, type SignerRole, signerRoles } from '#core/transfer/roles.ts';
import { fetched } from '#core/transfer/session.ts';
import { signDocument } from '#core/transfer/signed-document.ts';
import { payloadOf } from '#core/transfer/testdata/payloads.ts';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { journalOpened } from '#core/plan/facts.ts';

/** The HSM whose exchange key the scene has. */
export const practiceHost = 'recovered-hsm.managedhsm.practice.invalid';
const app = { version: '0.1.0', build: 'proof' };
const noon = '2026-10-14T12:00:00.000Z';
const register = registerOf(5, 3);

export interface CeremonyScene {
  readonly ceremony: string;
  /** Identity files, by role; the public half can be read from each. */
  readonly identities: Readonly<Record<SignerRole, string>>;
  readonly password: string;
  readonly plan: string;
  readonly approvedPlan: string;
  readonly planSha256: string;
  /** Journals of both machines, paired with each other. */
  readonly offlineJournal: string;
  readonly onlineJournal: string;
  /** The log of a share check in which a custodian has proven a copy of their share. */
  readonly proofLog: string;
  readonly exceptionSheet: string;
  /** A bundle that lacks the second operator's signature. */
  readonly draft: string;
  /** What the second operator's machine fetched itself, and its journal, which noted it. */
  readonly ownFetch: string;
  readonly secondJournal: string;
  readonly register: string;
  readonly practiceExchangeKey: string;
}

/** @param password a password file that the identities open with */
export function makeCeremonyScene(folder: string, password: string): CeremonyScene {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const passphrase = Buffer.from(readFileSync(password, 'utf8').trimEnd());
  const of = <T>(make: (role: SignerRole) => T) =>
    Object.fromEntries(signerRoles.map((role) => [role, make(role)])) as Record<SignerRole, T>;
  const made = of((role) => makeIdentity(role, `Holder of ${role}`, passphrase));
  const signers = of((role) => made[role].signer);
  const plan: Plan = {
    ...recoveryPlan,
    identities: recoveryPlan.identities.map((each) => ({
      ...each,
      spki: signers[each.role].spkiDer.toString('base64'),
    })),
  };
  const approved = approveAgain(approvePlan(plan, signers['operator-1']), signers.witness);
  const sha256 = planSha256(plan);
  const adopted = planAdopted(verifyApprovedPlan(approved, sha256));
  const { body, ...header } = payloadOf('exchange-key');
  const secondJournal = journalOf([opened(signers['operator-2'], plan), adopted, fetched(body.second)]);
  const { head } = verifyJournal(secondJournal);
  const ownFetch = { ...body.second, journal: endOf(head) };
  const exchange = {
    ...header,
    from: signers['operator-1'].keyId,
    to: signers.offline.keyId,
    plan: { sha256 },
    body: { ...body, second: ownFetch },
  };
  const begun = (self: Signer, peer: Signer): readonly JournalEvent[] => [
    opened(self, plan),
    adopted,
    { kind: 'peer-paired', role: peer.role, keyId: peer.keyId },
    { kind: 'challenge-noted', challenge: '0123456789abcdef0123456789abcdef' },
  ];
  return {
    ceremony: plan.ceremony,
    identities: of((role) => write(`${role}.identity.json`, made[role].file)),
    password,
    plan: write('plan.json', encodePlan(plan)),
    approvedPlan: write('plan.dsse.json', approved),
    planSha256: sha256,
    offlineJournal: write('offline.jsonl', journalOf(begun(signers.offline, signers['operator-1']))),
    onlineJournal: write('online.jsonl', journalOf(begun(signers['operator-1'], signers.offline))),
    proofLog: write('proof.jsonl', shareCheckLog()),
    exceptionSheet: write('sheet.json', Buffer.from(JSON.stringify(sheet))),
    draft: write(
      draftFileName(exchange),
      signDocument(payloadTypeOf('exchange-key'), encodeCanonicalJson(exchange), [signers['operator-1']]),
    ),
    ownFetch: write('own-fetch.json', encodeCanonicalJson(ownFetch)),
    secondJournal: write('second.jsonl', secondJournal),
    register: write('register.json', encodeRegister(register)),
    practiceExchangeKey: write(
      'exchange.jwk',
      Buffer.from(JSON.stringify(exchangeJwk(issueExchangeKey(practiceHost, new Date())))),
    ),
  };
}

const opened = (signer: Signer, plan: Plan): JournalEvent => journalOpened(plan, signer, app);

const journalOf = (events: readonly JournalEvent[]): Buffer => journalOfEvents(events, () => noon);

/** A second copy of the register's first key, proven later than the register says. */
const shareCheckLog = (): Buffer =>
  journalOf([
    {
      ...{ kind: 'session-opened', ceremony: 'MHSM-D1-1', machine: 'offline', purpose: 'share-check' },
      practice: register.practice,
      app,
    },
    {
      ...{ kind: 'security-domain-loaded', required: 3, custodians: register.custodians.length },
      sha256: register.securityDomainSha256 ?? '',
    },
    { kind: 'custodian-proven', certificateSha256: register.custodians[0]?.certificateSha256 ?? '', copy: 2 },
  ]);
