// The other machine: numbers are exchanged, and the pairing words are typed as the other side reads them.
import { useState } from 'react';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { OurWords } from '#renderer/ui/OurWords.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { ReadBack } from '#renderer/ui/ReadBack.tsx';

const bare = (typed: string): string => typed.replace(/[\s:-]/g, '').toLowerCase();
const isNumber = (typed: string): boolean => /^[0-9a-f]{32}$/.test(bare(typed));

export function OtherMachineScreen({ view: { recovery } }: { readonly view: View }) {
  const t = useTexts('ceremony').pair;
  const { refuse } = useStore();
  if (recovery === null) return null;
  return (
    <Screen title={t.title} lead={t.lead} state={recovery.pairing.phase}>
      {recovery.challenge !== null && <OwnNumber challenge={recovery.challenge} />}
      <Pairing recovery={recovery} />
      <OurWords ask={() => lifeboat.ceremony.pairingCode(null)} onRefused={refuse} />
    </Screen>
  );
}

function OwnNumber({ challenge }: { readonly challenge: string }) {
  const t = useTexts('ceremony').pair;
  return (
    <section className="card stack" data-tight aria-label={t.ours}>
      <h2>{t.ours}</h2>
      <p className="number mono">
        {(challenge.match(/.{4}/g) ?? []).map((group, at) => (
          // The same four digits may be there twice: their place is what tells them apart.
          <span key={at}>{group}</span>
        ))}
      </p>
      <p className="soft">{t.oursLead}</p>
    </section>
  );
}

function Pairing({ recovery: { pairing, peer } }: { readonly recovery: RecoveryView }) {
  const t = useTexts('ceremony').pair;
  const ceremony = useTexts('ceremony');
  const [number, setNumber] = useState('');
  const { action, look, isWaiting } = useStore();
  const pair = async (words: string[]): Promise<void> => {
    await action(() => lifeboat.ceremony.pair({ words, number: bare(number) }));
  };
  switch (pairing.phase) {
    case 'asking':
      return (
        <ReadBack
          key={pairing.places.join()}
          heading={t.title}
          lead={t.wordsLead(peer)}
          words={pairing}
          isReady={isNumber(number)}
          isPending={isWaiting}
          onCompare={(words) => void pair(words)}
        >
          <div className="measure">
            <Field
              label={t.theirs}
              value={number}
              onChange={setNumber}
              description={t.theirsLead(bare(number).length)}
              isMono
              maxLength={60}
            />
          </div>
        </ReadBack>
      );
    case 'locked':
      return <Notice tone="warn">{ceremony.words.locked}</Notice>;
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
