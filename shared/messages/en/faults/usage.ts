// English sentences for what can be wrong with how a command was called.
import type { UsageFault } from '../../../faults/usage.ts';
import type { AdviceBook } from '../../advice.ts';

export const usageAdvice: AdviceBook<UsageFault> = {};
