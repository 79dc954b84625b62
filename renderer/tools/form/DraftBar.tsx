// Which draft is open, whether its file has every change, and the way out of the form.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

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
    <>
      <div className="row">
        <span className="mono">{t.draft(name)}</span>
        <span className="soft" role="status">
          {isKept ? t.kept : t.notKept}
        </span>
        <Action kind="quiet" onPress={onLeave}>
          {t.leave}
        </Action>
      </div>
      {isPractice && <Notice tone="warn">{practice}</Notice>}
    </>
  );
}
