// What files know of a draft, of a plan or of a register: compared with what people have filled in, which stays.
import { type FaultOf, refuse } from '#shared/faults/fault.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { blank } from '#shared/plan/template.ts';
import { sha256 } from '../encoding/bytes.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import { certificateFor } from '../transfer/contents.ts';
import { soundKey } from '../transfer/planned-certificates.ts';

type Part = Pick<FaultOf<'DRAFT_DIFFERS'>, 'what' | 'of'>;

/** What a file says where the draft says nothing or the same. @throws DRAFT_DIFFERS */
export function agreed(part: Part, kept: string | null, found: string): string {
  return kept === null || kept === blank || kept === found
    ? found
    : refuse({ code: 'DRAFT_DIFFERS', ...part, kept, found });
}

/**
 * The certificate of a custodian, as a file has it: SHA-256 over its DER, hex.
 * @param custodian `C1` to `C10`
 * @param file the certificate in PEM or DER
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, PEM_…; DRAFT_DIFFERS where the draft has another certificate for this custodian
 */
export function agreedCertificate(custodian: string, kept: string | null, file: Uint8Array): string {
  const der = certificateFor(custodian, file);
  soundKey(custodian, der);
  return agreed({ what: 'certificate', of: custodian }, kept, sha256(der).toString('hex'));
}

/** A security domain, as far as a draft takes it. */
export interface DomainOfDraft {
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  readonly required: number;
  /** How many custodians it has. */
  readonly custodians: number;
}

/**
 * Reads a security domain for a draft with these custodians.
 * @throws what `parseSecurityDomain` throws; DRAFT_DIFFERS where a custodian has a certificate that this file does not have
 */
export function domainOfDraft(
  custodians: readonly { readonly id: string; readonly certificateSha256: string | null }[],
  file: Uint8Array,
): DomainOfDraft {
  const { required, shares } = parseSecurityDomain(file);
  const known = new Set(shares.map(({ thumbprintS256 }) => certificateSha256Of(thumbprintS256)));
  for (const { id: of, certificateSha256: kept } of custodians) {
    if (kept === null || kept === blank || known.has(kept)) continue;
    refuse({ code: 'DRAFT_DIFFERS', what: 'certificate', of, kept, found: [...known].join(' ') });
  }
  return { sha256: sha256(file).toString('hex'), required, custodians: known.size };
}
