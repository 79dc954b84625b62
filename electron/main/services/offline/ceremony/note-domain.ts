// Step B2: a security domain is compared with the plan, and noted.
import { Refusal } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { checkFailed, securityDomainLoaded } from '#core/journal/records.ts';
import { assertDomainOfPlan, domainCheck } from '#core/plan/domain-of-plan.ts';
import type { JournalWriter } from '../../journal/journal-file.ts';
import { inspectDomain } from './inspect-domain.ts';

/**
 * Notes that a security domain was loaded: hash, quorum and every custodian are those of the plan. What differs is a failed check.
 * @throws PLAN_MISMATCH, after it is noted; the faults of parseSecurityDomain; JOURNAL_…
 */
export async function noteDomain(journal: Pick<JournalWriter, 'append'>, plan: Plan, file: Buffer): Promise<void> {
  const {
    file: { sha256 },
    required,
    custodians,
  } = inspectDomain('', file);
  try {
    assertDomainOfPlan(plan, { sha256, required, custodians });
  } catch (error) {
    if (error instanceof Refusal) await journal.append(checkFailed(domainCheck.check, domainCheck.step, error.fault));
    throw error;
  }
  await journal.append(securityDomainLoaded(file));
}
