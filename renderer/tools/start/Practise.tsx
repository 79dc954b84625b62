// The way into practice with files that are made up: beside whatever begins something real.
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';

interface PractiseProps {
  /** What is made, and what is not touched. */
  readonly note: string;
  readonly isPending?: boolean;
  readonly onPress: () => void;
}

export function Practise({ note, isPending = false, onPress }: PractiseProps) {
  const t = useTexts('bring');
  return (
    <div className="stack" data-tight>
      <div className="actions">
        <Action isPending={isPending} onPress={onPress}>
          {t.practise}
        </Action>
        {isPending && <span role="status">{t.practiseMakes}</span>}
      </div>
      <p className="soft measure">{note}</p>
    </div>
  );
}
