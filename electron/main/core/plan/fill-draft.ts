// What files know of a plan that is being written: it is filled in from them. What people have filled in already is compared, and stays.
import type { CustodyRegister, RegisterCopy } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';
import { personKey } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { givesKeys } from '#shared/plan/kind.ts';
import { holdersOf, withNewCustodian, withPerson, withoutLastCustodian } from '#shared/plan/edits.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { roleOfIdentity } from '#shared/plan/role-of-identity.ts';
import { blank } from '#shared/plan/template.ts';
import { readPublicIdentity } from '../transfer/identity.ts';
import { readRootCertificate } from '../x509/root-certificate.ts';
import { withCustodian } from '#shared/plan/edits.ts';
import { readCertificateSource, tokenOf } from '../custodian-key/token-file.ts';
import { agreed, agreedCertificate, domainOfDraft } from './draft-parts.ts';

type Filled = NonNullable<Plan['securityDomain']>;

/**
 * Fills in the certificate of a custodian, and the token that has the key. Where the certificate is made in the ceremony, the token alone.
 * @param custodian `C1` to `C10`
 * @param file the certificate in PEM or DER, or the description of the token; the description where the ceremony makes the certificate
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, PEM_…, TOKEN_FILE_FORM, JSON_…; DRAFT_DIFFERS where the draft has another certificate for this custodian
 */
export function fillCertificate(plan: Plan, custodian: string, file: Uint8Array): Plan {
  const { certificate, onToken } = readCertificateSource(file);
  if (givesKeys(plan.kind)) {
    if (!onToken) return refuse({ code: 'TOKEN_FILE_FORM', problems: [{ path: 'format', rule: 'MISSING' }] });
    return withCustodian(plan, custodian, { token: tokenOf(onToken) });
  }
  const kept = plan.custodians.find(({ id }) => id === custodian)?.certificateSha256 ?? null;
  const certificateSha256 = agreedCertificate(custodian, kept, certificate);
  return withCustodian(plan, custodian, { certificateSha256, ...(onToken && { token: tokenOf(onToken) }) });
}

/**
 * Fills in the public key of a machine, and the name of the person who holds it.
 * @param file a public identity, or the public half of an identity file
 * @throws what `readPublicIdentity` throws; DRAFT_DIFFERS where the draft has another key or another person for this machine
 */
export function fillIdentity(plan: Plan, file: Uint8Array): Plan {
  const { role, holder, spkiDer } = readPublicIdentity(file);
  const found = spkiDer.toString('base64');
  const pinned = plan.identities.find((each) => each.role === role);
  const person = pinned?.person ?? holdersOf(plan, roleOfIdentity[role])[0]?.id;
  if (person === undefined)
    return refuse({ code: 'DRAFT_DIFFERS', what: 'role', of: role, kept: roleOfIdentity[role], found: holder });
  const spki = agreed({ what: 'public-key', of: role }, pinned?.spki ?? null, found);
  const named = withName(plan, person, holder);
  const identity = { role, person, spki };
  return {
    ...named,
    identities: pinned
      ? named.identities.map((each) => (each.role === role ? identity : each))
      : [...named.identities, identity],
  };
}

/**
 * Fills in the hash of the security domain, and its quorum.
 * @throws what `parseSecurityDomain` throws; DRAFT_DIFFERS where the draft has another file, or a certificate that this file does not have
 */
export function fillSecurityDomain(plan: Plan, file: Uint8Array): Plan {
  const { sha256, custodians, required } = domainOfDraft(plan.custodians, file);
  return withQuorum(withDomain(plan, sha256), custodians, required);
}

/**
 * Fills in what a register of custody knows: the HSM that was lost, its quorum, custodians, their certificates and tokens, and people's names.
 * Custodians of new keys have no certificates yet: for them it fills in the people alone.
 * @throws DRAFT_DIFFERS
 */
