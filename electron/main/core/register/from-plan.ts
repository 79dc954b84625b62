// A register to begin with, from the plan of an activation: everything that the plan knows, and blanks for what only people know.
import type { CustodyRegister, RegisterCopy } from '#shared/register/register.ts';
import type { TokenOfKey } from '#shared/register/token.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { blank } from '#shared/plan/template.ts';

/** Where a plan names no site; every custodian's second copy is there until people write where it really is. */
const unknownSite = { id: 'site-unknown', name: blank, region: null, keyholders: null };
/** Nine of ten calls reach a custodian, until people know better. */
const usualPercent = 90;
const quarterDays = 91;

/** A key on a token has no copy. */
const onToken = (copy: RegisterCopy, { serial, ...token }: TokenOfKey): RegisterCopy => ({ ...copy, serial, token });

/**
 * The register of a plan whose custodians all have certificates.
 * @throws REGISTER_NEEDS_CERTIFICATES with the custodians who have none
 */
export function registerOfPlan(plan: Plan): CustodyRegister {
  const without = plan.custodians.filter(({ certificateSha256 }) => certificateSha256 === null).map(({ id }) => id);
  return without.length === 0
    ? registerDraftOfPlan(plan)
    : refuse({ code: 'REGISTER_NEEDS_CERTIFICATES', custodians: without });
}

/** The same as a draft: a custodian without a certificate is a blank, which people fill in from the certificate itself. */
export function registerDraftOfPlan(plan: Plan): CustodyRegister {
  const names = [...new Set(plan.custodians.flatMap(({ site }) => site ?? []))];
  const sites = names.map((name, at) => ({ id: `site-${at + 1}`, name, region: null, keyholders: null }));
  const idOf = (name: string | null): string => sites.find((site) => site.name === name)?.id ?? unknownSite.id;
  const copy = (site: string) => ({ site, serial: null, bag: null, proof: null });
  const { name, uri } = plan.source ?? plan.target;
  return {
    format: 'lifeboat-custody',
    v: 2,
    practice: plan.practice,
    hsm: { name, uri },
    securityDomainSha256: plan.securityDomain?.sha256 ?? null,
    required: plan.quorum.required,
    proofEveryDays: quarterDays,
    reviewedOn: null,
    people: plan.custodians.map(({ person }) => {
      const known = plan.people.find(({ id }) => id === person);
      return {
        id: person,
        /* v8 ignore next -- @preserve The rule `peopleKnown` of plans (shared/plan/rules.ts) refuses a custodian
         * whose person is not among the people. */
        name: known?.name ?? person,
        employer: known?.employer ?? null,
        /* v8 ignore next -- @preserve The same person as above, known for the same reason; everybody in a
         * plan has a list of roles. */
        hsmAdministrator: known?.roles.includes('ADM') ?? false,
      };
    }),
    sites: [...sites, unknownSite],
    custodians: plan.custodians.map(({ id, person, site, certificateSha256, token }) => ({
      id,
      person,
      certificateSha256: certificateSha256 ?? blank,
      availabilityPercent: usualPercent,
      envelopeSite: null,
      copies: token === undefined ? [copy(idOf(site)), copy(unknownSite.id)] : [onToken(copy(idOf(site)), token)],
    })),
  };
}
