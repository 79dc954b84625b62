// In a share check: which copies of which keys have opened their share, and which are open.
import type { AcceptedCustodian } from '#shared/contract/offline/custodians-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { copies, isOnToken } from '#shared/formatting/open-copies.ts';
import { shortThumbprint } from '#shared/formatting/thumbprint.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Table } from '#renderer/ui/Table.tsx';

/** A security domain knows keys by their thumbprints alone; the file that a key came in says a little more. */
export function ProvenCopies({ view }: { readonly view: View }) {
  const { list, waiting } = useTexts('custodians');
  const { custodians, securityDomain } = view;
  if (securityDomain.phase !== 'loaded') return null;
  const { accepted } = custodians;
  const fileOf = (thumbprint: string): string =>
    accepted.find((each) => each.thumbprint === thumbprint)?.fileName ?? '';
  return (
    <Table caption={list.copies} columns={[list.thumbprint, ...copies.map((copy) => waiting.copy(copy))]}>
      {securityDomain.custodians.map((thumbprint) => (
        <tr key={thumbprint}>
          <td className="mono">
            {shortThumbprint(thumbprint)}
            <br />
            <span className="soft">{fileOf(thumbprint)}</span>
          </td>
          {copies.map((copy) => (
            <td key={copy}>
              <State
                proof={accepted.find((each) => each.thumbprint === thumbprint && each.copy === copy)}
                onToken={isOnToken(accepted, thumbprint)}
              />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

interface StateProps {
  readonly proof: AcceptedCustodian | undefined;
  readonly onToken: boolean;
}

function State({ proof, onToken }: StateProps) {
  const { list } = useTexts('custodians');
  if (proof === undefined) return <Badge tone="plain">{onToken ? list.noCopy : list.open}</Badge>;
  if (proof.onItsWord === true) return <Badge tone="plain">{onToken ? list.onTokensWord : list.onItsWord}</Badge>;
  return <Badge tone="good">{list.proven}</Badge>;
}
