// Entering proofs: what the journal of a ceremony shows of both copies of a key goes into a new state of the register.
import { withCopies } from './copies.ts';
import type { CustodyRegister, ProofKind } from './register.ts';

/** One copy of one key has opened its share. */
export interface CopyProof {
  readonly certificateSha256: string;
  readonly copy: 1 | 2;
  readonly on: string;
  readonly how: ProofKind;
  readonly ceremony: string;
}

/** The register with the proofs entered. A later proof of a copy replaces an earlier one; an earlier one changes nothing. */
export function withProofs(register: CustodyRegister, proofs: readonly CopyProof[]): CustodyRegister {
  const custodians = register.custodians.map((custodian) => {
    const latest = (copy: number): CopyProof | undefined =>
      proofs
        .filter((proof) => proof.certificateSha256 === custodian.certificateSha256 && proof.copy === copy)
        .reduce<CopyProof | undefined>(
          (best, each) => (best === undefined || each.on >= best.on ? each : best),
          undefined,
        );
    return withCopies(custodian, (copy, at) => entered(copy, latest(at + 1)));
  });
  return { ...register, custodians };
}

type Copy = CustodyRegister['custodians'][number]['copies'][number];

function entered(copy: Copy, proof: CopyProof | undefined): Copy {
  if (proof === undefined || (copy.proof !== null && copy.proof.on > proof.on)) return copy;
  const { on, how, ceremony } = proof;
  return { ...copy, proof: { on, how, ceremony } };
}
