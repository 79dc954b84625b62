// English sentences for what can be wrong with a custodian's key file and passphrase.
import type { CustodianKeyFault } from '../../../faults/custodian-key.ts';
import type { AdviceBook } from '../../advice.ts';

export const custodianKeyAdvice: AdviceBook<CustodianKeyFault> = {};
