// Takes the exchange key: a signed bundle from the IN stick, never a bare key.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { PracticeOperators } from '../ceremony/PracticeOperators.tsx';
import { StickFor } from '../sticks/SticksScreen.tsx';

export function LoadExchangeKey({ view, isAgain }: { readonly view: View; readonly isAgain: boolean }) {
  const t = useTexts('exchangeKey').load;
  const action = useStore((store) => store.action);
  const openTools = useTools((store) => store.openTools);
  const load = async (file: string): Promise<void> => {
    if (!(await action(() => lifeboat.exchangeKey.load({ file })))) return;
    const { exchangeKey } = useStore.getState().view ?? view;
    // REQ-14: a key that is refused is an incident, and nobody has to look for its sheet.
    if (exchangeKey.phase === 'refused' && !exchangeKey.unattested) openTools('incident');
  };
  return (
    <section className="stack" data-tight aria-label={t.region}>
      <PracticeOperators view={view} />
      <TakeFile
        legend={t.which}
        kind="exchange-key"
        volumes={view.volumes.filter(({ role }) => role === 'in')}
        stick={<StickFor view={view} role="in" />}
        take={isAgain ? t.another : t.take}
        isAgain={isAgain}
        onTake={load}
      />
    </section>
  );
}
