// English sentences for what can be wrong with the processes that hold secrets.
import type { CustodyFault } from '../../../faults/custody.ts';
import type { AdviceBook } from '../../advice.ts';

export const custodyAdvice: AdviceBook<CustodyFault> = {};
