// What can be wrong with the exchange key and the evidence that it belongs to the new HSM.

export type ExchangeKeyFault = never;
