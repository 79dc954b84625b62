// Fills the draft of a register from a file that a person chooses.
import { useState } from 'react';
import type { RegisterDraftSource } from '#shared/contract/tools/custody.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { tools } from '../../tools-bridge.ts';
import { useRegisterDraft } from './register-draft.ts';

interface FillRegisterProps {
  /** As in "the certificate of C1". */
  readonly what: string;
  readonly sourceOf: (file: string) => RegisterDraftSource;
}

export function FillRegister({ what, sourceOf }: FillRegisterProps) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const { open, settled } = useRegisterDraft();
  const ask = useTools((store) => store.ask);
  const fill = async (picked: PickedFile): Promise<void> => {
    setFile(picked);
    const view = await settled();
    if (view === undefined) return;
    const order = { draft: view.draft.token, seen: view.sha256, from: sourceOf(picked.token) };
    const answer = await ask(() => tools.custody.fillDraft(order));
    if (answer.ok) open(answer.value);
  };
  return <PickFile what={what} kind="data" picked={file} onPicked={(picked) => void fill(picked)} />;
}
