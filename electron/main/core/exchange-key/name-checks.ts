// Evidence class E2: whether the certificate names, letter for letter, the host that was typed from the paper plan.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Checklist } from './checklist.ts';
import type { AssessedInput } from './claim.ts';
import type { ExchangeCertificate } from './exchange-certificate.ts';
import { parseHsmUri } from './hsm-address.ts';

/** @returns the host, once it is known to be the certificate's */
export function checkName(list: Checklist, certificate: ExchangeCertificate, input: AssessedInput): string | undefined {
  const found = certificate.commonNames.join(', ');
  if (input.claim.kind !== 'attested') {
    // No host was typed to compare with: the name is shown, and people answer for it.
    list.mark('hsm-address', 'not-asked', '');
    list.mark('certificate-name', 'on-caller', found);
    return undefined;
  }
  const { hsmUri } = input.claim;
  const host = list.read(
    'hsm-address',
    () => parseHsmUri(hsmUri, input.mode),
    (typed) => typed,
  );
  if (host === undefined) return undefined;
  list.check('certificate-name', found, () => assessName(certificate.commonNames, host));
  return host;
}

function assessName(names: readonly string[], host: string): void {
  const [name, ...others] = names;
  if (name === undefined) return refuse({ code: 'EXCHANGE_NAME_MISSING' });
  if (others.length > 0) {
    refuse({ code: 'EXCHANGE_NAME_AMBIGUOUS', names: names.slice(0, 8).map((text) => visibleText(text)) });
  }
  // Not as DNS compares: another spelling is another certificate than the service makes.
  if (name !== host) refuse({ code: 'EXCHANGE_NAME_OTHER', expected: host, found: visibleText(name) });
}
