// The way from the first screen to a page that needs no session.
import { type ToolPage, useTools } from '../../store/tools-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';

export function OpenTool({ page }: { readonly page: ToolPage }) {
  const openTools = useTools((store) => store.openTools);
  const t = useTexts('bring');
  return (
    <div className="actions">
      <Action kind="primary" onPress={() => openTools(page)}>
        {t.open}
      </Action>
    </div>
  );
}
