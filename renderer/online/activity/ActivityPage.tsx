// The latest entries of this machine's journal: what happened in words, and every value as it is in the file.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Events } from '#renderer/tools/journal/Events.tsx';
import type { ActingProps } from '../pages.ts';

export function ActivityPage({ view: { activity } }: ActingProps) {
  const t = useTexts('online').pages.activity;
  return (
    <Screen title={t.title} lead={t.lead}>
      <dl className="facts">
        <dt>{t.events(activity.events)}</dt>
        <dd />
        <dt>{t.head}</dt>
        <CopyableFact what={t.head} value={activity.head} />
      </dl>
      {activity.latest.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Events entries={activity.latest.map(({ n, atUtc, event }) => ({ n, at: atUtc, event }))} />
      )}
    </Screen>
  );
}
