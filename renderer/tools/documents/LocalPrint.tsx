// Printing on paper here: only printers on this machine's own cable are offered.
import { useState } from 'react';
import type { LocalPrinter } from '#shared/contract/tools/papers.ts';
import type { Result } from '#shared/faults/fault.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';

interface Found {
  readonly local: readonly LocalPrinter[];
  readonly others: number;
}

interface LocalPrintProps {
  /** Prints on the printer of that name. */
  readonly onPrint: (printer: string) => Promise<Result<null>>;
}

export function LocalPrint({ onPrint }: LocalPrintProps) {
  const t = useTexts('papers').print;
  const [found, setFound] = useState<Found>();
  const [printer, setPrinter] = useState<string | null>(null);
  const [isSent, setSent] = useState(false);
  const { ask, isWaiting } = useTools();
  const close = (): void => setFound(undefined);
  const open = async (): Promise<void> => {
    setSent(false);
    const answer = await ask(() => tools.papers.printers(null));
    if (!answer.ok) return;
    setPrinter(answer.value.local[0]?.name ?? null);
    setFound(answer.value);
  };
  const print = async (): Promise<void> => {
    if (printer === null) return;
    const answer = await ask(() => onPrint(printer));
    setSent(answer.ok);
    close();
  };
  return (
    <>
      <Action isPending={isWaiting} onPress={() => void open()}>
        {t.here}
      </Action>
      {isSent && <span role="status">{t.sent}</span>}
      <Popup title={t.title} isOpen={found !== undefined} onClose={close}>
        {found && <Printers found={found} printer={printer} onChange={setPrinter} />}
        <div className="actions">
          <Action kind="primary" isDisabled={printer === null} isPending={isWaiting} onPress={() => void print()}>
            {t.print}
          </Action>
          <Action onPress={close}>{t.cancel}</Action>
        </div>
      </Popup>
    </>
  );
}

interface PrintersProps {
  readonly found: Found;
  readonly printer: string | null;
  readonly onChange: (printer: string) => void;
}

function Printers({ found: { local, others }, printer, onChange }: PrintersProps) {
  const t = useTexts('papers').print;
  return (
    <>
      {local.length === 0 ? (
        <Notice tone="warn">{t.none}</Notice>
      ) : (
        <Choices
          legend={t.legend}
          value={printer}
          onChange={onChange}
          choices={local.map(({ name, displayName }) => ({ value: name, title: displayName }))}
        />
      )}
      {others > 0 && <p className="soft">{t.others(others)}</p>}
    </>
  );
}
