// Which draft is open, whether its file has every change, and the way out of the form.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';

interface DraftBarProps {
  readonly name: string;
  readonly isKept: boolean;
  readonly isPractice: boolean;
  readonly onLeave: () => void;
}

export function DraftBar({ name, isKept, isPractice, onLeave }: DraftBarProps) {
  const t = useTexts('planForm');
  const { practice } = useTexts('tools');
  return (
    <div className="draft-bar">
      <span>
        <span className="mono">{name}</span>
        <span className="soft" role="status">
          {isKept ? t.kept : t.notKept}
        </span>
      </span>
      {isPractice && <Badge tone="warn">{practice}</Badge>}
      <Action kind="quiet" onPress={onLeave}>
        {t.leave}
      </Action>
    </div>
  );
}
