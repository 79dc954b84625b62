// English sentences for what can be wrong where custodians get new keys.
import type { ActivationFault, CustodianCopy } from '../../../faults/activation.ts';
import type { AdviceBook } from '../../advice.ts';
import { plural } from '../formats.ts';

const named = (copies: readonly CustodianCopy[]): string =>
  copies.map(({ custodian, copy }) => `${custodian} copy ${copy}`).join(', ');

export const activationAdvice: AdviceBook<ActivationFault> = {
  CUSTODIAN_COPY_MISSING: ({ file, stick }) => ({
    happened: `There is no ${file} on the stick ${stick}.`,
    safe: 'Nothing was read from it, and nothing was noted.',
    todo: 'Take this stick out and insert the copy that the screen asks for. Its label says which it is.',
  }),
  CUSTODIAN_COPY_SAME_STICK: ({ stick }) => ({
    happened: `The stick ${stick} holds the first copy already, in this or another part of it.`,
    safe: 'Nothing was written to it. The first copy is as it was.',
    todo: 'Take it out and insert the second, new stick: two copies on one stick are lost together.',
  }),
  CUSTODIAN_STICKS_UNCONFIRMED: ({ custodian }) => ({
    happened: `The system cannot show whether the two copies of ${custodian} go to two sticks or to one.`,
    safe: 'Nothing was written. No certificate has left this machine.',
    todo: 'Two people look at both sticks, first and second, side by side. Name them, and write the copy again.',
  }),
  CUSTODIAN_COPY_OTHER_KEY: ({ file }) => ({
    happened: `The key in ${file} opens, but it is not the key of this custodian’s certificate.`,
    safe: 'The copy does not count. Nothing was changed on the stick.',
    todo: 'Look at the label, and insert the right stick. If it is the right one, make the key again on new sticks.',
  }),
  CUSTODIAN_COPY_LOST: ({ custodian }) => ({
    happened: `The new key of ${custodian} is no longer in memory, so it cannot be written to a second stick.`,
    safe: 'The first stick is as it was. No certificate has left this machine.',
    todo: 'Make the key again, on two new sticks. Put the first stick on the destruction sheet.',
  }),
  CUSTODIAN_KEYS_UNCHECKED: ({ copies }) => ({
    happened: `Not every copy was inserted again and opened. Still open: ${named(copies)}.`,
    safe: 'No certificate has left this machine, and nothing was signed.',
    todo: 'Finish with these custodians first, then write the bundle.',
  }),
  CUSTODIANS_NOT_PROVEN: ({ copies }) => ({
    happened: `Not every copy has opened its share of the new security domain. Still open: ${named(copies)}.`,
    safe: 'The journal is still open, and nothing is lost.',
    todo: 'Prove these copies. If one can never be proven, note an exception and give this ceremony up on the last screen. Where the HSM is active already, a second activation is refused: plan a re-wrap with new keys, before any production key is made.',
  }),
  OLD_SET_STILL_NEEDED: ({ copies }) => ({
    happened: `The old set cannot be destroyed yet: not every new copy has opened its share. Still open: ${named(copies)}.`,
    safe: 'Nothing was noted. The old set is valid, and opens its security domain as before.',
    todo: 'Leave the old sticks in their bags. Prove these copies first; only then the old set goes onto the destruction sheet.',
  }),
  SECURITY_DOMAIN_OTHER_CUSTODIANS: ({ extra, missing }) => ({
    happened: `The security domain is not for exactly the keys of this ceremony’s custodians: ${plural(extra, { one: '1 of its shares is', other: `${extra} of its shares are` })} for others${missing.length === 0 ? '' : `, and there is none for ${missing.join(', ')}`}.`,
    safe: 'It was not taken over. The keys of the custodians are as they were.',
    todo: 'Stop. Inform the other side, open the incident sheet, and treat the file as one that strangers can open.',
  }),
};
