// A whole recovery to try, with a plan or in an emergency: the folder of a rehearsal in which nothing goes wrong.
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { tools } from '../../tools-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Practise } from '#renderer/tools/start/Practise.tsx';

const room: PickedKind = 'rehearsal';

interface TrialProps {
  readonly kind: 'plan' | 'emergency';
}

export function Trial({ kind: what }: TrialProps) {
  const { action, look } = useOnline();
  const { ask, isWaiting } = useTools();
  const { practiseOnline, practiseEmergency } = useTexts('bring');
  const { ceremony } = useSpokenTexts();
  const begin = async (): Promise<void> => {
    const picked = await ask(() => tools.files.pick({ what: room }));
    if (!picked.ok || picked.value === null) return;
    const workspace = picked.value.token;
    const order = { workspace, faults: [], custodians: 3, required: 2, team: {} };
    const made = await ask(() => online.workspaces.make({ ...order, trainerName: ceremony.roles.CA.name }));
    if (!made.ok) return;
    if (what === 'plan') {
      await ask(() => tools.rehearsal.enter({ workspace, as: 'operator-1' }));
      return;
    }
    look(undefined);
    await action(() => online.emergency.openTrial({ workspace }));
  };
  return (
    <Practise
      note={what === 'plan' ? practiseOnline : practiseEmergency}
      isPending={isWaiting}
      onPress={() => void begin()}
    />
  );
}
