// A file under the name of the next bundle: people look at it, and set it aside.
import { useState } from 'react';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

interface InTheWayProps {
  readonly name: string;
  readonly parts: { readonly folder: string; readonly journal: string };
}

export function InTheWay({ name, parts: { folder, journal } }: InTheWayProps) {
  const [aside, setAside] = useState<string>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('bundle').send;
  const put = async (): Promise<void> => {
    // The refusal stays: it is what this is about.
    const answer = await tools.bundles.setAside({ folder, name, journal });
    if (answer.ok) setAside(answer.value.name);
    else await ask(() => Promise.resolve(answer));
  };
  return (
    <section className="card stack" aria-label={t.inTheWay}>
      {aside === undefined ? (
        <>
          <p className="measure">{t.inTheWayText(name)}</p>
          <div>
            <Action kind="stop" isPending={isWaiting} onPress={() => void put()}>
              {t.setAside}
            </Action>
          </div>
        </>
      ) : (
        <div role="status">
          <Notice tone="good">{t.aside(aside)}</Notice>
        </div>
      )}
    </section>
  );
}
