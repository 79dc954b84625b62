// Opens the folder of a rehearsal that was made before; both apps open the same one.
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';

export function OpenWorkspace({ side }: { readonly side: AppSide }) {
  const t = useTexts('rehearsal').open;
  const { ask } = useTools();
  const { show } = useRehearsal();
  const open = async ({ token }: PickedFile): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.open({ workspace: token }));
    if (answer.ok) show(answer.value);
  };
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.text[side]}</p>
      <PickFile what={t.what} kind="rehearsal" picked={null} onPicked={(picked) => void open(picked)} />
    </section>
  );
}
