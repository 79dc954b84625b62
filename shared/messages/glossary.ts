// The terms of the product: one term, one meaning, the same on screens, on paper and in every language.

/** The terms by their English names, which stand for them in the source. */
export type TermName =
  | 'access token'
  | 'air gap'
  | 'attestation'
  | 'bundle'
  | 'canary'
  | 'custodian'
  | 'exception'
  | 'exchange key'
  | 'fingerprint'
  | 'HSM'
  | 'IN stick'
  | 'inspector'
  | 'inventory'
  | 'managed identity'
  | 'OUT stick'
  | 'passphrase'
  | 'purge protection'
  | 'quorum'
  | 'quorum drill'
  | 'read-back'
  | 'register'
  | 'release card'
  | 'restore blob'
  | 'restore point'
  | 'security domain'
  | 'share'
  | 'share check'
  | 'TLS chain'
  | 'wall clock';

export interface Term {
  /** As it is written at the head of an entry. */
  readonly term: string;
  readonly meaning: string;
  /** Words that would mean the same, and which no text uses. */
  readonly avoid?: readonly string[];
}

export type Glossary = Readonly<Record<TermName, Term>>;

/** The entries in the order of their language's alphabet. */
export function sortedTerms(glossary: Glossary, language: string): readonly Term[] {
  return Object.values(glossary).sort((a, b) => a.term.localeCompare(b.term, language));
}
