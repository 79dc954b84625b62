// Begins an emergency, or corrects its details: people press what they have, and type the rest from paper in main's own view.
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import type { DrawingName } from '#shared/map/drawings.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Answers } from '#renderer/tools/start/Answers.tsx';
import { EmergencyNote } from './EmergencyNote.tsx';

const drawings = {
  blob: 'stick',
  'exchange-key': 'hsm',
  'new-hsm': 'cloud',
} as const satisfies Record<EmergencyStart, DrawingName>;

interface EmergencyFormProps {
  /** Whether it has begun, and its details are corrected. */
  readonly isBegun?: boolean;
  readonly onDone?: () => void;
}

export function EmergencyForm({ isBegun = false, onDone }: EmergencyFormProps) {
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').emergency.begin;
  const begin = async (start: EmergencyStart): Promise<void> => {
    if (!isBegun) look(undefined);
    await action(() => online.emergency[isBegun ? 'change' : 'open']({ start }));
    onDone?.();
  };
  return (
    <section className="card stack" aria-label={isBegun ? t.change : t.title}>
      {!isBegun && <EmergencyNote />}
      <h2>{t.start}</h2>
      <Answers
        isDisabled={isWaiting}
        answers={(Object.keys(drawings) as EmergencyStart[]).map((value) => ({
          ...{ value, ...t.starts[value], drawing: drawings[value] },
        }))}
        onChoose={(start) => void begin(start)}
      />
    </section>
  );
}
