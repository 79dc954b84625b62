// The machine sheet: what the program saw of this machine, labelled as such.
import { useState } from 'react';
import type { MachineSheet } from '#shared/contract/offline/machine-view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { SheetActions } from './SheetActions.tsx';
import { SelfTestTable, SelfTestVerdict } from './SelfTest.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function MachineSheetButton() {
  const [sheet, setSheet] = useState<MachineSheet>();
  const [isOpen, setOpen] = useState(false);
  const refuse = useStore((store) => store.refuse);
  const t = useTexts('machine');
  const open = async (): Promise<void> => {
    const answer = await lifeboat.machine.sheet(null);
    if (!answer.ok) {
      refuse(answer.fault);
      return;
    }
    setSheet(answer.value);
    setOpen(true);
  };
  const close = (): void => setOpen(false);
  return (
    <>
      <Action onPress={() => void open()}>{t.open}</Action>
      <Popup title={t.title} isOpen={isOpen} onClose={close}>
        <Notice>{t.honesty}</Notice>
        {sheet && <SheetTable sheet={sheet} />}
        {sheet?.selfTest && <SelfTestVerdict result={sheet.selfTest} />}
        {sheet?.selfTest && <SelfTestTable lines={sheet.selfTest.report.lines} />}
        <SheetActions onClose={close} />
      </Popup>
    </>
  );
}

function SheetTable({ sheet }: { readonly sheet: MachineSheet }) {
  const t = useTexts('machine');
  return (
    <Table region={t.table} columns={[t.what, t.seen, t.lookHere]}>
      {sheet.rows.map(({ about, value, doubt }, at) => (
        <tr key={at}>
          <td>{t.rows[about]}</td>
          {'word' in value ? <td>{t.words[value.word]}</td> : <td className="mono">{value.text}</td>}
          <td>{doubt && <Badge tone="warn">{t.doubt}</Badge>}</td>
        </tr>
      ))}
    </Table>
  );
}
