// The facts in the frame that everybody in the room must be able to read at any time.
import { useTexts } from '#renderer/texts/use-texts.ts';
import type { ClockView } from '#shared/contract/clock-view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';

export interface FrameFact {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'plain' | 'stop';
}

/** `preview`: nothing runs yet, and only practice is possible. */
export type FrameMode = 'none' | 'preview' | 'practice' | 'production';

export interface FrameFactsProps {
  readonly app: string;
  readonly mode: FrameMode;
  readonly ceremony: string | undefined;
  readonly facts: readonly FrameFact[];
}

export function FrameFacts({ app, mode, ceremony, facts }: FrameFactsProps) {
  const t = useTexts('frame').modes;
  return (
    <>
      <div className="frame-name">
        <div className="frame-app">
          <strong>{app}</strong>
          {mode !== 'none' && <span className="frame-mode">{t[mode]}</span>}
        </div>
        {ceremony !== undefined && <span className="mono">{ceremony}</span>}
      </div>
      {facts.map(({ name, value, tone = 'plain' }) => (
        <div key={name} className="frame-fact" data-tone={tone}>
          <span>{name}</span>
          <span>{value}</span>
        </div>
      ))}
    </>
  );
}

type Facts = ScreenTexts['frame']['facts'];

/** The wall clock: whether it was entered, and how far the machine is from it. */
export const clockFact = (clock: ClockView, t: Facts): FrameFact => ({ name: t.clock, value: clockText(clock, t) });

function clockText(clock: ClockView, t: Facts): string {
  if (clock.phase === 'unset') return t.notEntered;
  const minutes = Math.round(clock.aheadSeconds / 60);
  if (Math.abs(minutes) < 2) return t.agrees;
  return minutes > 0 ? t.ahead(minutes) : t.behind(-minutes);
}
