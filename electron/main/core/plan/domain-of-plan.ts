// Step B2 of a recovery: a security domain is the one that the plan names, with its quorum and its custodians.
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { assertInputsMatch } from './inputs.ts';

/** What of a security domain file a plan speaks about. */
export interface DomainFacts {
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly required: number;
  /** Thumbprints of the custodians' certificates, each once. */
  readonly custodians: readonly string[];
}

/** The check that a security domain of another plan leaves failed, and the step of the script that has it. */
export const domainCheck = { check: 'security-domain', step: 'B2' } as const;

/** Refuses a security domain that is not the one of the plan: hash, quorum, custodians. @throws PLAN_MISMATCH */
export function assertDomainOfPlan(plan: Plan, { sha256, required, custodians }: DomainFacts): void {
  assertInputsMatch(plan, { securityDomainSha256: sha256, required, custodians: custodians.length });
  for (const thumbprint of custodians) {
    assertInputsMatch(plan, { custodianCertificateSha256: certificateSha256Of(thumbprint) });
  }
}
