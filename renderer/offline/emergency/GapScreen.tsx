// The first step of an emergency: no custodian comes before this machine is alone.
import type { View } from '#shared/contract/offline/view.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { MissingParts } from '#renderer/tools/emergency/Missing.tsx';

export function GapScreen({ view }: { readonly view: View }) {
  const { gap: t, missingAnd } = useTexts('emergency');
  const look = useStore((store) => store.look);
  const { airGap, ceremony, emergency } = view;
  const isOpen = airGap.phase === 'open';
  const isPractice = ceremony.phase === 'running' && ceremony.practice;
  return (
    <Screen title={t.title} lead={t.lead}>
      {isOpen ? (
        <Notice tone="warn">
          <strong>{t.open}</strong>
          <ul>
            {airGap.waysOut.map(({ kind, name }) => (
              <li key={`${kind} ${name}`} className="mono">
                {kind} {name}
              </li>
            ))}
          </ul>
          <p>{isPractice ? t.practice : t.todo}</p>
        </Notice>
      ) : (
        <Notice tone="good">{t.closed}</Notice>
      )}
      {emergency !== null && (
        <p className="soft measure">
          {missingAnd} <MissingParts parts={emergency.missing} />.
        </p>
      )}
      {(!isOpen || isPractice) && (
        <div className="actions">
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        </div>
      )}
    </Screen>
  );
}
