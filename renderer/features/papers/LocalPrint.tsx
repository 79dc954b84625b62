// Printing on paper here: only printers on this machine's own cable are offered.
import { useState } from 'react';
import type { LocalPrinter, PaperOrder } from '../../../shared/contract/desk.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Popup } from '../../ui/Popup.tsx';

interface Found {
  readonly local: readonly LocalPrinter[];
  readonly others: number;
}

export function LocalPrint({ order }: { readonly order: PaperOrder }) {
  const [found, setFound] = useState<Found>();
  const [printer, setPrinter] = useState<string | null>(null);
  const [isSent, setSent] = useState(false);
  const { ask, isWaiting } = useDesk();
  const close = (): void => {
    setFound(undefined);
  };
  const open = async (): Promise<void> => {
    setSent(false);
    const answer = await ask(() => desk.papers.printers(null));
    if (!answer.ok) return;
    setPrinter(answer.value.local[0]?.name ?? null);
    setFound(answer.value);
  };
  const print = async (): Promise<void> => {
    if (printer === null) return;
    const answer = await ask(() => desk.papers.print({ order, printer }));
    setSent(answer.ok);
    close();
  };
  return (
    <>
      <Action isDisabled={isWaiting} onPress={() => void open()}>
        Print here
      </Action>
      {isSent && <span role="status">Sent to the printer. Count the pages.</span>}
      <Popup title="Print on paper" isOpen={found !== undefined} onClose={close}>
        {found && <Printers found={found} printer={printer} onChange={setPrinter} />}
        <div className="actions">
          <Action kind="primary" isDisabled={printer === null} isPending={isWaiting} onPress={() => void print()}>
            Print
          </Action>
          <Action onPress={close}>Cancel</Action>
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
  return (
    <>
      {local.length === 0 ? (
        <Notice tone="warn">
          There is no printer that is known to hang on this machine’s own cable. Save the PDF instead.
        </Notice>
      ) : (
        <Choices
          legend="Printer on a cable"
          value={printer}
          onChange={onChange}
          choices={local.map(({ name, displayName }) => ({ value: name, title: displayName }))}
        />
      )}
      {others > 0 && (
        <p className="soft">
          {others === 1 ? 'One other printer is' : `${others} other printers are`} not offered: the program cannot see
          that its way is a cable.
        </p>
      )}
    </>
  );
}
