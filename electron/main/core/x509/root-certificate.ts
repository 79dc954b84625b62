// A certificate that people name as a root of trust beside those of the operating system.
import { X509Certificate } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/**
 * @param name what people call it; it is in the refusal
 * @param file PEM or DER
 * @throws ROOT_CERTIFICATE_INVALID where it is no certificate of an authority
 */
export function readRootCertificate(name: string, file: Uint8Array): X509Certificate {
  try {
    const root = new X509Certificate(file);
    // A server's certificate in the place of a root would be trusted for its own name alone, and looks like a mistake.
    return root.ca ? root : refuse({ code: 'ROOT_CERTIFICATE_INVALID', name: visibleText(name, 80) });
  } catch (error) {
    return refuse({ code: 'ROOT_CERTIFICATE_INVALID', name: visibleText(name, 80) }, error);
  }
}
