// In practice the other side can be made up: its operators answer with the next bundle. In a rehearsal people play them.
import type { View } from '#shared/contract/offline/view.ts';
import { rehearsalPrefix } from '#shared/schemas/ceremony-id.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function PracticeOperators({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').practice;
  const { language } = useSpokenTexts();
  const { action, isWaiting } = useStore();
  if (view.ceremony.phase !== 'running' || !view.ceremony.practice) return null;
  if (view.ceremony.id.startsWith(rehearsalPrefix)) return null;
  return (
    <Notice>
      <div className="stack" data-tight>
        <p>{view.ceremony.purpose === 'activation' ? t.askLeadDomain : t.askLead}</p>
        <div>
          <Action
            isPending={isWaiting}
            onPress={() => void action(() => lifeboat.volumes.askPracticeOperators({ language }))}
          >
            {t.ask}
          </Action>
        </div>
      </div>
    </Notice>
  );
}
