// English sentences for what can be wrong with the plan of a ceremony.
import type { PlanFault } from '../../../faults/plan.ts';
import type { AdviceBook } from '../../advice.ts';

export const planAdvice: AdviceBook<PlanFault> = {};
