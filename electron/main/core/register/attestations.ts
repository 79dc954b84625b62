// What YubiKeys say of the keys in a register, verified again: that Yubico has signed it, and that it is of this key on this token.
import { Refusal } from '#shared/faults/fault.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import type { RegisterRuleProblem } from '#shared/register/rules.ts';
import { attestationAuthorities } from '../custodian-key/practice-authority.ts';
import { verifyKeptAttestation } from '../custodian-key/token-attestation.ts';
import type { X509 } from '../x509/certificate.ts';

/** @param authorities whose signature counts: those of Yubico, and in practice that of practice. Tests alone name others. */
export const attestationProblems = (
  { practice, custodians }: CustodyRegister,
  authorities: readonly X509[] = attestationAuthorities(practice),
): readonly RegisterRuleProblem[] =>
  custodians.flatMap(({ certificateSha256, copies }, at) =>
    copies.flatMap(({ serial, token }, side) => {
      const kept = token?.attestation;
      if (kept === undefined) return [];
      const path = `custodians[${at}].copies[${side}].token.attestation`;
      try {
        verifyKeptAttestation(kept, { certificateSha256, serial }, authorities);
        return [];
      } catch (error) {
        /* v8 ignore else -- @preserve The verification of an attestation throws refusals alone. */
        if (error instanceof Refusal) return [{ path, rule: 'attestation-wrong' as const }];
        throw error;
      }
    }),
  );
