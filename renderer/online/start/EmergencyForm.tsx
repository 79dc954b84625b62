// Begins an emergency, or corrects its details: people press what they have, and type the rest from paper in main's own view.
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { EmergencyNote } from './EmergencyNote.tsx';

const starts: readonly EmergencyStart[] = ['blob', 'exchange-key', 'new-hsm'];

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
      <div className="columns">
        {starts.map((start) => (
          <div key={start} className="stack" data-tight>
            <div className="actions">
              <Action isPending={isWaiting} onPress={() => void begin(start)}>
                {t.starts[start].title}
              </Action>
            </div>
            <p className="soft">{t.starts[start].detail}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
