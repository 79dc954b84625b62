// The machine sheet on paper: saved as a PDF, or printed on a printer of this machine's own.
import { useState } from 'react';
import type { WrittenFile } from '#shared/contract/files.ts';
import { lifeboat } from '../../bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { LocalPrint } from '#renderer/tools/documents/LocalPrint.tsx';
import { PaperSizes } from '#renderer/tools/documents/PaperSizes.tsx';
import { Saved } from '#renderer/tools/documents/Saved.tsx';

export function SheetActions({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts('papers');
  const { close } = useTexts('machine');
  const { language } = useSpokenTexts();
  const [paper, setPaper] = useState<'a4' | 'letter'>('a4');
  const [saved, setSaved] = useState<WrittenFile>();
  const { ask, isWaiting } = useTools();
  const save = async (): Promise<void> => {
    setSaved(undefined);
    const answer = await ask(() => lifeboat.machine.saveSheet({ paper, language }));
    if (answer.ok && answer.value !== null) setSaved(answer.value);
  };
  return (
    <>
      <PaperSizes value={paper} onChange={setPaper} />
      {saved && <Saved saved={{ file: saved, journal: 'none' }} />}
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          {close}
        </Action>
        <Action isPending={isWaiting} onPress={() => void save()}>
          {t.save}
        </Action>
        <LocalPrint print={() => lifeboat.machine.printSheet({ paper, language })} />
      </div>
    </>
  );
}
