// How a draft of a register comes to be: from a plan, from the register before, or gone on with.
import { useState } from 'react';
import type { RegisterDraftView } from '#shared/contract/tools/custody.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { tools } from '../../tools-bridge.ts';
import { useRegisterDraft } from './register-draft.ts';

export type NewRegisterWay = 'begin' | 'goOn' | 'revise';

/** @param way begin: from a plan; revise: from a register; goOn: with a draft */
export function NewRegister({ way }: { readonly way: NewRegisterWay }) {
  const [source, setSource] = useState<PickedFile | null>(null);
  const ask = useTools((store) => store.ask);
  const open = useRegisterDraft((store) => store.open);
  const t = useTexts('registerForm');
  const plan = useTexts('plan');
  const custody = useTexts('custody');
  const { target } = useTexts('tools').choose;
  const opening = async (call: () => Promise<Result<RegisterDraftView>>): Promise<void> => {
    const answer = await ask(call);
    if (answer.ok) open(answer.value);
  };
  if (way === 'goOn') {
    return (
      <section className="card stack" aria-label={t.ways.goOn}>
        <PickFile
          what={plan.create.draft}
          detail={plan.create.draftNote}
          kind="draft"
          picked={null}
          onPicked={({ token }) => void opening(() => tools.custody.openDraft({ draft: token }))}
        />
      </section>
    );
  }
  const isFromPlan = way === 'begin';
  const begin = (from: string, folder: string) =>
    isFromPlan
      ? tools.custody.beginDraft({ plan: from, folder })
      : tools.custody.reviseDraft({ register: from, folder });
  return (
    <section className="card stack" aria-label={t.ways[way]}>
      <p className="measure">{isFromPlan ? t.beginText : t.reviseText}</p>
      <PickFile
        what={isFromPlan ? plan.plan : custody.what}
        kind={isFromPlan ? 'plan' : 'data'}
        picked={source}
        onPicked={setSource}
      />
      {source !== null && (
        <PickFile
          what={target}
          detail={plan.create.place}
          kind="folder"
          picked={null}
          onPicked={({ token }) => void opening(() => begin(source.token, token))}
        />
      )}
    </section>
  );
}
