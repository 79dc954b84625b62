// While a custodian is at the screen: whose turn it is, and what happens.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Elapsed } from '#renderer/ui/Elapsed.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { copyFile } from './new-keys.ts';

export function Turn({
  turn: { custodian, who, copy, doing },
}: {
  readonly turn: NonNullable<ActivationView['turn']>;
}) {
  const t = useTexts('activation').turn;
  return (
    <Screen title={t.heading(who)} lead={t[doing]}>
      <Notice>
        <strong className="mono">{copyFile(custodian, copy)}</strong> {t.wait}
      </Notice>
      <Elapsed usual={t.usual[doing]} />
    </Screen>
  );
}
