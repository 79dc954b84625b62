// A whole recovery to try: the folder of a rehearsal in which nothing goes wrong, opened as the first operator.
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Practise } from '#renderer/tools/start/Practise.tsx';

const kind: PickedKind = 'rehearsal';

export function Trial() {
  const { ask, isWaiting } = useTools();
  const { practiseOnline } = useTexts('bring');
  const { ceremony } = useSpokenTexts();
  const begin = async (): Promise<void> => {
    const picked = await ask(() => tools.files.pick({ what: kind }));
    if (!picked.ok || picked.value === null) return;
    const workspace = picked.value.token;
    const order = { workspace, faults: [], custodians: 3, required: 2, team: {} };
    const made = await ask(() => online.workspaces.make({ ...order, trainerName: ceremony.roles.CA.name }));
    if (made.ok) await ask(() => tools.rehearsal.enter({ workspace, as: 'operator-1' }));
  };
  return <Practise note={practiseOnline} isPending={isWaiting} onPress={() => void begin()} />;
}
