// Printing on paper here: main asks on which printer, and this says that it was sent.
import { useState } from 'react';
import type { Result } from '#shared/faults/fault.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function LocalPrint({ print }: { readonly print: () => Promise<Result<null>> }) {
  const t = useTexts('papers').print;
  const [isSent, setSent] = useState(false);
  const { ask, isWaiting } = useTools();
  const send = async (): Promise<void> => {
    setSent(false);
    setSent((await ask(print)).ok);
  };
  return (
    <>
      <Action isPending={isWaiting} onPress={() => void send()}>
        {t.here}
      </Action>
      {isSent && <span role="status">{t.sent}</span>}
    </>
  );
}
