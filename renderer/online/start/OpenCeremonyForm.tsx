// Opens a ceremony: the approved plan with words of it from paper, the identity of this machine, and where the journal lies.
import { useState } from 'react';
import type { ReadBackView } from '#shared/contract/read-back-view.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { emptyRows, wordsAt } from '#shared/formatting/word-rows.ts';
import { WordRows } from '#renderer/ui/WordRows.tsx';

type Place = 'own' | 'chosen';

export function OpenCeremonyForm() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [words, setWords] = useState<ReadBackView>();
  const [rows, setRows] = useState(emptyRows);
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [place, setPlace] = useState<Place>('own');
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { action, look, refuse, isWaiting } = useOnline();
  const t = useTexts('online').start.open;
  const typed = words?.phase === 'asking' ? wordsAt(words.places, rows) : undefined;
  const ask = async (chosen: PickedFile): Promise<void> => {
    const answer = await online.session.askPlan({ plan: chosen.token });
    setWords(answer.ok ? answer.value : undefined);
    if (!answer.ok) refuse(answer.fault);
  };
  const choose = (chosen: PickedFile): void => {
    setPlan(chosen);
    setRows(emptyRows);
    void ask(chosen);
  };
  const missing = [
    ...(plan === null ? [t.missingPlan] : []),
    ...(typed === undefined ? [t.missingWords] : []),
    ...(identity === null ? [t.missingIdentity] : []),
    ...(place === 'chosen' && folder === null ? [t.missingFolder] : []),
  ];
  const open = async (): Promise<void> => {
    if (plan === null || identity === null || typed === undefined) return;
    look(undefined);
    const isOpen = await action(() =>
      online.session.open({
        plan: plan.token,
        words: typed,
        identity: identity.token,
        folder: place === 'chosen' && folder !== null ? folder.token : null,
      }),
    );
    // How many tries are left only main knows.
    if (!isOpen) {
      const answer = await online.session.askPlan({ plan: plan.token });
      if (answer.ok) setWords(answer.value);
    }
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <div className="columns">
        <PickFile what={t.plan} kind="plan" picked={plan} onPicked={choose} />
        <PickFile what={t.identity} detail={t.identityNote} kind="identity" picked={identity} onPicked={setIdentity} />
      </div>
      {words?.phase === 'asking' && (
        <section className="stack" data-tight aria-label={t.words}>
          <h2>{t.words}</h2>
          <p className="soft measure">{t.wordsNote}</p>
          <WordRows places={words.places} rows={rows} onChange={setRows} />
        </section>
      )}
      {words?.phase === 'locked' && <Notice tone="warn">{t.locked}</Notice>}
      <Choices
        legend={t.where}
        isInColumns
        value={place}
        onChange={setPlace}
        choices={[
          { value: 'own', ...t.own },
          { value: 'chosen', ...t.chosen },
        ]}
      />
      {place === 'chosen' && <PickFile what={t.folder} kind="ceremony" picked={folder} onPicked={setFolder} />}
      <div className="actions">
        <Action kind="primary" isDisabled={missing.length > 0} isPending={isWaiting} onPress={() => void open()}>
          {t.action}
        </Action>
        {missing.length > 0 && <span className="soft">{t.missing(missing.join(', '))}</span>}
      </div>
    </section>
  );
}
