// The owners of the resources that use the keys: the trainer plays those who were called, and what is theirs then names the new HSM.
import type { RehearsalView } from '#shared/contract/tools/rehearsal.ts';
import { tools } from '../../tools-bridge.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';

export function Owners({ view: { workspace, owners } }: { readonly view: RehearsalView }) {
  const t = useTexts('rehearsal').owners;
  const { consumers } = useSpokenTexts();
  const { ask, isWaiting } = useTools();
  const { show } = useRehearsal();
  const move = async (owner: string | null): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.moveOwner({ workspace, owner }));
    if (answer.ok) show({ ...answer.value, workspace });
  };
  return (
    <section className="stack" data-tight aria-label={t.title}>
      <h3>{t.title}</h3>
      <ol className="stack" data-tight>
        {owners.map(({ owner, resources, hasMoved }) => {
          const name = owner ?? consumers.noOwner;
          return (
            <li key={name} className="row">
              <span>{consumers.owner(name, resources)}</span>
              {hasMoved ? (
                <Badge tone="good">{t.moved}</Badge>
              ) : (
                <Action isPending={isWaiting} label={`${t.move}: ${name}`} onPress={() => void move(owner)}>
                  {t.move}
                </Action>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
