// One page of a journal's events: what happened in words, and every value as it is in the file.
import type { JournalLine } from '#shared/contract/tools/journals.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { useMoment } from '#renderer/texts/use-moment.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';

export function Events({ entries }: { readonly entries: readonly JournalLine[] }) {
  const t = useTexts('journal');
  const moment = useMoment();
  return (
    <table className="table">
      <caption className="visually-hidden">{t.table}</caption>
      <thead>
        <tr>
          <th scope="col">{t.columns.n}</th>
          <th scope="col">{t.columns.at}</th>
          <th scope="col">{t.columns.what}</th>
          <th scope="col">{t.columns.details}</th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  );
}

/** The members under their names in the file: anyone who compares with the file finds them again. */
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
