// Fills a draft from a file that a person chooses: what it knows and the draft does not have yet.
import { useState } from 'react';
import type { PickedFile, PickedKind } from '#shared/contract/tools/picked.ts';
import type { PlanDraftSource } from '#shared/contract/tools/plans.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { usePlanDraft } from './plan-draft.ts';

interface FillFromProps {
  /** As in "the certificate of C1". */
  readonly what: string;
  readonly detail?: string;
  readonly kind: PickedKind & ('identity' | 'data');
  readonly sourceOf: (file: string) => PlanDraftSource;
}

export function FillFrom({ what, detail, kind, sourceOf }: FillFromProps) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [changed, setChanged] = useState<number>();
  const { open, settled } = usePlanDraft();
  const ask = useTools((store) => store.ask);
  const t = useTexts('planForm');
  const fill = async (picked: PickedFile): Promise<void> => {
    setFile(picked);
    setChanged(undefined);
    const view = await settled();
    if (view === undefined) return;
    const order = { draft: view.draft.token, seen: view.sha256, from: sourceOf(picked.token) };
    const answer = await ask(() => tools.plans.fillDraft(order));
    if (!answer.ok) return;
    open(answer.value.view);
    setChanged(answer.value.changed);
  };
  return (
    <div className="stack" data-tight>
      <PickFile
        what={what}
        {...(detail === undefined ? {} : { detail })}
        kind={kind}
        picked={file}
        onPicked={(picked) => void fill(picked)}
      />
      {changed !== undefined && <p role="status">{t.filled(changed)}</p>}
    </div>
  );
}
