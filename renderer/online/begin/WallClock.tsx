// The clock on the wall: somebody reads it aloud, and it is entered with their name.
import { useState } from 'react';
import type { ClockView } from '#shared/contract/clock-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { WallClockForm } from '#renderer/tools/clock/WallClockForm.tsx';

interface WallClockProps {
  readonly clock: ClockView;
  readonly isOpen: boolean;
  readonly holder: string;
}

export function WallClock({ clock, isOpen, holder }: WallClockProps) {
  const [readBy, setReadBy] = useState(holder);
  const { action, look } = useOnline();
  const t = useTexts('online').begin;
  return (
    <section className="card stack" data-tight aria-label={t.clock}>
      <h2>{t.clock}</h2>
      <p className="soft">{t.clockLead}</p>
      <WallClockForm
        clock={clock}
        texts={t}
        isReady={isOpen && readBy.trim() !== ''}
        onEnter={(wallUtc) => void action(() => online.session.setWallClock({ wallUtc, readBy: readBy.trim() }))}
        look={look}
      >
        <Field label={t.readBy} value={readBy} onChange={setReadBy} maxLength={80} />
      </WallClockForm>
    </section>
  );
}
