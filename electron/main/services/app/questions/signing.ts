// What a machine's identity signs, as main says it itself where its passphrase is typed.
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { type Asked, type AskedFact, fact } from '../confirmation.ts';
import { wordsFact } from './words.ts';

export interface Signing {
  readonly practice: boolean;
  readonly draw: (texts: Catalogue) => Pick<Asked, 'title' | 'facts'> & { readonly lead?: readonly string[] };
}

/** For which ceremony and HSM; and the words of what is signed, where people have them on paper or hear them. */
export const signedFacts = (
  { screens: { ceremony } }: Catalogue,
  { ceremony: id, target }: Pick<Plan, 'ceremony' | 'target'>,
  ...words: readonly (readonly [label: string, sha256: string])[]
): AskedFact[] => [
  fact(ceremony.open.facts.ceremony, id),
  fact(ceremony.open.facts.target, target.uri),
  ...words.map(([label, sha256]) => wordsFact(label, sha256)),
];
