// What can be wrong with a register: plain data, the same for screen, paper and JSON.

/** What lies somewhere: one copy of a custodian's key, or the envelope with the passphrase. */
export interface KeptThing {
  readonly custodian: string;
  /** Null for the envelope. */
  readonly copy: number | null;
  /** It is a token. */
  readonly onToken?: true;
}

/** A copy of a custodian's key. */
type FoundCopy = KeptThing & { readonly copy: number };

/** What could keep a quorum from coming together, or let one come together that should not. */
export type RegisterFinding =
  | { readonly kind: 'site-reaches-quorum'; readonly site: string; readonly keys: number; readonly required: number }
  | {
      readonly kind: 'person-reaches-quorum';
      readonly person: string;
      readonly keys: number;
      readonly required: number;
    }
  | { readonly kind: 'site-loss'; readonly site: string; readonly left: number; readonly required: number }
  | { readonly kind: 'region-loss'; readonly region: string; readonly left: number; readonly required: number }
  | { readonly kind: 'custodian-administrator'; readonly custodian: string; readonly person: string }
  | { readonly kind: 'copies-together'; readonly custodian: string; readonly site: string }
  | { readonly kind: 'envelope-beside-copy'; readonly custodian: string; readonly site: string }
  | ({ readonly kind: 'copy-unsealed' } & FoundCopy)
  | ({ readonly kind: 'never-proven' } & FoundCopy)
  | ({ readonly kind: 'proof-overdue'; readonly dueOn: string } & FoundCopy)
  | ({ readonly kind: 'proof-soon'; readonly dueOn: string } & FoundCopy)
  | ({ readonly kind: 'proof-ahead'; readonly on: string } & FoundCopy)
  | { readonly kind: 'proven-below-quorum'; readonly proven: number; readonly required: number }
  | { readonly kind: 'proven-without-spare'; readonly proven: number; readonly required: number }
  | { readonly kind: 'spare-custodians'; readonly spare: number }
  /** Keys on tokens, where not even two custodians could be lost. */
  | { readonly kind: 'keys-without-copy'; readonly withoutCopy: readonly string[]; readonly spare: number }
  | { readonly kind: 'quorum-improbable'; readonly probability: number }
  | { readonly kind: 'small-quorum'; readonly required: number }
  | { readonly kind: 'review-due'; readonly reviewedOn: string | null }
  /** Facts that people have not filled in, each with what cannot be checked without it. */
  | { readonly kind: 'site-unknown'; readonly things: readonly KeptThing[] }
  | { readonly kind: 'keyholders-unknown'; readonly sites: readonly string[] }
  | { readonly kind: 'region-unknown'; readonly sites: readonly string[] }
  | { readonly kind: 'domain-unknown' };
