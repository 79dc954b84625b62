// The machine sheet: what the program saw of this machine, labelled as such.
import { useState } from 'react';
import type { MachineSheet } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Popup } from '../../ui/Popup.tsx';

export function MachineSheetButton() {
  const [sheet, setSheet] = useState<MachineSheet>();
  const [isOpen, setOpen] = useState(false);
  const refuse = useStore((store) => store.refuse);
  const open = async (): Promise<void> => {
    const answer = await lifeboat.machine.sheet(null);
    if (!answer.ok) {
      refuse(answer.fault);
      return;
    }
    setSheet(answer.value);
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <Action onPress={() => void open()}>Machine sheet</Action>
      <Popup title="What the program saw of this machine" isOpen={isOpen} onClose={close}>
        <Notice>
          A program cannot prove its own honesty. Compute the hash of the program on another machine as well, and
          compare both with the release card.
        </Notice>
        {sheet && <SheetTable sheet={sheet} />}
        <div className="actions">
          <Action kind="primary" onPress={close}>
            Close
          </Action>
        </div>
      </Popup>
    </>
  );
}

function SheetTable({ sheet }: { readonly sheet: MachineSheet }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Machine sheet">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Seen</th>
            <th scope="col">Look here</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ group, name, value, doubt }, at) => (
            <tr key={at}>
              <td>
                {group}: {name}
              </td>
              <td className="mono">{value}</td>
              <td>{doubt && <Mark tone="warn">look</Mark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
