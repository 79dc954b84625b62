// The plan as a file: read with all its problems at once, written in one canonical form, and known by that form's SHA-256.
import { refuse } from '#shared/faults/fault.ts';
import { type Plan, planSchema } from '#shared/plan/plan.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { planRuleProblems } from '#shared/plan/rules.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { suffixes } from '#shared/schemas/cloud-suffixes.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import type { JsonValue } from '../encoding/json.ts';
import type { PublicIdentity } from '../transfer/identity.ts';
import { parseSigningPublicKey } from '../transfer/signature.ts';

/** Greatest size of a plan in bytes. */
export const maxPlanBytes = 128 << 10;

/**
 * Reads a plan that people may have written: spaces and the order of members do not matter yet.
 * @throws PLAN_INVALID with every problem by path; JSON_… if it is not JSON at all
 */
export function parsePlan(bytes: Uint8Array): Plan {
  return checkedPlan(readCanonicalJson(bytes, { maxBytes: maxPlanBytes }).value);
}

/**
 * Reads a plan that was approved: its bytes are the canonical ones, because they were hashed and signed.
 * @throws PLAN_NOT_CANONICAL, PLAN_INVALID, JSON_…
 */
export function parseCanonicalPlan(bytes: Uint8Array): Plan {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxPlanBytes });
  const plan = checkedPlan(value);
  return canonical ? plan : refuse({ code: 'PLAN_NOT_CANONICAL' });
}

/** The canonical bytes of a plan, over which its hash and its signatures are made. */
export const encodePlan = (plan: Plan): Buffer => encodeCanonicalJson(plan);

/** SHA-256 of the canonical bytes, hex: what is on every page, in every bundle and journal. */
export const planSha256 = (plan: Plan): string => sha256(encodePlan(plan)).toString('hex');

/** Parsed once for each plan: every view asks for them, and a key takes longer to parse than all else in a view. */
const pinnedBy = new WeakMap<Plan, readonly PlanIdentity[]>();

/** The identities that a plan pins, for verifying bundles and approvals. */
export function pinnedIdentities(plan: Plan): readonly PlanIdentity[] {
  const known = pinnedBy.get(plan) ?? plan.identities.map((identity) => pinnedIn(plan, identity));
  pinnedBy.set(plan, known);
  return known;
}

const pinnedIn = ({ people }: Plan, { role, person, spki }: Plan['identities'][number]): PlanIdentity => ({
  ...parseSigningPublicKey(decodeBase64(spki)),
  role,
  person,
  /* v8 ignore next -- @preserve The rule `peopleKnown` of plans (shared/plan/rules.ts) refuses an identity whose
   * person is not among the people. */
  holder: people.find(({ id }) => id === person)?.name ?? person,
});

/** A pinned identity, and who in the plan holds it. */
export interface PlanIdentity extends PublicIdentity {
  readonly person: string;
}

function checkedPlan(value: JsonValue): Plan {
  const form = planSchema.safeParse(value);
  if (!form.success) return refuse({ code: 'PLAN_INVALID', problems: formProblems(form.error) });
  const problems = planProblems(form.data);
  return problems.length === 0 ? form.data : refuse({ code: 'PLAN_INVALID', problems });
}

/** Everything that is wrong with a plan beyond the form of its members. */
export const planProblems = (plan: Plan): readonly PlanProblem[] => [
  ...planRuleProblems(plan),
  ...keyProblems(plan),
  ...cloudProblems(plan),
];

/** Identities whose key is not on P-384; the rules in shared cannot see that. */
const keyProblems = ({ identities }: Plan): readonly PlanProblem[] =>
  identities.flatMap(({ spki }, at) =>
    isSigningKey(spki) ? [] : [{ path: `identities[${at}].spki`, rule: 'key-not-p384' as const }],
  );

/** Backups that would be in another cloud than the HSM: practice is one, so neither of the two writes into the other's account. */
function cloudProblems({ target, backup }: Plan): readonly PlanProblem[] {
  if (!backup) return [];
  const { account } = backup;
  return Object.values(suffixes)
    .filter(({ hsmSuffix, blobSuffix }) => target.uri.endsWith(`.${hsmSuffix}`) && !account.endsWith(`.${blobSuffix}`))
    .map(({ blobSuffix }) => ({ path: 'backup.account', rule: 'other-cloud', expected: blobSuffix }));
}

function isSigningKey(spki: string): boolean {
  try {
    parseSigningPublicKey(decodeBase64(spki));
    return true;
  } catch {
    return false;
  }
}
