// English sentences for what can be wrong with the register of custody.
import type { RegisterFault } from '../../../faults/register.ts';
import type { AdviceBook } from '../../advice.ts';
import { registerProblemText } from '../custody-problems.ts';

export const registerAdvice: AdviceBook<RegisterFault> = {
  REGISTER_INVALID: ({ problems }) => ({
    happened: `The register of custody has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}. ${problems.map(registerProblemText).join(' ')}`,
    safe: 'The register was not used, and nothing was changed.',
    todo: 'Correct all of them in the register, then check it again.',
  }),
  REGISTER_DIFFERS: ({ what, expected, found }) => ({
    happened: `The ${what} differs from the register of custody. In the register: ${expected}. Given: ${found}.`,
    safe: 'Nothing was entered into the register, and nothing was printed from it.',
    todo: 'Take the register and the files of the same custody. Practice and production have a register each.',
  }),
  REGISTER_NO_PROOF: ({ ceremony }) => ({
    happened: `${ceremony === null ? 'The file that was chosen is empty and' : `The journal or log of ${ceremony}`} proves none of the keys in this register.`,
    safe: 'The register is as it was.',
    todo: 'Choose the journal of the activation or re-wrap, or the log of the share check or quorum drill, in which custodians opened their shares of this security domain.',
  }),
  REGISTER_NOTHING_NEW: () => ({
    happened: 'The journals and logs that were chosen prove nothing that this register does not have already.',
    safe: 'The register is as it was, and no file was written.',
    todo: 'Choose the log of the latest share check. If it is entered already, there is nothing to do.',
  }),
  REGISTER_TOKEN_UNKNOWN: ({ certificateSha256 }) => ({
    happened: `A token belongs to nobody in the register: its certificate has the SHA-256 ${certificateSha256}.`,
    safe: 'No file was written.',
    todo: 'Choose the descriptions of the tokens that these custodians use, and compare their certificates.',
  }),
  REGISTER_NEEDS_CERTIFICATES: ({ custodians }) => ({
    happened: `The plan knows no certificate of ${custodians.join(', ')}, so their keys cannot be registered.`,
    safe: 'No register was written.',
    todo: 'Make the keys first and enter the certificates into the plan, then begin the register.',
  }),
};
