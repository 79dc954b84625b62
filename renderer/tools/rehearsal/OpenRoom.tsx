// Opens the folder of a rehearsal that was made before; both apps open the same one.
import type { DeskSide } from '#shared/contract/desk/papers.ts';
import type { PickedFile } from '#shared/contract/desk/picked.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';

export function OpenRoom({ side }: { readonly side: DeskSide }) {
  const t = useTexts('rehearsal').open;
  const { ask } = useDesk();
  const { show } = useRehearsal();
  const open = async ({ token }: PickedFile): Promise<void> => {
    const answer = await ask(() => desk.rehearsal.open({ room: token }));
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
