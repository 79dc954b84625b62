// What is odd about a security domain that is read all the same.
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { domainWarningText } from '#shared/messages/domain-warning-text.ts';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

/** The table of custodians shows fingerprints in hex. */
const asInTheTable = (warning: DomainWarning): DomainWarning =>
  warning.code === 'SHARES_WRAPPED_WITH_SHA1'
    ? { ...warning, custodian: certificateSha256Of(warning.custodian) }
    : warning;

export function DomainWarnings({ warnings }: { readonly warnings: readonly DomainWarning[] }) {
  const t = useTexts('securityDomain');
  return warnings.map((warning) => (
    <Notice key={JSON.stringify(warning)} tone="warn">
      {domainWarningText(asInTheTable(warning), t)}
    </Notice>
  ));
}
