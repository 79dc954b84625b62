// One page of a journal's events: what happened in words, and every value as it is in the file.
import type { JournalLine } from '#shared/contract/tools/journals.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Table } from '#renderer/ui/Table.tsx';

export function Events({ entries }: { readonly entries: readonly JournalLine[] }) {
  const t = useTexts('journal');
  const moment = useMoment();
  return (
    <Table caption={t.table} columns={[t.columns.n, t.columns.at, t.columns.what, t.columns.details]}>
      {entries.map(({ n, at, event }) => (
        <tr key={n}>
          <td>{n}</td>
          <td className="mono">{moment(at)}</td>
          <td>
            {t.kinds[event.kind]}
            {event.kind === 'exception' && <strong> EX-{event.number}</strong>}
          </td>
          <td>
            <Details event={event} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The members under their names in the file: a comparison with the file finds them again. */
function Details({ event }: { readonly event: JournalEvent }) {
  const members = Object.entries(event).filter(([name, value]) => name !== 'kind' && value !== null);
  return (
    <dl className="event-details">
      {members.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{textOf(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return JSON.stringify(value);
}
