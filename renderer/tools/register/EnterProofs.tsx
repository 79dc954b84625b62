// Proofs enter the register: journals and logs of drills are chosen, and a new register is written beside the old one.
import { useState } from 'react';
import type { ProvenRegister } from '#shared/contract/tools/custody.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile, PickFiles } from '#renderer/ui/PickFile.tsx';
import { Written } from '../Written.tsx';

interface EnterProofsProps {
  readonly register: PickedFile;
  /** The hash of its file as it is shown; null where it isn't. */
  readonly seen: string | null;
  readonly onProven: (proven: ProvenRegister) => void;
}

export function EnterProofs({ register, seen, onProven }: EnterProofsProps) {
  const t = useTexts('custody').prove;
  const { target } = useTexts('tools').choose;
  const [proofs, setProofs] = useState<readonly PickedFile[]>([]);
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { ask, isWaiting } = useTools();
  const enter = async (): Promise<void> => {
    if (folder === null) return;
    const tokens = proofs.map(({ token }) => token);
    const order = { register: register.token, seen, proofs: tokens, folder: folder.token };
    const answer = await ask(() => tools.custody.prove(order));
    if (!answer.ok) return;
    setProofs([]);
    onProven(answer.value);
  };
  return (
    <section className="card stack" aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.lead}</p>
      <PickFiles what={t.what} kind="journal" picked={proofs} onPicked={setProofs} />
      <PickFile what={target} kind="folder" picked={folder} onPicked={setFolder} />
      <div className="actions">
        <Action isDisabled={proofs.length === 0 || folder === null} isPending={isWaiting} onPress={() => void enter()}>
          {t.enter}
        </Action>
      </div>
    </section>
  );
}

/** What was entered, and where the new register is. The old one stays as it was. */
export function Entered({ proven: { file, entered } }: { readonly proven: ProvenRegister }) {
  const t = useTexts('custody').prove;
  const { custody } = useSpokenTexts();
  return (
    <FocusedResult label={t.entered}>
      <h2>{t.entered}</h2>
      <Notice tone="good">{t.done}</Notice>
      <ul>
        {entered.map(({ custodian, copy, on, how, ceremony }) => (
          <li key={`${custodian} ${copy}`}>
            {custodian}, {custody.copy(copy)}: {on}, {custody.proofs[how]} <span className="mono">{ceremony}</span>
          </li>
        ))}
      </ul>
      <Written file={file} />
      <p className="soft measure">{t.keep}</p>
    </FocusedResult>
  );
}
