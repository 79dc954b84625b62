// The other machine: main lets people exchange numbers and words; here it says what came of it.
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Ask } from '../frame/Ask.tsx';

export function OtherMachineScreen({ view: { recovery } }: { readonly view: View }) {
  const t = useTexts('ceremony').pair;
  if (recovery === null) return null;
  return (
    <Screen title={t.title} lead={t.lead} state={recovery.pairing.phase}>
      <Pairing recovery={recovery} />
    </Screen>
  );
}

function Pairing({ recovery: { pairing, peer } }: { readonly recovery: RecoveryView }) {
  const { pair: t, words } = useTexts('ceremony');
  const look = useStore((store) => store.look);
  switch (pairing.phase) {
    case 'asking':
      return <Ask ask={() => lifeboat.ceremony.pair(null)}>{words.compare}</Ask>;
    case 'locked':
      return <Notice tone="warn">{words.locked}</Notice>;
    case 'agreed':
      return (
        <section {...resultMark} className="card stack" aria-label={t.title}>
          <Notice tone="good">{t.paired(peer)}</Notice>
          <div className="actions">
            <ContinueButton look={look}>{t.goOn}</ContinueButton>
          </div>
        </section>
      );
  }
}
