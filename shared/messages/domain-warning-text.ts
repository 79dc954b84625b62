// One sentence for one warning about a security domain, on screens and on the command line.
import type { DomainWarning } from '../schemas/domain-warning.ts';
import type { ScreenTexts } from './catalogue.ts';

/** A file may hold many of them; a sentence has room for a few. */
const mostNamed = 5;

export function domainWarningText(warning: DomainWarning, texts: ScreenTexts['securityDomain']): string {
  if (warning.code === 'SHARES_WRAPPED_WITH_SHA1') return texts.oldWrapping(warning.custodian);
  const { members } = warning;
  const more = members.length > mostNamed ? ' …' : '';
  return texts.unknownMembers(members.length, `${members.slice(0, mostNamed).join(', ')}${more}`);
}
