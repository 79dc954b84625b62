// English sentences for what can be wrong with the exchange key and the evidence that it belongs to the new HSM.
import type { ExchangeKeyFault } from '../../../faults/exchange-key.ts';
import type { AdviceBook } from '../../advice.ts';

export const exchangeKeyAdvice: AdviceBook<ExchangeKeyFault> = {};