export function fillRegister(plan: Plan, register: CustodyRegister): Plan {
  if (register.practice !== plan.practice) {
    refuse({
      code: 'DRAFT_DIFFERS',
      what: 'practice',
      of: '',
      kept: String(plan.practice),
      found: String(register.practice),
    });
  }
  const isRecovery = plan.kind === 'recovery';
  const { hsm, securityDomainSha256, custodians, required, people, sites } = register;
  let filled: Plan = isRecovery
    ? {
        ...plan,
        source: {
          name: agreed({ what: 'lost-hsm', of: '' }, plan.source?.name ?? null, hsm.name),
          uri: agreed({ what: 'lost-hsm', of: '' }, plan.source?.uri ?? null, hsm.uri),
        },
      }
    : plan;
  filled = withQuorum(filled, custodians.length, required);
  if (isRecovery && securityDomainSha256 !== null) filled = withDomain(filled, securityDomainSha256);
  for (const [at, { person: id, certificateSha256: found, copies }] of custodians.entries()) {
    const custodian = filled.custodians[at];
    const person = people.find((each) => each.id === id);
    if (custodian === undefined || person === undefined) continue;
    filled = withName(filled, custodian.person, person.name);
    const site = sites.find((each) => each.id === copies[0].site)?.name ?? blank;
    const kept = filled.people.find((each) => each.id === custodian.person);
    filled = withPerson(filled, custodian.person, {
      employer: kept?.employer ?? person.employer,
      ...(person.hsmAdministrator && kept ? { roles: [...new Set([...kept.roles, 'ADM' as const])] } : {}),
    });
    filled = {
      ...filled,
      custodians: filled.custodians.map((each) =>
        each === custodian
          ? {
              ...each,
              site: each.site ?? (site === blank ? null : site),
              ...(isRecovery && {
                certificateSha256: agreed({ what: 'certificate', of: each.id }, each.certificateSha256, found),
              }),
              ...(!givesKeys(plan.kind) && each.token === undefined && tokenIn(copies[0])),
            }
          : each,
      ),
    };
  }
  return filled;
}

/** The token that has a key, as a plan names it. */
function tokenIn({ serial, token }: RegisterCopy): Pick<Plan['custodians'][number], 'token'> {
  if (token === undefined) return {};
  const { attestation: _attestation, ...told } = token;
  return { token: { serial, ...told } };
}

/** As many as a plan has room for. */
const mostRoots = 4;

/**
 * Adds a root that the operators' machines trust beside those of their systems; one that is there already stays once.
 * @param fileName for the refusal; it is the root's name, too, where the certificate has none
 * @param file the certificate of the authority, in PEM or DER
 * @throws ROOT_CERTIFICATE_INVALID; DRAFT_ROOTS_FULL
 */
export function fillRoot(plan: Plan, fileName: string, file: Uint8Array): Plan {
  const { subject, raw } = readRootCertificate(fileName, file);
  const name = visibleText(/^(?:CN|O)=(.+)$/m.exec(subject)?.[1] ?? fileName, 79);
  const { proxy = null, roots = [] } = plan.network ?? {};
  const certificate = raw.toString('base64');
  if (roots.some((each) => each.certificate === certificate)) return plan;
  if (roots.length >= mostRoots) refuse({ code: 'DRAFT_ROOTS_FULL', most: mostRoots });
  return { ...plan, network: { proxy, roots: [...roots, { name, certificate }] } };
}

/** How many members of the draft have another value than before. */
export function changedMembers(before: unknown, after: unknown): number {
  if (typeof after !== 'object' || after === null) return Object.is(before, after) ? 0 : 1;
  const known = (typeof before === 'object' && before !== null ? before : {}) as Readonly<Record<string, unknown>>;
  return Object.entries(after).reduce((sum, [name, value]) => sum + changedMembers(known[name], value), 0);
}

function withName(plan: Plan, id: string, found: string): Plan {
  const kept = plan.people.find((person) => person.id === id)?.name ?? null;
  const isSame = kept !== null && personKey(kept) === personKey(found);
  return isSame ? plan : withPerson(plan, id, { name: agreed({ what: 'name', of: id }, kept, found) });
}

const withDomain = (plan: Plan, found: string): Plan => {
  const kept: Filled = plan.securityDomain ?? { sha256: blank, provenance: blank };
  return {
    ...plan,
    securityDomain: { ...kept, sha256: agreed({ what: 'security-domain', of: '' }, kept.sha256, found) },
  };
};

/** As many custodians as the file has. Rows about which somebody has filled in anything are not taken out: a rule says that they are too many. */
function withQuorum(plan: Plan, custodians: number, required: number): Plan {
  let filled = plan;
  while (filled.custodians.length < custodians) filled = withNewCustodian(filled);
  while (filled.custodians.length > custodians && isEmptyLast(filled)) filled = withoutLastCustodian(filled);
  return { ...filled, quorum: { custodians, required } };
}

function isEmptyLast({ custodians, people }: Plan): boolean {
  const last = custodians.at(-1);
  const name = people.find(({ id }) => id === last?.person)?.name;
  return name === blank && last?.site === null && (last.certificateSha256 === null || last.certificateSha256 === blank);
}
