// Which certificate on a token is the one of a key that can be a custodian's.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { soundKey } from '../transfer/planned-certificates.ts';
import { parseX509 } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/server-chain.ts';
import { hasYubicoExtension, isStatement } from './token-attestation.ts';

/** A certificate on a token, with the id (CKA_ID, hex) that it shares with its private key. */
export interface TokenCertificate {
  readonly keyId: string;
  readonly der: Buffer;
}

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
  const use = ifRead(() => {
    if (hasYubicoExtension(parseX509(der))) return 'attestation';
    soundKey('', der);
    return 'custodian';
  });
  return use ?? 'none';
}

/** What is on a token may be no certificate. */
function ifRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    /* v8 ignore else -- @preserve The reader of certificates and the check of keys throw refusals alone. */
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * What the token says of a key, and the certificate that has signed it: as ykcs11 lists them, under the id of the key and under another one.
 * @returns none where the token says nothing of this key, one where nothing on it has signed what it says
 */
export function attestationOnToken(all: readonly TokenCertificate[], keyId: string): readonly Buffer[] {
  const readable = all.flatMap((each) => {
    const x509 = ifRead(() => parseX509(each.der));
    return x509 === undefined ? [] : [{ keyId: each.keyId, x509 }];
  });
  const statement = readable.find((each) => each.keyId === keyId && isStatement(each.x509))?.x509;
  if (statement === undefined) return [];
  const attesting = readable.find(({ x509 }) => isSignedBy(statement, x509))?.x509;
  return [statement, ...(attesting === undefined ? [] : [attesting])].map(({ der }) => der);
}
