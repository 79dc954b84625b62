// What the files of a healthy HSM tell about the day on which it would be lost: its security domain, and the register of its custodians.
import { scriptPlanOf } from '#shared/ceremony/plan-view.ts';
import { quorumHealth, weightOf } from '#shared/register/health.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { shortName } from '#shared/consumers/consumers.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { ReadinessCheck } from '#shared/readiness/readiness.ts';
import { parseBackupRecord } from '../backup-record/backup-record.ts';
import { assessMap } from '../consumers/assess.ts';
import { assertMapOf, parseConsumerMap } from '../consumers/map-file.ts';
import { assertPlanOf, checkOfCard, withNewestFolder } from '../documents/standing-card.ts';
import { sha256 } from '../encoding/bytes.ts';
import { parseInventory } from '../inventory/inventory-file.ts';
import { readAnyPlan } from '../plan/any-plan.ts';
import { assertRegisterFits } from '../register/fits.ts';
import { parseRegister } from '../register/register-file.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import { certificateOfFile } from '../x509/certificate-file.ts';
import { parseX509 } from '../x509/certificate.ts';

/** The HSM that the files must be of. */
export interface FilesOwner {
  readonly practice: boolean;
  /** Base address of the HSM: `https://NAME.managedhsm…`. */
  readonly hsm: string;
}

export interface ReadinessFiles {
  /** The map of consumers. */
  readonly consumers: Uint8Array | undefined;
  /** The inventory that was taken with the newest backup. */
  readonly inventory: Uint8Array | undefined;
  /** The record of the newest backup; null or undefined where there is none. */
  readonly record: Uint8Array | null | undefined;
  readonly securityDomain: Uint8Array | undefined;
  readonly register: Uint8Array | undefined;
  /** The plan that is kept ready for an emergency. */
  readonly plan: Uint8Array | undefined;
  /** The check value on the printed emergency card: eight hex digits. */
  readonly card: string | undefined;
  /** SHA-256 of the security domain from paper, hex; it goes before what the register says. */
  readonly securityDomainSha256: string | undefined;
  /** Certificates of custodians, PEM or DER, each with the name of its file. */
  readonly certificates: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * The rows of what was given in files. A file that is refused is a row with its fault; a file that was not given is not known.
 * @param today `2026-10-14`
 */
export function fileChecks(owner: FilesOwner, files: ReadinessFiles, today: string): readonly ReadinessCheck[] {
  const register = readRegister(owner, files.register);
  const known = register instanceof Refusal ? undefined : register;
  return [
    domainCheck(files, known),
    ...(register === undefined
      ? [{ id: 'custody', outcome: 'unknown', found: { kind: 'not-given', what: 'register' } } as const]
      : register instanceof Refusal
        ? [{ id: 'custody', outcome: 'stop', found: { kind: 'refused', fault: register.fault } } as const]
        : custodyChecks(register, today)),
    consumersCheck(owner, files, known),
    cardCheck(owner, files, known),
    ...certificateChecks(files, known, today),
  ];
}

function readRegister(owner: FilesOwner, bytes: Uint8Array | undefined): CustodyRegister | Refusal | undefined {
  if (bytes === undefined) return undefined;
  return refusalOf(() => {
    const register = parseRegister(bytes);
    same('practice', String(register.practice), String(owner.practice));
    same('HSM', register.hsm.uri, owner.hsm);
    return register;
  });
}

function same(what: 'practice' | 'HSM', expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'REGISTER_DIFFERS', what, expected, found });
}

