// The facts in the frame that everybody in the room must be able to read at any time.
import { useTexts } from '#renderer/texts/use-texts.ts';

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
