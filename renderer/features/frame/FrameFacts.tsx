// The facts in the frame that everybody in the room must be able to read at any time.

export interface FrameFact {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'plain' | 'stop';
}

/** `preview`: nothing runs yet, and only practice is possible. */
export type FrameMode = 'none' | 'preview' | 'practice' | 'production';
const modeNames: Readonly<Record<Exclude<FrameMode, 'none'>, string>> = {
  preview: 'PRACTICE PREVIEW',
  practice: 'PRACTICE',
  production: 'PRODUCTION',
};

export interface FrameFactsProps {
  readonly app: string;
  readonly mode: FrameMode;
  readonly ceremony: string | undefined;
  readonly facts: readonly FrameFact[];
}

export function FrameFacts({ app, mode, ceremony, facts }: FrameFactsProps) {
  return (
    <>
      <div className="row">
        <strong>{app}</strong>
        {mode !== 'none' && <span className="frame-mode">{modeNames[mode]}</span>}
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
