// The side that reads aloud: its code is shown.
import { useState } from 'react';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Code, type Pair } from './Code.tsx';

export function ReadCode({ pair }: { readonly pair: Pair }) {
  const [shown, setShown] = useState<Pairing>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('pairing');
  const show = async (): Promise<void> => {
    const answer = await ask(() => tools.pairing.show(pair));
    if (answer.ok) setShown(answer.value);
  };
  if (shown) {
    return (
      <Code pairing={shown}>
        <Notice>{t.slowly}</Notice>
      </Code>
    );
  }
  return (
    <div className="actions">
      <Action kind="primary" isPending={isWaiting} onPress={() => void show()}>
        {t.show}
      </Action>
    </div>
  );
}