/** What a file gives, or why it was refused. */
function refusalOf<T>(read: () => T): T | Refusal {
  try {
    return read();
  } catch (error) {
    /* v8 ignore else -- @preserve What reads these files throws refusals alone; another error is a defect, and must not
     * pass for a file that is wrong. */
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function domainCheck(
  { securityDomain: bytes, securityDomainSha256 }: ReadinessFiles,
  register: CustodyRegister | undefined,
): ReadinessCheck {
  const id = 'security-domain';
  if (bytes === undefined) return { id, outcome: 'unknown', found: { kind: 'not-given', what: 'security-domain' } };
  const domain = refusalOf(() => parseSecurityDomain(bytes));
  if (domain instanceof Refusal) return { id, outcome: 'stop', found: { kind: 'refused', fault: domain.fault } };
  const hash = sha256(bytes).toString('hex');
  const differs = (what: 'hash' | 'quorum' | 'custodians', expected: string, found: string): ReadinessCheck => ({
    id,
    outcome: 'stop',
    found: { kind: 'domain-differs', what, expected, found },
  });
  // A hash from paper that the register contradicts is a difference, too: one of the two is of another file.
  const expected = [securityDomainSha256, register?.securityDomainSha256 ?? undefined].filter(
    (each) => each !== undefined,
  );
  const other = expected.find((each) => each !== hash);
  if (other !== undefined) return differs('hash', other, hash);
  const wrapped = [...new Set(domain.shares.map(({ thumbprintS256 }) => certificateSha256Of(thumbprintS256)))].sort();
  if (register) {
    if (register.required !== domain.required)
      return differs('quorum', String(register.required), String(domain.required));
    const registered = register.custodians.map(({ certificateSha256 }) => certificateSha256).sort();
    const missing = registered.find((each) => !wrapped.includes(each)) ?? '';
    const stranger = wrapped.find((each) => !registered.includes(each)) ?? '';
    if (missing !== '' || stranger !== '') return differs('custodians', missing, stranger);
  }
  // Without a hash from elsewhere, any file of the same form would do.
  if (expected.length === 0) return { id, outcome: 'look', found: { kind: 'domain-not-compared', sha256: hash } };
  const { required } = domain;
  const found = { kind: 'domain-agrees', sha256: hash, required, custodians: wrapped.length } as const;
  return { id, outcome: 'ok', found: { ...found, withRegister: register !== undefined } };
}

/** The map is checked by the newest backup, as far as its inventory and its record can be read; their own rows say where not. */
function consumersCheck(
  owner: FilesOwner,
  { consumers: bytes, inventory, record }: ReadinessFiles,
  register: CustodyRegister | undefined,
): ReadinessCheck {
  const id = 'consumers';
  if (bytes === undefined) return { id, outcome: 'unknown', found: { kind: 'not-given', what: 'consumers' } };
  const map = refusalOf(() => {
    const read = parseConsumerMap(bytes);
    assertMapOf(owner, read);
    return read;
  });
  if (map instanceof Refusal) return { id, outcome: 'look', found: { kind: 'refused', fault: map.fault } };
  const known = inventory && readOr(() => parseInventory(inventory));
  const backup = record ? readOr(() => parseBackupRecord(record)) : undefined;
  const { stranded, withoutRole, notBackedUp } = assessMap(map, known);
  const newest = backup?.began ?? known?.taken;
  const found = {
    kind: 'consumers',
    ...{ count: map.consumers.length, takenUtc: map.taken, plannedRegion: map.plannedRegion },
    isOlder: newest !== undefined && map.taken < newest,
    isOther: register?.consumersSha256 !== undefined && register.consumersSha256 !== sha256(bytes).toString('hex'),
    notSeen: map.notSeen.length,
    stranded: shownNames(stranded),
    withoutRole: shownNames(withoutRole),
    notBackedUp: shownNames(notBackedUp),
  } as const;
  const needsPeople = map.notSeen.length + stranded.length + withoutRole.length > 0;
  const needsLook = found.isOlder || found.isOther || needsPeople;
  return { id, outcome: notBackedUp.length > 0 ? 'stop' : needsLook ? 'look' : 'ok', found };
}

/** A plan of another register fills in the wrong people, so its card is never of today. */
function cardCheck(
  owner: FilesOwner,
  { plan: bytes, card, record }: ReadinessFiles,
  register: CustodyRegister | undefined,
): ReadinessCheck {
  const id = 'emergency-card';
  if (bytes === undefined) return { id, outcome: 'unknown', found: { kind: 'not-given', what: 'plan' } };
  const check = refusalOf(() => {
    const { plan, planSha256 } = readAnyPlan(bytes);
    assertPlanOf(owner, plan);
    const view = { planSha256, isApproved: false, side: 'offline', drillLevels: [] } as const;
    if (register) assertRegisterFits(register, scriptPlanOf(plan, view));
    return checkOfCard(withNewestFolder(plan, record));
  });
  if (check instanceof Refusal) return { id, outcome: 'look', found: { kind: 'refused', fault: check.fault } };
  const found = { kind: 'card', check, printed: card ?? null } as const;
  return { id, outcome: card === undefined ? 'unknown' : card === check ? 'ok' : 'look', found };
}

function readOr<T>(read: () => T): T | undefined {
  const found = refusalOf(read);
  return found instanceof Refusal ? undefined : found;
}

/** A row names this many; the list of the command has all. */
const mostNames = 20;

const shownNames = (ids: readonly string[]): readonly string[] => ids.slice(0, mostNames).map(shortName);

/** Bringing custodians together for new keys takes some weeks. */
const soonDays = 30;
const dayMs = 86_400_000;

/** The certificates that were given: one row each. Their dates keep no share shut, so they stop nothing. */
function certificateChecks(
  { certificates, securityDomain }: ReadinessFiles,
  register: CustodyRegister | undefined,
  today: string,
): readonly ReadinessCheck[] {
  const domain = securityDomain && refusalOf(() => parseSecurityDomain(securityDomain));
  const known = register
    ? register.custodians.map(({ certificateSha256 }) => certificateSha256)
    : domain && !(domain instanceof Refusal)
      ? domain.shares.map(({ thumbprintS256 }) => certificateSha256Of(thumbprintS256))
      : undefined;
  return certificates.map(({ name, bytes }): ReadinessCheck => {
    const id = 'certificates';
    const read = refusalOf(() => {
      const der = certificateOfFile(bytes);
      return { notAfter: parseX509(der).notAfter, hash: sha256(der).toString('hex') };
    });
    if (read instanceof Refusal) return { id, outcome: 'look', found: { kind: 'refused', fault: read.fault } };
    if (known && !known.includes(read.hash)) {
      return { id, outcome: 'look', found: { kind: 'certificate-foreign', name, sha256: read.hash } };
    }
    const days = Math.floor((read.notAfter.getTime() - Date.parse(today)) / dayMs);
    const found = { kind: 'certificate-ends', name, on: read.notAfter.toISOString().slice(0, 10), days } as const;
    return { id, outcome: days > soonDays ? 'ok' : 'look', found };
  });
}

/** Findings without which no quorum would come together; the others that need acting on are a person's to weigh. */
const stopping: readonly string[] = ['proven-below-quorum', 'quorum-improbable'];

function custodyChecks(register: CustodyRegister, today: string): readonly ReadinessCheck[] {
  const { findings, custodians } = quorumHealth(register, today);
  const act = findings.filter((finding) => weightOf(finding) === 'act');
  if (act.length > 0) {
    return act.map((finding) => ({
      id: 'custody',
      outcome: stopping.includes(finding.kind) ? 'stop' : 'look',
      found: { kind: 'custody', finding },
    }));
  }
  const proofs = custodians.map(({ lastProof }) => lastProof).sort();
  /* v8 ignore next -- @preserve A copy that was never proven is to be acted on, so here every custodian has a proof. */
  const lastProof = proofs.at(-1) ?? null;
  const found = { kind: 'custody-healthy', required: register.required, custodians: custodians.length } as const;
  return [{ id: 'custody', outcome: 'ok', found: { ...found, lastProof, later: findings.length } }];
}
