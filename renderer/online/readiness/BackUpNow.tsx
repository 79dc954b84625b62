// A backup of a healthy HSM outside of a ceremony: the button, how it is getting on, and what became of it.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Progress } from '../step/Progress.tsx';
import { RefusedStep } from '../step/RefusedStep.tsx';
import type { OpenHsm } from './Light.tsx';

export function BackUpNow({ backup }: Pick<OpenHsm, 'backup'>) {
  const [inventory, setInventory] = useState<'with' | 'without'>('with');
  const { action, isWaiting } = useOnline();
  const t = useTexts('readiness').backup;
  if (backup.phase === 'running') return <Progress id="backup" progress={backup.progress} ifStopped={t.ifStopped} />;
  return (
    <>
      {backup.phase === 'refused' && <RefusedStep {...backup} again="yes" incident={null} />}
      <section className="card stack" data-tight aria-label={t.title}>
        <h2>{t.title}</h2>
        {backup.phase === 'done' && <Notice tone="good">{t.done(backup.folderUri)}</Notice>}
        <p className="measure">{t.note}</p>
        <Choices
          legend={t.inventory}
          isInColumns
          value={inventory}
          onChange={setInventory}
          choices={[
            { value: 'with', ...t.with },
            { value: 'without', ...t.without },
          ]}
        />
        <div className="actions">
          <Action
            isPending={isWaiting}
            onPress={() => void action(() => online.readiness.backUp({ withInventory: inventory === 'with' }))}
          >
            {t.action}
          </Action>
        </div>
      </section>
    </>
  );
}
