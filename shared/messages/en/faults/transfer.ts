// English sentences for what can be wrong with transfer bundles, identities and pairing.
import type { TransferFault } from '../../../faults/transfer.ts';
import type { AdviceBook } from '../../advice.ts';

export const transferAdvice: AdviceBook<TransferFault> = {};
