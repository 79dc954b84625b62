// How many keys of an HSM have been read, of all that it has.
import { useTexts } from '#renderer/texts/use-texts.ts';

interface CountedProps {
  readonly done: number;
  readonly of: number;
}

export function Counted({ done, of }: CountedProps) {
  const { running } = useTexts('online').step;
  return (
    <div className="stack" data-tight>
      <p>{running.keysRead(done, of)}</p>
      <progress value={done} max={of} aria-label={running.region} />
    </div>
  );
}
