// The way back from a page to the one above it.
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';

export function GoBack({ onBack }: { readonly onBack: () => void }) {
  const { back } = useTexts('tools');
  return (
    <div className="actions">
      <Action kind="quiet" onPress={onBack}>
        {back}
      </Action>
    </div>
  );
}
