// English sentences for what can be wrong with calls to the Managed HSM service.
import type { ServiceFault } from '../../../faults/service.ts';
import type { AdviceBook } from '../../advice.ts';

export const serviceAdvice: AdviceBook<ServiceFault> = {};
