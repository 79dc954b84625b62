// Which certificate on a token is the one of a key that can be a custodian's.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { soundKey } from '../transfer/planned-certificates.ts';
import { parseX509 } from '../x509/certificate.ts';

/** A certificate on a token, with the id (CKA_ID, hex) that it shares with its private key. */
export interface TokenCertificate {
  readonly keyId: string;
  readonly der: Buffer;
}

/** Yubico's extensions. What a YubiKey says of a key, ykcs11 lists as one more certificate of it, another one each time. */
const attested = '1.3.6.1.4.1.41482.3.';

/**
 * The one that people named by its id, or the only one that fits. Where none fits, the only one that is there: what is wrong with it,
 * `soundKey` says.
 * @throws TOKEN_CERTIFICATE_MISSING, TOKEN_CERTIFICATES_SEVERAL
 */
export function certificateOnToken(all: readonly TokenCertificate[], keyId: string | undefined): TokenCertificate {
  const named = all
    .filter((each) => (keyId ?? each.keyId) === each.keyId)
    .map((each) => ({ ...each, use: useOf(each.der) }))
    .filter(({ use }) => use !== 'attestation');
  const fit = named.filter(({ use }) => use === 'custodian');
  const [first, ...more] = fit.length > 0 ? fit : named;
  if (first === undefined) return refuse({ code: 'TOKEN_CERTIFICATE_MISSING' });
  if (more.length === 0) return first;
  return refuse({ code: 'TOKEN_CERTIFICATES_SEVERAL', keyIds: [first, ...more].map((each) => each.keyId) });
}

function useOf(der: Buffer): 'custodian' | 'attestation' | 'none' {
  try {
    if (parseX509(der).extensions.some(({ oid }) => oid.startsWith(attested))) return 'attestation';
    soundKey('', der);
    return 'custodian';
  } catch (error) {
    /* v8 ignore else -- @preserve The reader of certificates and the check of keys throw refusals alone. */
    if (error instanceof Refusal) return 'none';
    throw error;
  }
}
