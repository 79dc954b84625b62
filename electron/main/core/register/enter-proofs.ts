// Proofs entered into a register: which of them say more than the register knew, and the register that has them.
import { type CopyProof, withProofs } from '#shared/register/proofs.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { refuse } from '#shared/faults/fault.ts';
import { journalProofs } from './journal-proofs.ts';

/** A proof that the register took. */
export type EnteredProof = Pick<CopyProof, 'copy' | 'on' | 'how' | 'ceremony'> & { readonly custodian: string };

export interface ProvenRegister {
  readonly register: CustodyRegister;
  readonly entered: readonly EnteredProof[];
}

/**
 * Enters what journals and logs of drills prove. A later proof of a copy replaces an earlier one.
 * @throws REGISTER_NOTHING_NEW where the register knows it all, and what journalProofs throws
 */
export function enterProofs(before: CustodyRegister, files: readonly Uint8Array[]): ProvenRegister {
  const register = withProofs(
    before,
    files.flatMap((file) => journalProofs(before, file)),
  );
  const entered = register.custodians.flatMap(({ id, copies }, at) =>
    copies.flatMap(({ proof }, side): EnteredProof[] => {
      const known = before.custodians[at]?.copies[side]?.proof;
      const isNew = proof !== null && (known?.on !== proof.on || known.ceremony !== proof.ceremony);
      return isNew ? [{ custodian: id, copy: side === 0 ? 1 : 2, ...proof }] : [];
    }),
  );
  return entered.length > 0 ? { register, entered } : refuse({ code: 'REGISTER_NOTHING_NEW' });
}
