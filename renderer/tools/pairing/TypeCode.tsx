// The side that types: main asks for all words, and nothing is shown before they agree.
import { useState } from 'react';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Code, type Pair } from './Code.tsx';

export function TypeCode({ pair }: { readonly pair: Pair }) {
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [paired, setPaired] = useState<Pairing>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('pairing');
  const choose = useTexts('tools').choose;
  const compare = async (): Promise<void> => {
    const answer = await ask(() => tools.pairing.compare({ pair, journal: journal?.token ?? null }));
    if (answer.ok) setPaired(answer.value);
  };
  if (paired) {
    return (
      <Code pairing={paired}>
        <Notice tone="good">
          {t.agree} {journal !== null && t.noted} {t.change}
        </Notice>
      </Code>
    );
  }
  return (
    <section className="card stack" aria-label={t.region}>
      <PickFile what={choose.journal} kind="journal" detail={t.journal} picked={journal} onPicked={setJournal} />
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={() => void compare()}>
          {t.words}
        </Action>
      </div>
    </section>
  );
}
