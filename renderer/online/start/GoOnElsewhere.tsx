// Goes on with a ceremony whose folder lies somewhere else, for instance on a disk from another machine.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';

export function GoOnElsewhere() {
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').start;
  const resume = (): void => {
    if (folder === null) return;
    look(undefined);
    void action(() => online.session.resume({ folder: folder.token }));
  };
  return (
    <section className="card stack" data-tight aria-label={t.elsewhere.title}>
      <h2>{t.elsewhere.title}</h2>
      <PickFile what={t.open.folder} detail={t.elsewhere.note} kind="ceremony" picked={folder} onPicked={setFolder} />
      <div className="actions">
        <Action isDisabled={folder === null || isWaiting} onPress={resume}>
          {t.elsewhere.action}
        </Action>
      </div>
    </section>
  );
}
