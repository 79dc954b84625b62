// The latest entries of this machine's journal, as they are written: their kind, and every value.
import { readableUtc } from '../../../../shared/formatting/date-time.ts';
import type { JournalEvent } from '../../../../shared/journal/events.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Screen } from '../../../ui/Screen.tsx';
import type { PageProps } from '../pages.ts';

export function ActivityPage({ view: { activity } }: PageProps) {
  const t = useTexts('online').pages.activity;
  return (
    <Screen title={t.title} lead={t.lead}>
      <dl className="facts">
        <dt>{t.events(activity.events)}</dt>
        <dd />
        <dt>{t.head}</dt>
        <dd className="mono">{activity.head}</dd>
      </dl>
      {activity.latest.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <table className="table">
          <caption className="visually-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.number}</th>
              <th scope="col">{t.time}</th>
              <th scope="col">{t.entry}</th>
            </tr>
          </thead>
          <tbody>
            {activity.latest.map(({ n, atUtc, event }) => (
              <tr key={n}>
                <td>{n}</td>
                <td className="nowrap">{readableUtc(atUtc)}</td>
                <td>
                  <strong className="mono">{event.kind}</strong>
                  <div className="soft mono entry">{valuesOf(event)}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Screen>
  );
}

/** The members of an entry in the spelling of the journal, so that it can be compared with the file. */
const valuesOf = (event: JournalEvent): string =>
  Object.entries(event)
    .filter(([name]) => name !== 'kind')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
