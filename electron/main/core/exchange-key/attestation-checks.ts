// Evidence class E1: whether an HSM's enclave, on a processor that Intel vouches for, said that the certificate's key is its own.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { Checklist } from './checklist.ts';
import type { ExchangeKeyInput } from './claim.ts';
import type { ExchangeCertificate } from './exchange-certificate.ts';
import { exchangeKeyChecks, type ExchangeKeyCheckId } from '../../../../shared/exchange-key/verdict.ts';
import { findExtension } from './x509.ts';

export const quoteExtensionOid = '1.2.840.113556.10.1.1';

export function checkAttestation(list: Checklist, certificate: ExchangeCertificate, input: ExchangeKeyInput): void {
  const extension = findExtension(certificate.x509, quoteExtensionOid);
  if (!extension && input.claim.kind === 'unattested') {
    for (const id of Object.keys(exchangeKeyChecks) as ExchangeKeyCheckId[]) {
      if (exchangeKeyChecks[id] === 'E1' && !id.startsWith('exception')) list.mark(id, 'absent', '');
    }
    return;
  }
  list.check('attestation-form', '', () => {
    if (!extension) refuse({ code: 'ATTESTATION_ABSENT' });
    refuse({ code: 'ATTESTATION_FORMAT_UNKNOWN', format: quoteExtensionOid });
  });
}
