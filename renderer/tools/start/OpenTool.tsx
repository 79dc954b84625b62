// The way from the first screen to a page that needs no session.
import { type DeskPage, useDesk } from '../../store/desk-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';

export function OpenTool({ page }: { readonly page: DeskPage }) {
  const openDesk = useDesk((store) => store.openDesk);
  const t = useTexts('bring');
  return (
    <div className="actions">
      <Action
        kind="primary"
        onPress={() => {
          openDesk(page);
        }}
      >
        {t.open}
      </Action>
    </div>
  );
}
