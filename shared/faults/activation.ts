// What can be wrong where custodians get new keys: in an activation and in a re-wrap.

/** One of the two sticks of a custodian. */
export interface CustodianCopy {
  readonly custodian: string;
  readonly copy: number;
}

export type ActivationFault =
  /** The other stick of this custodian was inserted, or another stick altogether. */
  | { readonly code: 'CUSTODIAN_COPY_MISSING'; readonly file: string; readonly stick: string }
  /** The second copy was about to be written beside the first. */
  | { readonly code: 'CUSTODIAN_COPY_SAME_STICK'; readonly stick: string }
  /** The system does not tell two sticks apart, and no two people have said that there are two. */
  | { readonly code: 'CUSTODIAN_STICKS_UNCONFIRMED'; readonly custodian: string }
  /** The key in the file is not the one of the custodian's certificate. */
  | { readonly code: 'CUSTODIAN_COPY_OTHER_KEY'; readonly file: string }
  /** The encrypted key was in memory alone, and is gone. */
  | { readonly code: 'CUSTODIAN_COPY_LOST'; readonly custodian: string }
  /** Before the certificates leave, every copy was inserted again and opened. */
  | { readonly code: 'CUSTODIAN_KEYS_UNCHECKED'; readonly copies: readonly CustodianCopy[] }
  /** Before the journal is closed, every copy has opened its share of the file that came back. */
  | { readonly code: 'CUSTODIANS_NOT_PROVEN'; readonly copies: readonly CustodianCopy[] }
  /** In a re-wrap the old set is valid until every new copy has opened its share. */
  | { readonly code: 'OLD_SET_STILL_NEEDED'; readonly copies: readonly CustodianCopy[] }
  /** The security domain has a share for a certificate that is none of this ceremony’s custodians’, or none for one that is. */
  | { readonly code: 'SECURITY_DOMAIN_OTHER_CUSTODIANS'; readonly extra: number; readonly missing: readonly string[] };
