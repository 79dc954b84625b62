// The clock on the wall: somebody reads it aloud, and people type it in main's own view, with the name of who read it.
import type { ClockView } from '#shared/contract/clock-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Action } from '#renderer/ui/Action.tsx';
import { EnteredClock } from '#renderer/tools/clock/EnteredClock.tsx';
import { Ask } from '../step/Ask.tsx';

interface WallClockProps {
  readonly clock: ClockView;
  readonly isOpen: boolean;
}

export function WallClock({ clock, isOpen }: WallClockProps) {
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('clock').wall;
  const enter = () => online.session.setWallClock(null);
  return (
    <section className="card stack" data-tight aria-label={t.region}>
      <h2>{t.region}</h2>
      <EnteredClock clock={clock} entered={t.entered} />
      {clock.phase === 'set' ? (
        <div className="actions">
          {isOpen && (
            <Action isPending={isWaiting} onPress={() => void action(enter)}>
              {t.enter}
            </Action>
          )}
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        </div>
      ) : (
        isOpen && <Ask ask={enter}>{t.enter}</Ask>
      )}
    </section>
  );
}
