// In a share check: which copies of which keys have opened their share, and which are open.
import type { View } from '#shared/contract/offline/view.ts';
import { copies, proofOf } from '#shared/formatting/open-copies.ts';
import { shortThumbprint } from '#shared/formatting/thumbprint.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Table } from '#renderer/ui/Table.tsx';

/** A security domain knows keys by their thumbprints alone; the file that a key came in says a little more. */
export function ProvenCopies({ view }: { readonly view: View }) {
  const { list, waiting } = useTexts('custodians');
  const { custodians, securityDomain } = view;
  if (securityDomain.phase !== 'loaded') return null;
  const fileOf = (thumbprint: string): string =>
    custodians.accepted.find((each) => each.thumbprint === thumbprint)?.fileName ?? '';
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
              <State proof={proofOf(view, thumbprint, copy)} />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function State({ proof }: { readonly proof: ReturnType<typeof proofOf> }) {
  const { list } = useTexts('custodians');
  if (proof === undefined) return <Badge tone="plain">{list.open}</Badge>;
  if (proof.onItsWord === true) return <Badge tone="plain">{list.onItsWord}</Badge>;
  return <Badge tone="good">{list.proven}</Badge>;
}
