// What can be wrong with the register of custody.
import type { RegisterProblem } from '../register/rules.ts';

export type RegisterFault =
  | { readonly code: 'REGISTER_INVALID'; readonly problems: readonly RegisterProblem[] }
  /** The register and what it is used with are not of the same custody. */
  | {
      readonly code: 'REGISTER_DIFFERS';
      readonly what: 'practice' | 'security domain' | 'quorum' | 'custodians' | 'HSM';
      readonly expected: string;
      readonly found: string;
    }
  /** `ceremony`: null where the file is empty, so that no ceremony began in it. */
  | { readonly code: 'REGISTER_NO_PROOF'; readonly ceremony: string | null }
  /** What was given proves nothing that the register does not have already. */
  | { readonly code: 'REGISTER_NOTHING_NEW' }
  /** The description of a token has a certificate of nobody in the register. */
  | { readonly code: 'REGISTER_TOKEN_UNKNOWN'; readonly certificateSha256: string }
  | { readonly code: 'REGISTER_NEEDS_CERTIFICATES'; readonly custodians: readonly string[] };
