// How an HSM of practice is known: by its address, wherever one is typed or read.

/** The suffix of practice HSMs; RFC 2606 keeps it from ever being a real host. */
export const practiceHsmSuffix = '.managedhsm.practice.invalid';

/** Whether an address is one of practice, as people type it: a final slash may stand, in any case. */
export const isPracticeAddress = (address: string): boolean =>
  address.trim().replace(/\/$/u, '').toLowerCase().endsWith(practiceHsmSuffix);
