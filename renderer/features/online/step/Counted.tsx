// How far something is that goes through many things, one after the other.
import { useTexts } from '../../../texts/use-texts.ts';

interface CountedProps {
  readonly done: number;
  readonly of: number;
}

export function Counted({ done, of }: CountedProps) {
  const { running } = useTexts('online').step;
  const text = running.counted(String(done), String(of));
  return (
    <div className="stack" data-tight>
      <progress value={done} max={of} aria-label={running.region} />
      <p>{text}</p>
    </div>
  );
}
